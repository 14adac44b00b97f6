// What a workbook says of itself: its sheets and where they lie, its epoch, its date formats.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "formats/zip_archive.h"

namespace mingce {

struct WorkbookSheet {
    std::string name;
    std::string kind;   // "worksheet", "chartsheet", "dialogsheet", …: the relationship's type
    std::string state;  // "hidden", "veryHidden"; whatever else is written there is visible
    bool hidden() const { return state == "hidden" || state == "veryHidden"; }
    const ZipEntry* part = nullptr;  // absent when the archive lacks it
};

struct Workbook {
    std::vector<WorkbookSheet> sheets;  // in the workbook's order
    DateSystem date_system = DateSystem::From1900;
    const ZipEntry* shared_strings = nullptr;
    std::vector<bool> date_styles;  // per cell style: does its number format show a date?
};

/// Reads workbook, relationships and styles. The pointers are into `archive`.
/// Errors: BadInput — no workbook part, no sheet, too many sheets, damaged XML, a DTD.
Result<Workbook> read_workbook(const ZipArchive& archive, const ReadLimits& limits);

/// True when a number format shows a day or a time: quoted and escaped text, colours, conditions
/// and locales in brackets do not count; elapsed time ([h]) does.
bool is_date_format(std::string_view code);

}  // namespace mingce
