#include "domain/standard.h"

#include <algorithm>
#include <optional>

#include "base/assets.h"
#include "domain/problems.h"
#include "domain/toml_section.h"

namespace mingce {
namespace {

constexpr TomlProblems kStandardProblems{problem::kStandardNotToml, problem::kStandardKey,
                                         problem::kStandardValue};

Result<FieldType> type_of(const TomlSection& section) {
    using enum FieldType;
    if (!section.has("type")) return section.refuse_value("type");
    return section.choice<FieldType>("type",
                                     {{"name", Name},
                                      {"text", Text},
                                      {"number", Number},
                                      {"date", Date},
                                      {"code", Code},
                                      {"id_number", IdNumber},
                                      {"phone", Phone},
                                      {"email", Email},
                                      {"digits", Digits}},
                                     Text);
}

Result<FieldClass> class_of(const TomlSection& section) {
    using enum FieldClass;
    if (!section.has("class")) return section.refuse_value("class");
    return section.choice<FieldClass>("class", {{"C1", C1}, {"C2", C2}, {"C3", C3}, {"C4", C4}},
                                      C4);
}

/// Reads one [[field]] section. Every item is optional but key, zh, en, type and class.
Result<FieldStandard> read_field(const TomlSection& section) {
    constexpr double kWidthMost = 4000;
    TRY(section.only({"key", "zh", "en", "type", "width", "class", "sealed", "code_table",
                      "required", "aliases", "source"}));
    FieldStandard standard;
    const std::string key = TRY(section.required_text("key"));
    const std::optional<Field> field = field_of(key);
    if (!field) return section.refuse(problem::kStandardFieldUnknown, "key", key);
    standard.field = *field;
    standard.zh = TRY(section.required_text("zh"));
    standard.en = TRY(section.required_text("en"));
    standard.type = TRY(type_of(section));
    standard.field_class = TRY(class_of(section));
    standard.width = static_cast<std::uint16_t>(TRY(section.measure("width", 0, kWidthMost)));
    standard.sealed = TRY(section.flag("sealed", false));
    standard.code_table = TRY(section.text("code_table"));
    if ((standard.type == FieldType::Code) == standard.code_table.empty())
        return section.refuse_value("code_table", key);
    standard.aliases = TRY(section.texts("aliases"));
    for (const std::string& kind : TRY(section.texts("required"))) {
        const std::optional<StudentKind> known = student_kind_of(kind);
        if (!known) return section.refuse_value("required", kind);
        standard.required[static_cast<std::size_t>(*known)] = true;
    }
    standard.source = TRY(section.text("source"));
    return standard;
}

}  // namespace

Result<DataStandard> DataStandard::parse(std::string_view text) {
    const toml::table parsed = TRY(parse_toml(text, kStandardProblems));
    const TomlSection file(parsed, kStandardProblems);
    TRY(file.only({"edition", "field"}));
    DataStandard standard;
    standard.edition_ = TRY(file.text("edition"));
    std::array<bool, kFieldCount> seen{};
    for (const TomlSection& section : TRY(file.sections("field"))) {
        FieldStandard field = TRY(read_field(section));
        const auto index = static_cast<std::size_t>(field.field);
        if (seen[index])
            return section.refuse(problem::kStandardFieldTwice, "key",
                                  std::string(key_of(field.field)));
        seen[index] = true;
        standard.fields_[index] = std::move(field);
    }
    for (std::size_t i = 0; i < kFieldCount; ++i)
        if (!seen[i]) return Error(problem::kStandardFieldMissing, std::string(kFieldKeys[i]));
    return standard;
}

const DataStandard& DataStandard::shipped() {
    static const DataStandard standard = parse(asset("standard.toml")).value();
    return standard;
}

}  // namespace mingce
