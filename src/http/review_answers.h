// What a reviewer looks at, as messages: the page, the rows of a class, what revisions differ in.
#pragma once

#include <string>
#include <vector>

#include "http/edition_answers.h"
#include "usecases/editions/review_page.h"
#include "usecases/editions/review_remarks.h"

namespace mingce::http {

inline constexpr Text kAnnexText = {"附表的状态；正册为空", "state of the annex, \"\" of the body"};

struct ReviewClassAnswer {
    std::string department, major, name, annex;
    std::int64_t students = 0, men = 0, women = 0, rows_changed = 0, cells_changed = 0,
                 rows_to_open = 0, rows_opened = 0;
    bool to_view = false, is_viewed = false, was_viewed = false;
    static constexpr std::string_view kName = "ReviewClass";
    static constexpr auto members() {
        using C = ReviewClassAnswer;
        return std::tuple{Member{"department", &C::department, kDepartmentNameText},
                          Member{"major", &C::major, {"专业", "major"}},
                          Member{"class", &C::name, {"班级", "class"}},
                          Member{"annex", &C::annex, kAnnexText},
                          Member{"students", &C::students, {"人数", "students"}},
                          Member{"men", &C::men, {"男", "men"}},
                          Member{"women", &C::women, {"女", "women"}},
                          Member{"rows_changed", &C::rows_changed, {"有改动的行", "rows changed"}},
                          Member{"cells_changed", &C::cells_changed, {"改动的格", "cells changed"}},
                          Member{"rows_to_open", &C::rows_to_open, {"须打开的行", "rows to open"}},
                          Member{"rows_opened", &C::rows_opened, {"已打开的行", "of them opened"}},
                          Member{"to_view", &C::to_view, {"签字前要看", "has to be looked at"}},
                          Member{"is_viewed", &C::is_viewed, {"已看", "looked at"}},
                          Member{"was_viewed",
                                 &C::was_viewed,
                                 {"看过，又变了", "looked at, and has changed since"}}};
    }
};
struct ReviewRowAnswer {
    std::string student, name, student_no, department, class_name;
    std::vector<std::string> flags, rules;
    bool is_opened = false;
    static constexpr std::string_view kName = "ReviewRow";
    static constexpr auto members() {
        using R = ReviewRowAnswer;
        return std::tuple{
            Member{"student", &R::student, {"学生编号", "student's id"}},
            Member{"name", &R::name, {"姓名", "name"}},
            Member{"student_no", &R::student_no, {"学号", "student number"}},
            Member{"department", &R::department, kDepartmentNameText},
            Member{"class", &R::class_name, {"班级", "class"}},
            Member{"flags",
                   &R::flags,
                   {"为何要打开：提醒、豁免、留言、抽查", "finding, waiver, comment, sample"}},
            Member{"rules", &R::rules, {"问题的规则编号", "rules of its findings"}},
            Member{"is_opened", &R::is_opened, {"已打开", "opened"}}};
    }
};
struct ReviewPageAnswer {
    std::string level, department;
    std::int64_t revision = 0, added = 0, removed = 0, changed = 0, cells = 0, classes_left = 0,
                 rows_left = 0;
    std::optional<std::int64_t> seen_edition, seen_revision;
    std::vector<ReviewClassAnswer> classes;
    std::vector<ReviewRowAnswer> rows;
    static constexpr std::string_view kName = "ReviewPage";
    static constexpr auto members() {
        using R = ReviewPageAnswer;
        return std::tuple{
            Member{"level",
                   &R::level,
                   {"以哪一级的眼光", "whose eyes it is seen with"},
                   Bounds{.choices = words<ReviewLevel::Filing>}},
            Member{"department", &R::department, {"院系；全部为空", "department, or \"\""}},
            Member{"revision", &R::revision, kRevisionText},
            Member{"seen_edition",
                   &R::seen_edition,
                   {"与哪一版相比；没有则为 null", "changes are counted from, or null"}},
            Member{
                "seen_revision", &R::seen_revision, {"与哪个修订相比", "likewise, its revision"}},
            Member{"added", &R::added, {"新增", "rows added"}},
            Member{"removed", &R::removed, {"删除", "rows removed"}},
            Member{"changed", &R::changed, {"变更的行", "rows changed"}},
            Member{"cells", &R::cells, {"变更的格", "cells changed"}},
            Member{"classes_left", &R::classes_left, {"还没看的班", "classes left to look at"}},
            Member{"rows_left", &R::rows_left, {"还没打开的行", "rows left to open"}},
            Member{"classes", &R::classes, {"各班", "classes"}},
            Member{"rows", &R::rows, {"须打开的行", "rows to open"}}};
    }
};
ReviewPageAnswer answer_of(const ReviewPage& page);

struct SealedFindingAnswer {
    std::string rule, field, severity, zh, en, reason;
    bool is_waived = false;
    static constexpr std::string_view kName = "RowFinding";
    static constexpr auto members() {
        using F = SealedFindingAnswer;
        return std::tuple{Member{"rule", &F::rule, {"规则编号", "code of the rule"}},
                          Member{"field", &F::field, {"字段", "field, or \"\""}},
                          Member{"severity", &F::severity, {"严重程度", "severity"}},
                          Member{"zh", &F::zh, {"问题", "what it is, in Chinese"}},
                          Member{"en", &F::en, {"问题（英文）", "what it is"}},
                          Member{"is_waived", &F::is_waived, {"已说明并豁免", "waived"}},
                          Member{"reason", &F::reason, {"豁免的理由", "reason of the waiver"}}};
    }
};
struct ClassRowAnswer {
    std::string student;
    std::int64_t place = 0;
    std::vector<std::string> values;
    std::vector<SealedFindingAnswer> findings;
    bool is_opened = false;
    static constexpr std::string_view kName = "ClassRow";
    static constexpr auto members() {
        using R = ClassRowAnswer;
        return std::tuple{
            Member{"student", &R::student, {"学生编号", "student's id"}},
            Member{"place", &R::place, {"班内序号", "place in the class"}},
            Member{"values", &R::values, {"各字段的值", "values, in the fields' order"}},
            Member{"findings", &R::findings, {"封存时的问题", "findings when it was sealed"}},
            Member{"is_opened", &R::is_opened, {"已打开", "opened"}}};
    }
};
struct SealedClassAnswer {
    std::int64_t revision = 0;
    std::vector<std::string> fields;
    std::vector<ClassRowAnswer> rows;
    static constexpr std::string_view kName = "ClassRows";
    static constexpr auto members() {
        using C = SealedClassAnswer;
        return std::tuple{Member{"revision", &C::revision, kRevisionText},
                          Member{"fields", &C::fields, {"字段的键", "keys of the fields"}},
                          Member{"rows", &C::rows, {"各行", "rows"}}};
    }
};
SealedClassAnswer answer_of(const SealedClassRows& rows);

struct ChangeSourceAnswer {
    std::string actor, at, cause, reason, event, event_zh, event_en, document_no;
    std::optional<std::int64_t> batch, source_row;
    static constexpr std::string_view kName = "ChangeSource";
    static constexpr auto members() {
        using S = ChangeSourceAnswer;
        return std::tuple{Member{"actor", &S::actor, {"何人", "who"}},
                          Member{"at", &S::at, {"何时", "when"}},
                          Member{"cause",
                                 &S::cause,
                                 {"怎样改的", "how"},
                                 Bounds{.choices = words<ChangeCause::TakeBack>}},
                          Member{"reason", &S::reason, {"理由", "reason"}},
                          Member{"batch", &S::batch, {"导入批次", "number of the import, or null"}},
                          Member{"source_row", &S::source_row, {"来源行", "row of it, or null"}},
                          Member{"event", &S::event, {"异动", "status event, or \"\""}},
                          Member{"event_zh", &S::event_zh, {"异动名称", "its name in Chinese"}},
                          Member{"event_en", &S::event_en, {"异动名称（英文）", "its name"}},
                          Member{"document_no", &S::document_no, {"文号", "document number"}}};
    }
};
struct ChangedCellAnswer {
    std::string field, before, after;
    std::optional<ChangeSourceAnswer> source;
    static constexpr std::string_view kName = "ChangedCell";
    static constexpr auto members() {
        using C = ChangedCellAnswer;
        return std::tuple{Member{"field", &C::field, {"字段", "field"}},
                          Member{"before", &C::before, {"原值", "value before"}},
                          Member{"after", &C::after, {"新值", "value after"}},
                          Member{"source", &C::source, {"来源", "where it comes from, or null"}}};
    }
};
struct ChangedRowAnswer {
    std::string student, name, student_no, kind, department, major, class_name, annex;
    std::int64_t place = 0;
    std::vector<ChangedCellAnswer> cells;
    std::optional<ChangeSourceAnswer> source;
    static constexpr std::string_view kName = "ChangedRow";
    static constexpr auto members() {
        using R = ChangedRowAnswer;
        return std::tuple{
            Member{"student", &R::student, {"学生编号", "student's id"}},
            Member{"name", &R::name, {"姓名", "name"}},
            Member{"student_no", &R::student_no, {"学号", "student number"}},
            Member{"kind",
                   &R::kind,
                   {"新增、删除、变更", "added, removed, changed"},
                   Bounds{.choices = words<RowChangeKind::Changed>}},
            Member{"department", &R::department, kDepartmentNameText},
            Member{"major", &R::major, {"专业", "major"}},
            Member{"class", &R::class_name, {"班级", "class"}},
            Member{"place", &R::place, {"班内序号", "place in the class"}},
            Member{
                "annex",
                &R::annex,
                {"移入（删除）或移出（新增）附表的状态", "annex it went to or came from, or \"\""}},
            Member{"cells", &R::cells, {"变更的格", "cells"}},
            Member{"source", &R::source, {"整行的来源", "source of the row, or null"}}};
    }
};
struct ChangedClassAnswer {
    std::string department, major, name, annex;
    std::int64_t rows = 0, cells = 0;
    static constexpr std::string_view kName = "ChangedClass";
    static constexpr auto members() {
        using C = ChangedClassAnswer;
        return std::tuple{Member{"department", &C::department, kDepartmentNameText},
                          Member{"major", &C::major, {"专业", "major"}},
                          Member{"class", &C::name, {"班级", "class"}},
                          Member{"annex", &C::annex, kAnnexText},
                          Member{"rows", &C::rows, {"行", "rows"}},
                          Member{"cells", &C::cells, {"格", "cells"}}};
    }
};
struct RevisionChangesAnswer {
    std::int64_t added = 0, removed = 0, changed = 0, cells = 0, same = 0, total = 0;
    std::vector<std::string> fields_added, fields_removed;
    std::vector<ChangedClassAnswer> classes;
    std::vector<ChangedRowAnswer> rows;
    static constexpr std::string_view kName = "RevisionChanges";
    static constexpr auto members() {
        using C = RevisionChangesAnswer;
        return std::tuple{
            Member{"added", &C::added, {"新增", "rows added"}},
            Member{"removed", &C::removed, {"删除", "rows removed"}},
            Member{"changed", &C::changed, {"变更的行", "rows changed"}},
            Member{"cells", &C::cells, {"变更的格", "cells changed"}},
            Member{"same", &C::same, {"没有改动的行", "rows that are the same"}},
            Member{"fields_added", &C::fields_added, {"新增的字段", "fields not compared: new"}},
            Member{
                "fields_removed", &C::fields_removed, {"去掉的字段", "fields not compared: gone"}},
            Member{"classes", &C::classes, {"有改动的班", "classes with changes"}},
            Member{"rows", &C::rows, {"本页的改动", "changes of this page"}},
            Member{"total", &C::total, {"院系和班级内的改动行数", "rows of department and class"}}};
    }
};
RevisionChangesAnswer answer_of(const ComparedRevisions& compared);

struct CheckLineAnswer {
    std::string what;
    std::int64_t expected = 0, found = 0;
    std::vector<std::string> students;
    static constexpr std::string_view kName = "CheckLine";
    static constexpr auto members() {
        using L = CheckLineAnswer;
        return std::tuple{Member{"what", &L::what, {"哪里", "where"}},
                          Member{"expected", &L::expected, {"应有", "expected"}},
                          Member{"found", &L::found, {"实有", "found"}},
                          Member{"students", &L::students, {"相关学生", "students it is about"}}};
    }
};
struct EditionCheckAnswer {
    std::string key, zh, en, result;
    std::int64_t expected = 0, found = 0, lines_left_out = 0;
    std::vector<CheckLineAnswer> lines;
    static constexpr std::string_view kName = "EditionCheck";
    static constexpr auto members() {
        using C = EditionCheckAnswer;
        return std::tuple{
            Member{"key", &C::key, {"键", "key"}},
            Member{"zh", &C::zh, {"名称", "name in Chinese"}},
            Member{"en", &C::en, {"名称（英文）", "name"}},
            Member{"result",
                   &C::result,
                   {"通过、有差异、不通过", "passed, differs or failed"},
                   Bounds{.choices = words<CheckResult::Failed>}},
            Member{"expected", &C::expected, {"应有", "expected"}},
            Member{"found", &C::found, {"实有", "found"}},
            Member{"lines", &C::lines, {"不一致之处，至多 200", "where it differs, 200 at most"}},
            Member{"lines_left_out", &C::lines_left_out, {"没有列出的", "lines left out"}}};
    }
};
EditionCheckAnswer answer_of(const EditionCheck& check);

struct CommentAnswer {
    std::int64_t number = 0, revision = 0;
    std::optional<std::int64_t> answers;
    std::string student, name, student_no, department, class_name, field, state, at, actor, text,
        suggestion, closed_at, closed_by, outcome;
    bool is_in_revision = true, may_take = false;
    static constexpr std::string_view kName = "ReviewComment";
    static constexpr auto members() {
        using C = CommentAnswer;
        return std::tuple{
            Member{"number", &C::number, {"留言编号", "number of the comment"}},
            Member{"answers", &C::answers, {"回复哪一条", "the comment it answers, or null"}},
            Member{"revision", &C::revision, kRevisionText},
            Member{"student", &C::student, {"学生编号", "student's id"}},
            Member{"name", &C::name, {"姓名", "name"}},
            Member{"student_no", &C::student_no, {"学号", "student number"}},
            Member{"department", &C::department, kDepartmentNameText},
            Member{"class", &C::class_name, {"班级", "class"}},
            Member{"field", &C::field, {"字段；整行为空", "field, \"\" for the row"}},
            Member{"state",
                   &C::state,
                   {"待处理、已采用、已关闭", "open, taken or closed"},
                   Bounds{.choices = words<CommentState::Closed>}},
            Member{"at", &C::at, {"何时", "when"}},
            Member{"actor", &C::actor, {"何人", "who"}},
            Member{"text", &C::text, {"内容", "text"}},
            Member{"suggestion", &C::suggestion, {"建议值", "suggested value"}},
            Member{"closed_at", &C::closed_at, {"何时处理", "when it was dealt with"}},
            Member{"closed_by", &C::closed_by, {"何人处理", "who did"}},
            Member{"outcome", &C::outcome, {"怎样处理", "what became of it"}},
            Member{"is_in_revision",
                   &C::is_in_revision,
                   {"这一行还在现行修订里", "the row is in the revision that stands"}},
            Member{"may_take", &C::may_take, {"我可以采用", "the caller may take it"}}};
    }
};
CommentAnswer answer_of(const CommentView& view);

}  // namespace mingce::http
