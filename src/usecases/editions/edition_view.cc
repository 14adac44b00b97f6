#include "usecases/editions/edition_view.h"

#include <algorithm>

#include "store/definitions.h"
#include "store/students.h"
#include "usecases/access/permitted.h"
#include "usecases/access/reach.h"
#include "usecases/editions/edition_problems.h"
#include "usecases/editions/review_levels.h"
#include "usecases/editions/sign_edition.h"

namespace mingce {

namespace {

constexpr std::int64_t kReminderPauseMs = std::int64_t{60} * 60 * 1000;

/// Also where only some of its classes are the caller's.
bool reaches_some_of(const Scope& scope, std::string_view department) {
    if (scope.kind == ScopeKind::Institution) return true;
    return std::ranges::any_of(
        scope.units, [&](const ScopeUnit& unit) { return unit.department == department; });
}

class Viewing {
public:
    Viewing(Tx& tx, const Context& context) : tx_(tx), context_(context), boxes_(context.boxes()) {}

    Result<EditionView> view(FoundEdition found) {
        found_ = std::move(found);
        EditionView view;
        view.intake = found_.intake;
        view.edition = found_.edition;
        // Read as it is stored: one that names a field that is gone is a version all the same.
        if (const auto newest = TRY(definitions::find(tx_, context_.institution(),
                                                      found_.edition.definition, std::nullopt)))
            view.definition_version = newest->version;
        if (found_.edition.revision != 0) TRY(add_revision(view));
        TRY(add_acts(view));
        return view;
    }

private:
    Date today() const { return day_of(context_.now); }

    Status add_revision(EditionView& view) {
        revision_ = TRY(open_revision(tx_, boxes_, found_.edition));
        rules_ = TRY(review_rules_in_force(tx_, context_, today()));
        reminders_ = TRY(editions::reminders(tx_, found_.edition.id));
        const EditionProgress progress = progress_of(found_.steps, *revision_, rules_);
        const DepartmentSigners signers =
            TRY(department_signers(tx_, context_, today(), found_.intake.year));
        view.departments_all = static_cast<std::uint32_t>(progress.departments.size());
        for (const LevelProgress& level : progress.departments) {
            view.departments_done += level.is_complete ? 1 : 0;
            if (!reaches_department(level.department)) continue;
            const auto who = signers.find(level.department);
            LevelView shown =
                level_view(level, who == signers.end() ? std::vector<std::string>() : who->second);
            shown.students = revision_->head.part_of(level.department)->listed;
            view.departments.push_back(std::move(shown));
        }
        const auto people = TRY(level_people(tx_, context_, today(), {"", found_.intake.year}));
        view.registry = level_view(progress.registry, logins_of(people, ReviewLevel::Registry));
        view.leader = level_view(progress.leader, logins_of(people, ReviewLevel::Leader));
        view.revision = revision_->sealed;
        view.head = revision_->head;
        std::erase_if(view.head->parts, [&](const RevisionPart& part) {
            return !reaches_department(part.department);
        });
        view.changed_since =
            TRY(students::changed_after(tx_, found_.intake.id, revision_->sealed.as_of));
        return Done{};
    }

    bool reaches_department(std::string_view department) const {
        return reaches_some_of(context_.caller.scope, department);
    }

    static std::vector<std::string> logins_of(const std::vector<LevelPeople>& people,
                                              ReviewLevel level) {
        std::vector<std::string> logins;
        for (const LevelPeople& of : people)
            if (of.level == level)
                for (const LevelPerson& person : of.people)
                    if (person.may_sign) logins.push_back(person.login);
        return logins;
    }

    LevelView level_view(const LevelProgress& progress, const std::vector<std::string>& signers) {
        LevelView view;
        view.progress = progress;
        const auto at = level_of(found_.edition.state);
        if (at == progress.level) {
            view.deadline = deadline_of(found_.edition, rules_.of(progress.level));
            view.is_late = !progress.is_complete && today() > *view.deadline;
        }
        if (!progress.is_complete)
            for (const std::string& login : signers)
                if (std::ranges::find(progress.signatures, login, &Signature::login) ==
                    progress.signatures.end())
                    view.waits_for.push_back(login);
        for (const editions::Reminder& reminder : reminders_)
            if (reminder.level == key_of(progress.level) &&
                reminder.department == progress.department &&
                reminder.at >= found_.edition.state_since) {
                view.reminded_at = reminder.at;
                view.reminded_by = reminder.actor;
                break;
            }
        return view;
    }

    Status add_acts(EditionView& view) {
        std::vector<EditionState> returns;
        for (const EditionStep& step : edition_steps()) {
            if (step.from != found_.edition.state || !step.permission) continue;
            if (step.act == EditionAct::Return) {
                if (context_.caller.may(*step.permission)) returns.push_back(step.to);
                continue;
            }
            // Publishing and archiving have pages of their own.
            if (step.act == EditionAct::Publish || step.act == EditionAct::Archive) continue;
            if (!context_.caller.may(*step.permission)) continue;
            if (step.act == EditionAct::Endorse) {
                for (const LevelView& level : view.departments)
                    TRY(add_signature(view, step.act, level.progress.department));
            } else if (edition_life::is_signature(step.act)) {
                TRY(add_signature(view, step.act, ""));
            } else {
                ActView act{step.act, "", {}, {}};
                if (!holds_everybody(context_, found_.intake))
                    act.refusal = Error(problem::kEditionScope);
                else if (step.act == EditionAct::File && !view.leader.progress.is_complete)
                    act.refusal = Error(problem::kReviewLevelIncomplete);
                view.acts.push_back(std::move(act));
            }
        }
        if (!returns.empty())
            view.acts.push_back({EditionAct::Return, "", returns,
                                 TRY(return_refusal(tx_, context_, found_, view))});
        return Done{};
    }

    /// A department's reviewer returns what they hold whole; others what they may sign.
    static Result<std::optional<Error>> return_refusal(Tx& tx, const Context& context,
                                                       const FoundEdition& found,
                                                       const EditionView& view) {
        const ReviewLevel level = level_of(found.edition.state).value_or(ReviewLevel::Department);
        std::string department;
        if (level == ReviewLevel::Department) {
            const auto held = std::ranges::find_if(view.departments, [&](const LevelView& part) {
                return holds_department(context, found.intake, part.progress.department);
            });
            if (held == view.departments.end())
                return std::optional(Error(problem::kReviewDepartment));
            department = held->progress.department;
        }
        const auto named = signs_for(tx, context, found, level, department);
        return named.ok() ? std::optional<Error>() : std::optional(named.error());
    }

    Status add_signature(EditionView& view, EditionAct act, const std::string& department) {
        SignEdition request;
        request.act = act;
        request.revision = found_.edition.revision;
        request.department = department;
        view.acts.push_back({act,
                             department,
                             {},
                             TRY(signing_refusal(tx_, context_, found_, *revision_, request))});
        return Done{};
    }

    Tx& tx_;
    const Context& context_;
    Boxes boxes_;
    FoundEdition found_;
    std::optional<OpenRevision> revision_;
    ReviewRules rules_;
    std::vector<editions::Reminder> reminders_;
};

}  // namespace

Result<std::vector<EditionView>> list_editions(const Context& context, const std::string& intake) {
    TRY(require(context, Permission::RosterRead));
    return read_value(context.database(), [&](Tx& tx) -> Result<std::vector<EditionView>> {
        std::vector<Intake> intakes;
        if (intake.empty())
            intakes = TRY(intakes::all(tx));
        else
            intakes.push_back(TRY(intakes::load(tx, intake)));
        std::vector<EditionView> views;
        Boxes boxes = context.boxes();
        for (const Intake& one : intakes) {
            if (!is_within(context.caller.scope, one)) continue;
            for (Edition& edition : TRY(editions::list(tx, boxes, one.id))) {
                auto steps = TRY(editions::steps(tx, boxes, edition.id));
                views.push_back(
                    TRY(Viewing(tx, context).view({one, std::move(edition), std::move(steps)})));
            }
        }
        return views;
    });
}

Result<EditionView> show_edition(const Context& context, const EditionName& name) {
    TRY(require(context, Permission::RosterRead));
    return read_value(context.database(), [&](Tx& tx) -> Result<EditionView> {
        return Viewing(tx, context).view(TRY(find_edition(tx, context, name)));
    });
}

Result<EditionHistory> edition_history(const Context& context, const EditionName& name) {
    TRY(require(context, Permission::RosterRead));
    return read_value(context.database(), [&](Tx& tx) -> Result<EditionHistory> {
        FoundEdition found = TRY(find_edition(tx, context, name));
        EditionHistory history;
        history.revisions = TRY(revisions::list(tx, found.edition.id));
        history.steps = std::move(found.steps);
        for (EditionStepRecord& step : history.steps) {
            step.edited.clear();
            if (step.act == EditionAct::Endorse &&
                !reaches_some_of(context.caller.scope, step.department))
                step.opinion.clear();
            std::vector<PointedCell> within;
            for (const PointedCell& cell : step.cells)
                if (TRY(students::is_within(tx, context.caller.scope, cell.student)))
                    within.push_back(cell);
            step.cells = std::move(within);
        }
        return history;
    });
}

Status remind_level(const Context& context, const RemindLevel& request) {
    TRY(require(context, Permission::RosterSubmit));
    return context.database().write([&](Tx& tx) -> Status {
        const FoundEdition found = TRY(find_edition(tx, context, request.edition));
        if (!holds_everybody(context, found.intake)) return Error(problem::kEditionScope);
        const auto level = level_of(found.edition.state);
        if (!level || (*level == ReviewLevel::Department) == request.department.empty())
            return Error(problem::kEditionState, told_of(found.edition.state));
        Boxes boxes = context.boxes();
        const OpenRevision revision = TRY(open_revision(tx, boxes, found.edition));
        if (*level == ReviewLevel::Department &&
            revision.head.part_of(request.department) == nullptr)
            return Error(problem::kReviewDepartment, request.department);
        for (const editions::Reminder& earlier : TRY(editions::reminders(tx, found.edition.id)))
            if (earlier.level == key_of(*level) && earlier.department == request.department &&
                context.now.milliseconds - earlier.at.milliseconds < kReminderPauseMs)
                return Error(problem::kReminderSoon);
        TRY(editions::add_reminder(
            tx, {found.edition.id, std::string(key_of(*level)), request.department, context.now,
                 context.actor, context.caller.account}));
        return audit(
            tx, context,
            {"review.remind", "edition", found.edition.id,
             "intake=" + found.intake.key + " edition=" + std::to_string(found.edition.number) +
                 " level=" + std::string(key_of(*level)) +
                 (request.department.empty() ? "" : " department=" + request.department),
             ""});
    });
}

}  // namespace mingce
