// The definitions a school compiles its rosters by: what the program ships is version 0 of its key,
// what the school saves are versions 1, 2, … of that key or of a key of its own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/definition.h"
#include "domain/definition_difference.h"
#include "usecases/record/record.h"

namespace mingce {

struct DefinitionVersion {
    std::string key;
    std::int64_t version = 0;  // 0: as shipped
    std::string document, note, actor;
    Moment at;
    // One of the two. A text this program can no longer read, for it names a field that is gone, is
    // not lost: `broken` says what is wrong with it, and the text and older versions are there.
    std::optional<Definition> definition;
    std::optional<Error> broken;
};

/// Without a number the newest. Errors: NotFound (roster.definition_unknown).
Result<DefinitionVersion> definition_version(Tx& tx, const Context& context, std::string_view key,
                                             std::optional<std::int64_t> version);
/// The definition of a version, or what is wrong with its text.
Result<Definition> readable(DefinitionVersion version);

/// Small letters, digits and underscores, a letter first, 2 to 40 in all.
bool is_definition_key(std::string_view key);

/// The newest version of each key, by key. Errors: Forbidden.
Result<std::vector<DefinitionVersion>> list_definitions(const Context& context);
struct AskedDefinition {
    std::string key;
    std::optional<std::int64_t> version;  // nothing: the newest
};
/// Errors: Forbidden; NotFound (roster.definition_unknown).
Result<DefinitionVersion> show_definition(const Context& context, const AskedDefinition& asked);
/// All versions of a key, newest first, what the program ships last. Errors: as show_definition.
Result<std::vector<DefinitionVersion>> definition_history(const Context& context,
                                                          std::string_view key);

struct CompareDefinitions {
    AskedDefinition before, after;
    std::optional<Definition> unsaved = std::nullopt;  // instead of `after`
};
/// Errors: as show_definition; BadInput where a version cannot be read any more.
Result<std::vector<DefinitionDifference>> compare_definitions(const Context& context,
                                                              const CompareDefinitions& request);

struct SaveDefinition {
    Definition definition;             // under its key
    std::optional<std::int64_t> base;  // the version it was made from; nothing: a new key
    std::string note;
};
/// Saves the next version. Errors: Forbidden; BadInput (key, note, or what parse_definition
/// refuses); NotFound (the base's key); Conflict (equal to the newest; somebody saved one since the
/// base, or the new key is taken).
Result<DefinitionVersion> save_definition(const Context& context, const SaveDefinition& request);

}  // namespace mingce
