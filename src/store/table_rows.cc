#include "store/table_rows.h"

#include <algorithm>

#include "store/bulk_names.h"
#include "store/record_problems.h"

namespace mingce::table_rows {

namespace {

void append_number(std::string& out, std::uint64_t number, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        out += static_cast<char>(number >> shift & 0xFF);
}

void append_value(std::string& out, const Row& row, std::size_t column, ColumnType type) {
    if (row.is_null(column)) {
        out += 'N';
        return;
    }
    if (type == ColumnType::Integer) {
        out += 'I';
        append_number(out, static_cast<std::uint64_t>(row.integer(column)), 8);
        return;
    }
    const bool is_text = type == ColumnType::Text;
    const std::string_view bytes = is_text ? row.text(column) : row.blob(column);
    out += is_text ? 'T' : 'B';
    append_number(out, bytes.size(), 4);
    out += bytes;
}

/// Takes bytes from the front; not ok once there were too few.
class Bytes {
public:
    explicit Bytes(std::string_view bytes) : rest_(bytes) {}
    std::string_view take(std::size_t count) {
        if (count > rest_.size()) {
            ok_ = false;
            rest_ = {};
            return {};
        }
        const std::string_view taken = rest_.substr(0, count);
        rest_.remove_prefix(count);
        return taken;
    }
    std::uint64_t number(std::size_t bytes) {
        std::uint64_t value = 0;
        for (char byte : take(bytes)) value = value << 8 | static_cast<unsigned char>(byte);
        return value;
    }
    bool ok() const { return ok_; }
    bool empty() const { return rest_.empty(); }

private:
    std::string_view rest_;
    bool ok_ = true;
};

bool take_value(Bytes& row, ColumnType type, Values& values) {
    const std::string_view kind = row.take(1);
    if (kind == "N") {
        values.emplace_back();
    } else if (kind == "I" && type == ColumnType::Integer) {
        values.emplace_back(row.number(8));
    } else if (kind == "T" && type == ColumnType::Text) {
        values.emplace_back(row.take(row.number(4)));
    } else if (kind == "B" && type == ColumnType::Blob) {
        values.emplace_back(Param::Blob{row.take(row.number(4))});
    } else {
        return false;
    }
    return row.ok();
}

std::string select_all(const RecordTable& table) {
    return "SELECT " + plain_names(table.columns) + " FROM " + plain_name(table.name) +
           " ORDER BY " + std::string(table.key);
}

}  // namespace

Status each(Tx& tx, const RecordTable& table, const std::function<Status(std::string_view)>& each) {
    std::string bytes;
    return tx.query(select_all(table), {}, [&](const Row& row) {
        bytes.assign(4, '\0');
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            append_value(bytes, row, i, table.columns[i].type);
        std::string length;
        append_number(length, bytes.size() - 4, 4);
        bytes.replace(0, 4, length);
        return each(bytes);
    });
}

Status parse(const RecordTable& table, std::string_view bytes,
             const std::function<Status(const Values&)>& each_values) {
    Bytes rows(bytes);
    Values values;
    while (!rows.empty()) {
        Bytes row(rows.take(rows.number(4)));
        values.clear();
        bool fits = rows.ok();
        for (const BulkColumn& column : table.columns)
            fits = fits && take_value(row, column.type, values);
        if (!fits || !row.empty())
            return Error(problem::kBackupRowsMalformed, std::string(table.name));
        TRY(each_values(values));
    }
    if (!rows.ok()) return Error(problem::kBackupRowsMalformed, std::string(table.name));
    return Done{};
}

Id id_of(const Param& value) {
    const auto* const blob = std::get_if<Param::Blob>(&value.value());
    return blob == nullptr ? Id{} : Id::from_bytes(blob->bytes).value_or(Id{});
}

std::string_view text_of(const Param& value) {
    const auto* const text = std::get_if<std::string_view>(&value.value());
    return text == nullptr ? std::string_view() : *text;
}

std::size_t column_of(const RecordTable& table, std::string_view name) {
    const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                    [&](const BulkColumn& column) { return column.name == name; });
    return static_cast<std::size_t>(found - table.columns.begin());
}

Status Loader::add(const RecordTable& table, const Values& values) {
    if (table_ != &table) {
        TRY(end_table());
        insert_ = TRY(tx_.bulk_insert(table.name, table.columns));
        table_ = &table;
    }
    return insert_->add(values);
}

Status Loader::end_table() {
    if (insert_) rows_ += TRY(insert_->finish());
    insert_.reset();
    table_ = nullptr;
    return Done{};
}

Result<std::uint64_t> Loader::finish() {
    TRY(end_table());
    return rows_;
}

}  // namespace mingce::table_rows
