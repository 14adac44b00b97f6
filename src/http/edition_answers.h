// Editions as the API tells of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "http/answers.h"
#include "usecases/editions/edition_view.h"
#include "usecases/editions/seal_revision.h"

namespace mingce::http {

inline constexpr Text kEditionNumberText = {"版次，从 1 起", "number of the edition, from 1"};
inline constexpr Text kRevisionText = {"修订号，从 1 起", "number of the revision, from 1"};
inline constexpr Text kDepartmentNameText = {"院系", "department"};

/// Which edition a path is about; what is asked of it stands beside.
struct OfEdition {
    std::string intake;
    std::int64_t number = 0;
    static constexpr auto path_members() {
        return std::tuple{Member{"intake", &OfEdition::intake, kIntakeText},
                          Member{"number", &OfEdition::number, kEditionNumberText}};
    }
    EditionName name() const { return {intake, number}; }
};
struct EditionPath : OfEdition {
    static constexpr std::string_view kName = "EditionPath";
    static constexpr auto members() { return path_members(); }
};

struct SignatureAnswer {
    std::string login, instead_of, at, opinion;
    std::int64_t revision = 0;
    static constexpr std::string_view kName = "Signature";
    static constexpr auto members() {
        using S = SignatureAnswer;
        return std::tuple{
            Member{"login", &S::login, {"签字人", "who signed"}},
            Member{"instead_of", &S::instead_of, {"代谁签；本人为空", "stands in for; \"\""}},
            Member{"at", &S::at, {"何时", "when"}}, Member{"revision", &S::revision, kRevisionText},
            Member{"opinion", &S::opinion, {"意见", "opinion"}}};
    }
};

struct LevelStateAnswer {
    std::string level, department, deadline, reminded_at, reminded_by;
    std::int64_t wanted = 1, students = 0, unseconded = 0;
    std::vector<SignatureAnswer> signatures;
    std::vector<std::string> waits_for;
    bool is_complete = false, is_late = false;
    static constexpr std::string_view kName = "ReviewLevelState";
    static constexpr auto members() {
        using L = LevelStateAnswer;
        return std::tuple{
            Member{"level",
                   &L::level,
                   {"哪一级", "which level"},
                   Bounds{.choices = words<ReviewLevel::Filing>}},
            Member{"department", &L::department, {"院系；整级为空", "department, or \"\""}},
            Member{"students", &L::students, {"院系入册人数", "students of the department"}},
            Member{"wanted", &L::wanted, {"须几人签", "how many have to sign"}},
            Member{"signatures", &L::signatures, {"有效的签字", "signatures that stand"}},
            Member{"unseconded",
                   &L::unseconded,
                   {"签字人自己改过、还没有第二人签的行",
                    "rows that everybody who signed had edited"}},
            Member{"is_complete", &L::is_complete, {"已签齐", "has all it asks for"}},
            Member{"deadline", &L::deadline, {"期限；未到这一级为空", "last day, or \"\""}},
            Member{"is_late", &L::is_late, {"已逾期", "past it"}},
            Member{"waits_for", &L::waits_for, {"在等谁", "who could sign and did not"}},
            Member{"reminded_at", &L::reminded_at, {"最近一次提醒", "last reminder, or \"\""}},
            Member{"reminded_by", &L::reminded_by, {"何人提醒", "who reminded, or \"\""}}};
    }
};

struct EditionActAnswer {
    std::string act, department, code, why_zh, why_en;
    std::vector<std::string> to;
    bool may = true;
    static constexpr std::string_view kName = "EditionAct";
    static constexpr auto members() {
        using A = EditionActAnswer;
        return std::tuple{
            Member{"act",
                   &A::act,
                   {"做什么", "what is done"},
                   Bounds{.choices = words<EditionAct::Archive>}},
            Member{"department", &A::department, {"初审的院系", "department of an endorsement"}},
            Member{"to", &A::to, {"可退回到哪几级", "levels it may be returned to"}},
            Member{"may", &A::may, {"现在可以做", "it may be done now"}},
            Member{"code", &A::code, {"不可以的原因", "code of why not, or \"\""}},
            Member{"why_zh", &A::why_zh, {"不可以的原因", "why not, in Chinese"}},
            Member{"why_en", &A::why_en, {"不可以的原因（英文）", "why not"}}};
    }
};

struct AnnexCountAnswer {
    std::string state, zh, en;
    std::int64_t students = 0;
    static constexpr std::string_view kName = "AnnexCount";
    static constexpr auto members() {
        using A = AnnexCountAnswer;
        return std::tuple{Member{"state", &A::state, {"学籍状态", "status"}},
                          Member{"zh", &A::zh, {"名称", "name in Chinese"}},
                          Member{"en", &A::en, {"名称（英文）", "name"}},
                          Member{"students", &A::students, {"人数", "students"}}};
    }
};

/// What was sealed, of the departments that the caller reaches.
struct RevisionAnswer {
    std::int64_t number = 0, definition_version = 0, listed = 0, annexed = 0, left_out = 0,
                 rows_in = 0, men = 0, women = 0, departments = 0, majors = 0, classes = 0,
                 warnings = 0, notes = 0, waived = 0;
    std::string sha256, as_of, sealed_at, actor;
    std::vector<AnnexCountAnswer> annex;
    static constexpr std::string_view kName = "Revision";
    static constexpr auto members() {
        using R = RevisionAnswer;
        return std::tuple{
            Member{"number", &R::number, kRevisionText},
            Member{"definition_version",
                   &R::definition_version,
                   {"编制规则第几版", "version of the definition"}},
            Member{"sha256", &R::sha256, {"指纹 SHA-256", "fingerprint, SHA-256"}},
            Member{"as_of", &R::as_of, {"数据截至", "as of"}},
            Member{"sealed_at", &R::sealed_at, {"何时封存", "when it was sealed"}},
            Member{"actor", &R::actor, {"何人送审", "who submitted it"}},
            Member{"rows_in", &R::rows_in, {"批次中的学生", "students of the intake"}},
            Member{"listed", &R::listed, {"入册", "listed"}},
            Member{"annexed", &R::annexed, {"列入附表", "in the annex"}},
            Member{"left_out", &R::left_out, {"按规则不列", "left out by the definition"}},
            Member{"annex", &R::annex, {"附表各状态人数", "the annex by status"}},
            Member{"men", &R::men, {"男", "men"}},
            Member{"women", &R::women, {"女", "women"}},
            Member{"departments", &R::departments, {"院系数", "departments"}},
            Member{"majors", &R::majors, {"专业数", "majors"}},
            Member{"classes", &R::classes, {"班级数", "classes"}},
            Member{"warnings", &R::warnings, {"未处理的提醒", "open warnings"}},
            Member{"notes", &R::notes, {"未处理的注意", "open notes"}},
            Member{"waived", &R::waived, {"已说明并豁免", "waived with a reason"}}};
    }
};

struct EditionAnswer {
    std::string intake, intake_zh, intake_en, state, state_since, definition, made_by, made_at, why,
        filing_no, filed_on, registered_on;
    std::int64_t number = 0, version = 0, departments_done = 0, departments_all = 0,
                 changed_since = 0, definition_version = 0;
    std::optional<RevisionAnswer> revision;
    std::vector<LevelStateAnswer> departments;
    std::optional<LevelStateAnswer> registry, leader;
    std::vector<EditionActAnswer> acts;
    static constexpr std::string_view kName = "Edition";
    static constexpr auto members();
};
EditionAnswer answer_of(const EditionView& view);

constexpr auto EditionAnswer::members() {
    using E = EditionAnswer;
    return std::tuple{
        Member{"intake", &E::intake, kIntakeText},
        Member{"intake_zh", &E::intake_zh, {"批次名称", "intake's name in Chinese"}},
        Member{"intake_en", &E::intake_en, {"批次名称（英文）", "intake's name"}},
        Member{"number", &E::number, kEditionNumberText},
        Member{"version", &E::version, {"第几次变动", "counts what was done to it"}},
        Member{"state",
               &E::state,
               {"所处阶段", "state"},
               Bounds{.choices = words<EditionState::Archived>}},
        Member{"state_since", &E::state_since, {"何时进入这一阶段", "since when"}},
        Member{"definition", &E::definition, {"编制规则的键", "key of the definition"}},
        Member{"definition_version",
               &E::definition_version,
               {"编制规则现行第几版；0 为随附", "its newest version; 0 as shipped"}},
        Member{"made_by", &E::made_by, {"何人建立", "who made it"}},
        Member{"made_at", &E::made_at, {"何时建立", "when"}},
        Member{"why", &E::why, {"与上一版有何不同", "why it differs from the one before"}},
        Member{"filing_no", &E::filing_no, {"备案号", "filing number, or \"\""}},
        Member{"filed_on", &E::filed_on, {"备案日期", "filing date, or \"\""}},
        Member{
            "registered_on", &E::registered_on, {"注册学籍的日期", "day of registration, or \"\""}},
        Member{"revision", &E::revision, {"现行修订；未送审为 null", "that stands, or null"}},
        Member{"departments", &E::departments, {"各院系初审", "departments' reviews"}},
        Member{"departments_done", &E::departments_done, {"初审完的院系数", "departments done"}},
        Member{"departments_all", &E::departments_all, {"全部院系数", "departments in all"}},
        Member{"registry", &E::registry, {"复审", "registry's review, or null"}},
        Member{"leader", &E::leader, {"审批", "leader's approval, or null"}},
        Member{"changed_since",
               &E::changed_since,
               {"封存以后有改动的学生", "students changed since it was sealed"}},
        Member{"acts", &E::acts, {"现在能做什么", "what the caller may do now"}}};
}

}  // namespace mingce::http
