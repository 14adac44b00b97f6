// What a reviewer has to look at before signing: classes that changed since they signed last, and
// rows with something to them.
#pragma once

#include <string>
#include <vector>

#include "access/review_rules.h"
#include "domain/revision_difference.h"
#include "store/review_notes.h"
#include "usecases/editions/edition_progress.h"

namespace mingce {

/// Which revision somebody saw last: that they signed at the level; else the last filed edition's;
/// else, of registry and leader, the edition's first. Nothing: everything is new to them.
Result<std::optional<OpenRevision>> revision_seen_by(Tx& tx, Boxes& boxes,
                                                     const FoundEdition& found, ReviewLevel level,
                                                     std::string_view login);

struct ClassToView {
    ClassChange change;
    bool is_viewed = false;
    bool was_viewed = false;  // and has changed since
};
enum class RowFlag : std::uint8_t { Finding, Waiver, Comment, Sample };
std::string_view key_of(RowFlag flag);
struct RowToOpen {
    Id student;
    std::vector<RowFlag> flags;
    std::string digest;  // of the row as it stands
    bool is_opened = false;
};
struct ReviewNeeds {
    std::vector<ClassToView> classes;
    std::vector<RowToOpen> rows;
    std::size_t classes_left() const;
    std::size_t rows_left() const;
};

struct AskedNeeds {
    const FoundEdition& found;
    const OpenRevision& revision;
    ReviewLevel level = ReviewLevel::Department;
    std::string department;  // of the department level
};
/// Of the caller. Errors: revision.damaged.
Result<ReviewNeeds> review_needs(Tx& tx, const Context& context, const AskedNeeds& asked);

/// How many rows a leader's sample has.
constexpr std::size_t kSampleRows = 20;
/// Which places of `rows` a revision's fingerprint draws: the same for whoever draws again.
/// Ascending; all of them where there are no more than kSampleRows.
std::vector<std::size_t> sample_of(std::string_view fingerprint, std::size_t rows);

/// The subject of a class's mark.
std::string class_subject(std::string_view department, const RevisionClass& group);
/// The digest of a row's mark.
std::string row_digest(const RevisionRows::Row& row);

}  // namespace mingce
