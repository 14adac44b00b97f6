#include "usecases/standards/judge_by_standard.h"

#include <algorithm>

#include "store/standard_changes.h"
#include "store/students.h"
#include "usecases/jobs/jobs.h"

namespace mingce {

namespace {

constexpr std::string_view kJudge = "mingce:standard";

/// Headers alone make no difference to what is in the record already.
bool is_judged_by(const StandardChange& change) {
    if (change.kind != StandardKind::Field) return true;
    const auto field = field_of(change.key);
    const auto terms = parse_terms(change.kind, change.document);
    if (!field || !terms.ok()) return false;
    const FieldTerms& said = std::get<FieldTerms>(terms.value());
    const FieldStandard& shipped = DataStandard::shipped().of(*field);
    return said.required != shipped.required || said.width != shipped.width;
}

/// The numbers of the changes that judging goes by: "3 7".
std::string judging_changes(const SchoolStandard& standard,
                            const std::vector<StandardChange>& changes) {
    std::string text;
    for (const std::int64_t number : standard.changes())
        for (const StandardChange& change : changes)
            if (change.number == number && is_judged_by(change))
                text += (text.empty() ? "" : " ") + std::to_string(number);
    return text;
}

/// Who is told to have it done: the caller where it may judge all, else the machine.
Context judge_of(const Context& context) {
    Context judge = context;
    if (context.caller.may(Permission::FindingFix)) return judge;
    judge.actor = kJudge;
    judge.caller = Caller::at_the_machine(judge.actor);
    return judge;
}

}  // namespace

Result<JudgedAgain> judge_by_standard(Tx& tx, const Context& context) {
    const Date today = day_of(context.now);
    const auto changes = TRY(standard_changes::all(tx, context.institution()));
    const auto standard =
        std::make_shared<const SchoolStandard>(TRY(SchoolStandard::on(today, changes)));
    const std::string now = judging_changes(*standard, changes);
    JudgedAgain judged;
    if (now == TRY(standard_changes::judged_by(tx, context.institution()))) return judged;
    judged.is_another = true;
    Boxes boxes = context.boxes();
    StudentSealer sealer(boxes);
    StudentChecks checks(tx, context, boxes, sealer);
    checks.use(standard);
    std::int64_t students_judged = 0;
    std::vector<Intake> all = TRY(intakes::all(tx));
    std::ranges::reverse(all);
    for (const Intake& intake : all) {
        const std::int64_t students = TRY(students::count(tx, intake.id));
        if (students == 0) continue;
        if (students_judged + students > kJudgedAtOnceMost) {
            TRY(queue_job(tx, judge_of(context), CheckIntakeJob{intake.key}));
            ++judged.jobs;
            continue;
        }
        students_judged += students;
        const FindingCounts counts = TRY(checks.judge_intake(intake, today));
        judged.findings.opened += counts.opened;
        judged.findings.gone += counts.gone;
        ++judged.intakes;
    }
    TRY(standard_changes::set_judged_by(tx, context.institution(), now, context.now));
    return judged;
}

Result<JudgedAgain> judge_by_standard(const Context& context) {
    const auto version = TRY(read_value(context.database(), [&](Tx& tx) {
        return standard_changes::version(tx, context.institution());
    }));
    if (version == standard_changes::Version{}) return JudgedAgain{};
    return write_value(context.database(), [&](Tx& tx) -> Result<JudgedAgain> {
        JudgedAgain judged = TRY(judge_by_standard(tx, context));
        if (!judged.is_another) return judged;
        TRY(audit(tx, context,
                  {"standard.judge",
                   "record",
                   {},
                   "opened=" + std::to_string(judged.findings.opened) +
                       " gone=" + std::to_string(judged.findings.gone) +
                       " jobs=" + std::to_string(judged.jobs),
                   ""}));
        return judged;
    });
}

}  // namespace mingce
