#include "http/review_answers.h"

#include "usecases/rule_titles.h"

namespace mingce::http {

namespace {

std::int64_t count_of(std::uint64_t number) { return static_cast<std::int64_t>(number); }

std::vector<std::string> keys_of_fields(const std::vector<Field>& fields) {
    std::vector<std::string> keys;
    keys.reserve(fields.size());
    for (const Field field : fields) keys.emplace_back(key_of(field));
    return keys;
}

std::optional<ChangeSourceAnswer> source_answer(const std::optional<ChangeSource>& source) {
    if (!source) return std::nullopt;
    ChangeSourceAnswer answer;
    answer.actor = source->actor;
    answer.at = time_text(source->at);
    answer.cause = key_of(source->cause);
    answer.reason = source->reason;
    answer.batch = source->batch;
    if (source->source_row != 0) answer.source_row = source->source_row;
    answer.document_no = source->document_no;
    if (!source->event) return answer;
    const EnrolmentEventText& event = text_of(*source->event);
    answer.event = event.key;
    answer.event_zh = event.name.zh;
    answer.event_en = event.name.en;
    return answer;
}

}  // namespace

ReviewPageAnswer answer_of(const ReviewPage& page) {
    ReviewPageAnswer answer;
    answer.level = key_of(page.level);
    answer.department = page.department;
    answer.revision = page.revision;
    if (!page.seen.is_none()) {
        answer.seen_edition = page.seen.edition;
        answer.seen_revision = page.seen.revision;
    }
    answer.added = count_of(page.added);
    answer.removed = count_of(page.removed);
    answer.changed = count_of(page.changed);
    answer.cells = count_of(page.cells);
    answer.classes_left = count_of(page.classes_left);
    answer.rows_left = count_of(page.rows_left);
    answer.classes.reserve(page.classes.size());
    for (const ReviewPage::Class& group : page.classes)
        answer.classes.push_back({group.name.department, group.name.major, group.name.class_name,
                                  group.name.annex, group.students, group.men, group.women,
                                  count_of(group.rows_changed), count_of(group.cells_changed),
                                  group.rows_to_open, group.rows_opened, group.to_view,
                                  group.is_viewed, group.was_viewed});
    answer.rows.reserve(page.rows.size());
    for (const ReviewPage::Row& row : page.rows) {
        ReviewRowAnswer line{row.student.hex(), row.name, row.student_no, row.department,
                             row.class_name,    {},       row.rules,      row.is_opened};
        for (const RowFlag flag : row.flags) line.flags.emplace_back(key_of(flag));
        answer.rows.push_back(std::move(line));
    }
    return answer;
}

SealedClassAnswer answer_of(const SealedClassRows& rows) {
    SealedClassAnswer answer;
    answer.revision = rows.revision;
    answer.fields = keys_of_fields(rows.fields);
    answer.rows.reserve(rows.rows.size());
    for (const SealedClassRows::Row& row : rows.rows) {
        ClassRowAnswer line{row.student.hex(), row.place, row.values, {}, row.is_opened};
        for (const RevisionFinding& finding : row.findings) {
            const Text title = title_of_rule(finding.rule);
            line.findings.push_back({finding.rule,
                                     finding.field ? std::string(key_of(*finding.field)) : "",
                                     finding.severity, std::string(title.zh), std::string(title.en),
                                     finding.reason, finding.is_waived});
        }
        answer.rows.push_back(std::move(line));
    }
    return answer;
}

RevisionChangesAnswer answer_of(const ComparedRevisions& compared) {
    RevisionChangesAnswer answer;
    answer.added = count_of(compared.added);
    answer.removed = count_of(compared.removed);
    answer.changed = count_of(compared.changed);
    answer.cells = count_of(compared.cells);
    answer.same = count_of(compared.same);
    answer.total = count_of(compared.rows_in_all);
    answer.fields_added = keys_of_fields(compared.fields_added);
    answer.fields_removed = keys_of_fields(compared.fields_removed);
    for (const ComparedRevisions::ClassCount& group : compared.classes)
        answer.classes.push_back({group.name.department, group.name.major, group.name.class_name,
                                  group.name.annex, count_of(group.rows), count_of(group.cells)});
    for (const RowChangeView& row : compared.rows) {
        ChangedRowAnswer line;
        line.student = row.student.hex();
        line.name = row.name;
        line.student_no = row.student_no;
        line.kind = key_of(row.kind);
        line.department = row.department;
        line.major = row.major;
        line.class_name = row.class_name;
        line.place = row.place;
        if (row.annexed_as) line.annex = text_of(*row.annexed_as).key;
        for (const CellChangeView& cell : row.cells)
            line.cells.push_back({std::string(key_of(cell.field)), cell.before, cell.after,
                                  source_answer(cell.source)});
        line.source = source_answer(row.source);
        answer.rows.push_back(std::move(line));
    }
    return answer;
}

EditionCheckAnswer answer_of(const EditionCheck& check) {
    EditionCheckAnswer answer;
    answer.key = check.key;
    answer.zh = check.name.zh;
    answer.en = check.name.en;
    answer.result = key_of(check.result);
    answer.expected = check.expected;
    answer.found = check.found;
    answer.lines_left_out = count_of(check.lines_left_out);
    for (const CheckLine& line : check.lines) {
        CheckLineAnswer told{line.what, line.expected, line.found, {}};
        for (const Id& student : line.students) told.students.push_back(student.hex());
        answer.lines.push_back(std::move(told));
    }
    return answer;
}

CommentAnswer answer_of(const CommentView& view) {
    const ReviewComment& comment = view.comment;
    CommentAnswer answer;
    answer.number = comment.number;
    answer.revision = comment.revision;
    if (comment.answers != 0) answer.answers = comment.answers;
    answer.student = comment.student.hex();
    answer.name = view.name;
    answer.student_no = view.student_no;
    answer.department = view.department;
    answer.class_name = view.class_name;
    if (comment.field) answer.field = key_of(*comment.field);
    answer.state = key_of(comment.state);
    answer.at = time_text(comment.at);
    answer.actor = comment.actor;
    answer.text = comment.text;
    answer.suggestion = comment.suggestion;
    answer.closed_at = time_text(comment.closed_at);
    answer.closed_by = comment.closed_by;
    answer.outcome = comment.outcome;
    answer.is_in_revision = view.is_in_revision;
    answer.may_take = view.may_take;
    return answer;
}

}  // namespace mingce::http
