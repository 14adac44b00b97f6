// Definitions of rosters: what each puts on paper, in which groups and order, and its own text.
#include "domain/definition.h"
#include "http/answers.h"
#include "http/app.h"
#include "http/route.h"
#include "usecases/rosters/roster_problems.h"

namespace mingce::http {

namespace {

struct DefinitionColumnAnswer {
    std::string kind, field, mask, label_zh, label_en;
    static constexpr std::string_view kName = "DefinitionColumn";
    static constexpr auto members() {
        using C = DefinitionColumnAnswer;
        return std::tuple{
            Member{"kind",
                   &C::kind,
                   {"种类：value 字段的值，其余由程序填", "kind: value for a field's"},
                   Bounds{.choices = words<ColumnKind::Blank>}},
            Member{"field", &C::field, {"字段；不是字段的为空", "field, \"\" where it is none"}},
            Member{"mask",
                   &C::mask,
                   {"怎样遮盖", "how it is masked"},
                   Bounds{.choices = words<MaskKind::Hidden>}},
            Member{"label_zh", &C::label_zh, {"列名", "heading in Chinese"}},
            Member{"label_en", &C::label_en, {"列名（英文）", "heading"}}};
    }
};
struct DefinitionOrderAnswer {
    std::string field, by;
    bool descending = false;
    static constexpr std::string_view kName = "DefinitionOrder";
    static constexpr auto members() {
        using O = DefinitionOrderAnswer;
        return std::tuple{Member{"field", &O::field, {"字段", "field"}},
                          Member{"by",
                                 &O::by,
                                 {"怎样排", "how it orders"},
                                 Bounds{.choices = words<OrderKind::Strokes>}},
                          Member{"descending", &O::descending, {"倒序", "the other way round"}}};
    }
};
struct DefinitionFilterAnswer {
    std::string field, kind;
    std::vector<std::string> values;
    static constexpr std::string_view kName = "DefinitionFilter";
    static constexpr auto members() {
        using F = DefinitionFilterAnswer;
        return std::tuple{Member{"field", &F::field, {"字段", "field"}},
                          Member{"kind",
                                 &F::kind,
                                 {"怎样比较", "how it compares"},
                                 Bounds{.choices = words<FilterKind::NotEmpty>}},
                          Member{"values", &F::values, {"取值", "values"}}};
    }
};
struct DefinitionAnswer {
    std::string key, zh, en, kind, paper, orientation, secrecy, retention;
    std::int64_t rows_per_page = 0;
    std::vector<DefinitionColumnAnswer> columns;
    std::vector<std::string> group, student_kinds, signatures;
    std::vector<DefinitionOrderAnswer> order;
    std::vector<DefinitionFilterAnswer> filters;
    bool has_cover = false, has_contents = false, has_statistics = false;
    bool is_by_department = false;
    static constexpr std::string_view kName = "Definition";
    static constexpr auto members() {
        using D = DefinitionAnswer;
        return std::tuple{
            Member{"key", &D::key, {"键", "key"}},
            Member{"zh", &D::zh, {"名称", "title in Chinese"}},
            Member{"en", &D::en, {"名称（英文）", "title"}},
            Member{"kind",
                   &D::kind,
                   {"种类", "kind"},
                   Bounds{.choices = words<TemplateKind::Publicity>}},
            Member{"paper", &D::paper, {"纸张：A4、A3", "paper: A4, A3"}},
            Member{"orientation",
                   &D::orientation,
                   {"方向：portrait、landscape", "portrait or landscape"}},
            Member{"rows_per_page",
                   &D::rows_per_page,
                   {"每页几行；0 为排满", "rows on a page; 0 for as many as fit"}},
            Member{"columns", &D::columns, {"列", "columns"}},
            Member{"group", &D::group, {"分组字段，外层在前", "fields of groups, outer first"}},
            Member{"order", &D::order, {"次序", "order"}},
            Member{"filters", &D::filters, {"列入谁", "who is on it"}},
            Member{"student_kinds",
                   &D::student_kinds,
                   {"学生种类；空为全部", "kinds of students; none for all"}},
            Member{"signatures", &D::signatures, {"页脚签字栏", "who signs each page"}},
            Member{"secrecy", &D::secrecy, {"密级与用途", "secrecy"}},
            Member{"retention", &D::retention, {"保管期限", "retention"}},
            Member{"has_cover", &D::has_cover, {"有封面", "with a cover"}},
            Member{"has_contents", &D::has_contents, {"有目录", "with contents"}},
            Member{"has_statistics", &D::has_statistics, {"有统计页", "with statistics"}},
            Member{"is_by_department",
                   &D::is_by_department,
                   {"每个院系一册", "a volume for each department"}}};
    }
};
DefinitionAnswer answer_of(const Definition& definition) {
    DefinitionAnswer answer;
    answer.key = definition.key;
    answer.zh = definition.title;
    answer.en = definition.title_en;
    answer.kind = key_of(definition.kind);
    answer.paper = definition.paper.size == PaperSize::A3 ? "A3" : "A4";
    answer.orientation = definition.paper.landscape ? "landscape" : "portrait";
    answer.rows_per_page = definition.paper.rows_per_page;
    for (const RosterColumn& column : definition.columns)
        answer.columns.push_back(
            {std::string(key_of(column.kind)),
             column.kind == ColumnKind::Value ? std::string(key_of(column.field)) : "",
             std::string(key_of(column.mask)), column.label, column.label_en});
    for (const Field field : definition.group) answer.group.emplace_back(key_of(field));
    for (const OrderTerm& term : definition.order)
        answer.order.push_back(
            {std::string(key_of(term.field)), std::string(key_of(term.kind)), term.descending});
    for (const FilterTerm& term : definition.filter)
        answer.filters.push_back(
            {std::string(key_of(term.field)), std::string(key_of(term.kind)), term.values});
    for (const StudentKind kind : definition.student_kinds)
        answer.student_kinds.emplace_back(key_of(kind));
    answer.signatures = definition.signatures;
    answer.secrecy = definition.secrecy;
    answer.retention = definition.retention;
    answer.has_cover = definition.cover;
    answer.has_contents = definition.contents;
    answer.has_statistics = definition.statistics;
    answer.is_by_department = definition.volumes_by_department;
    return answer;
}

struct DefinitionsAnswer {
    std::vector<DefinitionAnswer> items;
    static constexpr std::string_view kName = "Definitions";
    static constexpr auto members() {
        return std::tuple{Member{"items", &DefinitionsAnswer::items, {"编制规则", "definitions"}}};
    }
};
Result<DefinitionsAnswer> list_definitions(Call&, const Nothing&) {
    DefinitionsAnswer answer;
    for (const std::string& key : shipped_definition_keys())
        answer.items.push_back(
            answer_of(TRY(parse_definition(key, shipped_definition(key).value_or("")))));
    return answer;
}

struct DefinitionInput {
    std::string key;
    static constexpr std::string_view kName = "DefinitionInput";
    static constexpr auto members() {
        return std::tuple{
            Member{"key", &DefinitionInput::key, {"编制规则的键", "key of the definition"}}};
    }
};
struct DefinitionTextAnswer {
    DefinitionAnswer definition;
    std::string toml;
    static constexpr std::string_view kName = "DefinitionText";
    static constexpr auto members() {
        using D = DefinitionTextAnswer;
        return std::tuple{Member{"definition", &D::definition, {"编制规则", "the definition"}},
                          Member{"toml", &D::toml, {"TOML 原文", "its text, in TOML"}}};
    }
};
Result<DefinitionTextAnswer> show_definition(Call&, const DefinitionInput& in) {
    const auto text = shipped_definition(in.key);
    if (!text) return Error(problem::kDefinitionUnknown, one_line(in.key, 40));
    return DefinitionTextAnswer{answer_of(TRY(parse_definition(in.key, *text))),
                                std::string(*text)};
}

constexpr std::string_view kDefinitionTag = "standard";
const Route kDefinitionRoutes[] = {
    route<list_definitions>({Method::Get,
                             "/api/v1/standard/definitions",
                             "listDefinitions",
                             kDefinitionTag,
                             {"编制规则", "Definitions of rosters"},
                             needs(Permission::StandardRead)}),
    route<show_definition>({Method::Get,
                            "/api/v1/standard/definitions/{key}",
                            "showDefinition",
                            kDefinitionTag,
                            {"一条编制规则和它的原文", "One definition and its text"},
                            needs(Permission::StandardRead)}),
};

}  // namespace

std::span<const Route> definition_routes() { return kDefinitionRoutes; }

}  // namespace mingce::http
