// Headers that people matched to a field by hand, remembered for the next import.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/moment.h"
#include "base/result.h"
#include "store/database.h"

namespace mingce::column_mappings {

/// Header -> field key, or "-" for a column left alone.
Result<std::map<std::string, std::string>> all(Tx& tx);

struct Remember {
    Id institution;
    Moment at;
    std::string_view actor;
};
/// Later words win.
Status remember(Tx& tx, const Remember& by, const std::map<std::string, std::string>& mappings);

/// What a person decided for one column of sheets of certain headers; `cell` "": its field, else
/// what such a cell of it becomes.
struct SheetWord {
    std::string fingerprint, name, cell, value;
};
Result<std::vector<SheetWord>> sheet_words(Tx& tx);
Status remember(Tx& tx, const Remember& by, const std::vector<SheetWord>& words);

}  // namespace mingce::column_mappings
