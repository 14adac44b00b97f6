// The filing sheet (备案表): what was filed, who looked at it at each step, and by what anybody can
// see later that nothing moved. Made of plain words and numbers, so that it owes nothing to how
// they are kept.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "documents/typeface.h"

namespace mingce {

/// One act of a step: who took it, and the entry of the audit that holds it.
struct FilingAct {
    std::string unit;                        // the department, in the attached table
    std::vector<std::string> people, posts;  // one line each
    std::string time;                        // as printed; '\n' breaks the line
    std::string opinion;
    std::uint64_t audit_number = 0;  // 0: none
    std::string confirmation;        // 8 hexadecimal digits of the audit entry's leaf hash
};

/// A row of 办理过程. A step that many departments took side by side is one row that counts them
/// (9 个学院); its acts stand in a table on pages of their own.
struct FilingStep {
    std::string step;  // 编制
    FilingAct act;
    std::vector<FilingAct> by_department;  // acts of one department stand together
};

struct FilingCount {
    std::string name;
    std::uint64_t count = 0;
};

/// admitted = listed + deferred + declined + revoked + others + filtered, or nothing is printed.
struct FilingBalance {
    std::uint64_t admitted = 0, listed = 0, deferred = 0, declined = 0, revoked = 0;
    std::vector<FilingCount> others;  // of an annex for other states, by name
    std::uint64_t filtered = 0;       // left out by the definition
};

/// Beside the edition this one takes the place of.
struct FilingDifference {
    std::uint64_t added = 0, removed = 0, changed = 0;  // students, students, cells
};

struct FilingCheckpoint {
    std::string origin;      // mc.linxi.example/audit
    std::uint64_t size = 0;  // entries of the tree
    std::string time;        // as printed
    std::string root;        // of the tree, hexadecimal
    std::string public_key;  // that signs it
};

struct FilingSheet {
    Language language = Language::Chinese;
    std::string institution;
    std::string registry, archive;  // 学籍科, 校档案馆; "" prints these
    std::string filing_number;
    Date filed_on;
    std::string copies;   // 一式三份：学籍科、校档案馆、学院; "" prints nothing
    std::string roster;   // its title
    std::string edition;  // 第 2 版（取代第 1 版）
    std::string reason;   // why it differs from the edition before; "" where there is none
    std::string as_of;
    std::uint64_t departments = 0, majors = 0, classes = 0;
    std::uint64_t people = 0, men = 0, women = 0;
    std::uint64_t source_rows = 0;
    std::string source_note;  // 2026-08-21 移交
    std::uint64_t volumes = 0, pages = 0;
    FilingBalance balance;
    std::optional<FilingDifference> difference;  // nothing: a first edition
    std::uint64_t blocking = 0, warnings = 0, waived = 0;
    std::vector<FilingStep> steps;
    std::string fingerprint;  // SHA-256 of the edition's canonical text, hexadecimal
    FilingCheckpoint checkpoint;
    std::string verification;                    // how to check, in words
    std::string registry_opinion, archive_note;  // in the boxes at the foot
};

struct FilingPdf {
    std::string bytes;
    std::uint64_t pages = 0;
};

/// Draws the sheet on A4, attached tables after it. The place of the seal stays empty. The same
/// sheet gives the same bytes: the only date inside is filed_on. Errors: Conflict
/// (document.filing_unbalanced), Unavailable (cairo failed).
Result<FilingPdf> make_filing_sheet(const FilingSheet& sheet, Typefaces& typefaces);

}  // namespace mingce
