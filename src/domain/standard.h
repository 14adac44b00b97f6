// The data standard: what each field is. Read from data/standard.toml, never written in code.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "domain/field.h"

namespace mingce {

enum class FieldType : std::uint8_t {
    Name,  // a person's name: sacred, only listed rules touch it
    Text,
    Number,
    Date,  // Date: YYYYMMDD once clean
    Code,  // an entry of code_table; the clean value is the entry's name
    IdNumber,
    Phone,
    Email,
    Digits,  // Digits: a number that is an identifier (exam number, student no)
};

constexpr std::string_view key_of(FieldType type) {
    switch (type) {
        case FieldType::Name: return "name";
        case FieldType::Text: return "text";
        case FieldType::Number: return "number";
        case FieldType::Date: return "date";
        case FieldType::Code: return "code";
        case FieldType::IdNumber: return "id_number";
        case FieldType::Phone: return "phone";
        case FieldType::Email: return "email";
        case FieldType::Digits: return "digits";
    }
    return "";
}

/// C1 (name, class) … C4 (document number, health): who sees it and which mask (DESIGN 5).
enum class FieldClass : std::uint8_t { C1 = 1, C2, C3, C4 };

struct FieldStandard {
    Field field = Field::Name;
    std::string zh, en;
    FieldType type = FieldType::Text;
    std::uint16_t width = 0;  // half-width columns, 0: no limit
    FieldClass field_class = FieldClass::C1;
    bool sealed = false;
    std::string code_table;            // "" where type is not Code
    std::vector<std::string> aliases;  // headers it is known by, zh, pinyin, DBF, 学信网
    std::array<bool, 3> required{};    // by StudentKind
    std::string source;                // standard or regulation
};

class DataStandard {
public:
    /// Errors: BadInput — not TOML, an unknown key or value, a field missing or twice; says which.
    static Result<DataStandard> parse(std::string_view toml);
    /// data/standard.toml inside the program.
    static const DataStandard& shipped();

    const FieldStandard& of(Field field) const { return fields_[static_cast<std::size_t>(field)]; }
    const std::array<FieldStandard, kFieldCount>& fields() const { return fields_; }
    const std::string& edition() const { return edition_; }
    /// Of the field that it names.
    void replace(FieldStandard field) {
        const auto index = static_cast<std::size_t>(field.field);
        fields_[index] = std::move(field);
    }

private:
    std::array<FieldStandard, kFieldCount> fields_;
    std::string edition_;
};

}  // namespace mingce
