#include "usecases/files/check_files.h"

#include <algorithm>

#include "normalise/values.h"
#include "rules/checks.h"

namespace mingce {

std::uint64_t CheckReport::count(Severity severity) const {
    return static_cast<std::uint64_t>(std::count_if(
        findings.begin(), findings.end(),
        [severity](const Finding& finding) { return finding.severity() == severity; }));
}

static std::vector<Repairs> repairs_of(const Students& students) {
    std::vector<Repairs> repairs;
    for (const ChangeRule& rule : change_rules()) repairs.push_back({rule.text, 0});
    for (const Change& change : students.changes())
        for (std::size_t i = 0; i < repairs.size(); ++i)
            if ((change.rules & change_bit(static_cast<ChangeCode>(i))) != 0) ++repairs[i].count;
    std::erase_if(repairs, [](const Repairs& each) { return each.count == 0; });
    std::stable_sort(repairs.begin(), repairs.end(),
                     [](const Repairs& a, const Repairs& b) { return a.count > b.count; });
    return repairs;
}

Result<CheckReport> find_in_files(const CheckFiles& request) {
    CheckReport report{TRY(read_hand_over(request.hand_over)), {}, {}, request.hand_over.standard};
    const CheckContext context{
        report.school().fields(),      report.school().codes(), Regions::shipped(),
        report.hand_over.organisation, request.today,           request.intake_year};
    report.findings = std::move(report.hand_over.findings);
    std::vector<Finding> found = check_students(report.hand_over.students, context);
    report.findings.insert(report.findings.end(), std::make_move_iterator(found.begin()),
                           std::make_move_iterator(found.end()));
    report.repairs = repairs_of(report.hand_over.students);
    return report;
}

Result<CheckReport> check_files(const CheckFiles& request) {
    CheckReport report = TRY(find_in_files(request));
    report.school().judge(report.findings);
    return report;
}

/// The header of a field's column; "" where the sheet has none but the column's own name.
static std::string header_in(const SourceSheet& source, Field field) {
    const std::int32_t column = source.column_of[static_cast<std::size_t>(field)];
    const auto at = static_cast<std::size_t>(column);
    if (column < 0 || at >= source.headers.size()) return "";
    const std::string& header = source.headers[at];
    // A province set's is its column's name, or that behind its table's: "T_BMK.XM".
    const bool is_name =
        at < source.column_names.size() && header.ends_with(source.column_names[at]);
    return is_name ? "" : header;
}

static FindingPlace place_in_sheet(const Finding& finding, const Students& students) {
    FindingPlace place{finding.file, finding.sheet, finding.column, finding.row_number, ""};
    for (const SourceSheet& source : students.sources())
        if (finding.field && source.file == finding.file && source.sheet == finding.sheet)
            place.header = header_in(source, *finding.field);
    return place;
}

FindingPlace place_of(const Finding& finding, const Students& students) {
    if (!finding.row) return place_in_sheet(finding, students);
    const SourceSheet& source = students.source_of(*finding.row);
    FindingPlace place{source.file, source.sheet, finding.column, students.row_number(*finding.row),
                       ""};
    if (place.column.empty() && finding.field) {
        const std::int32_t column = source.column_of[static_cast<std::size_t>(*finding.field)];
        const auto at = static_cast<std::size_t>(column);
        if (column < 0 || at >= source.column_names.size()) return place;
        place.column = source.column_names[at];
        place.header = header_in(source, *finding.field);
        const std::uint64_t joined = students.joined_row_number(*finding.row);
        if (joined != 0 && at >= source.joined_from && at < source.joined_to) {
            place.file = source.joined_file;
            place.row = joined;
        }
    }
    return place;
}

static void fill_in(std::string& text, std::string_view name, std::string_view value) {
    const std::size_t at = text.find(name);
    if (at != std::string::npos) text.replace(at, name.size(), value);
}

std::string message_of(const Finding& finding, const Students& students, Language language) {
    std::string text(finding.rule->message.in(language));
    if (finding.field) {
        const FieldStandard& field = DataStandard::shipped().of(*finding.field);
        fill_in(text, "{field}", language == Language::Chinese ? field.zh : field.en);
    }
    fill_in(text, "{arg}", finding.arg);
    if (finding.row && finding.field)
        fill_in(text, "{value}", students.value(*finding.row, *finding.field));
    fill_in(text, "{raw}", finding.raw);
    return text;
}

}  // namespace mingce
