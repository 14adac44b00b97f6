#include "usecases/students/operation_words.h"

#include "domain/standard.h"

namespace mingce {

namespace {

/// Places: {fields}, {students}, {cells}, {findings}, {rule}, {department}, {number}.
struct OperationWords {
    OperationKind kind;
    bool is_undo;
    Text one, many;  // one student, or one finding, and more
};
constexpr OperationWords kOperationWords[] = {
    {OperationKind::Edit,
     false,
     {"改 1 人的{fields}", "changed {fields} of 1 student"},
     {"改 {count} 人的{fields}", "changed {fields} of {count} students"}},
    {OperationKind::Fix,
     false,
     {"修复 1 个问题{rule}，改 {students} 人的{fields}",
      "fixed 1 finding{rule}: {fields} of {students} student(s)"},
     {"修复 {count} 个问题{rule}，改 {students} 人的{fields}",
      "fixed {count} findings{rule}: {fields} of {students} student(s)"}},
    {OperationKind::Waive,
     false,
     {"豁免 1 个问题{rule}", "waived 1 finding{rule}"},
     {"豁免 {count} 个问题{rule}", "waived {count} findings{rule}"}},
    {OperationKind::Assign,
     false,
     {"把 1 个问题{rule}{department}", "{department} 1 finding{rule}"},
     {"把 {count} 个问题{rule}{department}", "{department} {count} findings{rule}"}},
    {OperationKind::Edit,
     true,
     {"撤销第 {number} 号操作：1 人的{fields}恢复原值",
      "took operation {number} back: {fields} of 1 student as before"},
     {"撤销第 {number} 号操作：{count} 人的{fields}恢复原值",
      "took operation {number} back: {fields} of {count} students as before"}},
    {OperationKind::Fix,
     true,
     {"撤销第 {number} 号操作：1 人的{fields}恢复原值",
      "took operation {number} back: {fields} of 1 student as before"},
     {"撤销第 {number} 号操作：{count} 人的{fields}恢复原值",
      "took operation {number} back: {fields} of {count} students as before"}},
    {OperationKind::Waive,
     true,
     {"撤销第 {number} 号操作：1 个问题恢复原状",
      "took operation {number} back: 1 finding as before"},
     {"撤销第 {number} 号操作：{count} 个问题恢复原状",
      "took operation {number} back: {count} findings as before"}},
    {OperationKind::Assign,
     true,
     {"撤销第 {number} 号操作：1 个问题恢复原状",
      "took operation {number} back: 1 finding as before"},
     {"撤销第 {number} 号操作：{count} 个问题恢复原状",
      "took operation {number} back: {count} findings as before"}},
};

constexpr std::size_t kFieldsNamed = 3;
constexpr Text kListed{"、", ", "}, kMoreFields{"等 {count} 项", " and others, {count} in all,"},
    kOfRule{"（{rule}）", " ({rule})"};
constexpr Text kToOwn{"交给各自的院系", "handed to their own departments"},
    kToDepartment{"交给{department}", "handed to {department}"},
    kTakenBack{"从院系收回", "took back from departments"};

void fill(std::string& text, std::string_view place, std::string_view with) {
    for (std::size_t at = text.find(place); at != std::string::npos;
         at = text.find(place, at + with.size()))
        text.replace(at, place.size(), with);
}

std::string fields_in_words(const Operation& operation, Language language) {
    const DataStandard& standard = DataStandard::shipped();
    std::string text;
    for (std::size_t i = 0; i < operation.fields.size() && i < kFieldsNamed; ++i) {
        if (i != 0) text += kListed.in(language);
        const FieldStandard& field = standard.of(operation.fields[i]);
        text += language == Language::Chinese ? field.zh : field.en;
    }
    if (operation.fields.size() > kFieldsNamed) {
        text += kMoreFields.in(language);
        fill(text, "{count}", std::to_string(operation.fields.size()));
    }
    return text;
}

std::string department_in_words(const Operation& operation, Language language) {
    if (operation.department.empty()) return std::string(kTakenBack.in(language));
    if (operation.department == kOwnDepartment) return std::string(kToOwn.in(language));
    std::string text(kToDepartment.in(language));
    fill(text, "{department}", operation.department);
    return text;
}

}  // namespace

std::string sentence_of(const Operation& operation, Language language) {
    const bool is_undo = !operation.undoes.is_none();
    for (const OperationWords& words : kOperationWords) {
        if (words.kind != operation.kind || words.is_undo != is_undo) continue;
        const bool counts_students = operation.kind == OperationKind::Edit ||
                                     (operation.kind == OperationKind::Fix && is_undo);
        const std::int64_t count = counts_students ? operation.students : operation.findings;
        std::string text((count == 1 ? words.one : words.many).in(language));
        std::string rule;
        if (!operation.rule.empty()) rule = kOfRule.in(language);
        fill(rule, "{rule}", operation.rule);
        fill(text, "{rule}", rule);
        fill(text, "{count}", std::to_string(count));
        fill(text, "{number}", std::to_string(operation.undoes_number));
        fill(text, "{students}", std::to_string(operation.students));
        fill(text, "{fields}", fields_in_words(operation, language));
        fill(text, "{department}", department_in_words(operation, language));
        return text;
    }
    return {};
}

}  // namespace mingce
