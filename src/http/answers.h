// Small things that messages of several routes are made of.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/moment.h"
#include "domain/field.h"
#include "http/members.h"
#include "usecases/students/student_editor.h"

namespace mingce::http {

/// "2026-09-01T08:00:00.000Z"; "" where it never was.
std::string time_text(Moment moment);
/// YYYY-MM-DD. Errors: BadInput (request.member_value).
Result<Date> day_of_text(std::string_view key, std::string_view text);
/// 32 hexadecimal digits. Errors: BadInput (request.member_value).
Result<Id> id_of_text(std::string_view key, std::string_view text);
/// By its key. Errors: BadInput (student.field_unknown).
Result<Field> field_of_text(std::string_view key);
Result<std::vector<Field>> fields_of_texts(const std::vector<std::string>& keys);
/// Values by the keys of fields.
Result<TypedValues> typed_values(const Texts& values);

/// The member that names what a path is about, by id.
inline constexpr Text kIdText = {"编号，32 位十六进制", "id, 32 hexadecimal digits"};
inline constexpr Bounds kIdBounds = {.length_max = 32};
inline constexpr Text kStudentText = {"学生：编号、学号或考生号",
                                      "student: id, student number or exam number"};
inline constexpr Text kIntakeText = {"招生批次，如 2026-ug", "intake, such as 2026-ug"};
inline constexpr Text kReasonText = {"理由", "reason"};
inline constexpr Bounds kReasonBounds = {.length_max = 500};

/// What choices of messages list.

struct ById {
    std::string id;
    static constexpr std::string_view kName = "ById";
    static constexpr auto members() {
        return std::tuple{Member{"id", &ById::id, kIdText, Bounds{.length_max = 64}}};
    }
};
struct ByIdWithReason {
    std::string id, reason;
    static constexpr std::string_view kName = "Reason";
    static constexpr auto members() {
        return std::tuple{Member{"id", &ByIdWithReason::id, kIdText, Bounds{.length_max = 64}},
                          Member{"reason", &ByIdWithReason::reason, kReasonText, kReasonBounds}};
    }
};

/// One value of a student as an answer shows it.
struct FieldValue {
    std::string field, zh, en, value;
    static constexpr std::string_view kName = "FieldValue";
    static constexpr auto members() {
        return std::tuple{
            Member{"field", &FieldValue::field, {"字段", "field"}},
            Member{"zh", &FieldValue::zh, {"中文名", "Chinese name"}},
            Member{"en", &FieldValue::en, {"英文名", "English name"}},
            Member{"value", &FieldValue::value, {"值", "value"}, Bounds{.length_max = 4'000}}};
    }
};

/// A field's value before and after, as the caller sees both.
struct ChangeAnswer {
    std::string field, before, after;
    static constexpr std::string_view kName = "FieldChange";
    static constexpr auto members() {
        using C = ChangeAnswer;
        return std::tuple{Member{"field", &C::field, {"字段", "field"}},
                          Member{"before", &C::before, {"原值", "before"}},
                          Member{"after", &C::after, {"新值", "after"}}};
    }
};
/// What an act did to findings.
struct FindingNumbers {
    std::int64_t opened = 0, gone = 0;
    static constexpr std::string_view kName = "FindingNumbers";
    static constexpr auto members() {
        return std::tuple{Member{"opened", &FindingNumbers::opened, {"新出现", "opened"}},
                          Member{"gone", &FindingNumbers::gone, {"已消失", "gone"}}};
    }
};
FindingNumbers numbers_of(const FindingCounts& counts);

/// One thing of many that was left as it is, and why.
struct KeptAnswer {
    std::string student, name, field, finding, code, zh, en;
    static constexpr std::string_view kName = "Kept";
    static constexpr auto members() {
        using K = KeptAnswer;
        return std::tuple{Member{"student", &K::student, {"学生", "student"}},
                          Member{"name", &K::name, {"姓名", "name"}},
                          Member{"field", &K::field, {"字段", "field"}},
                          Member{"finding", &K::finding, {"问题编号", "id of the finding"}},
                          Member{"code", &K::code, {"原因代码", "code of the reason"}},
                          Member{"zh", &K::zh, {"原因", "why, in Chinese"}},
                          Member{"en", &K::en, {"原因（英文）", "why"}}};
    }
};
/// With the sentence of a problem: what is the matter, and what to do.
KeptAnswer kept_because(const Problem& problem);

}  // namespace mingce::http
