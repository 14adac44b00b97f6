#include "http/definition_messages.h"

#include "domain/definition_problems.h"
#include "http/answers.h"

namespace mingce::http {

namespace {

constexpr double kMicrometres = 1'000;

std::int64_t micrometres(double millimetres) {
    return static_cast<std::int64_t>(std::llround(millimetres * kMicrometres));
}
double as_millimetres(std::int64_t length) { return static_cast<double>(length) / kMicrometres; }

/// Of a word that the message's choices hold; the first one of any other.
template <auto kLast>
auto word_value(std::string_view word) {
    using Enum = decltype(kLast);
    for (int i = 0; i <= static_cast<int>(kLast); ++i)
        if (key_of(static_cast<Enum>(i)) == word) return static_cast<Enum>(i);
    return Enum{};
}

Result<Field> defined_field(const std::string& key) {
    if (const auto field = field_of(key)) return *field;
    return Error(problem::kDefinitionField, one_line(key, 40));
}

Result<RosterColumn> column_of(const DefinitionColumnMessage<MessageSide::Taken>& in) {
    RosterColumn column;
    column.kind = word_value<ColumnKind::Blank>(in.kind);
    if (column.kind == ColumnKind::Value) column.field = TRY(defined_field(in.field));
    column.mask = word_value<MaskKind::Hidden>(in.mask);
    column.align = word_value<Align::Right>(in.align);
    column.width = as_millimetres(in.width_um);
    column.label = in.label_zh;
    column.label_en = in.label_en;
    column.band = in.band;
    column.dbf = in.dbf;
    return column;
}

Status take_choice(const DefinitionTerms& in, Definition& definition) {
    for (const std::string& key : in.group) definition.group.push_back(TRY(defined_field(key)));
    for (const std::string& key : in.student_kinds) {
        const auto kind = student_kind_of(key);
        if (!kind) return Error(problem::kDefinitionValue, "students = " + one_line(key, 40));
        definition.student_kinds.push_back(*kind);
    }
    for (const std::string& key : in.annex) {
        const auto state = parse_enrolment_state(key);
        if (!state) return Error(problem::kDefinitionValue, "annex = " + one_line(key, 40));
        definition.annex.push_back(*state);
    }
    for (const auto& term : in.order)
        definition.order.push_back({TRY(defined_field(term.field)),
                                    word_value<OrderKind::Strokes>(term.by), term.descending});
    for (const auto& term : in.filters)
        definition.filter.push_back({TRY(defined_field(term.field)),
                                     word_value<FilterKind::NotEmpty>(term.kind), term.values});
    return Done{};
}

template <class Item>
std::vector<std::string> texts_of_keys(const std::vector<Item>& items) {
    std::vector<std::string> keys;
    keys.reserve(items.size());
    for (const Item& item : items) keys.emplace_back(key_of(item));
    return keys;
}

void tell_choice(const Definition& definition, DefinitionAnswer& answer) {
    answer.group = texts_of_keys(definition.group);
    answer.student_kinds = texts_of_keys(definition.student_kinds);
    for (const EnrolmentState state : definition.annex)
        answer.annex.emplace_back(text_of(state).key);
    for (const OrderTerm& term : definition.order)
        answer.order.push_back(
            {std::string(key_of(term.field)), std::string(key_of(term.kind)), term.descending});
    for (const FilterTerm& term : definition.filter)
        answer.filters.push_back(
            {std::string(key_of(term.field)), std::string(key_of(term.kind)), term.values});
}

}  // namespace

DefinitionAnswer as_answer(const Definition& definition) {
    DefinitionAnswer answer;
    answer.key = definition.key;
    answer.zh = definition.title;
    answer.en = definition.title_en;
    answer.kind = key_of(definition.kind);
    answer.language = definition.language == Language::English ? "en" : "zh";
    answer.page_title = definition.page_title;
    answer.intro = definition.intro;
    answer.secrecy = definition.secrecy;
    answer.retention = definition.retention;
    answer.paper = definition.paper.size == PaperSize::A3 ? "A3" : "A4";
    answer.orientation = definition.paper.landscape ? "landscape" : "portrait";
    answer.rows_per_page = definition.paper.rows_per_page;
    answer.row_height_um = micrometres(definition.paper.row_height);
    answer.columns.reserve(definition.columns.size());
    for (const RosterColumn& column : definition.columns)
        answer.columns.push_back(
            {std::string(key_of(column.kind)),
             column.kind == ColumnKind::Value ? std::string(key_of(column.field)) : "",
             std::string(key_of(column.mask)), std::string(key_of(column.align)), column.label,
             column.label_en, column.band, column.dbf, micrometres(column.width)});
    tell_choice(definition, answer);
    answer.signatures = definition.signatures;
    answer.cover_signatures = definition.cover_signatures;
    answer.has_cover = definition.cover;
    answer.has_contents = definition.contents;
    answer.has_statistics = definition.statistics;
    answer.has_totals = definition.totals;
    answer.is_by_department = definition.volumes_by_department;
    answer.is_serial_by_group = definition.serial_by_group;
    return answer;
}

Result<Definition> definition_of(const DefinitionTerms& in) {
    Definition definition;
    definition.key = in.key;
    definition.title = in.zh;
    definition.title_en = in.en;
    definition.kind = word_value<TemplateKind::Publicity>(in.kind);
    definition.language = in.language == "en" ? Language::English : Language::Chinese;
    definition.page_title = in.page_title.empty() ? in.zh : in.page_title;
    definition.intro = in.intro;
    definition.secrecy = in.secrecy;
    definition.retention = in.retention;
    definition.paper = {in.paper == "A3" ? PaperSize::A3 : PaperSize::A4,
                        in.orientation == "landscape", static_cast<std::uint32_t>(in.rows_per_page),
                        as_millimetres(in.row_height_um)};
    definition.columns.reserve(in.columns.size());
    for (const auto& column : in.columns) definition.columns.push_back(TRY(column_of(column)));
    TRY(take_choice(in, definition));
    definition.signatures = in.signatures;
    definition.cover_signatures = in.cover_signatures;
    definition.cover = in.has_cover;
    definition.contents = in.has_contents;
    definition.statistics = in.has_statistics;
    definition.totals = in.has_totals;
    definition.volumes_by_department = in.is_by_department;
    definition.serial_by_group = in.is_serial_by_group;
    return definition;
}

DefinitionVersionAnswer as_answer(const DefinitionVersion& version) {
    DefinitionVersionAnswer answer;
    answer.key = version.key;
    answer.version = version.version;
    answer.note = version.note;
    answer.actor = version.actor;
    answer.at = time_text(version.at);
    if (version.definition) {
        answer.definition = as_answer(*version.definition);
        const Status official = check_official(*version.definition);
        answer.is_official = official.ok();
        if (!official.ok()) answer.lacks = official.error().detail();
    }
    if (version.broken)
        answer.broken =
            BrokenAnswer{std::string(version.broken->problem().code), version.broken->detail(),
                         version.broken->sentence(Language::Chinese),
                         version.broken->sentence(Language::English),
                         static_cast<std::int64_t>(version.broken->place().row)};
    return answer;
}

}  // namespace mingce::http
