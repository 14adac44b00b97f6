#include "store/student_queries.h"

#include <algorithm>

#include "store/list_stretches.h"
#include "store/scope_filter.h"
#include "store/student_columns.h"

namespace mingce::student_queries {

namespace {

using student_lists::Stretch;

constexpr std::size_t kNumbersAtOnce = 512;

Result<std::int64_t> integer_of(Tx& tx, const std::string& sql, std::span<const Param> params) {
    std::int64_t number = 0;
    TRY(tx.query(sql, params, [&number](const Row& row) -> Status {
        number = row.integer(0);
        return Done{};
    }));
    return number;
}

/// How many rows the query has, looking at those whose document has to be read.
Result<std::int64_t> rows_of(Tx& tx, const SelectionQuery& query) {
    if (!query.looks_at_rows()) return integer_of(tx, "SELECT count(*)" + query.sql, query.params);
    std::int64_t rows = 0;
    TRY(tx.query("SELECT s.id, s.fields" + query.sql, query.params, [&](const Row& row) -> Status {
        if (query.matches(row.id(0), row.text(1))) ++rows;
        return Done{};
    }));
    return rows;
}

/// Everybody of an intake and a scope: two counts over indexes, the second of next to nobody, take
/// a third of the time of one that looks for each whether they are living.
Result<std::int64_t> count_everybody(Tx& tx, const StudentSelection& selection) {
    std::vector<Param> params = {selection.intake};
    const std::string from = "SELECT count(*) FROM student s WHERE s.intake = $1" +
                             scope_condition(selection.scope, "s", params);
    const std::int64_t rows = TRY(integer_of(tx, from, params));
    return rows - TRY(integer_of(tx, from + " AND s.state <> 'live'", params));
}

/// A column of an order, and how its values compare: as bytes all of them.
struct OrderColumn {
    enum class Kind : std::uint8_t { Text, Number, Bytes };
    std::string name;
    Kind kind;
};
std::vector<OrderColumn> columns_of(const Stretch& stretch) {
    using enum OrderColumn::Kind;
    std::vector<OrderColumn> columns;
    std::string_view rest = stretch.columns;
    while (!rest.empty()) {
        const std::size_t comma = std::min(rest.find(", "), rest.size());
        const std::string name(rest.substr(0, comma));
        const bool is_number = name == "updated_at" || name == "source_row";
        const bool is_bytes = name == "name_key" || name == "batch";
        columns.push_back({name, is_number ? Number : is_bytes ? Bytes : Text});
        rest.remove_prefix(std::min(comma + 2, rest.size()));
    }
    return columns;
}

/// Bytes that compare as the columns do, from column 2 of the row on. A text ends in a zero, which
/// none holds; a name's key ends in one of its own, and a batch is 16 bytes.
std::string key_of_row(const Row& row, const std::vector<OrderColumn>& columns) {
    std::string key;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        switch (columns[i].kind) {
            case OrderColumn::Kind::Text: key.append(row.text(i + 2)) += '\0'; break;
            case OrderColumn::Kind::Bytes: key += row.blob(i + 2); break;
            case OrderColumn::Kind::Number: {
                const auto number = static_cast<std::uint64_t>(row.integer(i + 2));
                for (int shift = 56; shift >= 0; shift -= 8)
                    key += static_cast<char>(number >> shift);
                break;
            }
        }
    }
    return key;
}

std::string order_of(const Stretch& stretch, bool is_reversed) {
    const std::string_view down = stretch.newest_first != is_reversed ? " DESC" : "";
    std::string order = " ORDER BY ";
    for (const OrderColumn& column : columns_of(stretch))
        order.append("s.").append(column.name).append(down).append(", ");
    return order.append("s.id").append(down);
}

struct Placed {
    std::string key;
    Id student;
    auto operator<=>(const Placed&) const = default;
};

/// Takes a window out of stretches that follow each other.
class WindowReader {
public:
    WindowReader(Tx& tx, const StudentSelection& selection, const Window& window)
        : tx_(tx), selection_(selection), skip_(window.offset), room_(window.limit) {}

    /// The database goes to the place itself.
    Status jump(const Stretch& stretch, bool is_reversed) {
        if (room_ == 0) return Done{};
        SelectionQuery query(tx_.dialect(), selection_);
        query.sql += stretch.where;
        const std::size_t before = block.ids.size();
        const std::string from = query.sql;
        const std::vector<Param> params = query.params;
        const std::string sql = "SELECT s.id" + from + order_of(stretch, is_reversed) + " LIMIT " +
                                query.place(room_) + " OFFSET " + query.place(skip_);
        TRY(tx_.query(sql, query.params, [this](const Row& row) -> Status {
            block.ids.push_back(row.id(0));
            return Done{};
        }));
        const std::size_t got = block.ids.size() - before;
        room_ -= got;
        if (got != 0) {
            skip_ = 0;
        } else if (skip_ != 0 && !stretch.where.empty()) {
            const auto passed = TRY(integer_of(tx_, "SELECT count(*)" + from, params));
            skip_ -= std::min(skip_, static_cast<std::uint64_t>(passed));
        }
        return Done{};
    }

    /// Every row is looked at, in whatever order it comes quickest, and those that are wanted are
    /// put in order here: along an order's index each row would be fetched from another place.
    Status walk(const Stretch& stretch, bool is_reversed) {
        SelectionQuery query(tx_.dialect(), selection_);
        std::string sql = "SELECT s.id, ";
        sql += query.reads_document() ? "s.fields" : "''";
        const std::vector<OrderColumn> columns = columns_of(stretch);
        for (const OrderColumn& column : columns) sql += ", s." + column.name;
        std::vector<Placed> students;
        TRY(tx_.query(sql + query.sql + std::string(stretch.where), query.params,
                      [&](const Row& row) -> Status {
                          if (!query.matches(row.id(0), row.text(1))) return Done{};
                          students.push_back({key_of_row(row, columns), row.id(0)});
                          return Done{};
                      }));
        rows += static_cast<std::int64_t>(students.size());
        take_window(students, stretch.newest_first != is_reversed);
        return Done{};
    }

    Block block;
    std::int64_t rows = 0;  // that walk() saw

private:
    void take_window(std::vector<Placed>& students, bool is_down) {
        const std::uint64_t skipped = std::min<std::uint64_t>(skip_, students.size());
        const std::uint64_t taken = std::min<std::uint64_t>(room_, students.size() - skipped);
        skip_ -= skipped;
        room_ -= taken;
        if (taken == 0) return;
        const auto begin = students.begin() + static_cast<std::ptrdiff_t>(skipped);
        const auto end = begin + static_cast<std::ptrdiff_t>(taken);
        const auto is_before = [is_down](const Placed& one, const Placed& other) {
            return is_down ? other < one : one < other;
        };
        std::nth_element(students.begin(), begin, students.end(), is_before);
        std::partial_sort(begin, end, students.end(), is_before);
        for (auto at = begin; at != end; ++at) block.ids.push_back(at->student);
    }

    Tx& tx_;
    const StudentSelection& selection_;
    std::uint64_t skip_, room_;
};

bool any_looks_at_rows(Tx& tx, const StudentSelection& selection) {
    return SelectionQuery(tx.dialect(), selection).looks_at_rows();
}

}  // namespace

Result<Block> in_order(Tx& tx, const StudentSelection& selection, const OfferedOrder& order,
                       const Window& window) {
    const bool jumps =
        !any_looks_at_rows(tx, selection) && (selection.is_everybody() || !window.wants_total);
    const std::span<const Stretch> stretches = student_lists::stretches_of(order.order);
    WindowReader reader(tx, selection, window);
    for (std::size_t i = 0; i < stretches.size(); ++i) {
        const Stretch& stretch = stretches[order.is_reversed ? stretches.size() - 1 - i : i];
        TRY(jumps ? reader.jump(stretch, order.is_reversed)
                  : reader.walk(stretch, order.is_reversed));
    }
    if (window.wants_total)
        reader.block.total = jumps ? TRY(count_everybody(tx, selection)) : reader.rows;
    return std::move(reader.block);
}

Status each_value(Tx& tx, const StudentSelection& selection, Field field,
                  const std::function<void(const Id&, std::string_view value)>& each) {
    const SelectionQuery query(tx.dialect(), selection);
    const DocumentField in_document(field);
    const FieldColumn* const column = column_of(field);
    const bool is_status = field == Field::EnrolmentStatus;
    const std::string value = is_status           ? "s.status"
                              : column == nullptr ? "s.fields"
                                                  : "s." + std::string(column->column);
    const std::string document = query.reads_document() ? ", s.fields" : "";
    return tx.query("SELECT s.id, " + value + document + query.sql, query.params,
                    [&](const Row& row) -> Status {
                        const auto text = query.reads_document() ? row.text(2) : std::string_view();
                        if (!query.matches(row.id(0), text)) return Done{};
                        if (is_status || column != nullptr)
                            each(row.id(0), row.text(1));
                        else
                            each(row.id(0), in_document.value_in(row.text(1)));
                        return Done{};
                    });
}

Result<std::int64_t> count(Tx& tx, const StudentSelection& selection) {
    if (selection.is_everybody()) return count_everybody(tx, selection);
    return rows_of(tx, SelectionQuery(tx.dialect(), selection));
}

Result<std::vector<NumberFound>> by_numbers(Tx& tx, const Numbers& wanted) {
    std::vector<NumberFound> found;
    const StudentSelection everybody{wanted.intake, wanted.scope};
    const auto add = [&](const std::string& column, std::span<const std::string> some) -> Status {
        SelectionQuery query(tx.dialect(), everybody);
        std::string list;
        for (std::size_t i = 0; i < bucket_of(some.size()); ++i)
            list += (i == 0 ? "" : ",") + query.place(some[std::min(i, some.size() - 1)]);
        return tx.query(
            "SELECT " + column + ", s.id" + query.sql + " AND " + column + " IN (" + list + ")",
            query.params, [&](const Row& row) -> Status {
                found.push_back({row.string(0), row.id(1)});
                return Done{};
            });
    };
    for (std::size_t at = 0; at < wanted.numbers.size(); at += kNumbersAtOnce) {
        const auto some =
            wanted.numbers.subspan(at, std::min(kNumbersAtOnce, wanted.numbers.size() - at));
        if (wanted.by_student_number) TRY(add("s.student_no", some));
        if (wanted.by_exam_number) TRY(add("s.exam_number", some));
    }
    return found;
}

Result<std::unordered_map<Id, std::int64_t>> sheet_rows(Tx& tx, std::span<const Id> students) {
    std::unordered_map<Id, std::int64_t> rows;
    if (students.empty()) return rows;
    std::vector<Param> params;
    const std::string list = student_list(students, params);
    TRY(
        tx.query("SELECT s.id, r.sheet_row FROM student s JOIN source_row r ON r.batch = s.batch"
                 " AND r.number = s.source_row WHERE s.id IN (" +
                     list + ")",
                 params, [&](const Row& row) -> Status {
                     rows.emplace(row.id(0), row.integer(1));
                     return Done{};
                 }));
    return rows;
}

}  // namespace mingce::student_queries
