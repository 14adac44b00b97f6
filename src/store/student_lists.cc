#include "store/student_lists.h"

#include <algorithm>
#include <functional>
#include <span>

#include "base/text.h"
#include "store/field_document.h"
#include "store/list_stretches.h"
#include "store/record_problems.h"
#include "store/scope_filter.h"
#include "store/student_columns.h"

namespace mingce::student_lists {

namespace {

const std::string kColumns =
    "SELECT s.id, s.name, s.sex, s.exam_number, s.student_no, s.department, s.major, s.class,"
    " s.status FROM ";

StudentLine read_line(const Row& row) {
    return {row.id(0),     row.string(1), row.string(2), row.string(3), row.string(4),
            row.string(5), row.string(6), row.string(7), row.string(8)};
}

/// What each filter compares with. Of a field in the document that is its key and value as they
/// are written there: a quote within a value is escaped, so nothing else can look so, and a text is
/// found several times faster than a document is parsed.
std::vector<std::string> wanted_texts(const std::vector<FieldFilter>& filters) {
    std::vector<std::string> texts;
    texts.reserve(filters.size());
    for (const FieldFilter& filter : filters)
        texts.push_back(column_of(filter.field) != nullptr
                            ? filter.value
                            : document_entry(filter.field, filter.value));
    return texts;
}

/// " AND …" for each filter; `texts`, which must live on, join `params`.
std::string conditions(Dialect dialect, const std::vector<FieldFilter>& filters,
                       const std::vector<std::string>& texts, std::vector<Param>& params) {
    const std::string_view find = dialect == Dialect::Sqlite ? "instr" : "strpos";
    std::string sql;
    for (std::size_t i = 0; i < filters.size(); ++i) {
        params.emplace_back(texts[i]);
        const std::string place = "$" + std::to_string(params.size());
        if (const FieldColumn* const column = column_of(filters[i].field)) {
            sql.append(" AND s.").append(column->column).append(" = ").append(place);
            continue;
        }
        sql.append(" AND ").append(find).append("(s.fields, ").append(place);
        sql.append(filters[i].value.empty() ? ") = 0" : ") > 0");
    }
    return sql;
}

// The end of the range of texts that begin with a prefix.
std::string end_of(std::string_view prefix) { return std::string(prefix) + "\U0010FFFF"; }

/// `sql` names the range of $1 to $2 and ends where more conditions may follow.
struct Matches {
    std::string_view sql, order;
};
constexpr Matches kByName = {
    "name_part p JOIN student s ON s.id = p.student WHERE p.part >= $1 AND p.part < $2",
    " ORDER BY p.part, p.student"};
// Each intake has its own stretch of numbers; CROSS JOIN is SQLite's word for this order.
constexpr Matches kByStudentNumber = {
    "intake i CROSS JOIN student s WHERE s.intake = i.id AND s.student_no >= $1"
    " AND s.student_no < $2",
    ""};
constexpr Matches kByExamNumber = {"student s WHERE s.exam_number >= $1 AND s.exam_number < $2",
                                   " ORDER BY s.exam_number"};
constexpr Matches kByInitials = {"student s WHERE s.initials >= $1 AND s.initials < $2",
                                 " ORDER BY s.initials"};

Status add_matches(Tx& tx, const Matches& matches, const Search& search,
                   std::vector<StudentLine>& lines) {
    const std::string end = end_of(search.text);
    std::vector<Param> params = {search.text, end, search.limit};
    std::string sql = kColumns + std::string(matches.sql) + " AND s.state = 'live'";
    if (!search.intake.is_none()) {
        params.emplace_back(search.intake);
        sql += " AND s.intake = $4";
    }
    const std::vector<std::string> texts = wanted_texts(search.filters);
    sql += conditions(tx.dialect(), search.filters, texts, params);
    sql += scope_condition(search.scope, "s", params);
    sql.append(matches.order).append(" LIMIT $3");
    return tx.query(sql, params, [&](const Row& row) -> Status {
        StudentLine line = read_line(row);
        const bool is_there =
            std::any_of(lines.begin(), lines.end(),
                        [&](const StudentLine& other) { return other.id == line.id; });
        if (lines.size() < search.limit && !is_there) lines.push_back(std::move(line));
        return Done{};
    });
}

}  // namespace

Result<std::vector<StudentLine>> search(Tx& tx, const Search& search) {
    std::vector<StudentLine> lines;
    if (search.text.empty()) return lines;
    if (search.by_name) TRY(add_matches(tx, kByName, search, lines));
    if (search.by_student_number) TRY(add_matches(tx, kByStudentNumber, search, lines));
    if (search.by_exam_number) TRY(add_matches(tx, kByExamNumber, search, lines));
    if (!search.by_name) return lines;
    Search lower = search;
    lower.text = lower_ascii(search.text);
    TRY(add_matches(tx, kByInitials, lower, lines));
    return lines;
}

namespace {

/// Whom a page is taken from, up to where the page's own conditions follow. Few are of a class, and
/// the index of classes knows whose they are: those of some classes are fetched before anything
/// else, as along an order's own index nearly everybody is somebody else's; MATERIALIZED, as
/// PostgreSQL expects next to nobody after any given place of an order and would go along it. Of
/// very many classes everybody may be. $1 is the intake; CROSS JOIN is SQLite's word for this
/// order.
std::string students_of(Dialect dialect, const Page& page, const std::vector<std::string>& texts,
                        std::vector<Param>& params) {
    constexpr std::size_t kClassesReadWhole = 32;  // of forty each, in some 3 ms
    const std::string live =
        "s.intake = $1 AND s.state = 'live'" + conditions(dialect, page.filters, texts, params);
    if (page.scope.kind != ScopeKind::Class)
        return kColumns + "student s WHERE " + live + scope_condition(page.scope, "s", params);
    const std::string members = "(SELECT c.id AS member FROM student c WHERE c.intake = $1" +
                                scope_condition(page.scope, "c", params) + ")";
    if (page.scope.units.size() > kClassesReadWhole)
        return kColumns + "student s WHERE " + live + " AND s.id IN " + members;
    return "WITH held AS MATERIALIZED (SELECT s.id, s.name, s.sex, s.exam_number, s.student_no,"
           " s.department, s.major, s.class, s.status, s.name_key, s.updated_at, s.batch,"
           " s.source_row FROM " +
           members + " members CROSS JOIN student s WHERE s.id = members.member AND " + live +
           ") " + kColumns + "held s WHERE 1 = 1";
}

/// "$5, $6, …" for the columns of an order and the id.
std::string anchor_places(std::string_view columns, const Anchor& anchor,
                          const std::function<std::string(const Param&)>& place) {
    const std::pair<std::string_view, Param> values[] = {
        {"student_no", anchor.student_no}, {"name_key", Param::Blob{anchor.name_key}},
        {"department", anchor.department}, {"major", anchor.major},
        {"class", anchor.class_name},      {"updated_at", anchor.updated_at},
        {"batch", anchor.batch},           {"source_row", anchor.source_row},
    };
    std::string places;
    while (!columns.empty()) {
        const std::string_view column = columns.substr(0, columns.find(','));
        columns.remove_prefix(std::min(columns.size(), column.size() + 2));
        for (const auto& [name, value] : values)
            if (name == column) places += place(value) + ", ";
    }
    return places + place(anchor.id);
}

/// Appends a stretch's students after `after`, none for from its beginning.
Status add_stretch(Tx& tx, const Page& page, const Stretch& stretch,
                   std::vector<StudentLine>& lines) {
    std::vector<Param> params = {page.intake};
    const auto place = [&params](const Param& param) {
        params.push_back(param);
        return "$" + std::to_string(params.size());
    };
    const bool all = page.department.empty();
    const std::string columns(all ? stretch.columns : stretch.columns_in_department);
    const std::vector<std::string> texts = wanted_texts(page.filters);
    std::string sql = students_of(tx.dialect(), page, texts, params) + std::string(stretch.where);
    if (!all) sql += " AND s.department = " + place(page.department);
    if (page.anchor)
        sql += " AND (" + columns + (stretch.newest_first ? ", id) < (" : ", id) > (") +
               anchor_places(columns, *page.anchor, place) + ")";
    else if (!page.after.is_none())
        sql += " AND (" + columns + (stretch.newest_first ? ", id) < (" : ", id) > (") + "SELECT " +
               columns + ", id FROM student WHERE id = " + place(page.after) + ")";
    std::string order = columns + ", id";
    for (std::size_t at = 0; stretch.newest_first && at != std::string::npos;) {
        const std::size_t comma = order.find(',', at);
        order.insert(std::min(comma, order.size()), " DESC");
        at = comma == std::string::npos ? comma : comma + std::string_view(" DESC,").size();
    }
    sql += " ORDER BY " + order + " LIMIT " + place(page.size - lines.size());
    return tx.query(sql, params, [&](const Row& row) -> Status {
        lines.push_back(read_line(row));
        return Done{};
    });
}

/// A scope of one department is that department's list, read from its own stretch of the index.
void read_as_one_department(Page& page) {
    if (page.scope.kind != ScopeKind::Department || page.scope.units.size() != 1) return;
    const std::string& department = page.scope.units.front().department;
    if (department.empty() || (!page.department.empty() && page.department != department)) return;
    page.department = department;
    page.scope.kind = ScopeKind::Institution;
}

}  // namespace

Result<std::vector<StudentLine>> page(Tx& tx, const Page& page) {
    std::vector<StudentLine> lines;
    Page rest = page;
    read_as_one_department(rest);
    const bool is_by_source = page.order == ListOrder::Source;
    bool after_is_by_hand = is_by_source && page.anchor && page.anchor->batch.is_none();
    if (!page.anchor && page.order == ListOrder::Source && !page.after.is_none())
        after_is_by_hand =
            TRY(tx.integer("SELECT count(*) FROM student WHERE id = $1 AND batch IS NULL",
                           {page.after})) != 0;
    const std::span<const Stretch> stretches = stretches_of(page.order);
    for (std::size_t i = 0; i < stretches.size() && lines.size() < page.size; ++i) {
        if (i == 0 && after_is_by_hand) continue;
        if (i == 1 && !after_is_by_hand) {
            rest.after = {};
            rest.anchor.reset();
        }
        TRY(add_stretch(tx, rest, stretches[i], lines));
    }
    return lines;
}

Result<Anchor> anchor_at(Tx& tx, const Id& student) {
    Anchor anchor;
    const bool found = TRY(tx.first(
        "SELECT id, student_no, name_key, department, major, class, updated_at, batch, source_row"
        " FROM student WHERE id = $1",
        {student}, [&](const Row& row) {
            anchor.id = row.id(0);
            anchor.student_no = row.string(1);
            anchor.name_key = row.blob(2);
            anchor.department = row.string(3);
            anchor.major = row.string(4);
            anchor.class_name = row.string(5);
            anchor.updated_at = row.integer(6);
            anchor.batch = row.id(7);
            anchor.source_row = row.integer(8);
        }));
    if (!found) return Error(problem::kStudentUnknown);
    return anchor;
}

}  // namespace mingce::student_lists
