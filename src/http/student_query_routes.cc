// What a grid reads of students: blocks at any place of any order, and what stands in a column.
#include <map>

#include "http/app.h"
#include "http/route.h"
#include "http/student_filters.h"
#include "usecases/problem_table.h"
#include "usecases/standards/standard_in_force.h"
#include "usecases/students/query_problems.h"
#include "usecases/students/query_students.h"
#include "usecases/students/value_label.h"

namespace mingce::http {

namespace {

// ── blocks ──

struct QueryInput : StudentsInput {
    std::optional<std::vector<std::string>> numbers;
    std::optional<std::string> order;
    std::vector<std::string> fields;
    std::optional<std::int64_t> offset, limit;
    bool descending = false, with_findings = false, without_total = false;
    static constexpr std::string_view kName = "StudentQueryInput";
    static constexpr auto members() {
        using Q = QueryInput;
        return std::tuple_cat(
            selection_members(),
            std::tuple{
                Member{"numbers",
                       &Q::numbers,
                       {"只要有这些学号或考生号的", "who has one of these student or exam numbers"},
                       Bounds{.length_max = 60, .items_max = kPastedNumbersMax}},
                Member{"order",
                       &Q::order,
                       {"次序：number、name、class、change、source，或不加密字段的键；缺省 number",
                        "number, name, class, change, source, or the key of an unsealed field;"
                        " number without"}},
                Member{"descending", &Q::descending, {"倒序", "the other way round"}},
                Member{"fields",
                       &Q::fields,
                       {"要哪些字段，值按此次序", "fields wanted; values come in this order"},
                       Bounds{.items_max = kFieldCount}},
                Member{"with_findings",
                       &Q::with_findings,
                       {"带上未处理的问题", "with each student's open findings"}},
                Member{"offset",
                       &Q::offset,
                       {"从第几名起，0 为第一名", "from which place on, 0 for the first"},
                       Bounds{.least = 0, .most = 100'000'000}},
                Member{"limit",
                       &Q::limit,
                       {"最多几名；缺省 100", "students at most; 100 without"},
                       Bounds{.least = 1, .most = kBlockRowsMax}},
                Member{"without_total",
                       &Q::without_total,
                       {"不数总数，更快；总数问一次即可",
                        "do not count them all, which is faster: once is enough"}}});
    }
};

struct StudentFindingAnswer {
    std::string id, field, severity, rule, zh, en;
    static constexpr std::string_view kName = "StudentFinding";
    static constexpr auto members() {
        using F = StudentFindingAnswer;
        return std::tuple{Member{"id", &F::id, kIdText},
                          Member{"field", &F::field, {"字段", "field"}},
                          Member{"severity",
                                 &F::severity,
                                 {"程度", "severity"},
                                 Bounds{.choices = words<Severity::Note>}},
                          Member{"rule", &F::rule, {"规则编号", "code of the rule"}},
                          Member{"zh", &F::zh, {"中文说明", "in Chinese"}},
                          Member{"en", &F::en, {"英文说明", "in English"}}};
    }
};
struct StudentItemAnswer {
    std::string id, state, status;
    std::int64_t version = 0;
    std::optional<std::int64_t> source_row;
    bool is_frozen = false;
    std::vector<std::string> values;
    std::vector<StudentFindingAnswer> findings;
    static constexpr std::string_view kName = "StudentItem";
    static constexpr auto members() {
        using S = StudentItemAnswer;
        return std::tuple{
            Member{"id", &S::id, kIdText},
            Member{"version",
                   &S::version,
                   {"第几版；修改时用 If-Match 带回", "version; changes send it back as If-Match"}},
            Member{"state",
                   &S::state,
                   {"记录状态", "state of the record"},
                   Bounds{.choices = words<RecordState::Erased>}},
            Member{"status", &S::status, {"学籍状态的键", "key of the status"}},
            Member{"is_frozen", &S::is_frozen, {"已冻结", "frozen"}},
            Member{"source_row",
                   &S::source_row,
                   {"在来源文件的第几行；没有，或不能看导入的，为 null",
                    "row of the file it came in; null where there is none, or imports are not"
                    " seen"}},
            Member{"values",
                   &S::values,
                   {"各字段的值，按权限遮盖", "values of the fields, masked as one may see them"},
                   Bounds{.length_max = 4'000}},
            Member{"findings", &S::findings, {"未处理的问题", "open findings"}}};
    }
};
struct StudentBlockAnswer {
    std::optional<std::int64_t> total;
    std::vector<std::string> fields, seen, missing_numbers;
    std::vector<StudentItemAnswer> items;
    static constexpr std::string_view kName = "StudentBlock";
    static constexpr auto members() {
        using S = StudentBlockAnswer;
        return std::tuple{
            Member{"total", &S::total, {"共几名；没有数则为 null", "how many, or null"}},
            Member{"fields", &S::fields, {"各列的字段", "field of each column"}},
            Member{"seen",
                   &S::seen,
                   {"各列我看到的：whole、masked、hidden",
                    "how this caller sees each column: whole, masked, hidden"},
                   Bounds{.choices = words<Sight::Whole>}},
            Member{"items", &S::items, {"学生", "students"}, Bounds{.items_max = kBlockRowsMax}},
            Member{"missing_numbers",
                   &S::missing_numbers,
                   {"范围内没有人的号码", "numbers that nobody of the scope has"},
                   Bounds{.items_max = kPastedNumbersMax}}};
    }
};

Result<std::variant<ListOrder, Field>> order_named(const std::string& key) {
    if (const auto order = list_order_of(key)) return std::variant<ListOrder, Field>(*order);
    if (const auto field = field_of(key)) return std::variant<ListOrder, Field>(*field);
    return Error(problem::kOrderUnknown, one_line(key, 40));
}

StudentFindingAnswer light_answer_of(const StoredFinding& finding) {
    StudentFindingAnswer answer;
    answer.id = finding.id.hex();
    if (finding.field) answer.field = key_of(*finding.field);
    answer.severity = finding.severity;
    answer.rule = finding.rule;
    if (const RuleText* const rule = rule_named(finding.rule)) {
        const FindingWords said{finding.field, finding.detail.raw, finding.detail.arg};
        answer.zh = sentence_of(*rule, said, Language::Chinese);
        answer.en = sentence_of(*rule, said, Language::English);
    }
    return answer;
}

StudentItemAnswer item_answer_of(const QueriedStudent& student) {
    StudentItemAnswer answer;
    answer.id = student.id.hex();
    answer.version = student.version;
    answer.state = key_of(student.state);
    answer.status = student.status;
    answer.is_frozen = student.is_frozen;
    answer.source_row = student.source_row;
    answer.values = student.values;
    for (const StoredFinding& finding : student.findings)
        answer.findings.push_back(light_answer_of(finding));
    return answer;
}

Result<StudentBlockAnswer> query_students_here(Call& call, const QueryInput& in) {
    QueryStudents request;
    request.asked = TRY(asked_students(in));
    request.numbers = in.numbers;
    request.order = TRY(order_named(in.order.value_or("number")));
    request.is_descending = in.descending;
    request.fields = TRY(fields_of_texts(in.fields));
    request.offset = static_cast<std::uint64_t>(in.offset.value_or(0));
    request.limit = static_cast<std::uint32_t>(in.limit.value_or(100));
    request.wants_total = !in.without_total;
    request.wants_findings = in.with_findings;
    const StudentBlock block = TRY(query_students(call.context, request));
    StudentBlockAnswer answer;
    answer.total = block.total;
    answer.fields = in.fields;
    for (const Sight sight : block.seen) answer.seen.emplace_back(key_of(sight));
    for (const QueriedStudent& student : block.items)
        answer.items.push_back(item_answer_of(student));
    answer.missing_numbers = block.missing_numbers;
    return answer;
}

// ── what stands in a column ──

struct ValuesInput : StudentsInput {
    std::string field;
    static constexpr std::string_view kName = "StudentValuesInput";
    static constexpr auto members() {
        return std::tuple_cat(
            selection_members(),
            std::tuple{Member{"field", &ValuesInput::field, {"哪个字段", "which field"}}});
    }
};
struct ValueCountAnswer {
    std::string value, label_zh, label_en;
    std::int64_t count = 0;
    static constexpr std::string_view kName = "ValueCount";
    static constexpr auto members() {
        using V = ValueCountAnswer;
        return std::tuple{
            Member{"value", &V::value, {"值；空为没有", "value; \"\" for none"}},
            Member{"label_zh", &V::label_zh, {"代码的中文名", "Chinese name of a code"}},
            Member{"label_en", &V::label_en, {"代码的英文名", "English name of a code"}},
            Member{"count", &V::count, {"多少人", "how many have it"}}};
    }
};
struct ValueCountsAnswer {
    std::vector<ValueCountAnswer> items;
    bool is_cut = false;
    static constexpr std::string_view kName = "ValueCounts";
    static constexpr auto members() {
        return std::tuple{
            Member{"items", &ValueCountsAnswer::items, {"值，多的在前", "values, most first"}},
            Member{"is_cut", &ValueCountsAnswer::is_cut, {"还有更多未列出", "there are more"}}};
    }
};

Result<ValueCountsAnswer> list_values_here(Call& call, const ValuesInput& in) {
    const Field field = TRY(field_of_text(in.field));
    const AskedStudents asked = TRY(asked_students(in));
    const FieldValueList list = TRY(field_values(call.context, asked, field));
    const StandardInForce school = TRY(standard_in_force(call.context, call.today()));
    ValueCountsAnswer answer;
    for (const FieldValueCount& item : list.items) {
        const ValueLabel label = label_of(school->codes(), field, item.value);
        answer.items.push_back({item.value, label.zh, label.en, item.students});
    }
    answer.is_cut = list.is_cut;
    return answer;
}

constexpr std::string_view kQueryTag = "students";
const Route kStudentQueryRoutes[] = {
    route<query_students_here>(
        {Method::Post,
         "/api/v1/students/query",
         "queryStudents",
         kQueryTag,
         {"学生总表的一段：任意位置、次序、筛选和字段",
          "A block of the grid: at any place, in any order, by any filter, with any field"},
         needs(Permission::StudentList)}),
    route<list_values_here>(
        {Method::Post,
         "/api/v1/students/values",
         "listStudentValues",
         kQueryTag,
         {"一列里有哪些值，各有多少人", "What stands in a column, and how often"},
         needs(Permission::StudentList)}),
};

}  // namespace

std::span<const Route> student_query_routes() { return kStudentQueryRoutes; }

}  // namespace mingce::http
