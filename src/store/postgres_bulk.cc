#include "store/postgres_bulk.h"

#include <stdexcept>

#include "store/problems.h"

namespace mingce {

namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 16;
constexpr std::string_view kHead("PGCOPY\n\xFF\r\n\0\0\0\0\0\0\0\0\0", 19);
constexpr std::string_view kEnd("\xFF\xFF", 2);

ColumnType column_type_of(const Param& param) {
    switch (type_of(param)) {
        case kInt8Type: return ColumnType::Integer;
        case kTextType: return ColumnType::Text;
        default: return ColumnType::Blob;
    }
}

}  // namespace

PostgresBulkInsert::PostgresBulkInsert(PostgresConnection& connection, Turn& turn,
                                       std::span<const BulkColumn> columns)
    : connection_(connection), turn_(turn), buffer_(kHead) {
    for (const BulkColumn& column : columns) types_.push_back(column.type);
    buffer_.reserve(2 * kBufferBytes);
    turn_.set_running(true);
}

PostgresBulkInsert::~PostgresBulkInsert() {
    if (ended_) return;
    try {
        static_cast<void>(end("dropped"));
    } catch (const std::exception&) {
        ended_ = true;  // the transaction cannot commit: the turn is still taken
    }
}

Status PostgresBulkInsert::add(std::span<const Param> values) {
    if (broken_) return *broken_;
    if (values.size() != types_.size()) throw std::logic_error("another number of values");
    const auto count = static_cast<std::uint16_t>(values.size());
    buffer_ += static_cast<char>(count >> 8);
    buffer_ += static_cast<char>(count & 0xFF);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (type_of(values[i]) != 0 && column_type_of(values[i]) != types_[i])
            throw std::logic_error("a value of another type than its column's");
        const Status appended = append_copy_value(buffer_, values[i]);
        if (!appended.ok()) return broken_.emplace(turn_.broke(appended.error()));
    }
    ++rows_;
    return buffer_.size() < kBufferBytes ? Status(Done{}) : send();
}

Status PostgresBulkInsert::send() {
    const int sent =
        PQputCopyData(connection_.handle(), buffer_.data(), static_cast<int>(buffer_.size()));
    buffer_.clear();
    // A refusal of the server comes with end(); here only the connection can fail.
    if (sent != 1) return broken_.emplace(turn_.broke(Error(problem::kServerLost)));
    return Done{};
}

// Ends COPY, refusing the rows when `why_not` is given, and reads what the server says to it.
Status PostgresBulkInsert::end(const char* why_not) {
    ended_ = true;
    PGconn* const handle = connection_.handle();
    Status outcome = Done{};
    if (PQputCopyEnd(handle, why_not) != 1) outcome = Error(problem::kServerLost);
    for (PostgresResult result(PQgetResult(handle)); result; result.reset(PQgetResult(handle)))
        if (PQresultStatus(result.get()) != PGRES_COMMAND_OK && why_not == nullptr && outcome.ok())
            outcome = connection_.error(result.get(), "COPY");
    if (outcome.ok()) return outcome;
    return turn_.broke(std::move(outcome).error());
}

Result<std::uint64_t> PostgresBulkInsert::finish() {
    if (!broken_) {
        buffer_ += kEnd;
        TRY(send());
    }
    const Status ended = end(broken_ ? "refused" : nullptr);
    turn_.set_running(false);
    if (broken_) return *broken_;
    if (!ended.ok()) return ended.error();
    return rows_;
}

}  // namespace mingce
