// Which students of an intake a grid is about: within a scope, by a search, by filters of any kind,
// by numbers somebody pasted, by what is wrong with them. As the FROM and WHERE of a query.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "access/scope.h"
#include "base/id.h"
#include "domain/field.h"
#include "store/database.h"
#include "store/field_document.h"

namespace mingce {

/// How a filter compares. The keys are the API's.
enum class FilterOp : std::uint8_t { Is, IsNot, OneOf, Contains, Empty, NotEmpty };

constexpr std::string_view key_of(FilterOp op) {
    switch (op) {
        case FilterOp::Is: return "is";
        case FilterOp::IsNot: return "is_not";
        case FilterOp::OneOf: return "one_of";
        case FilterOp::Contains: return "contains";
        case FilterOp::Empty: return "empty";
        case FilterOp::NotEmpty: return "not_empty";
    }
    return "";
}

constexpr std::optional<FilterOp> filter_op_of(std::string_view key) {
    using enum FilterOp;
    for (const FilterOp op : {Is, IsNot, OneOf, Contains, Empty, NotEmpty})
        if (key_of(op) == key) return op;
    return std::nullopt;
}

/// By an unsealed field, as the record keeps it; of the enrolment status by the state's key; of the
/// photo by whether there is one.
struct ValueFilter {
    Field field = Field::Department;
    FilterOp op = FilterOp::Is;
    std::vector<std::string> values;  // one; of OneOf one or more; of Empty and NotEmpty none
};

/// Whom somebody asks about, in their own words; usecases/students/asked_students.h makes of it a
/// selection of what they may ask by. An export keeps the words, to ask them again.
struct AskedStudents {
    std::string intake;                     // key
    std::string search = {};                // "" for everybody
    std::vector<ValueFilter> filters = {};  // values as typed; of a status its name or key
    std::string rule = {}, severity = {};   // with an open finding of these; "" for any
    bool has_finding = false;               // with any open finding

    bool asks_of_findings() const { return !rule.empty() || !severity.empty() || has_finding; }
};

struct StudentSelection {
    Id intake;
    Scope scope = Scope::whole();
    std::vector<ValueFilter> filters = {};  // all of them

    /// Part of a name, or the beginning of pinyin initials, a student or an exam number.
    struct Search {
        std::string text;
        bool by_name = true, by_student_number = true, by_exam_number = true;
    };
    std::optional<Search> search = {};
    /// These and nobody else; at most some ten thousand.
    std::optional<std::vector<Id>> among = {};
    /// Those with an open finding of a rule, of a severity, or any; "" for any. Findings on fields
    /// of `but_on` are none.
    struct OpenFinding {
        std::string rule, severity;
        std::vector<Field> but_on;
    };
    std::optional<OpenFinding> finding = {};

    /// Everybody of the scope: what the indexes of lists answer alone.
    bool is_everybody() const { return filters.empty() && !search && !among && !finding; }
};

/// The words of a selection in one database's SQL. Its texts, and those of the selection, must live
/// as long as `params` are used.
class SelectionQuery {
public:
    SelectionQuery(Dialect dialect, const StudentSelection& selection);
    SelectionQuery(const SelectionQuery&) = delete;
    SelectionQuery& operator=(const SelectionQuery&) = delete;

    std::string sql;  // " FROM student s WHERE …", open to more conditions
    std::vector<Param> params;
    /// "$7" for one more parameter.
    std::string place(const Param& param);

    /// Some of it is left to matches(): of a field that stands in the document, what would have to
    /// be cut out of it for each row, which a database does slowly; and a long list of students,
    /// which libpq does not take as parameters (30,000 bytes to describe them).
    bool reads_document() const { return !of_document_.empty(); }
    bool looks_at_rows() const { return reads_document() || !among_.empty(); }
    /// `document` is read where reads_document() says so.
    bool matches(const Id& student, std::string_view document) const;

private:
    void add_filter(const ValueFilter& filter);
    void add_column_filter(const std::string& column, const ValueFilter& filter);
    void add_document_filter(const ValueFilter& filter);
    void add_photo_filter(bool has_photo);
    void add_search(const StudentSelection::Search& search);
    void add_finding(const StudentSelection::OpenFinding& finding);
    std::string list_of(const std::vector<std::string>& texts);
    const std::string& kept(std::string text);

    struct DocumentFilter {
        DocumentField field;
        const ValueFilter* filter;
    };
    std::string_view find_;  // the dialect's word for where a text stands in another
    std::deque<std::string> texts_;
    std::vector<DocumentFilter> of_document_;
    std::unordered_set<Id> among_;  // none where the query asks for them itself
};

}  // namespace mingce
