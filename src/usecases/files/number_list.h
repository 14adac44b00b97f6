// A list of students by their numbers: any table with a column of 考生号, 学号 or 证件号码.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/school_standard.h"

namespace mingce {

/// What a row says of who is meant; "" where the table has no such column.
struct ListedNumbers {
    std::string place;  // file:sheet:row
    std::string exam_number, student_no, id_number;
};

/// Rows below the header of every sheet that has one, cleaned as an import cleans them; rows
/// without any number are left out. Errors: of reading; BadInput (list.no_column).
Result<std::vector<ListedNumbers>> read_number_list(const std::filesystem::path& path,
                                                    const SchoolStandard& standard);

}  // namespace mingce
