// Beside a student's values: what happened, whole ones with a reason, who looked, and the law's two
// endings.
#include "domain/standard.h"
#include "http/answers.h"
#include "http/app.h"
#include "http/route.h"
#include "usecases/access/reveal_fields.h"
#include "usecases/keeping/erase_student.h"
#include "usecases/students/edit_students.h"
#include "usecases/students/student_photo.h"

namespace mingce::http {

namespace {

struct RevealInput {
    std::string id;
    std::vector<std::string> fields;
    std::optional<std::string> group;
    std::string reason, words;
    static constexpr std::string_view kName = "Reveal";
    static constexpr auto members() {
        using R = RevealInput;
        return std::tuple{
            Member{"id", &R::id, kStudentText},
            Member{"fields",
                   &R::fields,
                   {"字段；或用 group", "fields, or group"},
                   Bounds{.items_max = 20}},
            Member{"group", &R::group, {"字段组", "group of fields"}},
            Member{"reason", &R::reason, {"理由的键", "key of a reason"}},
            Member{"words", &R::words, {"说明", "what for, in words"}, kReasonBounds}};
    }
};
struct RevealAnswer {
    std::vector<FieldValue> fields;
    std::int64_t today = 0, shown_for_seconds = 30;
    static constexpr std::string_view kName = "Revealed";
    static constexpr auto members() {
        using R = RevealAnswer;
        return std::tuple{Member{"fields", &R::fields, {"原值", "whole values"}},
                          Member{"today", &R::today, {"今天第几次", "how many today"}},
                          Member{"shown_for_seconds",
                                 &R::shown_for_seconds,
                                 {"页面显示多少秒", "seconds a page shows them"}}};
    }
};
Result<RevealAnswer> reveal_here(Call& call, const RevealInput& in) {
    RevealFields request;
    request.who = in.id;
    request.fields = TRY(fields_of_texts(in.fields));
    request.group = in.group.value_or("");
    request.reason = in.reason;
    request.words = in.words;
    const Revealed revealed = TRY(reveal_fields(call.context, request));
    RevealAnswer answer;
    answer.today = static_cast<std::int64_t>(revealed.today);
    for (const RevealedField& field : revealed.fields) {
        const FieldStandard& standard = DataStandard::shipped().of(field.field);
        answer.fields.push_back(
            {std::string(key_of(field.field)), standard.zh, standard.en, field.value});
    }
    return answer;
}

struct LookAnswer {
    std::string at, actor, role, reason, words;
    std::vector<std::string> fields;
    static constexpr std::string_view kName = "Look";
    static constexpr auto members() {
        using L = LookAnswer;
        return std::tuple{Member{"at", &L::at, {"何时", "when"}},
                          Member{"actor", &L::actor, {"何人", "who"}},
                          Member{"role", &L::role, {"角色", "role"}},
                          Member{"fields", &L::fields, {"字段", "fields"}},
                          Member{"reason", &L::reason, {"理由的键", "key of the reason"}},
                          Member{"words", &L::words, {"说明", "in words"}}};
    }
};
struct LooksAnswer {
    std::vector<LookAnswer> items;
    static constexpr std::string_view kName = "Looks";
    static constexpr auto members() {
        return std::tuple{Member{"items", &LooksAnswer::items, {"查看记录", "looks"}}};
    }
};
Result<LooksAnswer> list_looks(Call& call, const ById& in) {
    LooksAnswer answer;
    for (const Reveal& look : TRY(reveals_of(call.context, in.id))) {
        LookAnswer line{time_text(look.at), look.actor, look.role, look.reason, look.words, {}};
        for (const Field field : look.fields) line.fields.emplace_back(key_of(field));
        answer.items.push_back(std::move(line));
    }
    return answer;
}

struct NumberInput {
    std::string number;
    static constexpr std::string_view kName = "DocumentNumber";
    static constexpr auto members() {
        return std::tuple{Member{"number",
                                 &NumberInput::number,
                                 {"证件号码，完整", "document number, whole"},
                                 Bounds{.length_max = 40}}};
    }
};
struct FoundAnswer {
    std::vector<std::string> items;
    static constexpr std::string_view kName = "FoundStudents";
    static constexpr auto members() {
        return std::tuple{Member{"items", &FoundAnswer::items, {"学生编号", "ids of students"}}};
    }
};
Result<FoundAnswer> look_up_here(Call& call, const NumberInput& in) {
    FoundAnswer answer;
    for (const Id& id : TRY(look_up_by_number(call.context, {in.number})))
        answer.items.push_back(id.hex());
    return answer;
}

// ── the law's two endings ──

struct BasisInput {
    std::string id, basis;
    static constexpr std::string_view kName = "Basis";
    static constexpr auto members() {
        return std::tuple{
            Member{"id", &BasisInput::id, kStudentText},
            Member{"basis",
                   &BasisInput::basis,
                   {"依据；会进入审计，不要写人名", "ground in law; audited, names nobody"},
                   kReasonBounds}};
    }
};
struct EndedStudents {
    std::vector<std::string> items;
    static constexpr std::string_view kName = "EndedStudents";
    static constexpr auto members() {
        return std::tuple{Member{"items", &EndedStudents::items, kIdText}};
    }
};
Result<EndedStudents> freeze_here(Call& call, const BasisInput& in) {
    return EndedStudents{{TRY(freeze_student(call.context, {in.id, in.basis})).hex()}};
}
Result<EndedStudents> erase_here(Call& call, const BasisInput& in) {
    EndedStudents answer;
    for (const Id& id : TRY(erase_student(call.context, {in.id, in.basis})))
        answer.items.push_back(id.hex());
    return answer;
}

struct PhotoInput {
    std::string id, reason;
    static constexpr std::string_view kName = "Reason";
    static constexpr auto members() {
        return std::tuple{Member{"id", &PhotoInput::id, kStudentText},
                          Member{"reason", &PhotoInput::reason, kReasonText, kReasonBounds}};
    }
};
Result<FileAnswer> show_photo(Call& call, const PhotoInput& in) {
    OpenedPhoto photo = TRY(open_photo(call.context, {in.id, in.reason}));
    return FileAnswer{std::move(photo.bytes), "image/" + photo.photo.file.format, "photo", true};
}

// ── what happened ──

struct EventAnswer {
    std::string id, at, actor, cause, reason;
    std::int64_t version = 0;
    std::vector<ChangeAnswer> changes;
    static constexpr std::string_view kName = "StudentEvent";
    static constexpr auto members() {
        using E = EventAnswer;
        return std::tuple{Member{"id", &E::id, kIdText},
                          Member{"version", &E::version, {"改成第几版", "version after it"}},
                          Member{"at", &E::at, {"何时", "when"}},
                          Member{"actor", &E::actor, {"何人", "who"}},
                          Member{"cause", &E::cause, {"由何", "by what"}},
                          Member{"reason", &E::reason, kReasonText},
                          Member{"changes", &E::changes, {"改动", "changes"}}};
    }
};
struct HistoryAnswer {
    std::vector<EventAnswer> items;
    static constexpr std::string_view kName = "StudentHistory";
    static constexpr auto members() {
        return std::tuple{Member{"items", &HistoryAnswer::items, {"变更", "events"}}};
    }
};
Result<HistoryAnswer> show_history(Call& call, const ById& in) {
    const StudentHistory history = TRY(student_history(call.context, in.id));
    HistoryAnswer answer;
    for (const StudentEvent& event : history.events) {
        EventAnswer line{
            event.id.hex(), time_text(event.at), event.actor, std::string(key_of(event.cause)),
            event.reason,   event.version,       {}};
        // Masked already, as the use case gives them.
        for (const FieldChange& change : event.changes)
            line.changes.push_back(
                {std::string(key_of(change.field)), change.before, change.after});
        answer.items.push_back(std::move(line));
    }
    return answer;
}

constexpr std::string_view kRevealTag = "students";
const Route kRevealRoutes[] = {
    route<show_history>({Method::Get,
                         "/api/v1/students/{id}/history",
                         "showStudentHistory",
                         kRevealTag,
                         {"学生的变更", "What happened to a student"},
                         needs(Permission::StudentRead)}),
    route<look_up_here>({Method::Post,
                         "/api/v1/students/look-up",
                         "lookUpStudent",
                         kRevealTag,
                         {"按完整证件号码查找", "Find by a whole document number"},
                         needs(Permission::StudentReveal)}),
    route<show_photo>({Method::Post,
                       "/api/v1/students/{id}/photo",
                       "showPhoto",
                       kRevealTag,
                       {"说明理由后取照片", "The photo, with a reason"},
                       needs(Permission::StudentRead)}),
    route<reveal_here>({Method::Post,
                        "/api/v1/students/{id}/reveals",
                        "revealFields",
                        kRevealTag,
                        {"说明理由后显示原值", "Whole values, with a reason"},
                        needs(Permission::StudentReveal)}),
    route<list_looks>({Method::Get,
                       "/api/v1/students/{id}/reveals",
                       "listReveals",
                       kRevealTag,
                       {"谁看过原值", "Who looked at whole values"},
                       needs(Permission::RevealRead)}),
    route<freeze_here>({Method::Post,
                        "/api/v1/students/{id}/freeze",
                        "freezeStudent",
                        kRevealTag,
                        {"冻结", "Freeze a student"},
                        needs(Permission::StudentFreeze)}),
    route<erase_here>({Method::Post,
                       "/api/v1/students/{id}/erasure",
                       "eraseStudent",
                       kRevealTag,
                       {"删除个人信息，不可恢复", "Erase a student for good"},
                       needs(Permission::StudentErase),
                       kSlowRoute}),
};

}  // namespace

std::span<const Route> reveal_routes() { return kRevealRoutes; }

}  // namespace mingce::http
