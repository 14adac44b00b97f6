// What was made of a staged batch's columns: looked at before it is written, and said otherwise.
#include "domain/standard.h"
#include "http/answers.h"
#include "http/app.h"
#include "http/route.h"
#include "usecases/imports/column_preview.h"

namespace mingce::http {

namespace {

struct ColumnSampleAnswer {
    std::int64_t row = 0;
    std::string text;
    static constexpr std::string_view kName = "ColumnSample";
    static constexpr auto members() {
        using S = ColumnSampleAnswer;
        return std::tuple{Member{"row", &S::row, {"行", "the source's own row"}},
                          Member{"text",
                                 &S::text,
                                 {"原文，按权限遮盖", "as it stands, masked as one may see it"},
                                 Bounds{.length_max = 4'000}}};
    }
};
struct ColumnValueAnswer {
    std::string text, became;
    std::int64_t count = 0;
    bool is_known = true, is_chosen = false;
    static constexpr std::string_view kName = "ColumnValue";
    static constexpr auto members() {
        using V = ColumnValueAnswer;
        return std::tuple{
            Member{"text", &V::text, {"单元格的内容", "what cells hold"}},
            Member{"became", &V::became, {"成为什么值", "what it became"}},
            Member{"count", &V::count, {"多少行", "rows"}},
            Member{"is_known", &V::is_known, {"在代码表中", "the code table has it"}},
            Member{"is_chosen", &V::is_chosen, {"由人指定", "a person chose what it becomes"}}};
    }
};
struct ColumnAnswer {
    std::string name, header, why, zh, en;
    std::optional<std::string> field;
    std::int64_t confidence = 0, filled = 0, values_left_out = 0;
    std::vector<ColumnSampleAnswer> samples;
    std::vector<ColumnValueAnswer> values;
    static constexpr std::string_view kName = "SheetColumn";
    static constexpr auto members() {
        using C = ColumnAnswer;
        return std::tuple{
            Member{"name", &C::name, {"列：字母、字段名或序号", "letter, name or number"}},
            Member{"header", &C::header, {"表头", "header"}, Bounds{.length_max = 1'000}},
            Member{"field", &C::field, {"字段；没有对应则为 null", "field, or null"}},
            Member{"zh", &C::zh, {"字段中文名", "Chinese name of the field"}},
            Member{"en", &C::en, {"字段英文名", "English name of the field"}},
            Member{"why",
                   &C::why,
                   {"为何：同名、别名、上次、内容、指定、无", "why it is that field"},
                   Bounds{.choices = words<ColumnWhy::None>}},
            Member{"confidence", &C::confidence, {"把握，0 至 4", "how sure, 0 to 4"}},
            Member{"filled", &C::filled, {"有内容的单元格", "cells that are not empty"}},
            Member{"samples", &C::samples, {"样例", "samples"}},
            Member{"values",
                   &C::values,
                   {"代码字段的各种内容，多的在前", "of a coded field, the most frequent first"}},
            Member{"values_left_out",
                   &C::values_left_out,
                   {"未列出的内容种数", "how many more values there are"}}};
    }
};
struct SheetColumnsAnswer {
    std::string file, sheet, encoding, kind, fingerprint;
    std::vector<std::int64_t> header_rows;
    std::int64_t rows = 0;
    std::vector<ColumnAnswer> columns;
    static constexpr std::string_view kName = "SheetColumns";
    static constexpr auto members() {
        using S = SheetColumnsAnswer;
        return std::tuple{
            Member{"file", &S::file, {"文件", "file"}},
            Member{"sheet", &S::sheet, {"工作表", "sheet"}},
            Member{"encoding", &S::encoding, {"文字编码", "encoding of its text"}},
            Member{"kind",
                   &S::kind,
                   {"学生种类", "kind of students"},
                   Bounds{.choices = words<StudentKind::International>}},
            Member{"fingerprint",
                   &S::fingerprint,
                   {"表头指纹：指定列与值时带回", "of the headers: sent back with what is chosen"}},
            Member{"header_rows", &S::header_rows, {"表头所在行", "rows the header stands in"}},
            Member{"rows", &S::rows, {"学生行数", "rows of students"}},
            Member{"columns", &S::columns, {"各列", "columns"}}};
    }
};
struct BatchColumnsAnswer {
    std::int64_t number = 0;
    std::string state;
    std::vector<SheetColumnsAnswer> items;
    static constexpr std::string_view kName = "BatchColumns";
    static constexpr auto members() {
        using B = BatchColumnsAnswer;
        return std::tuple{Member{"number", &B::number, {"批次号", "number"}},
                          Member{"state", &B::state, {"状态", "state"}},
                          Member{"items",
                                 &B::items,
                                 {"各学生表；已写入的批次不再有",
                                  "sheets of students; none once it is written"}}};
    }
};

ColumnAnswer answer_of(const PreviewColumn& column) {
    ColumnAnswer answer;
    answer.name = column.name;
    answer.header = column.header;
    answer.why = key_of(column.why);
    if (column.field) {
        const FieldStandard& standard = DataStandard::shipped().of(*column.field);
        answer.field = std::string(key_of(*column.field));
        answer.zh = standard.zh;
        answer.en = standard.en;
    }
    answer.confidence = column.confidence;
    answer.filled = static_cast<std::int64_t>(column.filled);
    answer.values_left_out = static_cast<std::int64_t>(column.values_left_out);
    for (const PreviewColumn::Sample& sample : column.samples)
        answer.samples.push_back({static_cast<std::int64_t>(sample.row), sample.text});
    for (const PreviewValue& value : column.values)
        answer.values.push_back({value.text, value.became, static_cast<std::int64_t>(value.count),
                                 value.is_known, value.is_chosen});
    return answer;
}

struct ColumnsOfBatch {
    std::int64_t number = 0;
    static constexpr std::string_view kName = "ColumnsOfBatch";
    static constexpr auto members() {
        return std::tuple{
            Member{"number", &ColumnsOfBatch::number, {"批次号", "number"}, Bounds{.least = 1}}};
    }
};
Result<BatchColumnsAnswer> show_columns(Call& call, const ColumnsOfBatch& in) {
    const BatchColumns columns = TRY(batch_columns(call.context, in.number));
    BatchColumnsAnswer answer;
    answer.number = columns.batch.number;
    answer.state = key_of(columns.batch.state);
    for (const PreviewSheet& sheet : columns.sheets) {
        SheetColumnsAnswer& told = answer.items.emplace_back();
        told.file = sheet.file;
        told.sheet = sheet.sheet;
        told.encoding = sheet.encoding;
        told.kind = key_of(sheet.kind);
        told.fingerprint = sheet.fingerprint;
        for (const std::uint64_t row : sheet.header_rows)
            told.header_rows.push_back(static_cast<std::int64_t>(row));
        told.rows = static_cast<std::int64_t>(sheet.rows);
        for (const PreviewColumn& column : sheet.columns) told.columns.push_back(answer_of(column));
    }
    return answer;
}

const Route kColumnRoutes[] = {
    route<show_columns>({Method::Get,
                         "/api/v1/batches/{number}/columns",
                         "showBatchColumns",
                         "imports",
                         {"待写入批次的各列对应什么", "What was made of a staged batch's columns"},
                         needs(Permission::ImportRead)}),
};

}  // namespace

std::span<const Route> column_routes() { return kColumnRoutes; }

}  // namespace mingce::http
