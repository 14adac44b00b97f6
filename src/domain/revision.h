// A revision: a roster as it was sealed, in a text that owes nothing to a library and is never
// altered. The head says what it is and holds the SHA-256 of every other piece, so that the
// SHA-256 of the head is the fingerprint of the whole, and one department's piece can be checked
// without the others.
//
// Lines as in base/canonical_line.h, UTF-8. The head:
//
//   mingce-revision<TAB>1
//   institution<TAB>name
//   intake<TAB>key<TAB>name
//   edition<TAB>number<TAB>revision's number
//   as_of<TAB>milliseconds since 1970 (UTC)<TAB>YYYY-MM-DD, the day as the school counts it
//   definition<TAB>key<TAB>version
//   document<TAB>…                     one line for each line of the definition, TOML
//   fields<TAB>key…                    the values of a row, in this order
//   rows<TAB>in<TAB>listed<TAB>annexed<TAB>filtered
//   part<TAB>department<TAB>listed<TAB>annexed<TAB>SHA-256 of its piece
//   class<TAB>major<TAB>class<TAB>students<TAB>men<TAB>women<TAB>SHA-256 of its row lines
//   annex<TAB>state<TAB>students<TAB>men<TAB>women<TAB>SHA-256 of its row lines
//   findings<TAB>blocking<TAB>warning<TAB>note<TAB>waived<TAB>SHA-256 of the piece
//
// The piece of a part: the same class and annex lines without digests, each followed by its rows
// in the roster's order:
//
//   class<TAB>major<TAB>class<TAB>students
//   annex<TAB>state<TAB>students
//   row<TAB>student's id<TAB>values, whole
//
// The piece of findings: those on students listed that are open or waived, by place in the roster:
//
//   finding<TAB>student's id<TAB>rule<TAB>field<TAB>severity<TAB>open or waived<TAB>reason
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/moment.h"
#include "base/result.h"
#include "domain/roster.h"

namespace mingce {

/// SHA-256 of the bytes, as 64 hexadecimal digits. (The domain knows no cryptography.)
using Sha256Hex = std::function<std::string(std::string_view)>;

/// A class of a part, or its students in one state of the annex.
struct RevisionClass {
    std::string major, class_name;        // as the roster groups; "" where it does not
    std::optional<EnrolmentState> annex;  // nothing: of the body
    std::uint32_t students = 0, men = 0, women = 0;
    std::string sha256;  // of its row lines, hexadecimal
    /// The innermost heading, or the state's name.
    std::string_view name() const;
};

/// What one department endorses.
struct RevisionPart {
    std::string department;  // "未分院系" where students have none
    std::uint32_t listed = 0, annexed = 0;
    std::string sha256;  // hexadecimal
    std::vector<RevisionClass> classes;
};

struct RevisionFindingCounts {
    std::uint64_t blocking = 0, warning = 0, note = 0;  // open
    std::uint64_t waived = 0;
};

struct RevisionHead {
    std::string institution, intake, intake_name;
    std::int64_t edition = 0, revision = 0;  // numbers, from 1
    Moment as_of;
    Date day;  // the school's, of as_of
    std::string definition_key;
    std::int64_t definition_version = 0;
    std::string document;  // the definition, TOML
    std::vector<Field> fields;
    std::uint64_t rows_in = 0, rows_listed = 0, rows_annexed = 0, rows_filtered = 0;
    std::vector<RevisionPart> parts;  // in the roster's order
    RevisionFindingCounts findings;
    std::string findings_sha256;

    const RevisionPart* part_of(std::string_view department) const;
    Tally tally() const;  // of the body: total, men and women alone
    /// Students of the annex in a state.
    std::uint64_t annexed_in(EnrolmentState state) const;
};

struct RevisionFinding {
    Id student;
    std::string rule;
    std::optional<Field> field;
    std::string severity;
    bool is_waived = false;
    std::string reason;  // of a waiver
};

/// Fields that a revision keeps whole beside those its definition names: what tells who somebody
/// is, where they belong, and what units are given of an official roster. Contacts, family,
/// health, money and pictures never stand in it.
std::vector<Field> revision_fields(const Definition& definition);

struct RevisionSource {
    RevisionHead head;  // all but parts, counts and digests
    const CompiledRoster& roster;
    const Students& students;    // of whom the roster was compiled, whole
    const std::vector<Id>& ids;  // of those rows
    std::vector<RevisionFinding> findings;
};
struct RevisionTexts {
    RevisionHead head;
    std::string head_text;
    std::vector<std::string> parts;  // pieces, in the order of head.parts
    std::string findings;
    std::string sha256;  // the fingerprint
};
/// Precondition: the roster is grouped by department first.
RevisionTexts revision_texts(const RevisionSource& source, const Sha256Hex& sha256);

/// Errors: revision.damaged, of any text that revision_texts() does not write.
Result<RevisionHead> parse_revision_head(std::string_view text);
Result<std::vector<RevisionFinding>> parse_revision_findings(std::string_view text);

/// A part's piece, read: rows are views into its text.
class RevisionRows {
public:
    struct Row {
        Id student;
        std::string_view values;     // the rest of the line, as it stands
        std::uint32_t place = 0;     // in its class, from 1
        std::uint32_t class_no = 0;  // of RevisionPart::classes
    };
    /// Errors: revision.damaged, also where the text is another than the head's.
    static Result<RevisionRows> parse(const RevisionHead& head, std::size_t part, std::string text);

    const std::vector<Row>& rows() const { return rows_; }
    std::size_t part() const { return part_; }
    /// In the order of the head's fields.
    static std::vector<std::string> values_of(const Row& row);

private:
    std::size_t part_ = 0;
    std::unique_ptr<std::string> text_;  // stays where it is when this is moved
    std::vector<Row> rows_;
};

/// The roster that the revision is, in its own order: what is printed and shown of it.
struct RestoredRoster {
    CompiledRoster roster;
    Students students;
    std::vector<Id> ids;  // of its rows
};
/// `parts`: all of them, or those of the departments wanted. `definition`: the head's, perhaps with
/// stricter masks. Errors: revision.damaged.
Result<std::unique_ptr<RestoredRoster>> restore_roster(const RevisionHead& head,
                                                       const Definition& definition,
                                                       const std::vector<RevisionRows>& parts,
                                                       const MaskFunction& mask);

}  // namespace mingce
