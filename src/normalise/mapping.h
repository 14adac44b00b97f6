// Which column is which field, and why.
#pragma once

#include <string>
#include <vector>

#include "domain/regions.h"
#include "normalise/header_place.h"
#include "normalise/header_words.h"
#include "normalise/sheet_normaliser.h"

namespace mingce {

/// Matches by forced map, then header, then alias, then content. No field is given twice: the first
/// column keeps it and the later one is left unmapped, saying so. `rows` are data rows.
std::vector<ColumnMatch> match_columns(const std::vector<std::string>& headers,
                                       const std::vector<SampleRow>& rows, const HeaderWords& words,
                                       const NormaliseContext& context);

/// Makes the columns that a person decided on what they said, by name; another column that was
/// taken for the same field is left unmapped, saying so.
void apply_mapping(std::vector<ColumnMatch>& matches, const SheetMapping& mapping);

}  // namespace mingce
