// libFuzzer door of a whole sheet of students: the bytes are a CSV; header, columns, cells and
// rules must take whatever stands in it, and no row may be lost on the way.
#include <optional>

#include "judging_sink.h"
#include "rules/checks.h"
#include "usecases/files/hand_over_sheets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mingce;
    const NormaliseContext context{
        DataStandard::shipped(), CodeTables::shipped(), Regions::shipped(), {}, std::nullopt};
    Students students;
    SheetRouter router(context, "a.csv", students);
    if (!read_sheets(fuzzing::bytes_of(data, size), {}, router).ok()) return 0;
    std::uint64_t accepted = 0;
    for (const SheetReport& sheet : router.reports()) {
        fuzzing::require(sheet.rows == sheet.header_or_title_rows + sheet.blank_rows +
                                           sheet.accepted_rows + sheet.other_rows);
        accepted += sheet.accepted_rows;
    }
    fuzzing::require(students.size() == accepted);
    const Organisation organisation;
    const CheckContext checks{context.standard, context.codes, context.regions,
                              organisation,     {2026, 9, 1},  2026};
    for (const Finding& finding : check_students(students, checks))
        fuzzing::require(finding.rule != nullptr);
    return 0;
}
