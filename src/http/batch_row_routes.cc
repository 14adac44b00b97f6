// What an import does to whom: seen before it is written, and before it is taken back.
#include "http/answers.h"
#include "http/app.h"
#include "http/route.h"
#include "usecases/imports/batch_rows.h"

namespace mingce::http {

namespace {

struct RowChangeAnswer {
    std::string field, before, after;
    bool is_taken = true;
    static constexpr std::string_view kName = "BatchRowChange";
    static constexpr auto members() {
        using C = RowChangeAnswer;
        return std::tuple{
            Member{"field", &C::field, {"字段", "field"}},
            Member{"before", &C::before, {"现有的值", "as the record has it"}},
            Member{"after", &C::after, {"文件中的值", "as the file has it"}},
            Member{"is_taken",
                   &C::is_taken,
                   {"写入；否则保留现有的值", "it is written; otherwise the record's stands"}}};
    }
};
struct RowFindingAnswer {
    std::string rule;
    std::optional<std::string> field;
    static constexpr std::string_view kName = "BatchRowFinding";
    static constexpr auto members() {
        using F = RowFindingAnswer;
        return std::tuple{Member{"rule", &F::rule, {"规则编号", "code of the rule"}},
                          Member{"field", &F::field, {"字段", "field"}}};
    }
};
struct BatchRowAnswer {
    std::string file, sheet, name, exam_number, department;
    std::int64_t row = 0;
    std::vector<RowChangeAnswer> changes;
    std::vector<RowFindingAnswer> findings;
    std::vector<std::string> candidates;
    static constexpr std::string_view kName = "BatchRow";
    static constexpr auto members() {
        using R = BatchRowAnswer;
        return std::tuple{
            Member{"file", &R::file, {"文件；写入后为空", "file; empty once it is written"}},
            Member{"sheet", &R::sheet, {"工作表", "sheet"}},
            Member{"row", &R::row, {"文件自己的行号", "the source's own row"}},
            Member{"name", &R::name, {"姓名", "name"}},
            Member{"exam_number", &R::exam_number, {"考生号", "exam number"}},
            Member{"department", &R::department, {"院系", "department"}},
            Member{"changes", &R::changes, {"改变的值", "values that change"}},
            Member{"findings", &R::findings, {"阻断的问题", "blocking findings"}},
            Member{"candidates",
                   &R::candidates,
                   {"各号码分别指向谁", "whom its numbers point at, where they disagree"}}};
    }
};
struct BatchRowsAnswer {
    std::int64_t total = 0, kept = 0;
    std::vector<BatchRowAnswer> items;
    static constexpr std::string_view kName = "BatchRows";
    static constexpr auto members() {
        using B = BatchRowsAnswer;
        return std::tuple{
            Member{"total", &B::total, {"这一类共几行", "rows of this kind"}},
            Member{"kept", &B::kept, {"其中可看的前几行", "the first of them, which can be seen"}},
            Member{"items", &B::items, {"各行", "rows"}}};
    }
};

BatchRowAnswer answer_of(const BatchRow& row) {
    BatchRowAnswer answer;
    answer.file = row.file;
    answer.sheet = row.sheet;
    answer.row = static_cast<std::int64_t>(row.row);
    answer.name = row.name;
    answer.exam_number = row.exam_number;
    answer.department = row.department;
    answer.candidates = row.candidates;
    for (const BatchRowChange& change : row.changes)
        answer.changes.push_back(
            {std::string(key_of(change.field)), change.before, change.after, change.is_taken});
    for (const BatchRowFinding& finding : row.findings) {
        RowFindingAnswer& told = answer.findings.emplace_back();
        told.rule = finding.rule;
        if (finding.field) told.field = std::string(key_of(*finding.field));
    }
    return answer;
}

struct RowsOfBatch {
    std::int64_t number = 0;
    std::string kind;
    std::optional<std::int64_t> offset, limit;
    static constexpr std::string_view kName = "RowsOfBatch";
    static constexpr auto members() {
        using R = RowsOfBatch;
        return std::tuple{Member{"number", &R::number, {"批次号", "number"}, Bounds{.least = 1}},
                          Member{"kind",
                                 &R::kind,
                                 {"哪一类：新增、更新、冲突、有阻断问题",
                                  "new, changed, in conflict, or with a blocking finding"},
                                 Bounds{.choices = words<BatchRowKind::Blocked>}},
                          Member{"offset",
                                 &R::offset,
                                 {"从第几行起，0 为第一行", "from which on, 0 for the first"},
                                 Bounds{.least = 0, .most = kBatchRowsKept}},
                          Member{"limit",
                                 &R::limit,
                                 {"最多几行；缺省 100", "rows at most; 100 without"},
                                 Bounds{.least = 1, .most = kBatchRowsKept}}};
    }
};
BatchRowKind row_kind_of(std::string_view key) {
    for (const BatchRowKind kind :
         {BatchRowKind::Changed, BatchRowKind::Conflict, BatchRowKind::Blocked})
        if (key_of(kind) == key) return kind;
    return BatchRowKind::New;
}
Result<BatchRowsAnswer> list_rows(Call& call, const RowsOfBatch& in) {
    AskBatchRows request;
    request.number = in.number;
    request.kind = row_kind_of(in.kind);
    request.offset = static_cast<std::size_t>(in.offset.value_or(0));
    if (in.limit) request.limit = static_cast<std::size_t>(*in.limit);
    const BatchRows rows = TRY(batch_rows(call.context, request));
    BatchRowsAnswer answer;
    answer.total = static_cast<std::int64_t>(rows.total);
    answer.kept = static_cast<std::int64_t>(rows.kept);
    for (const BatchRow& row : rows.rows) answer.items.push_back(answer_of(row));
    return answer;
}

const Route kBatchRowRoutes[] = {
    route<list_rows>({Method::Get,
                      "/api/v1/batches/{number}/rows",
                      "listBatchRows",
                      "imports",
                      {"一批导入会使谁怎样", "What an import does to whom"},
                      needs(Permission::ImportRead)}),
};

}  // namespace

std::span<const Route> batch_row_routes() { return kBatchRowRoutes; }

}  // namespace mingce::http
