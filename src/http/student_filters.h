// Whom a request asks about, as lists, their column filters and the tiles of numbers say it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/finding.h"
#include "http/answers.h"
#include "http/members.h"
#include "usecases/students/asked_students.h"

namespace mingce::http {

struct StudentFilterInput {
    std::string field, op;
    std::vector<std::string> values;
    static constexpr std::string_view kName = "StudentFilterInput";
    static constexpr auto members() {
        using F = StudentFilterInput;
        return std::tuple{
            Member{"field", &F::field, {"字段", "field"}},
            Member{"op",
                   &F::op,
                   {"怎样比较", "how it compares"},
                   Bounds{.choices = words<FilterOp::NotEmpty>}},
            Member{"values",
                   &F::values,
                   {"取值；empty、not_empty 没有", "values; none for empty, not_empty"},
                   Bounds{.items_max = 200}}};
    }
};

/// The members that every request about a selection begins with.
struct StudentsInput {
    std::string intake;
    std::optional<std::string> search, rule, severity;
    std::vector<StudentFilterInput> filters;
    static constexpr auto selection_members() {
        using S = StudentsInput;
        return std::tuple{
            Member{"intake", &S::intake, kIntakeText},
            Member{"search",
                   &S::search,
                   {"姓名的任一部分、拼音首字母，或学号、考生号的开头",
                    "part of a name, pinyin initials, or the beginning of a number"}},
            Member{"filters",
                   &S::filters,
                   {"筛选，全部满足", "filters, all of which hold"},
                   Bounds{.items_max = 20}},
            Member{"rule",
                   &S::rule,
                   {"只要有这条规则的未处理问题的", "with an open finding of this rule"}},
            Member{"severity",
                   &S::severity,
                   {"只要有这种程度的未处理问题的；any 为任何程度",
                    "with an open finding of this severity, or any"},
                   Bounds{.choices = severities_or_any}}};
    }
    static std::vector<std::string_view> severities_or_any() {
        auto keys = words<Severity::Note>();
        keys.emplace_back("any");
        return keys;
    }
};

/// Errors: BadInput (student.field_unknown).
Result<AskedStudents> asked_students(const StudentsInput& in);

}  // namespace mingce::http
