#include <algorithm>
#include <functional>

#include <toml++/toml.h>

#include "base/text.h"
#include "domain/definition.h"
#include "domain/definition_problems.h"

namespace mingce {

namespace {

Error refuse(const Problem& problem, const toml::node& node, std::string detail) {
    Place place;
    place.row = node.source().begin.line;
    return Error(problem, std::move(detail)).at(std::move(place));
}

using KeyList = std::initializer_list<std::string_view>;

Status only_keys(const toml::table& table, KeyList known) {
    for (const auto& entry : table)
        if (std::find(known.begin(), known.end(), entry.first.str()) == known.end())
            return refuse(problem::kDefinitionKey, entry.second, std::string(entry.first.str()));
    return Done{};
}

Result<std::string> text_at(const toml::table& table, std::string_view key) {
    const toml::node* node = table.get(key);
    if (!node) return std::string();
    const auto* text = node->as_string();
    if (!text) return refuse(problem::kDefinitionValue, *node, std::string(key));
    return text->get();
}

Result<bool> flag_at(const toml::table& table, std::string_view key, bool otherwise) {
    const toml::node* node = table.get(key);
    if (!node) return otherwise;
    const auto* flag = node->as_boolean();
    if (!flag) return refuse(problem::kDefinitionValue, *node, std::string(key));
    return flag->get();
}

Result<double> measure_at(const toml::table& table, std::string_view key, double otherwise) {
    const toml::node* node = table.get(key);
    if (!node) return otherwise;
    const std::optional<double> value = node->value<double>();
    if (!value || !node->is_number() || *value <= 0 || *value > 1000)
        return refuse(problem::kDefinitionValue, *node, std::string(key));
    return *value;
}

Result<std::vector<std::string>> texts_in(const toml::node& node, std::string_view key) {
    std::vector<std::string> texts;
    if (const auto* single = node.as_string()) {
        texts.push_back(single->get());
        return texts;
    }
    const toml::array* list = node.as_array();
    if (!list) return refuse(problem::kDefinitionValue, node, std::string(key));
    for (const toml::node& item : *list) {
        const auto* text = item.as_string();
        if (!text) return refuse(problem::kDefinitionValue, item, std::string(key));
        texts.push_back(text->get());
    }
    return texts;
}

Result<std::vector<std::string>> texts_at(const toml::table& table, std::string_view key) {
    const toml::node* node = table.get(key);
    return node ? texts_in(*node, key) : std::vector<std::string>();
}

Result<Field> field_at(const toml::table& table, std::string_view key) {
    const std::string name = TRY(text_at(table, key));
    const std::optional<Field> field = field_of(name);
    if (field) return *field;
    const toml::node* node = table.get(key);
    return refuse(problem::kDefinitionField, node ? *node : static_cast<const toml::node&>(table),
                  name.empty() ? std::string(key) : name);
}

/// One of `choices` by its key; `otherwise` where the table has no such key.
template <class T>
Result<T> choice_at(const toml::table& table, std::string_view key,
                    std::initializer_list<std::pair<std::string_view, T>> choices, T otherwise) {
    const std::string name = TRY(text_at(table, key));
    if (name.empty()) return otherwise;
    for (const auto& choice : choices)
        if (choice.first == name) return choice.second;
    return refuse(problem::kDefinitionValue, *table.get(key), std::string(key) + " = " + name);
}

Result<MaskKind> mask_at(const toml::table& table, MaskKind otherwise) {
    using enum MaskKind;
    const std::string name = TRY(text_at(table, "mask"));
    if (name.empty()) return otherwise;
    for (MaskKind mask : {None, Number, LastFour, Phone, Surname, ExamEnds, Year, Month, Hidden})
        if (key_of(mask) == name) return mask;
    return refuse(problem::kDefinitionValue, *table.get("mask"), "mask = " + name);
}

/// A column's `builtin`: what is no plain field. Two are fields with their usual mask.
Status apply_builtin(const toml::table& table, RosterColumn& column) {
    const std::string name = TRY(text_at(table, "builtin"));
    if (name == "id_last4") {
        column.field = Field::IdNumber;
        column.mask = MaskKind::LastFour;
        return Done{};
    }
    if (name == "birth_month") {
        column.field = Field::BirthDate;
        column.mask = MaskKind::Month;
        return Done{};
    }
    using enum ColumnKind;
    for (ColumnKind kind : {Serial, Signature, TickBox, Blank})
        if (key_of(kind) == name) {
            column.kind = kind;
            return Done{};
        }
    return refuse(problem::kDefinitionValue, *table.get("builtin"), "builtin = " + name);
}

Result<RosterColumn> column_of(const toml::table& table) {
    TRY(only_keys(
        table, {"field", "builtin", "label", "label_en", "width", "align", "mask", "band", "dbf"}));
    RosterColumn column;
    if (table.contains("builtin"))
        TRY(apply_builtin(table, column));
    else
        column.field = TRY(field_at(table, "field"));
    column.mask = TRY(mask_at(table, column.mask));
    column.align = TRY(choice_at<Align>(
        table, "align", {{"left", Align::Left}, {"centre", Align::Centre}, {"right", Align::Right}},
        Align::Centre));
    column.width = TRY(measure_at(table, "width", column.width));
    column.label = TRY(text_at(table, "label"));
    column.label_en = TRY(text_at(table, "label_en"));
    column.band = TRY(text_at(table, "band"));
    column.dbf = TRY(text_at(table, "dbf"));
    return column;
}

/// `in`, `not`, `value` or `empty` of one filter term.
Result<FilterTerm> filter_of(const toml::table& table) {
    TRY(only_keys(table, {"field", "value", "in", "not", "empty"}));
    FilterTerm term;
    term.field = TRY(field_at(table, "field"));
    if (table.contains("empty")) {
        term.kind = TRY(flag_at(table, "empty", true)) ? FilterKind::Empty : FilterKind::NotEmpty;
        return term;
    }
    for (const auto& [key, kind] :
         {std::pair{"value", FilterKind::Is}, std::pair{"in", FilterKind::In},
          std::pair{"not", FilterKind::NotIn}})
        if (table.contains(key)) {
            term.kind = kind;
            term.values = TRY(texts_at(table, key));
            return term;
        }
    return refuse(problem::kDefinitionValue, table, "filter " + std::string(key_of(term.field)));
}

Result<OrderTerm> order_of(const toml::table& table) {
    TRY(only_keys(table, {"field", "by", "descending"}));
    OrderTerm term;
    term.field = TRY(field_at(table, "field"));
    const bool number = term.field == Field::StudentNo || term.field == Field::ExamNumber ||
                        term.field == Field::NoticeNumber || term.field == Field::Score;
    term.kind = TRY(choice_at<OrderKind>(table, "by",
                                         {{"text", OrderKind::Text},
                                          {"number", OrderKind::Number},
                                          {"pinyin", OrderKind::Pinyin},
                                          {"strokes", OrderKind::Strokes}},
                                         number                      ? OrderKind::Number
                                         : term.field == Field::Name ? OrderKind::Pinyin
                                                                     : OrderKind::Text));
    term.descending = TRY(flag_at(table, "descending", false));
    return term;
}

/// Every table of an array of tables, read by `read`.
template <class T>
Status each_table(const toml::table& root, std::string_view key,
                  Result<T> (*read)(const toml::table&), std::vector<T>& into) {
    const toml::node* node = root.get(key);
    if (!node) return Done{};
    const toml::array* list = node->as_array();
    if (!list) return refuse(problem::kDefinitionValue, *node, std::string(key));
    for (const toml::node& item : *list) {
        const toml::table* table = item.as_table();
        if (!table) return refuse(problem::kDefinitionValue, item, std::string(key));
        into.push_back(TRY(read(*table)));
    }
    return Done{};
}

Status read_groups(const toml::table& root, Definition& definition) {
    for (const std::string& name : TRY(texts_at(root, "group"))) {
        const std::optional<Field> field = field_of(name);
        if (!field) return refuse(problem::kDefinitionField, *root.get("group"), name);
        if (*field != Field::Department && *field != Field::Major && *field != Field::AdminClass)
            return refuse(problem::kDefinitionValue, *root.get("group"), "group = " + name);
        definition.group.push_back(*field);
    }
    for (const std::string& name : TRY(texts_at(root, "students"))) {
        const std::optional<StudentKind> kind = student_kind_of(name);
        if (!kind)
            return refuse(problem::kDefinitionValue, *root.get("students"), "students = " + name);
        definition.student_kinds.push_back(*kind);
    }
    return Done{};
}

Status read_paper(const toml::table& root, PaperSetup& paper) {
    const toml::node* node = root.get("paper");
    if (!node) return Done{};
    const toml::table* table = node->as_table();
    if (!table) return refuse(problem::kDefinitionValue, *node, "paper");
    TRY(only_keys(*table, {"size", "orientation", "rows_per_page", "row_height"}));
    paper.size = TRY(choice_at<PaperSize>(
        *table, "size", {{"A4", PaperSize::A4}, {"A3", PaperSize::A3}}, PaperSize::A4));
    paper.landscape = TRY(
        choice_at<bool>(*table, "orientation", {{"portrait", false}, {"landscape", true}}, false));
    paper.rows_per_page = static_cast<std::uint32_t>(TRY(measure_at(*table, "rows_per_page", 1)));
    if (!table->contains("rows_per_page")) paper.rows_per_page = 0;
    paper.row_height = TRY(measure_at(*table, "row_height", paper.row_height));
    if (paper.row_height < 3.5 || paper.row_height > 60)
        return refuse(problem::kDefinitionValue, *table->get("row_height"), "row_height");
    return Done{};
}

Status read_texts(const toml::table& root, Definition& definition) {
    definition.title = TRY(text_at(root, "title"));
    definition.title_en = TRY(text_at(root, "title_en"));
    definition.page_title = TRY(text_at(root, "page_title"));
    definition.intro = TRY(text_at(root, "intro"));
    definition.secrecy = TRY(text_at(root, "secrecy"));
    definition.retention = TRY(text_at(root, "retention"));
    definition.signatures = TRY(texts_at(root, "signatures"));
    definition.cover_signatures = TRY(texts_at(root, "cover_signatures"));
    if (definition.title.empty()) return refuse(problem::kDefinitionValue, root, "title");
    if (definition.page_title.empty()) definition.page_title = definition.title;
    return Done{};
}

Status read_choices(const toml::table& root, Definition& definition) {
    definition.kind = TRY(choice_at<TemplateKind>(root, "kind",
                                                  {{"roster", TemplateKind::Roster},
                                                   {"checkin", TemplateKind::CheckIn},
                                                   {"publicity", TemplateKind::Publicity}},
                                                  TemplateKind::Roster));
    definition.language = TRY(choice_at<Language>(
        root, "language", {{"zh", Language::Chinese}, {"en", Language::English}},
        Language::Chinese));
    definition.cover = TRY(flag_at(root, "cover", false));
    definition.contents = TRY(flag_at(root, "contents", false));
    definition.statistics = TRY(flag_at(root, "statistics", false));
    definition.totals = TRY(flag_at(root, "totals", true));
    definition.volumes_by_department =
        TRY(choice_at<bool>(root, "volumes", {{"department", true}, {"one", false}}, false));
    definition.serial_by_group =
        TRY(choice_at<bool>(root, "serial", {{"group", true}, {"volume", false}}, true));
    return Done{};
}

/// What may stand on a list that hangs in public: an allow-list, so that a field added to the
/// standard later is not public by accident.
bool may_be_public(const RosterColumn& column) {
    if (column.kind != ColumnKind::Value || column.mask == MaskKind::Hidden) return true;
    switch (column.field) {
        case Field::Name: return column.mask == MaskKind::Surname;
        case Field::ExamNumber:
        case Field::NoticeNumber: return column.mask == MaskKind::ExamEnds;
        case Field::Province:
        case Field::Department:
        case Field::Major:
        case Field::AdminClass:
        case Field::Level:
        case Field::Campus: return true;
        default: return false;
    }
}

/// A birth date, or a place down to the county: what is missing between the first six digits of a
/// citizen's number and its last four.
bool tells_birth_or_county(const RosterColumn& column) {
    if (column.kind != ColumnKind::Value || column.mask == MaskKind::Hidden) return false;
    switch (column.field) {
        case Field::BirthDate: return column.mask != MaskKind::Year;
        case Field::ExamNumber: return column.mask == MaskKind::None;  // digits 3 to 8 are a county
        case Field::ExamRegion:
        case Field::NativePlace:
        case Field::BirthPlace:
        case Field::HukouPlace:
        case Field::HomeAddress: return true;
        default: return false;
    }
}

/// What a roster's columns may show together (DESIGN 5). The desk compares cards and needs the
/// four.
Status check_columns(const Definition& definition) {
    const std::vector<RosterColumn>& columns = definition.columns;
    if (columns.empty()) return Error(problem::kDefinitionColumns);
    if (definition.kind == TemplateKind::Publicity)
        for (const RosterColumn& column : columns)
            if (!may_be_public(column))
                return Error(problem::kDefinitionPublic, std::string(key_of(column.field)));
    const bool last_four =
        std::any_of(columns.begin(), columns.end(), [](const RosterColumn& column) {
            return column.kind == ColumnKind::Value && column.mask == MaskKind::LastFour &&
                   column.field == Field::IdNumber;
        });
    if (!last_four || definition.kind == TemplateKind::CheckIn) return Done{};
    for (const RosterColumn& column : columns)
        if (tells_birth_or_county(column))
            return Error(problem::kDefinitionLastFour, std::string(key_of(column.field)));
    return Done{};
}

}  // namespace

Result<Definition> parse_definition(std::string_view key, std::string_view text) {
    toml::table root;
    try {
        root = toml::parse(text);
    } catch (const toml::parse_error& error) {
        Place place;
        place.row = error.source().begin.line;
        return Error(problem::kDefinitionNotToml).at(std::move(place));
    }
    TRY(only_keys(root, {"title",   "language", "title_en",   "kind",       "page_title",
                         "intro",   "secrecy",  "retention",  "signatures", "cover_signatures",
                         "cover",   "contents", "statistics", "totals",     "volumes",
                         "serial",  "group",    "students",   "filter",     "order",
                         "columns", "paper"}));
    Definition definition;
    definition.key = key;
    TRY(read_texts(root, definition));
    TRY(read_choices(root, definition));
    TRY(read_groups(root, definition));
    TRY(read_paper(root, definition.paper));
    TRY(each_table(root, "filter", filter_of, definition.filter));
    TRY(each_table(root, "order", order_of, definition.order));
    TRY(each_table(root, "columns", column_of, definition.columns));
    TRY(check_columns(definition));
    return definition;
}

}  // namespace mingce
