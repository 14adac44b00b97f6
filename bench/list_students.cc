// Turns pages and searches in a record of whole intakes: list_students FOLDER INTAKE. For every
// order, the first page and one in the middle, of the intake and of one of its departments; and
// what people search by. Prints the median and the 99th of a hundred milliseconds each.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "store/student_lists.h"
#include "store/students.h"
#include "usecases/record/record.h"

namespace {

using Clock = std::chrono::steady_clock;
using mingce::Id;
using mingce::ListOrder;
using mingce::Status;
using mingce::StudentLine;
using mingce::Tx;

constexpr int kRuns = 100;
constexpr mingce::Moment kNow{1'788'220'800'000};

int refused(const mingce::Error& error) {
    std::fprintf(stderr, "%s\n", error.sentence(mingce::Language::English).c_str());
    return 2;
}

class Measure {
public:
    Measure(mingce::Database& database, const Id& intake) : database_(database), intake_(intake) {}

    Status run(const std::vector<StudentLine>& some) {
        using enum ListOrder;
        constexpr std::pair<ListOrder, const char*> kOrders[] = {{StudentNumber, "number"},
                                                                 {Name, "name"},
                                                                 {Class, "class"},
                                                                 {Change, "change"},
                                                                 {Source, "source"}};
        const StudentLine& middle = some[some.size() / 2];
        for (const auto& [order, name] : kOrders)
            for (const std::string& department : {std::string(), middle.department})
                for (const Id& after : {Id(), middle.id})
                    TRY(time(std::string("page_") + name + (department.empty() ? "" : "_of_one") +
                                 (after.is_none() ? "_first" : "_middle"),
                             [&](Tx& tx, int) -> Status {
                                 TRY(mingce::student_lists::page(
                                     tx, {intake_, order, department, 50, after}));
                                 return mingce::Done{};
                             }));
        TRY(scopes(kOrders, some));
        TRY(filters(some));
        return searches(some);
    }

    /// What a department, three of them, and a counsellor of four classes read.
    Status scopes(std::span<const std::pair<ListOrder, const char*>> orders,
                  const std::vector<StudentLine>& some) {
        using mingce::ScopeKind;
        const auto unit = [&](std::size_t part) {
            const StudentLine& line = some[some.size() * part / 8];
            return mingce::ScopeUnit{line.department, line.class_name};
        };
        const auto within = [](ScopeKind kind, std::vector<mingce::ScopeUnit> units) {
            return mingce::Scope{kind, std::move(units), {}, {}, false};
        };
        const std::pair<const char*, mingce::Scope> scopes[] = {
            {"department", within(ScopeKind::Department, {unit(1)})},
            {"three_departments", within(ScopeKind::Department, {unit(1), unit(3), unit(7)})},
            {"four_classes", within(ScopeKind::Class, {unit(1), unit(3), unit(5), unit(7)})}};
        for (const auto& [order, name] : orders)
            for (const auto& [scope_name, scope] : scopes) {
                mingce::student_lists::Page page{intake_, order, "", 50, {}};
                page.scope = scope;
                TRY(time(std::string("scope_") + scope_name + "_" + name,
                         [&](Tx& tx, int) -> Status {
                             TRY(mingce::student_lists::page(tx, page));
                             return mingce::Done{};
                         }));
            }
        return mingce::Done{};
    }

    /// By a column without an index, and by a field that stands in the document of the others.
    Status filters(const std::vector<StudentLine>& some) {
        const auto filter = [&](const char* name, mingce::Field field, const std::string& value) {
            return time(name, [&, field, value](Tx& tx, int) -> Status {
                mingce::student_lists::Page page{intake_, ListOrder::Name, "", 50, {}};
                page.filters.push_back({field, value});
                TRY(mingce::student_lists::page(tx, page));
                return mingce::Done{};
            });
        };
        const StudentLine& middle = some[some.size() / 2];
        TRY(filter("filter_major", mingce::Field::Major, middle.major));
        TRY(filter("filter_rare", mingce::Field::Ethnicity, "珞巴族"));
        return filter("filter_nobody", mingce::Field::Ethnicity, "nobody's");
    }

    Status searches(const std::vector<StudentLine>& some) {
        const auto of = [&](int run) -> const StudentLine& {
            return some[static_cast<std::size_t>(run) * 97 % some.size()];
        };
        const auto search = [&](const char* name, const std::function<std::string(int)>& text) {
            return time(name, [&](Tx& tx, int run) -> Status {
                TRY(mingce::student_lists::search(tx, {text(run), {}, 50}));
                return mingce::Done{};
            });
        };
        // 3 bytes a character.
        TRY(search("name_of_2_within", [&](int run) { return of(run).name.substr(3, 6); }));
        TRY(search("name_of_1_within", [&](int run) { return of(run).name.substr(3, 3); }));
        TRY(search("name_of_1_first", [&](int run) { return of(run).name.substr(0, 3); }));
        TRY(search("initials_of_3", [](int run) { return kLetters[run % 8]; }));
        TRY(search("initials_of_1", [](int run) { return std::string(kLetters[run % 8], 1); }));
        TRY(search("exam_number", [&](int run) { return of(run).exam_number; }));
        TRY(search("nobody", [](int) { return std::string("Zzz龘"); }));
        return mingce::Done{};
    }

    Status time(const std::string& name, const std::function<Status(Tx&, int)>& work) {
        std::vector<double> spent;
        TRY(database_.read([&](Tx& tx) -> Status {
            for (int run = -3; run < kRuns; ++run) {  // the first few find their pages
                const auto start = Clock::now();
                TRY(work(tx, run + 3));
                if (run >= 0)
                    spent.push_back(std::chrono::duration<double>(Clock::now() - start).count() *
                                    1'000);
            }
            return mingce::Done{};
        }));
        std::sort(spent.begin(), spent.end());
        std::printf("%s p50 %.3f p99 %.3f\n", name.c_str(), spent[kRuns / 2], spent[kRuns - 1]);
        return mingce::Done{};
    }

private:
    static constexpr const char* kLetters[] = {"zwj", "lq", "wxm", "chy", "lzh", "gdx", "wf", "ym"};

    mingce::Database& database_;
    Id intake_;
};

/// By document number through the blind index, and by a field that has no column of its own.
Status look_ups(mingce::Record& record, Measure& measure, const std::vector<StudentLine>& some) {
    mingce::SystemRandom random;
    mingce::Boxes boxes(record.ring(), random);
    mingce::StudentSealer sealer(boxes);
    std::vector<std::string> numbers;
    TRY(record.database().read([&](Tx& tx) -> Status {
        for (std::size_t i = 0; i < 100; ++i)
            numbers.push_back(TRY(mingce::students::load(tx, boxes, some[i * 97 % some.size()].id))
                                  .values[mingce::Field::IdNumber]);
        return mingce::Done{};
    }));
    return measure.time("document_number", [&](Tx& tx, int run) -> Status {
        TRY(mingce::students::find_by_document(tx, sealer,
                                               numbers[static_cast<std::size_t>(run) % 100]));
        return mingce::Done{};
    });
}

Status run(const std::string& folder, const std::string& intake_key) {
    auto record = TRY(mingce::Record::open({folder, std::nullopt, kNow}));
    std::vector<StudentLine> some;
    Id intake;
    TRY(record.database().read([&](Tx& tx) -> Status {
        intake = TRY(mingce::intakes::load(tx, intake_key)).id;
        some = TRY(mingce::student_lists::page(tx, {intake, ListOrder::Source, "", 20'000, {}}));
        return mingce::Done{};
    }));
    Measure measure(record.database(), intake);
    TRY(measure.run(some));
    return look_ups(record, measure, some);
}

}  // namespace

int main(int count, char** words) {
    if (count != 3) {
        std::fprintf(stderr, "usage: list_students FOLDER INTAKE\n");
        return 64;
    }
    const Status done = run(words[1], words[2]);
    return done.ok() ? 0 : refused(done.error());
}
