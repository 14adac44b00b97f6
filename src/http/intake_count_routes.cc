// The numbers of an intake: what the first page and the board show.
#include "http/answers.h"
#include "http/app.h"
#include "http/route.h"
#include "usecases/students/intake_counts.h"

namespace mingce::http {

namespace {

/// As POST /students/query takes it.
struct StudentFilterAnswer {
    std::string field, op;
    std::vector<std::string> values;
    static constexpr std::string_view kName = "StudentFilter";
    static constexpr auto members() {
        using F = StudentFilterAnswer;
        return std::tuple{Member{"field", &F::field, {"字段", "field"}},
                          Member{"op",
                                 &F::op,
                                 {"怎样比较", "how it compares"},
                                 Bounds{.choices = words<FilterOp::NotEmpty>}},
                          Member{"values", &F::values, {"取值", "values"}}};
    }
};
constexpr Text kBucketStudentsText = {
    "人数；少于 5 人、或会被推算出来的，为 null",
    "students; null where there are fewer than 5, or they would follow from the others"};
constexpr Text kBucketFiltersText = {"在学生总表中列出他们的筛选",
                                     "filters that list them in the grid"};
struct PartAnswer {
    std::string value, zh, en;
    std::optional<std::int64_t> students;
    std::vector<StudentFilterAnswer> filters;
    static constexpr std::string_view kName = "CountPart";
    static constexpr auto members() {
        using P = PartAnswer;
        return std::tuple{Member{"value", &P::value, {"值；空为没有", "value; \"\" for none"}},
                          Member{"zh", &P::zh, {"代码的中文名", "Chinese name of a code"}},
                          Member{"en", &P::en, {"代码的英文名", "English name of a code"}},
                          Member{"students", &P::students, kBucketStudentsText},
                          Member{"filters", &P::filters, kBucketFiltersText}};
    }
};
struct DepartmentCountAnswer {
    std::string value;
    std::optional<std::int64_t> students;
    std::vector<StudentFilterAnswer> filters;
    std::vector<PartAnswer> majors;
    static constexpr std::string_view kName = "DepartmentCount";
    static constexpr auto members() {
        using D = DepartmentCountAnswer;
        return std::tuple{
            Member{"value", &D::value, {"院系；空为没有", "department; \"\" for none"}},
            Member{"students", &D::students, kBucketStudentsText},
            Member{"filters", &D::filters, kBucketFiltersText},
            Member{"majors", &D::majors, {"各专业", "its majors"}}};
    }
};
struct SeverityCountAnswer {
    std::string severity;
    std::optional<std::int64_t> findings, students;
    static constexpr std::string_view kName = "SeverityCount";
    static constexpr auto members() {
        using S = SeverityCountAnswer;
        return std::tuple{Member{"severity",
                                 &S::severity,
                                 {"程度；在学生总表中按它筛选", "severity; the grid filters by it"},
                                 Bounds{.choices = words<Severity::Note>}},
                          Member{"findings", &S::findings, {"未处理的问题", "open findings"}},
                          Member{"students", &S::students, kBucketStudentsText}};
    }
};
struct LastImportAnswer {
    std::int64_t number = 0, rows = 0, students_new = 0, students_changed = 0;
    std::string at, by;
    static constexpr std::string_view kName = "LastImport";
    static constexpr auto members() {
        using L = LastImportAnswer;
        return std::tuple{
            Member{"number", &L::number, {"第几批", "number of the batch"}},
            Member{"at", &L::at, {"何时", "when"}},
            Member{"by", &L::by, {"何人", "by whom"}},
            Member{"rows", &L::rows, {"几行", "rows"}},
            Member{"students_new", &L::students_new, {"新增学生", "students that came new"}},
            Member{"students_changed", &L::students_changed, {"更新学生", "students changed"}}};
    }
};
struct IntakeCountsAnswer {
    std::string intake, kind;
    std::int64_t year = 0, students = 0;
    std::vector<DepartmentCountAnswer> departments;
    std::vector<PartAnswer> provinces, levels, sexes, statuses, photo, student_number;
    std::vector<SeverityCountAnswer> findings;
    std::optional<std::int64_t> findings_on_files, open_pairs;
    std::optional<LastImportAnswer> last_import;
    static constexpr std::string_view kName = "IntakeCounts";
    static constexpr auto members() {
        using I = IntakeCountsAnswer;
        return std::tuple{
            Member{"intake", &I::intake, kIntakeText},
            Member{"kind",
                   &I::kind,
                   {"种类", "kind of students"},
                   Bounds{.choices = words<StudentKind::International>}},
            Member{"year", &I::year, {"年份", "year"}},
            Member{"students", &I::students, {"范围内在册人数", "live students of one's scope"}},
            Member{"departments", &I::departments, {"按院系和专业", "by department and major"}},
            Member{"provinces", &I::provinces, {"按生源省份", "by province"}},
            Member{"levels", &I::levels, {"按层次", "by level"}},
            Member{"sexes", &I::sexes, {"按性别", "by sex"}},
            Member{"statuses", &I::statuses, {"按学籍状态", "by status"}},
            Member{"photo", &I::photo, {"有无照片：with、without", "with a photo and without"}},
            Member{"student_number",
                   &I::student_number,
                   {"有无学号：with、without", "with a student number and without"}},
            Member{"findings", &I::findings, {"按程度的问题", "findings by severity"}},
            Member{"findings_on_files",
                   &I::findings_on_files,
                   {"文件上的问题；不能看导入的为 null",
                    "findings on files; null for who does not see imports"}},
            Member{"open_pairs",
                   &I::open_pairs,
                   {"待判定的疑似同一人；不能看的为 null",
                    "open pairs; null for who does not see them"}},
            Member{"last_import",
                   &I::last_import,
                   {"最近一次导入，没有或不能看则为 null", "the last import, or null"}}};
    }
};

std::vector<StudentFilterAnswer> filters_answer_of(const CountBucket& bucket) {
    std::vector<StudentFilterAnswer> answers;
    answers.reserve(bucket.filters.size());
    for (const ValueFilter& filter : bucket.filters)
        answers.push_back(
            {std::string(key_of(filter.field)), std::string(key_of(filter.op)), filter.values});
    return answers;
}
std::vector<PartAnswer> parts_answer_of(const std::vector<CountBucket>& buckets) {
    std::vector<PartAnswer> answers;
    answers.reserve(buckets.size());
    for (const CountBucket& bucket : buckets)
        answers.push_back(
            {bucket.value, bucket.zh, bucket.en, bucket.students, filters_answer_of(bucket)});
    return answers;
}
LastImportAnswer import_answer_of(const Batch& batch) {
    return {batch.number,
            static_cast<std::int64_t>(batch.counts.rows_in),
            static_cast<std::int64_t>(batch.counts.students_new),
            static_cast<std::int64_t>(batch.counts.students_changed),
            time_text(batch.committed_at),
            batch.committed_by};
}

struct CountedIntakeInput {
    std::string key;
    static constexpr std::string_view kName = "CountedIntake";
    static constexpr auto members() {
        return std::tuple{
            Member{"key", &CountedIntakeInput::key, kIntakeText, Bounds{.length_max = 20}}};
    }
};
Result<IntakeCountsAnswer> count_intake_here(Call& call, const CountedIntakeInput& in) {
    const IntakeCounts counts = TRY(count_intake(call.context, in.key));
    IntakeCountsAnswer answer;
    answer.intake = counts.intake.key;
    answer.kind = key_of(counts.intake.kind);
    answer.year = counts.intake.year;
    answer.students = counts.students;
    for (const CountBucket& department : counts.departments)
        answer.departments.push_back({department.value, department.students,
                                      filters_answer_of(department),
                                      parts_answer_of(department.parts)});
    answer.provinces = parts_answer_of(counts.provinces);
    answer.levels = parts_answer_of(counts.levels);
    answer.sexes = parts_answer_of(counts.sexes);
    answer.statuses = parts_answer_of(counts.statuses);
    answer.photo = parts_answer_of(counts.photo);
    answer.student_number = parts_answer_of(counts.student_number);
    for (const FindingBucket& bucket : counts.findings)
        answer.findings.push_back({bucket.severity, bucket.findings, bucket.students});
    answer.findings_on_files = counts.findings_on_files;
    answer.open_pairs = counts.open_pairs;
    if (counts.last_import) answer.last_import = import_answer_of(*counts.last_import);
    return answer;
}

const Route kIntakeCountRoutes[] = {
    route<count_intake_here>({Method::Get,
                              "/api/v1/intakes/{key}/counts",
                              "countIntake",
                              "intakes",
                              {"招生批次的各项人数", "The numbers of an intake"},
                              needs(Permission::StudentList)}),
};

}  // namespace

std::span<const Route> intake_count_routes() { return kIntakeCountRoutes; }

}  // namespace mingce::http
