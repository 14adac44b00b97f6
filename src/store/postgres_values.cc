#include "store/postgres_values.h"

#include <limits>
#include <stdexcept>

#include "store/problems.h"
#include "store/turn.h"

namespace mingce {

namespace {

__extension__ using Wide = __int128;

std::array<char, 8> big_endian(std::int64_t number) {
    std::array<char, 8> bytes;
    auto rest = static_cast<std::uint64_t>(number);
    for (std::size_t i = bytes.size(); i-- > 0; rest >>= 8) bytes[i] = static_cast<char>(rest);
    return bytes;
}

// Two's complement of any width.
std::int64_t signed_number(std::string_view bytes) {
    std::uint64_t number = (static_cast<signed char>(bytes.front()) < 0) ? ~std::uint64_t{0} : 0;
    for (const char byte : bytes) number = number << 8 | static_cast<unsigned char>(byte);
    return static_cast<std::int64_t>(number);
}

// numeric: digits of 10,000 behind their count, the first one's weight, a sign, the scale.
std::int64_t whole_numeric(std::string_view bytes) {
    constexpr std::int64_t kPositive = 0, kNegative = 0x4000;
    const auto word = [&](std::size_t at) { return signed_number(bytes.substr(at * 2, 2)); };
    const std::int64_t count = word(0), weight = word(1), sign = word(2);
    bool whole = (sign == kPositive || sign == kNegative) && weight < 5;
    Wide number = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t digit = word(static_cast<std::size_t>(4 + i));
        if (i <= weight) number = number * 10'000 + digit;
        whole = whole && (i <= weight || digit == 0);
    }
    for (std::int64_t i = count; whole && i <= weight; ++i) number *= 10'000;
    if (sign == kNegative) number = -number;
    if (!whole || number < std::numeric_limits<std::int64_t>::min() ||
        number > std::numeric_limits<std::int64_t>::max())
        throw std::logic_error("a numeric that is no integer of 64 bits");
    return static_cast<std::int64_t>(number);
}

Result<std::string_view> storable(const Param& param) {
    std::string_view bytes;
    if (const auto* text = std::get_if<std::string_view>(&param.value())) {
        if (!is_storable_text(*text)) return Error(problem::kStoreTextMalformed);
        bytes = *text;
    } else if (const auto* blob = std::get_if<Param::Blob>(&param.value())) {
        bytes = blob->bytes;
    }
    constexpr std::size_t kBytesMax = std::size_t{1} << 30;  // PostgreSQL's own limit
    if (bytes.size() >= kBytesMax) return Error(problem::kStoreTooBig);
    return bytes;
}

}  // namespace

Oid type_of(const Param& param) {
    constexpr std::array<Oid, 4> kTypes{0, kInt8Type, kTextType, kBytesType};
    return kTypes[param.value().index()];
}

Status PostgresParams::set(std::span<const Param> params) {
    values_.assign(params.size(), nullptr);
    sizes_.assign(params.size(), 0);
    formats_.assign(params.size(), kBinary);
    integers_.resize(params.size());
    for (std::size_t i = 0; i < params.size(); ++i) {
        if (const auto* number = std::get_if<std::int64_t>(&params[i].value())) {
            integers_[i] = big_endian(*number);
            values_[i] = integers_[i].data();
            sizes_[i] = 8;
        } else if (type_of(params[i]) != 0) {
            const std::string_view bytes = TRY(storable(params[i]));
            values_[i] = bytes.empty() ? "" : bytes.data();  // a null pointer is NULL
            sizes_[i] = static_cast<int>(bytes.size());
        }
    }
    return Done{};
}

Status append_copy_value(std::string& out, const Param& param) {
    const auto append_size = [&out](std::int64_t size) {
        out.append(big_endian(size).data() + 4, 4);
    };
    if (const auto* number = std::get_if<std::int64_t>(&param.value())) {
        append_size(8);
        out.append(big_endian(*number).data(), 8);
    } else if (type_of(param) == 0) {
        append_size(-1);
    } else {
        const std::string_view bytes = TRY(storable(param));
        append_size(static_cast<std::int64_t>(bytes.size()));
        out += bytes;
    }
    return Done{};
}

bool PostgresRow::is_null(std::size_t column) const {
    if (column >= static_cast<std::size_t>(PQnfields(result_)))
        throw std::logic_error("no such column in the answer");
    return PQgetisnull(result_, row_, static_cast<int>(column)) != 0;
}

std::string_view PostgresRow::bytes(std::size_t column) const {
    const int number = static_cast<int>(column);
    return {PQgetvalue(result_, row_, number),
            static_cast<std::size_t>(PQgetlength(result_, row_, number))};
}

static std::logic_error other_type(const PGresult* result, std::size_t column) {
    return std::logic_error("a column of another type than the one asked for: " +
                            std::string(PQfname(result, static_cast<int>(column))));
}

std::int64_t PostgresRow::integer(std::size_t column) const {
    if (is_null(column)) return 0;
    switch (PQftype(result_, static_cast<int>(column))) {
        case kBoolType:
        case kInt2Type:
        case kInt4Type:
        case kInt8Type: return signed_number(bytes(column));
        case kNumericType: return whole_numeric(bytes(column));
        default: throw other_type(result_, column);
    }
}

std::string_view PostgresRow::text(std::size_t column) const {
    if (is_null(column)) return {};
    switch (PQftype(result_, static_cast<int>(column))) {
        case kTextType:
        case kVarcharType:
        case kNameType: return bytes(column);
        default: throw other_type(result_, column);
    }
}

std::string_view PostgresRow::blob(std::size_t column) const {
    if (is_null(column)) return {};
    if (PQftype(result_, static_cast<int>(column)) != kBytesType) throw other_type(result_, column);
    return bytes(column);
}

}  // namespace mingce
