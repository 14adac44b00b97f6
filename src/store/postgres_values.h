// Values as PostgreSQL's binary protocol has them: parameters going out, columns coming in.
#pragma once

#include <array>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <libpq-fe.h>

#include "base/result.h"
#include "store/database.h"

namespace mingce {

// The format code of values in binary, as libpq takes it.
constexpr int kBinary = 1;

// From pg_type.dat; they never change.
constexpr Oid kBoolType = 16, kBytesType = 17, kNameType = 19, kInt8Type = 20, kInt2Type = 21,
              kInt4Type = 23, kTextType = 25, kVarcharType = 1043, kNumericType = 1700;

struct ClearResult {
    void operator()(PGresult* result) const { PQclear(result); }
};
using PostgresResult = std::unique_ptr<PGresult, ClearResult>;

/// What a value is sent as; 0 for NULL, whose type the statement must tell.
Oid type_of(const Param& param);

/// Parameters in the arrays that libpq asks for. Texts and blobs are not copied.
class PostgresParams {
public:
    /// Errors: BadInput (a text that is not UTF-8 or holds a zero byte; a value too big).
    Status set(std::span<const Param> params);

    int count() const { return static_cast<int>(values_.size()); }
    const char* const* values() const { return values_.data(); }
    const int* sizes() const { return sizes_.data(); }
    const int* formats() const { return formats_.data(); }  // all binary

private:
    std::vector<const char*> values_;
    std::vector<int> sizes_, formats_;
    std::vector<std::array<char, 8>> integers_;
};

/// Appends a value of COPY … BINARY: its length and its bytes.
/// Errors: as PostgresParams::set().
Status append_copy_value(std::string& out, const Param& param);

/// One row of a result. bool, int2, int4 and whole numerics read as integers too, as SQLite has one
/// kind: count(*), sum() and CASE differ in theirs.
class PostgresRow final : public Row {
public:
    PostgresRow(const PGresult* result, int row) : result_(result), row_(row) {}

    bool is_null(std::size_t column) const override;
    std::int64_t integer(std::size_t column) const override;
    std::string_view text(std::size_t column) const override;
    std::string_view blob(std::size_t column) const override;

private:
    std::string_view bytes(std::size_t column) const;

    const PGresult* result_;
    int row_;
};

}  // namespace mingce
