#include "store/student_lists.h"

#include <algorithm>

#include "base/text.h"

namespace mingce::student_lists {

namespace {

constexpr std::string_view kColumns =
    "SELECT s.id, s.name, s.sex, s.exam_number, s.student_no, s.department, s.major, s.class,"
    " s.status FROM ";

StudentLine read_line(const Row& row) {
    return {row.id(0),     row.string(1), row.string(2), row.string(3), row.string(4),
            row.string(5), row.string(6), row.string(7), row.string(8)};
}

/// The columns a list is ordered by, in the order of their index. NULL sorts first on SQLite and
/// last on PostgreSQL, so each stands as the empty value where it may be absent.
struct OrderColumns {
    ListOrder order;
    std::string_view columns;
    bool newest_first;
};
constexpr OrderColumns kOrders[] = {
    {ListOrder::StudentNumber, "student_no", false},
    {ListOrder::Name, "name_key", false},
    {ListOrder::Class, "department, major, class, name_key", false},
    {ListOrder::Change, "updated_at", true},
    {ListOrder::Source, "batch, source_row", false},
};

// The end of the range of texts that begin with a prefix.
std::string end_of(std::string_view prefix) { return std::string(prefix) + "\U0010FFFF"; }

Status add_matches(Tx& tx, std::string_view sql, const Search& search,
                   std::vector<StudentLine>& lines) {
    return tx.query(
        std::string(kColumns) + std::string(sql),
        {search.text, end_of(search.text), search.intake, search.limit},
        [&](const Row& row) -> Status {
            StudentLine line = read_line(row);
            const auto is_there = [&](const StudentLine& other) { return other.id == line.id; };
            if (lines.size() < search.limit && std::none_of(lines.begin(), lines.end(), is_there))
                lines.push_back(std::move(line));
            return Done{};
        });
}

}  // namespace

Result<std::vector<StudentLine>> search(Tx& tx, const Search& search) {
    std::vector<StudentLine> lines;
    if (search.text.empty()) return lines;
    TRY(add_matches(tx,
                    "name_part p JOIN student s ON s.id = p.student WHERE p.part >= $1"
                    " AND p.part < $2 AND ($3 IS NULL OR s.intake = $3) AND s.state = 'live'"
                    " ORDER BY p.part LIMIT $4",
                    search, lines));
    // Each intake has its own stretch of these indexes.
    for (std::string_view column : {"student_no", "exam_number", "initials"})
        TRY(add_matches(tx,
                        "intake i JOIN student s ON s.intake = i.id AND s." + std::string(column) +
                            " >= $1 AND s." + std::string(column) +
                            " < $2 WHERE ($3 IS NULL OR i.id = $3) AND s.state = 'live' LIMIT $4",
                        search, lines));
    return lines;
}

Result<std::vector<StudentLine>> page(Tx& tx, const Page& page) {
    const auto order = std::find_if(std::begin(kOrders), std::end(kOrders),
                                    [&](const OrderColumns& o) { return o.order == page.order; });
    const std::string columns = std::string(order->columns) + ", id";
    std::string sql = std::string(kColumns) + "student s WHERE s.intake = $1 AND s.state = 'live'";
    std::vector<Param> params = {page.intake};
    if (!page.department.empty()) {
        params.push_back(page.department);
        sql += " AND s.department = $" + std::to_string(params.size());
    }
    if (!page.after.is_none()) {
        params.push_back(page.after);
        sql += " AND (" + columns + (order->newest_first ? ") < (" : ") > (") + "SELECT " +
               columns + " FROM student WHERE id = $" + std::to_string(params.size()) + ")";
    }
    sql += " ORDER BY ";
    std::string_view rest = columns;
    while (!rest.empty()) {
        const std::size_t comma = rest.find(", ");
        sql.append("s.").append(rest.substr(0, comma)).append(order->newest_first ? " DESC" : "");
        rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 2);
        if (!rest.empty()) sql += ", ";
    }
    params.push_back(page.size);
    sql += " LIMIT $" + std::to_string(params.size());
    std::vector<StudentLine> lines;
    TRY(tx.query(sql, params, [&](const Row& row) -> Status {
        lines.push_back(read_line(row));
        return Done{};
    }));
    return lines;
}

}  // namespace mingce::student_lists
