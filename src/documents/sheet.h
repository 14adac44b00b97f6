// What every page of a volume has: binding line, running head, fingerprint and page number; and
// the table that rosters and check-in sheets share.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "documents/flow.h"
#include "documents/page_mark.h"
#include "documents/page_plan.h"
#include "documents/paper_dress.h"
#include "documents/words.h"

namespace mingce {

/// SHA-256 of the bytes, as 64 hexadecimal digits. (The domain and the documents know no
/// cryptography; the use case hands it in.)
using Fingerprint = std::function<std::string(std::string_view)>;

/// One volume being drawn.
struct Sheet {
    Canvas& canvas;
    const CompiledRoster& roster;
    std::size_t number;  // of the volume, from 0
    const VolumePlan& plan;
    const Fingerprint& fingerprint;
    const std::string& roster_hash;
    Geometry paper;
    const PageMarker* marker = nullptr;   // of a published roster alone
    const DressedPaper* dress = nullptr;  // what this copy wears

    const CoverProof* cover_proof() const { return dress ? dress->paper().cover : nullptr; }

    const RosterVolume& volume() const { return roster.volumes[number]; }
    Language language() const { return roster.definition.language; }
    std::string say(const Text& text, std::initializer_list<std::string> parts = {}) const {
        return words::say(text, language(), parts);
    }
    std::string edition() const;
    std::string as_of() const;
    const std::string& title() const;
    /// 临溪大学 2026 级本科
    std::string institution_and_intake() const;
    const std::string& label(const RosterColumn& column) const;
    /// 47 人（男 22　女 25）
    std::string people(const Tally& tally) const;
};

void draw_binding(const Sheet& sheet);
/// Binding line, running head, and at the foot the page's number and fingerprint.
void draw_surroundings(const Sheet& sheet, std::size_t page);
/// Where the mark stands on a cover, in the measures of A4.
inline constexpr double kCoverMarkLeft = 37.7, kCoverMarkTop = 240.6;
/// Of a published roster: the QR code at the foot and the code under it.
void draw_mark(const Sheet& sheet, std::size_t page);
inline constexpr double kMarkSide = 28;      // mm: a square of 0.45 at 61 a side
inline constexpr double kMarkCaption = 2.9;  // mm from the code down to the baseline under it
/// The same with its upper left corner elsewhere.
void draw_mark_at(const Sheet& sheet, std::size_t page, double x, double y);
/// The page's own part of the canonical text.
std::string page_text(const Sheet& sheet, std::size_t page);
/// 本班, 本专业 …: what the group is.
const Text& unit_of(const RosterGroup& group);
/// 第 n 页　共 m 页 of the volume; of a check-in sheet, of its group. A group on several pages says
/// which of them this is.
void draw_page_number(const Sheet& sheet, std::size_t page, double y);
/// Four equal boxes (or as many as the definition names) over the width of the block.
void draw_signatures(const Sheet& sheet);
/// 班级　大数据2601 …, spread over the block.
struct MetaPart {
    std::string label, value;
};
void draw_meta(const Sheet& sheet, double y, const std::vector<MetaPart>& parts, bool spread);

/// The institution's name over the date and the place of the seal, centred at x and ending on the
/// baseline y: on one line of `points` where `width` mm suffice, else on lines above it.
struct IssuerPlace {
    double x = 0, y = 0, points = 11, width = 60;
};
void draw_issuer(const Sheet& sheet, const IssuerPlace& place);

/// A cell's text in its column, vertically centred in the row.
void draw_cell(const Sheet& sheet, const RosterColumn& column, const std::string& text,
               const Rectangle& cell);
/// A head cell: lines of 8.5 pt semibold, centred.
void draw_head_cell(const Sheet& sheet, const std::string& label, const Rectangle& cell);
/// The head row (with bands over columns that share one) at the table's top.
void draw_table_head(const Sheet& sheet, const TableColumns& table);

/// A row of a table, and what its characters that no face has are numbered by.
struct TableRow {
    const RosterRow& row;
    std::size_t index;  // as the missing glyphs count it
    const std::vector<MissingGlyph>& missing;
};
/// The cells of a row from `y` down, with their note marks. Returns its height.
double draw_table_row(const Sheet& sheet, const TableColumns& table, const TableRow& row, double y,
                      double scale);
/// The rule under a row; every fifth is darker.
void draw_row_rule(const Sheet& sheet, double y, bool fifth);
void draw_column_rules(const Sheet& sheet, const TableColumns& table, double y1, double y2);
/// 以下空白, as a row. Returns where it ends.
double draw_blank_row(const Sheet& sheet, double y);
/// 47 人。其中男 31 人 …
std::string totals_text(const Sheet& sheet, const Tally& tally);
/// Notes on characters that no face has, from `y` down.
void draw_notes(const Sheet& sheet, const std::vector<RosterRow>& rows,
                const std::vector<MissingGlyph>& missing, double y);
/// Running text over the block, broken where it must be. Returns the baseline after it.
double draw_paragraph(const Sheet& sheet, double y, std::string_view text);

/// What a copy wears below the page's own content, and above it.
void draw_dress_below(const Sheet& sheet);
void draw_dress_above(const Sheet& sheet, std::size_t page);
/// The proof on a cover: beside the page's own mark in the cover's view, on landscape paper in the
/// empty space at its right, in mm of the paper.
void draw_cover_proof(const Sheet& sheet, const CoverProof& proof);
void draw_cover_proof_aside(const Sheet& sheet, const CoverProof& proof, const Rectangle& panel);

/// One page of the plan, begun and ended; `page` counts from 0.
void draw_page(const Sheet& sheet, std::size_t page);
/// The pages of each kind.
void draw_cover(const Sheet& sheet);
void draw_contents(const Sheet& sheet, std::size_t page);
void draw_statistics(const Sheet& sheet, std::size_t page);
void draw_rows(const Sheet& sheet, std::size_t page);
void draw_public(const Sheet& sheet, std::size_t page);
void draw_annex(const Sheet& sheet, std::size_t page);

}  // namespace mingce
