#include <algorithm>

#include "base/text.h"
#include "domain/definition.h"
#include "domain/definition_problems.h"
#include "domain/toml_section.h"

namespace mingce {

namespace {

constexpr double kMeasureMost = 1000;  // mm, or rows
constexpr TomlProblems kDefinitionProblems{problem::kDefinitionNotToml, problem::kDefinitionKey,
                                           problem::kDefinitionValue};

Result<Field> field_at(const TomlSection& section, std::string_view item) {
    const std::string name = TRY(section.text(item));
    const std::optional<Field> field = field_of(name);
    if (field) return *field;
    return section.refuse(problem::kDefinitionField, item, name.empty() ? std::string(item) : name);
}

Result<MaskKind> mask_of(const TomlSection& section, MaskKind otherwise) {
    using enum MaskKind;
    return section.choice<MaskKind>("mask",
                                    {{key_of(None), None},
                                     {key_of(Number), Number},
                                     {key_of(LastFour), LastFour},
                                     {key_of(Phone), Phone},
                                     {key_of(Surname), Surname},
                                     {key_of(ExamEnds), ExamEnds},
                                     {key_of(Year), Year},
                                     {key_of(Month), Month},
                                     {key_of(Hidden), Hidden}},
                                    otherwise);
}

/// A column's `builtin`: what is no plain field. Two are fields with their usual mask.
Status apply_builtin(const TomlSection& section, RosterColumn& column) {
    const std::string name = TRY(section.text("builtin"));
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
    column.kind = TRY(section.choice<ColumnKind>("builtin",
                                                 {{key_of(Serial), Serial},
                                                  {key_of(Signature), Signature},
                                                  {key_of(TickBox), TickBox},
                                                  {key_of(Blank), Blank}},
                                                 Value));
    return Done{};
}

Result<RosterColumn> column_of(const TomlSection& section) {
    TRY(section.only(
        {"field", "builtin", "label", "label_en", "width", "align", "mask", "band", "dbf"}));
    RosterColumn column;
    if (section.has("builtin"))
        TRY(apply_builtin(section, column));
    else
        column.field = TRY(field_at(section, "field"));
    column.mask = TRY(mask_of(section, column.mask));
    column.align = TRY(section.choice<Align>(
        "align", {{"left", Align::Left}, {"centre", Align::Centre}, {"right", Align::Right}},
        Align::Centre));
    column.width = TRY(section.measure("width", column.width, kMeasureMost));
    column.label = TRY(section.text("label"));
    column.label_en = TRY(section.text("label_en"));
    column.band = TRY(section.text("band"));
    column.dbf = TRY(section.text("dbf"));
    return column;
}

/// `in`, `not`, `value` or `empty` of one filter term.
Result<FilterTerm> filter_of(const TomlSection& section) {
    TRY(section.only({"field", "value", "in", "not", "empty"}));
    FilterTerm term;
    term.field = TRY(field_at(section, "field"));
    if (section.has("empty")) {
        term.kind = TRY(section.flag("empty", true)) ? FilterKind::Empty : FilterKind::NotEmpty;
        return term;
    }
    for (const auto& [item, kind] :
         {std::pair{"value", FilterKind::Is}, std::pair{"in", FilterKind::In},
          std::pair{"not", FilterKind::NotIn}})
        if (section.has(item)) {
            term.kind = kind;
            term.values = TRY(section.texts(item));
            return term;
        }
    return section.refuse_value("filter", key_of(term.field));
}

Result<OrderTerm> order_of(const TomlSection& section) {
    TRY(section.only({"field", "by", "descending"}));
    OrderTerm term;
    term.field = TRY(field_at(section, "field"));
    const bool number = term.field == Field::StudentNo || term.field == Field::ExamNumber ||
                        term.field == Field::NoticeNumber || term.field == Field::Score;
    term.kind = TRY(section.choice<OrderKind>("by",
                                              {{"text", OrderKind::Text},
                                               {"number", OrderKind::Number},
                                               {"pinyin", OrderKind::Pinyin},
                                               {"strokes", OrderKind::Strokes}},
                                              number                      ? OrderKind::Number
                                              : term.field == Field::Name ? OrderKind::Pinyin
                                                                          : OrderKind::Text));
    term.descending = TRY(section.flag("descending", false));
    return term;
}

/// Every section of an array of them, read by `read`.
template <class T>
Status each_section(const TomlSection& root, std::string_view item,
                    Result<T> (*read)(const TomlSection&), std::vector<T>& into) {
    for (const TomlSection& section : TRY(root.sections(item))) into.push_back(TRY(read(section)));
    return Done{};
}

Status read_groups(const TomlSection& root, Definition& definition) {
    for (const std::string& name : TRY(root.texts("group"))) {
        const std::optional<Field> field = field_of(name);
        if (!field) return root.refuse(problem::kDefinitionField, "group", name);
        if (*field != Field::Department && *field != Field::Major && *field != Field::AdminClass)
            return root.refuse_value("group", name);
        definition.group.push_back(*field);
    }
    for (const std::string& name : TRY(root.texts("students"))) {
        const std::optional<StudentKind> kind = student_kind_of(name);
        if (!kind) return root.refuse_value("students", name);
        definition.student_kinds.push_back(*kind);
    }
    for (const std::string& name : TRY(root.texts("annex"))) {
        const std::optional<EnrolmentState> state = parse_enrolment_state(name);
        if (!state || std::ranges::find(definition.annex, *state) != definition.annex.end())
            return root.refuse_value("annex", name);
        // A desk's sheet is made before anybody may give up a place; a public list names nobody for
        // having done so.
        if (definition.kind != TemplateKind::Roster) return root.refuse_value("annex", name);
        definition.annex.push_back(*state);
    }
    return Done{};
}

Status read_paper(const TomlSection& root, PaperSetup& paper) {
    const auto section = TRY(root.section("paper"));
    if (!section) return Done{};
    TRY(section->only({"size", "orientation", "rows_per_page", "row_height"}));
    paper.size = TRY(section->choice<PaperSize>(
        "size", {{"A4", PaperSize::A4}, {"A3", PaperSize::A3}}, PaperSize::A4));
    paper.landscape = TRY(
        section->choice<bool>("orientation", {{"portrait", false}, {"landscape", true}}, false));
    paper.rows_per_page =
        static_cast<std::uint32_t>(TRY(section->measure("rows_per_page", 0, kMeasureMost)));
    paper.row_height = TRY(section->measure("row_height", paper.row_height, kMeasureMost));
    if (paper.row_height < 3.5 || paper.row_height > 60) return section->refuse_value("row_height");
    return Done{};
}

Status read_texts(const TomlSection& root, Definition& definition) {
    definition.title = TRY(root.required_text("title"));
    definition.title_en = TRY(root.text("title_en"));
    definition.page_title = TRY(root.text("page_title"));
    definition.intro = TRY(root.text("intro"));
    definition.secrecy = TRY(root.text("secrecy"));
    definition.retention = TRY(root.text("retention"));
    definition.signatures = TRY(root.texts("signatures"));
    definition.cover_signatures = TRY(root.texts("cover_signatures"));
    if (definition.page_title.empty()) definition.page_title = definition.title;
    return Done{};
}

Status read_choices(const TomlSection& root, Definition& definition) {
    definition.kind = TRY(root.choice<TemplateKind>("kind",
                                                    {{"roster", TemplateKind::Roster},
                                                     {"checkin", TemplateKind::CheckIn},
                                                     {"publicity", TemplateKind::Publicity}},
                                                    TemplateKind::Roster));
    definition.language = TRY(root.choice<Language>(
        "language", {{"zh", Language::Chinese}, {"en", Language::English}}, Language::Chinese));
    definition.cover = TRY(root.flag("cover", false));
    definition.contents = TRY(root.flag("contents", false));
    definition.statistics = TRY(root.flag("statistics", false));
    definition.totals = TRY(root.flag("totals", true));
    definition.volumes_by_department =
        TRY(root.choice<bool>("volumes", {{"department", true}, {"one", false}}, false));
    definition.serial_by_group =
        TRY(root.choice<bool>("serial", {{"group", true}, {"volume", false}}, true));
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

Status check_official(const Definition& definition) {
    std::string missing;
    const auto lacks = [&missing](std::string_view what) {
        missing.append(missing.empty() ? "" : ", ").append(what);
    };
    if (definition.kind != TemplateKind::Roster) lacks("kind = roster");
    if (definition.group.empty() || definition.group.front() != Field::Department)
        lacks("group = department");
    using enum EnrolmentState;
    for (const EnrolmentState state : {Deferred, Declined, Revoked})
        if (std::ranges::find(definition.annex, state) == definition.annex.end())
            lacks("annex = " + std::string(text_of(state).key));
    if (!missing.empty()) return Error(problem::kDefinitionNotOfficial, std::move(missing));
    return Done{};
}

Result<Definition> parse_definition(std::string_view key, std::string_view text) {
    const toml::table parsed = TRY(parse_toml(text, kDefinitionProblems));
    const TomlSection root(parsed, kDefinitionProblems);
    TRY(root.only({"title",   "language", "title_en",   "kind",       "page_title",
                   "intro",   "secrecy",  "retention",  "signatures", "cover_signatures",
                   "cover",   "contents", "statistics", "totals",     "volumes",
                   "serial",  "group",    "students",   "filter",     "order",
                   "columns", "paper",    "annex"}));
    Definition definition;
    definition.key = key;
    TRY(read_texts(root, definition));
    TRY(read_choices(root, definition));
    TRY(read_groups(root, definition));
    TRY(read_paper(root, definition.paper));
    TRY(each_section(root, "filter", filter_of, definition.filter));
    TRY(each_section(root, "order", order_of, definition.order));
    TRY(each_section(root, "columns", column_of, definition.columns));
    TRY(check_columns(definition));
    return definition;
}

}  // namespace mingce
