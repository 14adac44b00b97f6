#include "usecases/organisation/edit_majors.h"

#include <algorithm>

#include "access/problems.h"
#include "base/text.h"
#include "domain/code_tables.h"
#include "domain/standard.h"
#include "store/majors.h"
#include "store/organisation_problems.h"
#include "store/students.h"
#include "usecases/access/permitted.h"
#include "usecases/standards/standard_in_force.h"

namespace mingce {

namespace {

constexpr std::size_t kWhyLengthMax = 500, kTextLengthMax = 100, kCodeLengthMax = 20;
constexpr std::uint32_t kPlanMax = 100'000;
constexpr std::size_t kJudgedAtOnce = 200;

/// The organisation is the whole school's: who works with a part of it does not change it.
Status require_whole_school(const Context& context) {
    TRY(require(context, Permission::OrganisationWrite));
    if (context.caller.scope.covers(Scope::whole())) return Done{};
    return Error(problem::kAccessDenied, std::string(key_of(Permission::OrganisationWrite)));
}

Status require_text(std::string_view name, const std::string& text, bool is_needed) {
    const std::size_t length = code_point_count(text);
    if (length <= kTextLengthMax && (length != 0 || !is_needed)) return Done{};
    return Error(problem::kMajorValue, std::string(name));
}

bool is_code(const std::string& text) {
    return text.size() <= kCodeLengthMax && std::ranges::all_of(text, [](char c) {
               return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
           });
}

/// "", or a number of years such as 4 or 2.5.
bool is_duration(std::string_view text) {
    if (text.empty()) return true;
    const std::size_t point = std::min(text.find('.'), text.size());
    const std::string_view years = text.substr(0, point), rest = text.substr(point);
    if (!all_digits(years) || years.empty() || years.size() > 2) return false;
    return rest.empty() || rest == ".5" || rest == ".0";
}

/// As the organisation keeps it: blanks trimmed, the level as its code table writes it; or as a
/// file does, as long as nobody changes it.
Result<Major> kept_major(Major major, const Major& now, const CodeTables& codes) {
    for (std::string* text : {&major.department, &major.name, &major.level, &major.school_code,
                              &major.national_code, &major.duration})
        *text = std::string(trim_blanks(*text));
    TRY(require_text("department", major.department, true));
    TRY(require_text("name", major.name, true));
    if (major.school_code != now.school_code && !is_code(major.school_code))
        return Error(problem::kMajorValue, "school_code");
    if (major.national_code != now.national_code && !is_code(major.national_code))
        return Error(problem::kMajorValue, "national_code");
    if (major.duration != now.duration && !is_duration(major.duration))
        return Error(problem::kMajorValue, "duration");
    if (major.plan_count.value_or(0) > kPlanMax) return Error(problem::kMajorValue, "plan_count");
    if (major.level.empty() || major.level == now.level) return major;
    const FieldStandard& standard = DataStandard::shipped().of(Field::Level);
    const CodeTable* const table = codes.find(standard.code_table);
    const auto found = table == nullptr ? std::nullopt : table->find(major.level);
    if (!found) return Error(problem::kMajorValue, "level");
    major.level = found->entry->name;
    return major;
}

const HeldMajor* find_major(const std::vector<HeldMajor>& held, const MajorKey& key) {
    const auto found =
        std::ranges::find(held, key, [](const HeldMajor& one) { return key_of(one.major); });
    return found == held.end() ? nullptr : &*found;
}

/// The change as it will be kept, of what holds now.
Result<MajorChange> change_of(const SayOfMajor& request, const std::vector<HeldMajor>& held,
                              const CodeTables& codes) {
    MajorChange change;
    const HeldMajor* now = nullptr;
    if (request.before) {
        now = find_major(held, key_of(*request.before));
        if (now == nullptr) return Error(problem::kMajorUnknown);
        if (!says_the_same(now->major, *request.before)) return Error(problem::kMajorOvertaken);
        change.before = now->major;
    }
    if (!request.after) {
        if (now == nullptr) return Error(problem::kMajorUnknown);
        if (!now->is_by_hand) return Error(problem::kMajorImported);
        return change;
    }
    change.after = TRY(kept_major(*request.after, now == nullptr ? Major() : now->major, codes));
    const MajorKey key = key_of(*change.after);
    const HeldMajor* const same = find_major(held, key);
    if (same != nullptr && same != now) return Error(problem::kMajorThere);
    if (same != nullptr && says_the_same(same->major, *change.after))
        return Error(problem::kMajorSameAsBefore);
    return change;
}

/// What was said or unsaid, and whether there was any major before.
struct Said {
    const MajorChange& change;
    bool had_majors = false;
    Date today;
};

/// Students whom the rules may see otherwise now: of these majors; everybody where there was no
/// organisation to judge by, or is none any more.
Status judge_again(Tx& tx, const Context& context, const Said& said, MajorOutcome& outcome) {
    std::vector<Major> about;
    if (said.had_majors && !TRY(majors::held(tx)).empty()) {
        if (said.change.before) about.push_back(*said.change.before);
        if (said.change.after) about.push_back(*said.change.after);
    }
    const auto concerned = TRY(major_changes::concerned(tx, about));
    Boxes boxes = context.boxes();
    StudentSealer sealer(boxes);
    StudentChecks checks(tx, context, boxes, sealer);
    const std::vector<FieldChange> none;
    std::optional<Intake> intake;
    for (std::size_t at = 0; at < concerned.size(); at += kJudgedAtOnce) {
        std::vector<Id> some;
        const std::size_t end = std::min(at + kJudgedAtOnce, concerned.size());
        for (std::size_t i = at; i < end; ++i) some.push_back(concerned[i].student);
        for (const StudentRecord& record : TRY(students::load_several(tx, boxes, some, true))) {
            if (!intake || intake->id != record.intake)
                intake = TRY(intakes::load(tx, record.intake));
            const FindingCounts counts =
                TRY(checks.judge({record, *intake, none, said.today, false}));
            outcome.findings.opened += counts.opened;
            outcome.findings.gone += counts.gone;
            ++outcome.students;
        }
    }
    return Done{};
}

Status audit_change(Tx& tx, const Context& context, std::string_view action, const Id& said,
                    const MajorOutcome& outcome) {
    return audit(tx, context,
                 {action, "organisation", said,
                  "number=" + std::to_string(outcome.number) +
                      " students=" + std::to_string(outcome.students) +
                      " opened=" + std::to_string(outcome.findings.opened) +
                      " gone=" + std::to_string(outcome.findings.gone),
                  ""});
}

/// Whether two changes touch one major, by any name it had.
bool share_a_major(const MajorChange& one, const MajorChange& other) {
    for (const auto* a : {&one.before, &one.after})
        for (const auto* b : {&other.before, &other.after})
            if (*a && *b && key_of(**a) == key_of(**b)) return true;
    return false;
}

/// Of a list that is newest first: no change after it that stands is of the same major.
bool is_last_of_its_major(const std::vector<SaidOfMajor>& list, const SaidOfMajor& said) {
    return std::ranges::none_of(list, [&said](const SaidOfMajor& other) {
        return other.number > said.number && !other.is_undone() &&
               share_a_major(other.change, said.change);
    });
}

}  // namespace

Result<MajorOutcome> say_of_major(const Context& context, const SayOfMajor& request) {
    TRY(require_whole_school(context));
    const std::size_t length = code_point_count(request.reason);
    if (length == 0 || length > kWhyLengthMax) return Error(problem::kMajorWhy);
    return write_value(context.database(), [&](Tx& tx) -> Result<MajorOutcome> {
        Boxes boxes = context.boxes();
        SaidOfMajor said;
        const std::vector<HeldMajor> held = TRY(majors::held(tx));
        const StandardInForce school = TRY(standard_in_force(tx, context, request.today));
        said.change = TRY(change_of(request, held, school->codes()));
        said.id = context.make_id();
        said.number = TRY(major_changes::next_number(tx));
        said.at = context.now;
        said.actor = context.actor;
        said.account = context.caller.account;
        said.reason = request.reason;
        TRY(major_changes::add(tx, boxes, context.institution(), said));
        MajorOutcome outcome;
        outcome.number = said.number;
        TRY(judge_again(tx, context, {said.change, !held.empty(), request.today}, outcome));
        TRY(audit_change(tx, context, "organisation.say", said.id, outcome));
        return outcome;
    });
}

Result<MajorOutcome> undo_major_change(const Context& context, const UndoMajorChange& request) {
    TRY(require_whole_school(context));
    return write_value(context.database(), [&](Tx& tx) -> Result<MajorOutcome> {
        Boxes boxes = context.boxes();
        const std::vector<SaidOfMajor> list = TRY(major_changes::all(tx, boxes));
        const auto said = std::ranges::find(list, request.number, &SaidOfMajor::number);
        if (said == list.end())
            return Error(problem::kMajorChangeUnknown, std::to_string(request.number));
        if (said->is_undone()) return Error(problem::kMajorUndone);
        if (!is_last_of_its_major(list, *said)) return Error(problem::kMajorBuiltOn);
        const bool had_majors = !TRY(majors::held(tx)).empty();
        TRY(major_changes::undo(tx, {said->id, context.now, context.actor}));
        MajorOutcome outcome;
        outcome.number = said->number;
        TRY(judge_again(tx, context, {said->change, had_majors, request.today}, outcome));
        TRY(audit_change(tx, context, "organisation.undo", said->id, outcome));
        return outcome;
    });
}

Result<std::vector<MajorChangeLine>> list_major_changes(const Context& context) {
    TRY(require(context, Permission::OrganisationWrite));
    const bool may_write = context.caller.scope.covers(Scope::whole());
    return read_value(context.database(), [&](Tx& tx) -> Result<std::vector<MajorChangeLine>> {
        Boxes boxes = context.boxes();
        const std::vector<SaidOfMajor> list = TRY(major_changes::all(tx, boxes));
        std::vector<MajorChangeLine> lines;
        lines.reserve(list.size());
        for (const SaidOfMajor& said : list)
            lines.push_back(
                {said, may_write && !said.is_undone() && is_last_of_its_major(list, said)});
        return lines;
    });
}

}  // namespace mingce
