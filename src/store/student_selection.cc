#include "store/student_selection.h"

#include <algorithm>

#include "base/text.h"
#include "store/scope_filter.h"
#include "store/student_columns.h"

namespace mingce {

namespace {

constexpr std::size_t kAmongInQuery = 1'024;

// Those of the intake who are merged or erased are few and have an index of their own, so that no
// row is looked at only to see that it is a living one's.
constexpr std::string_view kLiving =
    " FROM student s WHERE s.intake = $1 AND s.id NOT IN"
    " (SELECT n.id FROM student n WHERE n.intake = $1 AND n.state <> 'live')";

// A student's own, or that of one merged into it.
constexpr std::string_view kHasPhoto =
    "(EXISTS (SELECT 1 FROM student_file p WHERE p.student = s.id AND p.kind = 'photo'"
    " AND p.replaced_by IS NULL) OR EXISTS (SELECT 1 FROM student_merge g"
    " JOIN student_file p ON p.student = g.gone WHERE g.kept = s.id AND g.split_at IS NULL"
    " AND p.kind = 'photo' AND p.replaced_by IS NULL))";

/// The column a filter reads, or nothing where the field stands in the document.
std::optional<std::string> readable_column(Field field) {
    if (field == Field::EnrolmentStatus) return "s.status";
    if (const FieldColumn* const column = column_of(field))
        return "s." + std::string(column->column);
    return std::nullopt;
}

}  // namespace

SelectionQuery::SelectionQuery(Dialect dialect, const StudentSelection& selection)
    : sql(kLiving),
      params({selection.intake}),
      find_(dialect == Dialect::Sqlite ? "instr" : "strpos") {
    sql += scope_condition(selection.scope, "s", params);
    for (const ValueFilter& filter : selection.filters) add_filter(filter);
    if (selection.search) add_search(*selection.search);
    if (selection.finding) add_finding(*selection.finding);
    if (!selection.among) return;
    if (selection.among->empty()) {
        sql += " AND 1 = 0";
        return;
    }
    if (selection.among->size() <= kAmongInQuery)
        sql += " AND s.id IN (" + student_list(*selection.among, params) + ")";
    else
        among_.insert(selection.among->begin(), selection.among->end());
}

std::string SelectionQuery::place(const Param& param) {
    params.push_back(param);
    return "$" + std::to_string(params.size());
}

const std::string& SelectionQuery::kept(std::string text) {
    return texts_.emplace_back(std::move(text));
}

std::string SelectionQuery::list_of(const std::vector<std::string>& texts) {
    std::string list;
    for (std::size_t i = 0; i < bucket_of(texts.size()); ++i)
        list.append(i == 0 ? "" : ",").append(place(texts[std::min(i, texts.size() - 1)]));
    return list;
}

void SelectionQuery::add_filter(const ValueFilter& filter) {
    const bool wants_one = filter.op != FilterOp::Empty && filter.op != FilterOp::NotEmpty;
    if (wants_one && filter.values.empty()) {
        sql += " AND 1 = 0";
        return;
    }
    if (filter.field == Field::Photo) return add_photo_filter(filter.op == FilterOp::NotEmpty);
    if (const auto column = readable_column(filter.field))
        return add_column_filter(*column, filter);
    add_document_filter(filter);
}

void SelectionQuery::add_column_filter(const std::string& column, const ValueFilter& filter) {
    sql += " AND ";
    switch (filter.op) {
        case FilterOp::Is: sql += column + " = " + place(filter.values.front()); return;
        case FilterOp::IsNot: sql += column + " <> " + place(filter.values.front()); return;
        case FilterOp::OneOf: sql += column + " IN (" + list_of(filter.values) + ")"; return;
        case FilterOp::Contains:
            sql.append(find_).append("(" + column + ", " + place(filter.values.front()) + ") > 0");
            return;
        case FilterOp::Empty: sql += column + " = ''"; return;
        case FilterOp::NotEmpty: sql += column + " <> ''"; return;
    }
}

// The key and the value as they are written there: a quote within a value is escaped, so nothing
// else can look so (student_lists.cc does the same).
void SelectionQuery::add_document_filter(const ValueFilter& filter) {
    if (filter.op == FilterOp::OneOf || filter.op == FilterOp::Contains) {
        of_document_.push_back({DocumentField(filter.field), &filter});
        return;
    }
    const bool has_value = filter.op == FilterOp::Is || filter.op == FilterOp::IsNot;
    const std::string value = has_value ? filter.values.front() : "";
    const bool is_there = value.empty()
                              ? filter.op == FilterOp::NotEmpty || filter.op == FilterOp::IsNot
                              : filter.op == FilterOp::Is;
    const std::string& entry = kept(document_entry(filter.field, value));
    sql.append(" AND ").append(find_).append("(s.fields, " + place(entry));
    sql += is_there ? ") > 0" : ") = 0";
}

void SelectionQuery::add_photo_filter(bool has_photo) {
    sql.append(has_photo ? " AND " : " AND NOT ").append(kHasPhoto);
}

// Of all intakes where the index is one of all intakes: the intake is asked for afterwards.
void SelectionQuery::add_search(const StudentSelection::Search& search) {
    std::string found;
    const auto add = [&](std::string_view from, const std::string& text) {
        const std::size_t column_at = from.rfind(' ') + 1;
        const std::string column(from.substr(column_at));
        found.append(found.empty() ? "" : " UNION ").append(from.substr(0, column_at));
        found.append(column).append(" >= ").append(place(text));
        found.append(" AND ").append(column).append(" < ");
        found.append(place(kept(text + "\U0010FFFF")));
    };
    if (search.by_name) add("SELECT p.student FROM name_part p WHERE p.part", search.text);
    if (search.by_name)
        add("SELECT i.id FROM student i WHERE i.initials", kept(lower_ascii(search.text)));
    if (search.by_student_number)
        add("SELECT t.id FROM student t WHERE t.intake = $1 AND t.student_no", search.text);
    if (search.by_exam_number) add("SELECT e.id FROM student e WHERE e.exam_number", search.text);
    sql += found.empty() ? " AND 1 = 0" : " AND s.id IN (" + found + ")";
}

void SelectionQuery::add_finding(const StudentSelection::OpenFinding& finding) {
    sql +=
        " AND s.id IN (SELECT f.student FROM finding f WHERE f.intake = $1 AND f.state = 'open'"
        " AND f.student IS NOT NULL";
    if (!finding.rule.empty()) sql += " AND f.rule = " + place(finding.rule);
    if (!finding.severity.empty()) sql += " AND f.severity = " + place(finding.severity);
    sql += fields_left_out("f.field", finding.but_on, params) + ")";
}

bool SelectionQuery::matches(const Id& student, std::string_view document) const {
    if (!among_.empty() && !among_.contains(student)) return false;
    return std::ranges::all_of(of_document_, [document](const DocumentFilter& wanted) {
        const std::string value = wanted.field.value_in(document);
        const std::vector<std::string>& values = wanted.filter->values;
        if (wanted.filter->op == FilterOp::Contains)
            return value.find(values.front()) != std::string::npos;
        return std::ranges::find(values, value) != values.end();
    });
}

}  // namespace mingce
