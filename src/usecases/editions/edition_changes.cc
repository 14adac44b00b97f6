#include "usecases/editions/edition_changes.h"

#include <algorithm>
#include <map>

#include "access/sight.h"
#include "store/batches.h"
#include "store/status_events.h"
#include "store/students.h"
#include "usecases/access/permitted.h"
#include "usecases/access/seen_students.h"
#include "usecases/editions/revision_rows_found.h"

namespace mingce {

namespace {

/// Which class a change belongs to: where it is now, else where it was.
struct ClassOfRow {
    const RevisionHead* head = nullptr;
    RowPlace place;
    const RevisionPart& part() const { return head->parts[place.part]; }
    const RevisionClass& group() const { return part().classes[place.class_no]; }
};

class Comparison {
public:
    Comparison(Tx& tx, const Context& context, const CompareRevisions& request)
        : tx_(tx), context_(context), request_(request), boxes_(context.boxes()) {}

    Result<ComparedRevisions> run() {
        intake_ =
            TRY(find_edition(tx_, context_, {request_.intake, request_.after.edition})).intake;
        after_ = TRY(opened(request_.after));
        if (!request_.before.is_none()) before_ = TRY(opened(request_.before));
        RevisionDifference difference =
            TRY(difference_between(tx_, context_, before_ ? &*before_ : nullptr, after_));
        outcome_.fields_added = std::move(difference.fields_added);
        outcome_.fields_removed = std::move(difference.fields_removed);
        hide_fields(difference);
        const std::vector<RowChange> rows = reached(std::move(difference.rows));
        count_same();
        outcome_.rows_in_all = rows.size();
        const std::size_t end = std::min(rows.size(), request_.offset + request_.limit);
        for (std::size_t i = request_.offset; i < end; ++i)
            outcome_.rows.push_back(TRY(view_of(rows[i])));
        return std::move(outcome_);
    }

private:
    Result<OpenRevision> opened(const RevisionName& name) {
        const FoundEdition found =
            TRY(find_edition(tx_, context_, {request_.intake, name.edition}));
        return open_revision(tx_, boxes_, found.edition, name.revision);
    }

    ClassOfRow class_of(const RowChange& row) const {
        if (row.kind == RowChangeKind::Removed) return {&before_->head, *row.before};
        return {&after_.head, *row.after};
    }

    /// A change of what the caller does not see at all is none to them.
    void hide_fields(RevisionDifference& difference) const {
        for (RowChange& row : difference.rows)
            std::erase_if(row.cells, [&](const FieldChange& cell) {
                return sight_of(context_.caller, cell.field) == Sight::Hidden;
            });
        std::erase_if(difference.rows, [](const RowChange& row) {
            return row.kind == RowChangeKind::Changed && row.cells.empty();
        });
    }

    /// Rows within the caller's reach, counted; of them those of the department and class asked
    /// for.
    std::vector<RowChange> reached(std::vector<RowChange> rows) {
        std::vector<RowChange> wanted;
        for (RowChange& row : rows) {
            const ClassOfRow where = class_of(row);
            const std::string& department = where.part().department;
            const std::string_view class_name = where.group().name();
            if (!reaches(context_, intake_, department, where.group().class_name, row.student))
                continue;
            count(row, where);
            if ((!request_.department.empty() && request_.department != department) ||
                (!request_.class_name.empty() && request_.class_name != class_name))
                continue;
            wanted.push_back(std::move(row));
        }
        return wanted;
    }

    void count(const RowChange& row, const ClassOfRow& where) {
        switch (row.kind) {
            case RowChangeKind::Added: ++outcome_.added; break;
            case RowChangeKind::Removed: ++outcome_.removed; break;
            case RowChangeKind::Changed: ++outcome_.changed; break;
        }
        outcome_.cells += row.cells.size();
        ClassName name = name_of(where.part(), where.group());
        auto& classes = outcome_.classes;
        // Rows of a class stand together, so that it is the last one where it is known.
        if (classes.empty() || classes.back().name != name)
            classes.push_back({std::move(name), 0, 0});
        ++classes.back().rows;
        classes.back().cells += row.cells.size();
    }

    void count_same() {
        std::uint64_t listed = 0;
        for (const RevisionPart& part : after_.head.parts)
            for (const RevisionClass& group : part.classes)
                if (!group.annex &&
                    reaches(context_, intake_, part.department, group.class_name, {}))
                    listed += group.students;
        const std::uint64_t other = outcome_.added + outcome_.changed;
        outcome_.same = listed > other ? listed - other : 0;
    }

    Result<RowChangeView> view_of(const RowChange& row) {
        const ClassOfRow where = class_of(row);
        const auto show = [&](Field field) {
            return seen(context_.caller, field, value_in(*where.head, row.values, field));
        };
        RowChangeView view;
        view.student = row.student;
        view.name = show(Field::Name);
        view.student_no = show(Field::StudentNo);
        view.kind = row.kind;
        view.department = where.part().department;
        view.major = where.group().major;
        view.class_name = where.group().name();
        view.place = where.place.place;
        if (row.kind == RowChangeKind::Removed && row.after)
            view.annexed_as = after_.head.parts[row.after->part].classes[row.after->class_no].annex;
        if (row.kind == RowChangeKind::Added && row.before)
            view.annexed_as =
                before_->head.parts[row.before->part].classes[row.before->class_no].annex;
        TRY(tell_sources(row, view));
        return view;
    }

    Status tell_sources(const RowChange& row, RowChangeView& view) {
        for (const FieldChange& cell : row.cells)
            view.cells.push_back({cell.field,
                                  seen(context_.caller, cell.field, cell.before),
                                  seen(context_.caller, cell.field, cell.after),
                                  {}});
        auto loaded = students::load(tx_, boxes_, row.student);
        if (!loaded.ok()) return Done{};  // erased since: what is left of it is the revision
        std::vector<StudentEvent> events = TRY(students::events(tx_, boxes_, row.student));
        std::erase_if(events,
                      [&](const StudentEvent& event) { return event.at > after_.head.as_of; });
        show_events(context_.caller, events);
        for (CellChangeView& cell : view.cells) {
            if (cell.field == Field::EnrolmentStatus) {
                cell.source = TRY(status_source(row.student));
                continue;
            }
            if (const StudentEvent* const event = source_of(cell.field, events))
                cell.source = TRY(source_in(*event));
        }
        if (row.kind == RowChangeKind::Changed) return Done{};
        view.source = TRY(status_source(row.student));
        if (!view.source && row.kind == RowChangeKind::Added && !loaded.value().batch.is_none())
            view.source = ChangeSource{"",
                                       "",
                                       loaded.value().created_at,
                                       ChangeCause::Import,
                                       TRY(batches::load(tx_, loaded.value().batch)).number,
                                       loaded.value().source_row,
                                       {},
                                       ""};
        return Done{};
    }

    Result<ChangeSource> source_in(const StudentEvent& event) {
        ChangeSource source{event.actor, event.reason, event.at, event.cause, {}, 0, {}, ""};
        if (event.batch.is_none()) return source;
        source.batch = TRY(batches::load(tx_, event.batch)).number;
        source.source_row = event.source_row;
        return source;
    }

    /// The last event that stood when the revision was sealed; nothing: none was recorded.
    Result<std::optional<ChangeSource>> status_source(const Id& student) {
        std::optional<ChangeSource> source;
        const OpenStudentKey key = TRY(students::load_key(tx_, boxes_, student));
        for (const StatusRecord& record : TRY(status_events::of_student(tx_, boxes_, key))) {
            if (!record.stands() || record.at > after_.head.as_of) continue;
            source = ChangeSource{
                record.actor,       record.reason,     record.at, ChangeCause::Person, {}, 0,
                record.event.event, record.document_no};
        }
        return source;
    }

    Tx& tx_;
    const Context& context_;
    const CompareRevisions& request_;
    Boxes boxes_;
    Intake intake_;
    OpenRevision after_;
    std::optional<OpenRevision> before_;
    ComparedRevisions outcome_;
};

Result<std::vector<RevisionRows>> parts_at(Tx& tx, Boxes& boxes, const OpenRevision& revision,
                                           const std::vector<std::size_t>& places) {
    std::vector<RevisionRows> parts;
    parts.reserve(places.size());
    for (const std::size_t place : places)
        parts.push_back(TRY(revisions::part(tx, boxes, revision.sealed, revision.head, place)));
    return parts;
}

}  // namespace

Result<RevisionDifference> difference_between(Tx& tx, const Context& context,
                                              const OpenRevision* before,
                                              const OpenRevision& after) {
    Boxes boxes = context.boxes();
    const DifferingParts differing =
        differing_parts(before == nullptr ? nullptr : &before->head, after.head);
    const auto later = TRY(parts_at(tx, boxes, after, differing.after));
    if (before == nullptr) return difference_of({}, {&after.head, &later});
    const auto earlier = TRY(parts_at(tx, boxes, *before, differing.before));
    return difference_of({&before->head, &earlier}, {&after.head, &later});
}

bool reaches(const Context& context, const Intake& intake, std::string_view department,
             std::string_view class_name, const Id& student) {
    return context.caller.scope.holds(
        {student, intake.year, department, class_name, intake.is_handed_over()});
}

Result<ComparedRevisions> compare_revisions(const Context& context,
                                            const CompareRevisions& request) {
    TRY(require(context, Permission::RosterRead));
    return read_value(context.database(),
                      [&](Tx& tx) { return Comparison(tx, context, request).run(); });
}

}  // namespace mingce
