#include "usecases/editions/return_edition.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "store/review_notes.h"
#include "usecases/access/permitted.h"
#include "usecases/editions/edition_problems.h"
#include "usecases/editions/sign_edition.h"

namespace mingce {

namespace {

class Returning {
public:
    Returning(Tx& tx, const Context& context, const ReturnEdition& request, std::string reason)
        : tx_(tx),
          context_(context),
          request_(request),
          reason_(std::move(reason)),
          boxes_(context.boxes()) {}

    Result<EditionState> run() {
        FoundEdition found = TRY(find_edition(tx_, context_, request_.edition));
        const ReviewLevel level = TRY(may_return(found));
        const OpenRevision revision = TRY(open_revision(tx_, boxes_, found.edition));
        EditionDeed deed;
        deed.act = EditionAct::Return;
        deed.to = request_.to;
        deed.opinion = reason_;
        deed.cells = TRY(pointed_cells(revision));
        TRY(find_departments(found, revision, level, deed));
        deed.instead_of = instead_of_;
        TRY(comment_on_cells(found, deed));
        TRY(write_deed(tx_, context_, found, std::move(deed)));
        return found.edition.state;
    }

private:
    Result<ReviewLevel> may_return(const FoundEdition& found) {
        const EditionState state = found.edition.state;
        const auto level = level_of(state);
        if (!level) return Error(problem::kEditionState, told_of(state));
        const EditionStep* const step = edition_step(state, EditionAct::Return, request_.to);
        if (step == nullptr) return Error(problem::kReviewReturnTo);
        TRY(mingce::require(context_.caller, *step->permission));
        TRY(is_the_one_that_stands(found.edition, request_.revision));
        if (*level != ReviewLevel::Department && !holds_everybody(context_, found.intake))
            return Error(problem::kEditionScope);
        instead_of_ = TRY(signs_for(tx_, context_, found, *level));
        return *level;
    }

    Result<std::vector<PointedCell>> pointed_cells(const OpenRevision& revision) const {
        std::vector<PointedCell> cells;
        for (const ReturnEdition::Cell& cell : request_.cells) {
            const auto student = Id::parse(cell.student);
            const auto field = field_of(cell.field);
            const auto& fields = revision.head.fields;
            if (!student || (!cell.field.empty() &&
                             (!field || std::ranges::find(fields, *field) == fields.end())))
                return Error(problem::kCommentCell, cell.field);
            cells.push_back({*student, field});
        }
        return cells;
    }

    /// Those of the cells, and those that are named. A department's own return is about itself.
    Status find_departments(const FoundEdition& found, const OpenRevision& revision,
                            ReviewLevel level, EditionDeed& deed) {
        std::set<std::string> departments;
        for (const std::string& department : request_.departments) {
            if (revision.head.part_of(department) == nullptr)
                return Error(problem::kReviewDepartment, department);
            departments.insert(department);
        }
        std::set<Id> missing;
        for (const PointedCell& cell : deed.cells) missing.insert(cell.student);
        for (std::size_t i = 0; i < revision.head.parts.size() && !missing.empty(); ++i) {
            const RevisionRows part =
                TRY(revisions::part(tx_, boxes_, revision.sealed, revision.head, i));
            for (const RevisionRows::Row& row : part.rows())
                if (missing.erase(row.student) != 0)
                    departments.insert(revision.head.parts[i].department);
        }
        if (!missing.empty()) return Error(problem::kCommentCell);
        if (level == ReviewLevel::Department) {
            if (departments.empty())
                for (const RevisionPart& part : revision.head.parts)
                    if (holds_department(context_, found.intake, part.department))
                        departments.insert(part.department);
            for (const std::string& department : departments)
                if (!holds_department(context_, found.intake, department))
                    return Error(problem::kReviewDepartment, department);
            if (departments.empty()) return Error(problem::kReviewDepartment);
        }
        deed.departments.assign(departments.begin(), departments.end());
        return Done{};
    }

    Status comment_on_cells(const FoundEdition& found, const EditionDeed& deed) {
        for (const PointedCell& cell : deed.cells) {
            ReviewComment comment;
            comment.id = context_.make_id();
            comment.edition = found.edition.id;
            comment.revision = found.edition.revision;
            comment.student = cell.student;
            comment.field = cell.field;
            comment.at = context_.now;
            comment.actor = context_.actor;
            comment.account = context_.caller.account;
            comment.text = reason_.empty() ? "退回：请核对这一格" : reason_;
            TRY(review_notes::add(tx_, boxes_, comment));
        }
        return Done{};
    }

    Tx& tx_;
    const Context& context_;
    const ReturnEdition& request_;
    const std::string reason_;
    Boxes boxes_;
    std::string instead_of_;
};

}  // namespace

Result<EditionState> return_edition(const Context& context, const ReturnEdition& request) {
    // Which of the levels' permissions is asked for depends on where it is: any may come in.
    const Caller& caller = context.caller;
    if (!caller.may(Permission::RosterEndorse) && !caller.may(Permission::RosterRecheck))
        TRY(require(context, Permission::RosterApprove));
    const std::string reason = TRY(checked_opinion(request.reason));
    if (reason.empty() && request.cells.empty()) return Error(problem::kReviewReturnReason);
    return write_value(context.database(),
                       [&](Tx& tx) { return Returning(tx, context, request, reason).run(); });
}

}  // namespace mingce
