// What happened to an edition, step by step, and the revisions that were sealed on the way.
#include "crypto/bytes_as_text.h"
#include "http/edition_answers.h"
#include "http/route.h"

namespace mingce::http {

namespace {

struct StepCellAnswer {
    std::string student, field;
    static constexpr std::string_view kName = "EditionStepCell";
    static constexpr auto members() {
        using C = StepCellAnswer;
        return std::tuple{
            Member{"student", &C::student, {"学生编号", "student's id"}},
            Member{"field", &C::field, {"字段；整行为空", "field, \"\" for the row"}}};
    }
};
struct EditionStepAnswer {
    std::int64_t number = 0, revision = 0;
    std::string act, from, to, department, at, actor, instead_of, sha256, opinion;
    std::vector<StepCellAnswer> cells;
    std::vector<std::string> departments;
    static constexpr std::string_view kName = "EditionStep";
    static constexpr auto members() {
        using S = EditionStepAnswer;
        return std::tuple{
            Member{"number", &S::number, {"第几步，从 1 起", "number of the step, from 1"}},
            Member{"act",
                   &S::act,
                   {"做了什么", "what was done"},
                   Bounds{.choices = words<EditionAct::Archive>}},
            Member{"from",
                   &S::from,
                   {"此前阶段", "state before"},
                   Bounds{.choices = words<EditionState::Archived>}},
            Member{"to",
                   &S::to,
                   {"此后阶段", "state after"},
                   Bounds{.choices = words<EditionState::Archived>}},
            Member{"revision", &S::revision, kRevisionText},
            Member{"department", &S::department, {"初审的院系", "department of an endorsement"}},
            Member{"at", &S::at, {"何时", "when"}},
            Member{
                "actor",
                &S::actor,
                {"何人；推进的是使其签齐的人", "who; of an advance, whose signature completed it"}},
            Member{"instead_of", &S::instead_of, {"代谁签；本人为空", "stands in for; \"\""}},
            Member{"sha256", &S::sha256, {"签的指纹", "fingerprint of what was signed, or \"\""}},
            Member{"opinion", &S::opinion, {"意见或退回原因", "opinion, or reason of a return"}},
            Member{"cells",
                   &S::cells,
                   {"退回指明的单元格，限本人范围",
                    "cells that a return points at, within the caller's reach"}},
            Member{"departments",
                   &S::departments,
                   {"退回后须重新初审的院系；空为全部",
                    "whose endorsements a return ends; none: everybody's"}}};
    }
};
struct SealedRevisionAnswer {
    std::int64_t number = 0, definition_version = 0;
    std::string sha256, as_of, sealed_at, actor;
    static constexpr std::string_view kName = "SealedRevision";
    static constexpr auto members() {
        using R = SealedRevisionAnswer;
        return std::tuple{Member{"number", &R::number, kRevisionText},
                          Member{"definition_version",
                                 &R::definition_version,
                                 {"编制规则第几版", "version of the definition"}},
                          Member{"sha256", &R::sha256, {"指纹 SHA-256", "fingerprint, SHA-256"}},
                          Member{"as_of", &R::as_of, {"数据截至", "as of"}},
                          Member{"sealed_at", &R::sealed_at, {"何时封存", "when it was sealed"}},
                          Member{"actor", &R::actor, {"何人送审", "who submitted it"}}};
    }
};
struct EditionHistoryAnswer {
    std::vector<EditionStepAnswer> steps;
    std::vector<SealedRevisionAnswer> revisions;
    static constexpr std::string_view kName = "EditionHistory";
    static constexpr auto members() {
        using H = EditionHistoryAnswer;
        return std::tuple{
            Member{"steps", &H::steps, {"各步，旧的在前", "steps, oldest first"}},
            Member{"revisions", &H::revisions, {"各修订，旧的在前", "revisions, oldest first"}}};
    }
};

std::string fingerprint_text(std::string_view sha256) {
    return sha256.empty() ? std::string() : hex_of(bytes_of(sha256));
}

EditionStepAnswer as_step(const EditionStepRecord& step) {
    EditionStepAnswer answer;
    answer.number = step.number;
    answer.act = key_of(step.act);
    answer.from = key_of(step.from);
    answer.to = key_of(step.to);
    answer.revision = step.revision;
    answer.department = step.department;
    answer.at = time_text(step.at);
    answer.actor = step.actor;
    answer.instead_of = step.instead_of;
    answer.sha256 = fingerprint_text(step.sha256);
    answer.opinion = step.opinion;
    answer.cells.reserve(step.cells.size());
    for (const PointedCell& cell : step.cells)
        answer.cells.push_back(
            {cell.student.hex(), cell.field ? std::string(key_of(*cell.field)) : ""});
    answer.departments = step.departments;
    return answer;
}

Result<EditionHistoryAnswer> edition_history_here(Call& call, const EditionPath& in) {
    const EditionHistory history = TRY(edition_history(call.context, in.name()));
    EditionHistoryAnswer answer;
    answer.steps.reserve(history.steps.size());
    for (const EditionStepRecord& step : history.steps) answer.steps.push_back(as_step(step));
    answer.revisions.reserve(history.revisions.size());
    for (const SealedRevision& sealed : history.revisions)
        answer.revisions.push_back({sealed.number, sealed.definition_version,
                                    fingerprint_text(sealed.sha256), time_text(sealed.as_of),
                                    time_text(sealed.sealed_at), sealed.actor});
    return answer;
}

const Route kEditionHistoryRoutes[] = {
    route<edition_history_here>({Method::Get,
                                 "/api/v1/intakes/{intake}/editions/{number}/history",
                                 "editionHistory",
                                 "editions",
                                 {"一版的经过", "What happened to an edition"},
                                 needs(Permission::RosterRead)}),
};

}  // namespace

std::span<const Route> edition_history_routes() { return kEditionHistoryRoutes; }

}  // namespace mingce::http
