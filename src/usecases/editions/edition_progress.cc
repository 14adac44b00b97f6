#include "usecases/editions/edition_progress.h"

#include <algorithm>

#include "crypto/bytes_as_text.h"
#include "usecases/editions/review_levels.h"

namespace mingce {

namespace {

void keep_signature(LevelProgress& level, const EditionStepRecord& step) {
    const auto person = [](const auto& by, const auto& login) {
        return by.instead_of.empty() ? login : by.instead_of;
    };
    std::erase_if(level.signatures, [&](const Signature& other) {
        return person(other, other.login) == person(step, step.actor);
    });
    level.signatures.push_back({step.actor, step.instead_of, step.at, step.revision, step.number,
                                step.opinion, step.edited});
}

bool is_about(const EditionStepRecord& turn, std::string_view department) {
    return turn.departments.empty() ||
           std::ranges::find(turn.departments, department) != turn.departments.end();
}

/// Rows that every signer had edited: nobody else has answered for them.
void conclude(LevelProgress& level) {
    if (level.signatures.empty()) return;
    for (const Id& student : level.signatures.front().edited)
        if (std::ranges::all_of(level.signatures, [&](const Signature& signature) {
                return std::ranges::find(signature.edited, student) != signature.edited.end();
            }))
            level.unseconded.push_back(student);
    level.is_complete = level.signatures.size() >= level.wanted && level.unseconded.empty();
}

}  // namespace

std::string digest_of(const RevisionPart& part) {
    std::string bytes(32, '\0');
    read_hex(part.sha256, {reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
    return bytes;
}

bool EditionProgress::is_complete(ReviewLevel level) const {
    switch (level) {
        case ReviewLevel::Department:
            return std::ranges::all_of(departments, &LevelProgress::is_complete);
        case ReviewLevel::Registry: return registry.is_complete;
        case ReviewLevel::Leader: return leader.is_complete;
        case ReviewLevel::Filing: return false;
    }
    return false;
}

const LevelProgress* EditionProgress::of_department(std::string_view department) const {
    const auto found = std::ranges::find(departments, department, &LevelProgress::department);
    return found == departments.end() ? nullptr : &*found;
}

EditionProgress progress_of(const std::vector<EditionStepRecord>& steps,
                            const OpenRevision& revision, const ReviewRules& rules) {
    EditionProgress progress;
    for (const RevisionPart& part : revision.head.parts) {
        if (part.department == kNoDepartment) continue;
        LevelProgress level{ReviewLevel::Department,
                            part.department,
                            rules.of(ReviewLevel::Department).signatures,
                            {},
                            {},
                            false};
        const std::string digest = digest_of(part);
        for (const EditionStepRecord& step : steps) {
            if (step.act == EditionAct::Return && is_about(step, part.department))
                level.signatures.clear();
            if (step.act == EditionAct::Endorse && step.department == part.department &&
                step.sha256 == digest)
                keep_signature(level, step);
        }
        conclude(level);
        progress.departments.push_back(std::move(level));
    }
    progress.registry = {
        ReviewLevel::Registry, "", rules.of(ReviewLevel::Registry).signatures, {}, {}, false};
    progress.leader = {
        ReviewLevel::Leader, "", rules.of(ReviewLevel::Leader).signatures, {}, {}, false};
    for (const EditionStepRecord& step : steps) {
        if (step.act == EditionAct::Return) {
            progress.registry.signatures.clear();
            progress.leader.signatures.clear();
        }
        if (step.sha256 != revision.sealed.sha256) continue;
        if (step.act == EditionAct::Recheck) keep_signature(progress.registry, step);
        if (step.act == EditionAct::Approve) keep_signature(progress.leader, step);
    }
    conclude(progress.registry);
    conclude(progress.leader);
    return progress;
}

std::optional<ReviewLevel> level_of(EditionState state) {
    switch (state) {
        case EditionState::DepartmentReview: return ReviewLevel::Department;
        case EditionState::RegistryReview: return ReviewLevel::Registry;
        case EditionState::LeaderApproval: return ReviewLevel::Leader;
        default: return std::nullopt;
    }
}

Date deadline_of(const Edition& edition, const LevelRule& rule) {
    return date_from_days(days_since_epoch(day_of(edition.state_since)) + rule.days);
}

Result<std::string> signs_for(Tx& tx, const Context& context, const FoundEdition& found,
                              ReviewLevel level, std::string_view department) {
    if (context.caller.is_at_the_machine()) return std::string();
    const Date today = day_of(context.now);
    const ReviewPlace place{std::string(department), found.intake.year};
    const MaySign may = may_sign(TRY(review_rules_in_force(tx, context, today)),
                                 TRY(review_deputies(tx, context, place)), level,
                                 {context.actor, context.caller.role}, today);
    const Problem* const why_not = may.why_not;
    if (why_not != nullptr) return Error(*why_not, may.detail);
    return may.instead_of;
}

Status advance(Tx& tx, const Context& context, FoundEdition& found, const OpenRevision& revision) {
    const ReviewRules rules = TRY(review_rules_in_force(tx, context, day_of(context.now)));
    while (const EditionStep* const step = edition_step(found.edition.state, EditionAct::Advance)) {
        const auto level = level_of(found.edition.state);
        if (!level || !progress_of(found.steps, revision, rules).is_complete(*level)) break;
        EditionDeed deed;
        deed.act = EditionAct::Advance;
        deed.to = step->to;
        TRY(write_deed(tx, context, found, std::move(deed)));
    }
    return Done{};
}

}  // namespace mingce
