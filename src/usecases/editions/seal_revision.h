// A revision from the record: everybody of an intake, whole, compiled by a definition. Read from a
// snapshot and packed outside any writing; what is written then is refused where the record has
// moved on meanwhile.
#pragma once

#include <string>
#include <vector>

#include "store/findings.h"
#include "store/students.h"
#include "usecases/editions/edition_reading.h"

namespace mingce {

/// The definition that an edition is compiled by.
struct SealingDefinition {
    std::string key;
    std::int64_t version = 0;
    std::string document;  // TOML
    Definition definition;
};
/// The newest version, or one that is named. Errors: NotFound (roster.definition_unknown); Conflict
/// (edition.definition_broken); those of check_official().
Result<SealingDefinition> definition_to_seal(Tx& tx, const Context& context, std::string_view key,
                                             std::optional<std::int64_t> version);

/// A blocking finding that is open on somebody listed, or on the intake's files.
struct BlockingCell {
    Id student;  // none: on a file
    std::string name, rule, message;
    std::optional<Field> field;
};

struct PreparedRevision {
    RevisionTexts texts;
    std::vector<BlockingCell> blocking;
    students::IntakeState state;  // of the record as it was read
    std::vector<findings::RuleCount> finding_counts;
};
/// What the record would be sealed as. Errors: BadInput (roster.empty).
Result<PreparedRevision> prepare_revision(Tx& tx, const Context& context, const FoundEdition& found,
                                          const SealingDefinition& definition);
/// Whether the record is still as it was read.
Result<bool> is_as_prepared(Tx& tx, const Id& intake, const PreparedRevision& prepared);

/// "3: 甲 身份证件号/ID number ID-003; …", 20 at most and how many there are.
std::string told_of(const std::vector<BlockingCell>& blocking);

}  // namespace mingce
