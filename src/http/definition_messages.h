// A definition of a roster as a message, taken and given, and its versions.
#pragma once

#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "domain/definition.h"
#include "http/members.h"
#include "http/message.h"
#include "usecases/rosters/definitions.h"

namespace mingce::http {

inline constexpr Text kDefinitionKeyText = {"编制规则的键", "key of the definition"};
inline constexpr Text kDefinitionVersionText = {"版本；0 为随程序附带的，缺省最新",
                                                "version; 0 as shipped, the newest without"};

inline std::vector<std::string_view> align_words() { return {"left", "centre", "right"}; }
inline std::vector<std::string_view> paper_words() { return {"A4", "A3"}; }
inline std::vector<std::string_view> orientation_words() { return {"portrait", "landscape"}; }
inline std::vector<std::string_view> paper_language_words() { return {"zh", "en"}; }

/// The same on both sides of the table; a document of one side asks for more than the other's.
enum class MessageSide : bool { Taken, Given };

template <MessageSide kSide>
struct DefinitionColumnMessage {
    std::string kind, field, mask, align, label_zh, label_en, band, dbf;
    std::int64_t width_um = 20'000;
    static constexpr std::string_view kName =
        kSide == MessageSide::Given ? "DefinitionColumn" : "DefinitionColumnTerms";
    static constexpr auto members() {
        using C = DefinitionColumnMessage;
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
            Member{"align", &C::align, {"对齐", "alignment"}, Bounds{.choices = align_words}},
            Member{"width_um",
                   &C::width_um,
                   {"宽，微米；各列按比例排满版心",
                    "width in micrometres; columns are scaled together to the paper"},
                   Bounds{.least = 1, .most = 1'000'000}},
            Member{"label_zh", &C::label_zh, {"列名", "heading in Chinese"}},
            Member{"label_en", &C::label_en, {"列名（英文）", "heading"}},
            Member{"band",
                   &C::band,
                   {"相邻几列合并的表头；没有为空", "heading over neighbouring columns, or \"\""}},
            Member{"dbf", &C::dbf, {"DBF 的列名；空用字段的键", "column of a DBF, or \"\""}}};
    }
};

template <MessageSide kSide>
struct DefinitionOrderMessage {
    std::string field, by;
    bool descending = false;
    static constexpr std::string_view kName =
        kSide == MessageSide::Given ? "DefinitionOrder" : "DefinitionOrderTerms";
    static constexpr auto members() {
        using O = DefinitionOrderMessage;
        return std::tuple{Member{"field", &O::field, {"字段", "field"}},
                          Member{"by",
                                 &O::by,
                                 {"怎样排", "how it orders"},
                                 Bounds{.choices = words<OrderKind::Strokes>}},
                          Member{"descending", &O::descending, {"倒序", "the other way round"}}};
    }
};

template <MessageSide kSide>
struct DefinitionFilterMessage {
    std::string field, kind;
    std::vector<std::string> values;
    static constexpr std::string_view kName =
        kSide == MessageSide::Given ? "DefinitionFilter" : "DefinitionFilterTerms";
    static constexpr auto members() {
        using F = DefinitionFilterMessage;
        return std::tuple{Member{"field", &F::field, {"字段", "field"}},
                          Member{"kind",
                                 &F::kind,
                                 {"怎样比较", "how it compares"},
                                 Bounds{.choices = words<FilterKind::NotEmpty>}},
                          Member{"values", &F::values, {"取值", "values"}}};
    }
};

template <MessageSide kSide>
struct DefinitionMessage {
    std::string key, zh, en, kind, language, page_title, intro, secrecy, retention;
    std::string paper, orientation;
    std::int64_t rows_per_page = 0, row_height_um = 4'950;
    std::vector<DefinitionColumnMessage<kSide>> columns;
    std::vector<std::string> group, student_kinds, annex, signatures, cover_signatures;
    std::vector<DefinitionOrderMessage<kSide>> order;
    std::vector<DefinitionFilterMessage<kSide>> filters;
    bool has_cover = false, has_contents = false, has_statistics = false, has_totals = false;
    bool is_by_department = false, is_serial_by_group = false;
    static constexpr std::string_view kName =
        kSide == MessageSide::Given ? "Definition" : "DefinitionTerms";
    static constexpr auto members() { return std::tuple_cat(words_members(), list_members()); }

private:
    using D = DefinitionMessage;
    static constexpr auto words_members() {
        return std::tuple{
            Member{"key", &D::key, kDefinitionKeyText},
            Member{"zh", &D::zh, {"名称", "title in Chinese"}},
            Member{"en", &D::en, {"名称（英文）", "title"}},
            Member{"kind",
                   &D::kind,
                   {"种类", "kind"},
                   Bounds{.choices = words<TemplateKind::Publicity>}},
            Member{"language",
                   &D::language,
                   {"印刷用语", "language of the printed words"},
                   Bounds{.choices = paper_language_words}},
            Member{"page_title",
                   &D::page_title,
                   {"页题，可用 {institution} {intake} {department} {major} {class}；空同名称",
                    "title of the pages; may hold {institution} {intake} {department} {major} "
                    "{class}; \"\" for the title"}},
            Member{"intro",
                   &D::intro,
                   {"公示名单的前言", "paragraph before a public list"},
                   Bounds{.length_max = 2'000}},
            Member{"secrecy", &D::secrecy, {"密级与用途", "secrecy"}},
            Member{"retention", &D::retention, {"保管期限", "retention"}},
            Member{"paper",
                   &D::paper,
                   {"纸张：A4、A3", "paper: A4, A3"},
                   Bounds{.choices = paper_words}},
            Member{"orientation",
                   &D::orientation,
                   {"方向：portrait、landscape", "portrait or landscape"},
                   Bounds{.choices = orientation_words}},
            Member{"rows_per_page",
                   &D::rows_per_page,
                   {"每页几行；0 为排满", "rows on a page; 0 for as many as fit"},
                   Bounds{.most = 1'000}},
            Member{"row_height_um",
                   &D::row_height_um,
                   {"行高，微米", "height of a row in micrometres"},
                   Bounds{.least = 1, .most = 1'000'000}}};
    }
    static constexpr auto list_members() {
        return std::tuple{
            Member{"columns", &D::columns, {"列", "columns"}, Bounds{.items_max = 100}},
            Member{"group", &D::group, {"分组字段，外层在前", "fields of groups, outer first"}},
            Member{"order", &D::order, {"次序", "order"}, Bounds{.items_max = 20}},
            Member{"filters", &D::filters, {"列入谁", "who is on it"}, Bounds{.items_max = 50}},
            Member{"student_kinds",
                   &D::student_kinds,
                   {"学生种类；空为全部", "kinds of students; none for all"}},
            Member{"annex",
                   &D::annex,
                   {"列入附表的学籍状态", "statuses whose students stand in an annex"}},
            Member{"signatures", &D::signatures, {"页脚签字栏", "who signs each page"}},
            Member{"cover_signatures", &D::cover_signatures, {"封面签字栏", "who signs the cover"}},
            Member{"has_cover", &D::has_cover, {"有封面", "with a cover"}},
            Member{"has_contents", &D::has_contents, {"有目录", "with contents"}},
            Member{"has_statistics", &D::has_statistics, {"有统计页", "with statistics"}},
            Member{"has_totals", &D::has_totals, {"每组有合计", "with totals of each group"}},
            Member{"is_by_department",
                   &D::is_by_department,
                   {"每个院系一册", "a volume for each department"}},
            Member{"is_serial_by_group",
                   &D::is_serial_by_group,
                   {"每组从 1 编号", "numbered from 1 in each group"}}};
    }
};
using DefinitionAnswer = DefinitionMessage<MessageSide::Given>;
using DefinitionTerms = DefinitionMessage<MessageSide::Taken>;

DefinitionAnswer as_answer(const Definition& definition);
/// Errors: BadInput (definition.field, definition.value).
Result<Definition> definition_of(const DefinitionTerms& terms);

/// What a text that can no longer be read says.
struct BrokenAnswer {
    std::string code, detail, zh, en;
    std::int64_t line = 0;
    static constexpr std::string_view kName = "BrokenDefinition";
    static constexpr auto members() {
        using B = BrokenAnswer;
        return std::tuple{
            Member{"code", &B::code, {"问题代码", "code of the problem"}},
            Member{"detail", &B::detail, {"不认识的字段、项或值", "the field, item or value"}},
            Member{"line", &B::line, {"原文第几行；0 为不明", "line of the text, 0 for none"}},
            Member{"zh", &B::zh, {"哪里不对，怎么改", "what is wrong, and what to do, in Chinese"}},
            Member{"en", &B::en, {"哪里不对，怎么改（英文）", "what is wrong, and what to do"}}};
    }
};

struct DefinitionVersionAnswer {
    std::string key, note, actor, at, lacks;
    std::int64_t version = 0;
    bool is_official = false;
    std::optional<DefinitionAnswer> definition;
    std::optional<BrokenAnswer> broken;
    static constexpr std::string_view kName = "DefinitionVersion";
    static constexpr auto members() {
        using V = DefinitionVersionAnswer;
        return std::tuple{
            Member{"key", &V::key, kDefinitionKeyText},
            Member{"version", &V::version, {"版本；0 为随程序附带的", "version; 0 as shipped"}},
            Member{"note", &V::note, {"版本说明", "note"}},
            Member{"actor", &V::actor, {"谁存的；随程序附带的为空", "who saved it, or \"\""}},
            Member{"at", &V::at, {"何时存的；随程序附带的为空", "when, or \"\""}},
            Member{"is_official",
                   &V::is_official,
                   {"可编正式花名册", "an official roster can be made by it"}},
            Member{"lacks",
                   &V::lacks,
                   {"编正式花名册还缺什么", "what an official roster would want of it"}},
            Member{"definition", &V::definition, {"编制规则；读不出来时为空", "or null"}},
            Member{"broken", &V::broken, {"为何读不出来；能读时为空", "why not, or null"}}};
    }
};
DefinitionVersionAnswer as_answer(const DefinitionVersion& version);

}  // namespace mingce::http
