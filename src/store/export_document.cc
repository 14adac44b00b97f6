#include "store/export_document.h"

#include <algorithm>
#include <charconv>

#include "base/canonical_line.h"
#include "store/record_problems.h"
#include "store/reveals.h"

namespace mingce {

namespace {

using Parts = std::vector<std::string>;

constexpr std::string_view kScopeKinds[] = {"institution", "department", "class", "self", "nobody"};

void append_list(std::string& text, std::string_view name, const std::vector<std::string>& list) {
    // How many comes first: a list of none is not the same as no list.
    const std::string count = std::to_string(list.size());
    std::vector<std::string_view> parts = {name, count};
    parts.insert(parts.end(), list.begin(), list.end());
    append_canonical_line(text, parts);
}

std::vector<std::string> hex_of(const std::vector<Id>& ids) {
    std::vector<std::string> texts;
    texts.reserve(ids.size());
    for (const Id& id : ids) texts.push_back(id.hex());
    return texts;
}

void append_students(std::string& text, const ExportedStudents& students) {
    const AskedStudents& asked = students.asked;
    for (const ValueFilter& filter : asked.filters) {
        std::vector<std::string_view> parts = {"where", key_of(filter.field), key_of(filter.op)};
        parts.insert(parts.end(), filter.values.begin(), filter.values.end());
        append_canonical_line(text, parts);
    }
    if (!asked.search.empty()) append_canonical_line(text, {"search", asked.search});
    if (!asked.rule.empty()) append_canonical_line(text, {"rule", asked.rule});
    if (!asked.severity.empty()) append_canonical_line(text, {"severity", asked.severity});
    if (asked.has_finding) append_canonical_line(text, {"finding", "any"});
    if (students.numbers) append_list(text, "numbers", *students.numbers);
    if (students.chosen) append_list(text, "chosen", hex_of(*students.chosen));
    if (!students.left_out.empty()) append_list(text, "left_out", hex_of(students.left_out));
}

void append_scope(std::string& text, const Scope& scope) {
    append_canonical_line(text, {"scope", kScopeKinds[static_cast<std::size_t>(scope.kind)]});
    for (const ScopeUnit& unit : scope.units)
        append_canonical_line(text, {"unit", unit.department, unit.class_name});
    for (const std::int64_t year : scope.years)
        append_canonical_line(text, {"year", std::to_string(year)});
    if (!scope.student.is_none()) append_canonical_line(text, {"student", scope.student.hex()});
    if (scope.until_hand_over) append_canonical_line(text, {"until", "hand_over"});
}

/// What follows the first `heads` parts.
Parts rest_of(const Parts& parts, std::size_t heads) {
    return {parts.begin() + static_cast<std::ptrdiff_t>(std::min(heads, parts.size())),
            parts.end()};
}

Result<Parts> list_of(const Parts& parts) {
    Parts list = rest_of(parts, 2);
    if (std::to_string(list.size()) != parts[1]) return Error(problem::kDocumentDamaged);
    return list;
}

Result<std::vector<Id>> ids_of(const Parts& parts) {
    std::vector<Id> ids;
    for (const std::string& text : TRY(list_of(parts))) {
        const auto id = Id::parse(text);
        if (!id) return Error(problem::kDocumentDamaged);
        ids.push_back(*id);
    }
    return ids;
}

/// A filter that cannot be read would make the list longer: it is damage, not left out.
Result<ValueFilter> filter_of(const Parts& parts) {
    // Until 0.1 a filter was a field and the one value it must have.
    const bool is_old = parts[0] == "filter";
    const auto field = field_of(parts[1]);
    const auto op = is_old ? FilterOp::Is : filter_op_of(parts.size() > 2 ? parts[2] : "");
    if (!field || !op || (is_old && parts.size() != 3)) return Error(problem::kDocumentDamaged);
    return ValueFilter{*field, *op, rest_of(parts, is_old ? 2 : 3)};
}

Status read_students_line(const Parts& parts, ExportedStudents& students) {
    const std::string &name = parts[0], &value = parts[1];
    AskedStudents& asked = students.asked;
    if (name == "where" || name == "filter") asked.filters.push_back(TRY(filter_of(parts)));
    if (name == "search") asked.search = value;
    if (name == "rule") asked.rule = value;
    if (name == "severity") asked.severity = value;
    if (name == "finding") asked.has_finding = true;
    if (name == "numbers") students.numbers = TRY(list_of(parts));
    if (name == "chosen") students.chosen = TRY(ids_of(parts));
    if (name == "left_out") students.left_out = TRY(ids_of(parts));
    return Done{};
}

Status read_scope_line(const Parts& parts, Scope& scope) {
    const std::string &name = parts[0], &value = parts[1];
    if (name == "scope") {
        scope.kind = ScopeKind::Nobody;
        for (std::size_t i = 0; i < std::size(kScopeKinds); ++i)
            if (kScopeKinds[i] == value) scope.kind = static_cast<ScopeKind>(i);
    }
    if (name == "unit" && parts.size() > 2) scope.units.push_back({value, parts[2]});
    if (name == "student") scope.student = Id::parse(value).value_or(Id());
    if (name == "until") scope.until_hand_over = true;
    if (name != "year") return Done{};
    std::int64_t year = 0;
    const auto [end, failed] = std::from_chars(value.data(), value.data() + value.size(), year);
    if (failed != std::errc() || end != value.data() + value.size())
        return Error(problem::kDocumentDamaged);
    scope.years.push_back(year);
    return Done{};
}

}  // namespace

std::string_view key_of(ExportFormat format) {
    return format == ExportFormat::Csv ? "csv" : "xlsx";
}

std::string text_of(const ExportContents& contents) {
    std::string text;
    append_canonical_line(text, {"order", key_of(contents.order)});
    if (contents.is_descending) append_canonical_line(text, {"descending", "yes"});
    append_canonical_line(text, {"format", key_of(contents.format)});
    append_canonical_line(text, {"words", contents.words});
    append_canonical_line(text, {"fields", keys_of(contents.fields)});
    append_canonical_line(text, {"whole", keys_of(contents.whole)});
    append_students(text, contents.students);
    append_scope(text, contents.scope);
    return text;
}

Result<ExportContents> parse_export_contents(std::string_view text) {
    ExportContents contents;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const auto parts = parse_canonical_line(text.substr(0, end));
        if (end == std::string_view::npos || !parts || parts->size() < 2)
            return Error(problem::kDocumentDamaged);
        text.remove_prefix(end + 1);
        const std::string &name = parts->front(), &value = (*parts)[1];
        if (name == "order") contents.order = list_order_of(value).value_or(ListOrder::Class);
        if (name == "descending") contents.is_descending = true;
        if (name == "format" && value == key_of(ExportFormat::Csv))
            contents.format = ExportFormat::Csv;
        if (name == "words") contents.words = value;
        if (name == "fields") contents.fields = fields_of(value);
        if (name == "whole") contents.whole = fields_of(value);
        TRY(read_students_line(*parts, contents.students));
        TRY(read_scope_line(*parts, contents.scope));
    }
    return contents;
}

}  // namespace mingce
