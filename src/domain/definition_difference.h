// What is different between two definitions, in words, line by line.
#pragma once

#include <string>
#include <vector>

#include "domain/definition.h"

namespace mingce {

/// A text made of names and numbers, in both languages.
struct SaidText {
    std::string zh, en;
    bool operator==(const SaidText&) const = default;
};

/// `before` or `after` is empty where a column came or went.
struct DefinitionDifference {
    SaidText what, before, after;
};

/// Properties in the order of a definition's text, then the columns: what went, came, changed, and
/// their order. None where the definitions are equal but for their keys.
std::vector<DefinitionDifference> differences(const Definition& before, const Definition& after);

Text text_of(MaskKind mask);
Text text_of(OrderKind kind);
Text text_of(ColumnKind kind);

}  // namespace mingce
