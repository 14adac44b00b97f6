// An edition of one intake in a record, sealed, compared and reviewed: review_editions FOLDER
// INTAKE. At the machine. Seals a first revision,
// changes students in every department, seals the next, compares the two; asks for the review page
// over and over; at last lets everybody report and pass, signs at every level, and files: each of
// them is registered. Prints milliseconds of each, medians.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "usecases/editions/edition_view.h"
#include "usecases/editions/file_edition.h"
#include "usecases/editions/review_page.h"
#include "usecases/editions/review_remarks.h"
#include "usecases/editions/sign_edition.h"
#include "usecases/editions/submit_edition.h"
#include "usecases/publications/make_copies.h"
#include "usecases/publications/page_list.h"
#include "usecases/publications/publish_edition.h"
#include "usecases/publications/verify_page.h"
#include "usecases/rosters/preview_roster.h"
#include "usecases/students/edit_many.h"
#include "usecases/students/enrolment_status.h"
#include "usecases/students/query_students.h"

namespace {

using Clock = std::chrono::steady_clock;
using mingce::Field;
using mingce::Status;

constexpr int kRuns = 30, kSlowRuns = 3, kWholeSchoolCopies = 10;
constexpr std::size_t kChanged = 2'000;  // students, of every department
constexpr mingce::Moment kNow{1'788'220'800'000};

class Measure {
public:
    Measure(mingce::Record& record, std::string intake)
        : record_(record), intake_(std::move(intake)) {}

    Status run() {
        {
            const mingce::Context context = next_context();
            TRY(make_edition(context, {intake_, "by_department", ""}));
        }
        TRY(decline_blocked());
        TRY(time("seal", 1, [&](const mingce::Context& context) { return seal(context); }));
        TRY(change_students());
        TRY(time("seal_next", kSlowRuns,
                 [&](const mingce::Context& context) { return seal(context); }));
        TRY(time("compare_few", kSlowRuns,
                 [&](const mingce::Context& context) { return compare(context, 1, 2); }));
        TRY(time("compare_all", kSlowRuns,
                 [&](const mingce::Context& context) { return compare(context, 0, 2); }));
        TRY(page("review_page", ""));
        TRY(page("review_page_department", department_));
        TRY(time("class_rows", kRuns, [&](const mingce::Context& context) -> Status {
            TRY(class_rows(context, {edition(), 0, class_}));
            return mingce::Done{};
        }));
        TRY(time("show_edition", kRuns, [&](const mingce::Context& context) -> Status {
            TRY(show_edition(context, edition()));
            return mingce::Done{};
        }));
        TRY(time("first_page", kRuns, [&](const mingce::Context& context) -> Status {
            mingce::PreviewRoster request;
            request.intake = intake_;
            request.asked.key = "by_department";
            request.as_of = {2026, 9, 1};
            TRY(preview_roster(context, request));
            TRY(preview_page(context, request, {}));
            return mingce::Done{};
        }));
        TRY(time("checks", kSlowRuns, [&](const mingce::Context& context) -> Status {
            TRY(show_edition_checks(context, edition()));
            return mingce::Done{};
        }));
        return sign_and_file();
    }

private:
    mingce::EditionName edition() const { return {intake_, 1}; }

    Status seal(const mingce::Context& context) {
        TRY(submit_edition(context, {edition(), {}, {}}));
        return mingce::Done{};
    }

    Status compare(const mingce::Context& context, std::int64_t before, std::int64_t after) {
        mingce::CompareRevisions request;
        request.intake = intake_;
        if (before != 0) request.before = {1, before};
        request.after = {1, after};
        TRY(compare_revisions(context, request));
        return mingce::Done{};
    }

    Status page(const std::string& name, const std::string& department) {
        return time(name, kRuns, [&](const mingce::Context& context) -> Status {
            const mingce::ReviewPage page = TRY(mingce::review_page(
                context, {edition(), department, mingce::ReviewLevel::Registry}));
            for (const auto& group : page.classes)
                if (group.name.annex.empty()) class_ = group.name;
            department_ = class_.department;
            return mingce::Done{};
        });
    }

    Status sign_and_file() {
        TRY(read_everybody());
        TRY(everybody("report_all", {mingce::EnrolmentEvent::Report, {2026, 8, 31}, {}}));
        TRY(everybody("pass_all", {mingce::EnrolmentEvent::PassFirstCheck, {2026, 8, 31}, {}}));
        TRY(seal(next_context()));
        const auto view = TRY(show_edition(next_context(), edition()));
        const std::int64_t revision = view.revision->number;
        mingce::SignEdition signature{edition(), mingce::EditionAct::Endorse, revision, "", "", ""};
        for (const auto& level : view.departments) {
            signature.department = level.progress.department;
            TRY(look(mingce::ReviewLevel::Department, signature.department));
            TRY(sign_edition(signer(), {}, signature));
        }
        signature.department.clear();
        signature.opinion = "bench";
        signature.act = mingce::EditionAct::Recheck;
        TRY(look(mingce::ReviewLevel::Registry, ""));
        TRY(sign_edition(signer(), {}, signature));
        signature.act = mingce::EditionAct::Approve;
        TRY(look(mingce::ReviewLevel::Leader, ""));
        TRY(sign_edition(signer(), {}, signature));
        TRY(time("file", 1, [&](const mingce::Context& context) -> Status {
            mingce::FileEdition request;
            request.edition = edition();
            request.revision = revision;
            request.filing_no = "1";
            request.filed_on = request.today = day_of(context.now);
            const auto filed = TRY(file_edition(context, {}, request));
            std::printf("%llu registered\n", static_cast<unsigned long long>(filed.registered));
            return mingce::Done{};
        }));
        return publish();
    }

    /// Every page gets its code, and one of them is asked about.
    Status publish() {
        TRY(time("publish", 1, [&](const mingce::Context& context) -> Status {
            const auto made =
                TRY(publish_edition(context, {edition(), "https://roster.school.edu.cn"}));
            std::printf("%llu pages\n", static_cast<unsigned long long>(made.pages));
            return mingce::Done{};
        }));
        const mingce::Context context = next_context();
        const std::string list = TRY(signed_page_list(context, edition()));
        const std::string key = TRY(public_key_text(context));
        const auto pages = TRY(mingce::open_page_list(list, key)).pages;
        TRY(time("verify", kRuns, [&](const mingce::Context& asked) -> Status {
            TRY(verify_page(asked, {pages[pages.size() / 2].code, ""}));
            return mingce::Done{};
        }));
        return make_copies();
    }

    /// Every department its locked workbook and PDF, and ten units a workbook of the whole school.
    Status make_copies() {
        const mingce::Context context = next_context();
        const std::vector<std::int64_t> numbers = TRY(write_value(
            context.database(), [&](mingce::Tx& tx) { return open_publications(tx, context); }));
        return time("copies", 1, [&](const mingce::Context& making) -> Status {
            const auto ready =
                TRY(make_ready_copies(making, numbers, [](std::uint64_t, std::uint64_t) -> Status {
                    return mingce::Done{};
                }));
            std::printf("%llu copies\n", static_cast<unsigned long long>(ready.made));
            return mingce::Done{};
        });
    }

    mingce::Result<std::vector<std::int64_t>> open_publications(mingce::Tx& tx,
                                                                const mingce::Context& context) {
        using mingce::CopyForm;
        const auto found = TRY(find_edition(tx, context, edition()));
        mingce::Boxes boxes = context.boxes();
        const auto revision = TRY(open_revision(tx, boxes, found.edition));
        std::vector<mingce::Recipient> recipients;
        for (const auto& part : revision.head.parts)
            recipients.push_back({mingce::RecipientKind::Department, part.department});
        for (int i = 0; i < kWholeSchoolCopies; ++i)
            recipients.push_back({mingce::RecipientKind::Unit, "unit " + std::to_string(i)});
        std::vector<std::int64_t> numbers;
        for (const mingce::Recipient& recipient : recipients) {
            mingce::Publication publication;
            publication.id = context.make_id();
            publication.edition = found.edition.id;
            publication.recipient = recipient;
            publication.state = mingce::PublicationState::Open;
            publication.contents.purpose = "院内工作";
            for (const Field field : {Field::StudentNo, Field::Name, Field::Sex, Field::Department,
                                      Field::Major, Field::AdminClass, Field::Province})
                publication.contents.view.push_back({field, true});
            publication.contents.forms = {CopyForm::Xlsx};
            if (recipient.kind == mingce::RecipientKind::Department)
                publication.contents.forms.push_back(CopyForm::Pdf);
            TRY(mingce::publications::add(tx, boxes, context.institution(), publication));
            numbers.push_back(publication.number);
        }
        return numbers;
    }

    /// At every class, and into every row that has to be opened.
    Status look(mingce::ReviewLevel level, const std::string& department) {
        constexpr std::size_t kRowsMost = 500;
        const auto page = TRY(mingce::review_page(signer(), {edition(), department, level}));
        mingce::MarkSeen mark;
        mark.edition = edition();
        mark.revision = page.revision;
        for (const auto& group : page.classes) mark.classes.push_back(group.name);
        for (const auto& row : page.rows) {
            mark.rows.push_back(row.student.hex());
            if (mark.rows.size() < kRowsMost) continue;
            TRY(mark_seen(signer(), mark));
            mark.rows.clear();
        }
        return mark_seen(signer(), mark);
    }

    /// Those who did not give their place up.
    Status read_everybody() {
        const mingce::Context context = next_context();
        const mingce::ListStatus admitted{intake_, mingce::EnrolmentState::Admitted, {2026, 9, 1}};
        for (const auto& line : TRY(list_status(context, admitted)))
            everybody_.push_back(line.student.id.hex());
        return mingce::Done{};
    }

    Status everybody(const std::string& name, const mingce::StatusEvent& event) {
        return time(name, 1, [&](const mingce::Context& context) -> Status {
            mingce::SetStatus request;
            request.who = everybody_;
            request.event = event;
            request.reason = "bench";
            request.today = {2026, 9, 1};
            const auto told = TRY(set_status(context, request));
            std::printf("%s: %llu\n", name.c_str(), static_cast<unsigned long long>(told.recorded));
            return mingce::Done{};
        });
    }

    /// Who submitted signs nowhere.
    mingce::Context signer() {
        ++calls_;
        return {record_, "os:signer", {kNow.milliseconds + calls_ * 1'000}, random_};
    }

    /// Whom a blocking finding is on gives the place up: the inputs have errors, and the annex
    /// somebody in it.
    Status decline_blocked() {
        const mingce::Context context = next_context();
        mingce::SetStatus request;
        for (const auto& cell : TRY(edition_readiness(context, {edition(), {}, {}})).blocking)
            if (!cell.student.is_none()) request.who.push_back(cell.student.hex());
        request.event = {mingce::EnrolmentEvent::Decline, {2026, 8, 30}, {}};
        request.reason = "bench";
        request.today = {2026, 9, 1};
        TRY(set_status(context, request));
        return mingce::Done{};
    }

    /// Spread over the whole intake, so that every department's part differs.
    Status change_students() {
        mingce::EditMany edits;
        edits.intake = intake_;
        edits.reason = "bench";
        edits.today = {2026, 9, 1};
        mingce::QueryStudents query;
        query.asked.intake = intake_;
        query.limit = 1;
        query.fields = {Field::Name};
        const mingce::Context context = next_context();
        const auto all = TRY(query_students(context, query)).total.value_or(0);
        query.wants_total = false;
        for (std::size_t i = 0; i < kChanged; ++i) {
            query.offset = i * (static_cast<std::size_t>(all) / kChanged);
            for (const auto& item : TRY(query_students(context, query)).items)
                edits.changes.push_back({item.id.hex(), item.version, {{"campus", "东校区"}}});
        }
        TRY(edit_many(context, edits));
        return mingce::Done{};
    }

    mingce::Context next_context() {
        ++calls_;
        return {record_, "os:bench", {kNow.milliseconds + calls_ * 1'000}, random_};
    }

    Status time(const std::string& name, int runs,
                const std::function<Status(const mingce::Context&)>& work) {
        std::vector<double> milliseconds;
        for (int i = 0; i < runs; ++i) {
            const mingce::Context context = next_context();
            const auto start = Clock::now();
            TRY(work(context));
            milliseconds.push_back(
                std::chrono::duration<double, std::milli>(Clock::now() - start).count());
        }
        std::ranges::sort(milliseconds);
        std::printf("%s p50 %.2f most %.2f\n", name.c_str(), milliseconds[milliseconds.size() / 2],
                    milliseconds.back());
        return mingce::Done{};
    }

    mingce::Record& record_;
    const std::string intake_;
    std::string department_;
    std::vector<std::string> everybody_;
    mingce::ClassName class_;
    mingce::SystemRandom random_;
    std::int64_t calls_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) return 64;
    auto record = mingce::Record::open({argv[1], {}, kNow});
    if (!record.ok()) return 2;
    const Status done = Measure(record.value(), argv[2]).run();
    if (done.ok()) return 0;
    std::fprintf(stderr, "%s\n", done.error().sentence(mingce::Language::English).c_str());
    return 2;
}
