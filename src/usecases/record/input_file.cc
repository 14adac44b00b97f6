#include "usecases/record/input_file.h"

#include "base/text.h"

namespace mingce {

namespace fs = std::filesystem;

std::optional<fs::path> memo_beside(const fs::path& table) {
    if (!equal_ignoring_case(table.extension().string(), ".dbf")) return std::nullopt;
    for (const char* extension : {".dbt", ".DBT", ".fpt", ".FPT"}) {
        fs::path memo = table;
        memo.replace_extension(extension);
        std::error_code error;
        if (fs::is_regular_file(memo, error)) return memo;
    }
    return std::nullopt;
}

}  // namespace mingce
