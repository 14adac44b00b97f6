#include "usecases/editions/review_page.h"

#include <algorithm>
#include <map>
#include <set>

#include "access/sight.h"
#include "usecases/access/permitted.h"
#include "usecases/editions/edition_problems.h"
#include "usecases/editions/revision_rows_found.h"
#include "usecases/editions/sign_edition.h"

namespace mingce {

namespace {

/// What of an edition under review the caller would sign.
ReviewLevel level_seen(const Context& context, const AskReviewPage& request) {
    if (request.level) return *request.level;
    if (!request.department.empty()) return ReviewLevel::Department;
    const Caller& caller = context.caller;
    if (caller.may(Permission::RosterRecheck)) return ReviewLevel::Registry;
    if (caller.may(Permission::RosterApprove)) return ReviewLevel::Leader;
    return ReviewLevel::Department;
}

/// Findings of a revision that the caller may know of, by student.
Result<std::map<Id, std::vector<RevisionFinding>>> findings_seen(Tx& tx, const Context& context,
                                                                 const OpenRevision& revision) {
    std::map<Id, std::vector<RevisionFinding>> seen_ones;
    if (!context.caller.may(Permission::FindingRead)) return seen_ones;
    Boxes boxes = context.boxes();
    for (RevisionFinding& finding :
         TRY(revisions::findings(tx, boxes, revision.sealed, revision.head)))
        if (!finding.field || sight_of(context.caller, *finding.field) != Sight::Hidden) {
            const Id student = finding.student;
            seen_ones[student].push_back(std::move(finding));
        }
    return seen_ones;
}

class PageMaker {
public:
    PageMaker(Tx& tx, const Context& context, const AskReviewPage& request)
        : tx_(tx), context_(context), request_(request), boxes_(context.boxes()) {}

    Result<ReviewPage> run() {
        found_ = TRY(find_edition(tx_, context_, request_.edition));
        revision_ = TRY(open_revision(tx_, boxes_, found_.edition));
        page_.edition = request_.edition;
        page_.level = level_seen(context_, request_);
        page_.department = request_.department;
        page_.revision = found_.edition.revision;
        if (!request_.department.empty() &&
            (revision_.head.part_of(request_.department) == nullptr ||
             !reaches_any_class(request_.department)))
            return Error(problem::kReviewDepartment, request_.department);
        const auto seen = TRY(revision_seen_by(tx_, boxes_, found_, page_.level, context_.actor));
        if (seen) page_.seen = {seen->head.edition, seen->head.revision};
        const ReviewNeeds needs =
            TRY(review_needs(tx_, context_, {found_, revision_, page_.level, request_.department}));
        list_classes(needs);
        if (seen) TRY(count_changes(*seen));
        TRY(list_rows(needs));
        page_.classes_left = static_cast<std::uint64_t>(std::ranges::count_if(
            page_.classes,
            [](const ReviewPage::Class& group) { return group.to_view && !group.is_viewed; }));
        page_.rows_left = static_cast<std::uint64_t>(
            std::ranges::count(page_.rows, false, &ReviewPage::Row::is_opened));
        return std::move(page_);
    }

private:
    bool reaches_class(const RevisionPart& part, const RevisionClass& group) const {
        return reaches(context_, found_.intake, part.department, group.class_name, {});
    }
    bool reaches_any_class(std::string_view department) const {
        const RevisionPart& part = *revision_.head.part_of(department);
        return std::ranges::any_of(
            part.classes, [&](const RevisionClass& group) { return reaches_class(part, group); });
    }

    void list_classes(const ReviewNeeds& needs) {
        std::map<ClassName, const ClassToView*> to_view;
        for (const ClassToView& view : needs.classes)
            to_view.emplace(
                ClassName{
                    view.change.department, view.change.now.major, view.change.now.class_name,
                    view.change.now.annex ? std::string(text_of(*view.change.now.annex).key) : ""},
                &view);
        for (const RevisionPart& part : revision_.head.parts) {
            if (!request_.department.empty() && part.department != request_.department) continue;
            for (const RevisionClass& group : part.classes) {
                if (!reaches_class(part, group)) continue;
                ReviewPage::Class line;
                line.name = name_of(part, group);
                line.students = group.students;
                line.men = group.men;
                line.women = group.women;
                if (const auto view = to_view.find(line.name); view != to_view.end()) {
                    line.to_view = true;
                    line.is_viewed = view->second->is_viewed;
                    line.was_viewed = view->second->was_viewed;
                }
                places_.emplace(line.name, page_.classes.size());
                page_.classes.push_back(std::move(line));
            }
        }
    }

    Status count_changes(const OpenRevision& seen) {
        const RevisionDifference difference =
            TRY(difference_between(tx_, context_, &seen, revision_));
        for (const RowChange& row : difference.rows) {
            const bool is_removed = row.kind == RowChangeKind::Removed;
            const RevisionHead& head = is_removed ? seen.head : revision_.head;
            const RowPlace& place = is_removed ? *row.before : *row.after;
            const RevisionPart& part = head.parts[place.part];
            const ClassName name = name_of(part, part.classes[place.class_no]);
            if (!reaches(context_, found_.intake, part.department,
                         part.classes[place.class_no].class_name, row.student) ||
                (!request_.department.empty() && part.department != request_.department))
                continue;
            switch (row.kind) {
                case RowChangeKind::Added: ++page_.added; break;
                case RowChangeKind::Removed: ++page_.removed; break;
                case RowChangeKind::Changed: ++page_.changed; break;
            }
            page_.cells += row.cells.size();
            const auto known = places_.find(name);
            if (known == places_.end()) continue;  // a class that is no more
            ++page_.classes[known->second].rows_changed;
            page_.classes[known->second].cells_changed += row.cells.size();
        }
        return Done{};
    }

    Status list_rows(const ReviewNeeds& needs) {
        const auto findings = TRY(findings_seen(tx_, context_, revision_));
        std::vector<Id> students;
        students.reserve(needs.rows.size());
        for (const RowToOpen& row : needs.rows) students.push_back(row.student);
        const auto rows = TRY(rows_of_students(tx_, context_, revision_, students));
        for (const RowToOpen& open : needs.rows) {
            const auto row = rows.find(open.student);
            if (row == rows.end()) continue;
            const RevisionPart& part = revision_.head.parts[row->second.part];
            const RevisionClass& group = part.classes[row->second.class_no];
            if (!reaches(context_, found_.intake, part.department, group.class_name, open.student))
                continue;
            const auto show = [&](Field field) {
                return seen(context_.caller, field,
                            value_in(revision_.head, row->second.values, field));
            };
            ReviewPage::Row line{open.student,
                                 show(Field::Name),
                                 show(Field::StudentNo),
                                 part.department,
                                 std::string(group.name()),
                                 open.flags,
                                 {},
                                 open.is_opened};
            if (const auto own = findings.find(open.student); own != findings.end())
                for (const RevisionFinding& finding : own->second)
                    line.rules.push_back(finding.rule);
            if (const auto place = places_.find(name_of(part, group)); place != places_.end()) {
                ++page_.classes[place->second].rows_to_open;
                page_.classes[place->second].rows_opened += open.is_opened ? 1 : 0;
            }
            page_.rows.push_back(std::move(line));
        }
        return Done{};
    }

    Tx& tx_;
    const Context& context_;
    const AskReviewPage& request_;
    Boxes boxes_;
    FoundEdition found_;
    OpenRevision revision_;
    std::map<ClassName, std::size_t> places_;
    ReviewPage page_;
};

/// What the definition prints, in its order, as far as the caller sees it; the name always.
Result<std::vector<Field>> fields_shown(const Context& context, const RevisionHead& head) {
    const Definition definition = TRY(parse_definition(head.definition_key, head.document));
    std::vector<Field> fields;
    const auto add = [&](Field field) {
        if (sight_of(context.caller, field) != Sight::Hidden &&
            std::ranges::find(fields, field) == fields.end())
            fields.push_back(field);
    };
    for (const RosterColumn& column : definition.columns)
        if (column.kind == ColumnKind::Value && column.mask != MaskKind::Hidden) add(column.field);
    add(Field::Name);
    add(Field::EnrolmentStatus);
    return fields;
}

}  // namespace

Result<ReviewPage> review_page(const Context& context, const AskReviewPage& request) {
    TRY(require(context, Permission::RosterRead));
    return read_value(context.database(),
                      [&](Tx& tx) { return PageMaker(tx, context, request).run(); });
}

Result<SealedClassRows> class_rows(const Context& context, const AskClassRows& request) {
    TRY(require(context, Permission::RosterRead));
    SealedClassRows answer =
        TRY(read_value(context.database(), [&](Tx& tx) -> Result<SealedClassRows> {
            const FoundEdition found = TRY(find_edition(tx, context, request.edition));
            Boxes boxes = context.boxes();
            const OpenRevision revision =
                TRY(open_revision(tx, boxes, found.edition, request.revision));
            const auto place = class_named(revision.head, request.group);
            if (!place || !reaches(context, found.intake, request.group.department,
                                   request.group.class_name, {}))
                return Error(problem::kMarkSubject, request.group.class_name);
            SealedClassRows rows;
            rows.revision = revision.sealed.number;
            rows.fields = TRY(fields_shown(context, revision.head));
            const auto findings = TRY(findings_seen(tx, context, revision));
            std::map<std::string, std::string> marks;
            for (ReviewMark& mark : TRY(review_notes::marks(tx, found.edition.id, context.actor)))
                if (mark.kind == MarkKind::Row)
                    marks.emplace(std::move(mark.subject), std::move(mark.digest));
            const RevisionRows part =
                TRY(revisions::part(tx, boxes, revision.sealed, revision.head, place->part));
            for (const RevisionRows::Row& row : part.rows()) {
                if (row.class_no != place->class_no) continue;
                const std::vector<std::string> values = RevisionRows::values_of(row);
                SealedClassRows::Row line{row.student, row.place, {}, {}, false};
                for (const Field field : rows.fields)
                    line.values.push_back(
                        seen(context.caller, field, value_in(revision.head, values, field)));
                if (const auto own = findings.find(row.student); own != findings.end())
                    line.findings = own->second;
                const auto mark = marks.find(row.student.hex());
                line.is_opened = mark != marks.end() && mark->second == row_digest(row);
                rows.rows.push_back(std::move(line));
            }
            return rows;
        }));
    TRY(audit_bulk_read(context, "edition", answer.rows.size()));
    return answer;
}

Result<std::vector<EditionCheck>> show_edition_checks(const Context& context,
                                                      const EditionName& name) {
    TRY(require(context, Permission::RosterRead));
    return read_value(context.database(), [&](Tx& tx) -> Result<std::vector<EditionCheck>> {
        const FoundEdition found = TRY(find_edition(tx, context, name));
        if (!holds_everybody(context, found.intake)) return Error(problem::kEditionScope);
        Boxes boxes = context.boxes();
        return edition_checks(tx, context, found, TRY(open_revision(tx, boxes, found.edition)));
    });
}

}  // namespace mingce
