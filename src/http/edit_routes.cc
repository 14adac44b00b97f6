// Many cells of many students at once, as a grid or a paste sends them.
#include "http/answers.h"
#include "http/app.h"
#include "http/route.h"
#include "usecases/students/edit_many.h"

namespace mingce::http {

namespace {

struct EditOneInput {
    std::string student;
    std::int64_t version = 0;
    Texts values;
    static constexpr std::string_view kName = "StudentEdit";
    static constexpr auto members() {
        using E = EditOneInput;
        return std::tuple{
            Member{"student", &E::student, kStudentText},
            Member{"version", &E::version, {"看到的版次", "the version that was looked at"}},
            Member{"values",
                   &E::values,
                   {"字段与新值；空文字为去掉", "fields and values; \"\" takes one away"},
                   Bounds{.length_max = 1'000, .items_max = 100}}};
    }
};
struct EditManyInput {
    std::string intake;
    std::optional<std::string> reason;
    std::vector<EditOneInput> changes;
    static constexpr std::string_view kName = "EditStudents";
    static constexpr auto members() {
        using E = EditManyInput;
        return std::tuple{Member{"intake", &E::intake, kIntakeText},
                          Member{"reason", &E::reason, kReasonText, kReasonBounds},
                          Member{"changes",
                                 &E::changes,
                                 {"每名学生改什么，最多 5,000 名、50,000 格",
                                  "what of each student; 5,000 of them and 50,000 cells at most"},
                                 Bounds{.items_max = kEditStudentsMax}}};
    }
};
struct ConflictCellAnswer {
    std::string field, base, mine, theirs;
    static constexpr std::string_view kName = "ConflictCell";
    static constexpr auto members() {
        using C = ConflictCellAnswer;
        return std::tuple{
            Member{"field", &C::field, {"字段", "field"}},
            Member{"base", &C::base, {"当时的值", "the value at the version looked at"}},
            Member{"mine", &C::mine, {"要改成的值", "what it was to become"}},
            Member{"theirs", &C::theirs, {"别人改成的值", "what somebody else made of it"}}};
    }
};
struct ConflictAnswer {
    std::string student;
    std::int64_t version = 0;
    std::vector<ConflictCellAnswer> fields;
    static constexpr std::string_view kName = "EditConflict";
    static constexpr auto members() {
        using C = ConflictAnswer;
        return std::tuple{Member{"student", &C::student, kStudentText},
                          Member{"version", &C::version, {"现在的版次", "version now"}},
                          Member{"fields", &C::fields, {"冲突的格", "the cells"}}};
    }
};
struct VersionAnswer {
    std::string student;
    std::int64_t version = 0;
    static constexpr std::string_view kName = "StudentVersion";
    static constexpr auto members() {
        return std::tuple{
            Member{"student", &VersionAnswer::student, kStudentText},
            Member{"version", &VersionAnswer::version, {"之后的版次", "version afterwards"}}};
    }
};
struct EditedAnswer {
    std::optional<std::int64_t> operation;
    std::int64_t students = 0, cells = 0, written = 0, unchanged = 0;
    std::vector<KeptAnswer> refused;
    std::vector<ConflictAnswer> conflicts;
    FindingNumbers findings;
    std::vector<VersionAnswer> versions;
    static constexpr std::string_view kName = "EditsOutcome";
    static constexpr auto members() {
        using E = EditedAnswer;
        return std::tuple{
            Member{"operation",
                   &E::operation,
                   {"操作编号，可撤销；没有写入则为 null",
                    "number of the operation, which can be undone; null for nothing"}},
            Member{"students", &E::students, {"写入了多少学生", "students written to"}},
            Member{"cells",
                   &E::cells,
                   {"要求的格数 = 写入 + 本来如此 + 被拒绝 + 冲突",
                    "cells asked for = written + unchanged + refused + in conflict"}},
            Member{"written", &E::written, {"写入", "written"}},
            Member{"unchanged", &E::unchanged, {"本来如此", "that were so already"}},
            Member{"refused", &E::refused, {"被拒绝的格，及原因", "cells refused, and why"}},
            Member{"conflicts",
                   &E::conflicts,
                   {"别人刚改过同一格的，没有写入", "cells changed meanwhile, not written"}},
            Member{"findings", &E::findings, {"问题的增减", "what it did to findings"}},
            Member{"versions", &E::versions, {"各学生之后的版次", "versions afterwards"}}};
    }
};

EditedAnswer edited_answer(const EditedMany& edited) {
    EditedAnswer answer;
    answer.operation = edited.operation;
    answer.students = static_cast<std::int64_t>(edited.students);
    answer.cells = static_cast<std::int64_t>(edited.cells);
    answer.written = static_cast<std::int64_t>(edited.written);
    answer.unchanged = static_cast<std::int64_t>(edited.unchanged);
    for (const RefusedCell& cell : edited.refused) {
        KeptAnswer& kept = answer.refused.emplace_back(kept_because(*cell.problem));
        kept.student = cell.student;
        kept.field = cell.field;
    }
    for (const ConflictingStudent& one : edited.conflicts) {
        ConflictAnswer& conflict = answer.conflicts.emplace_back();
        conflict.student = one.student;
        conflict.version = one.version;
        for (const CellConflict& cell : one.fields)
            conflict.fields.push_back(
                {std::string(key_of(cell.field)), cell.base, cell.mine, cell.theirs});
    }
    answer.findings = numbers_of(edited.findings);
    for (const EditedMany::Version& version : edited.versions)
        answer.versions.push_back({version.student, version.version});
    return answer;
}
Result<EditedAnswer> edit_here(Call& call, const EditManyInput& in) {
    EditMany request;
    request.intake = in.intake;
    request.reason = in.reason.value_or("");
    request.today = call.today();
    for (const EditOneInput& one : in.changes)
        request.changes.push_back({one.student, one.version, one.values});
    return edited_answer(TRY(edit_many(call.context, request)));
}

const Route kEditRoutes[] = {
    route<edit_here>({Method::Post,
                      "/api/v1/edits",
                      "editStudents",
                      "operations",
                      {"一次改许多格，可撤销", "Change many cells at once; it can be undone"},
                      needs(Permission::StudentEdit),
                      kSlowRoute | kBulkBody}),
};

}  // namespace

std::span<const Route> edit_routes() { return kEditRoutes; }

}  // namespace mingce::http
