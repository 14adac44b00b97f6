// What a roster is, as data: which students, in which groups and order, which columns, on which
// paper. Read from TOML (data/definitions/, or a school's own file), so that a new kind of roster
// needs no code.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/enrolment.h"
#include "domain/field.h"

namespace mingce {

/// How a value is hidden. access/mask.h applies it; the domain only names it.
enum class MaskKind : std::uint8_t {
    None,
    Number,    // first 3, last 2
    LastFour,  // the last 4 alone
    Phone,     // 138****5678
    Surname,   // 张*
    ExamEnds,  // first 4, last 4
    Year,      // 2008
    Month,     // 2008.09
    Hidden,
};

enum class ColumnKind : std::uint8_t { Value, Serial, Signature, TickBox, Blank };
enum class Align : std::uint8_t { Left, Centre, Right };

struct RosterColumn {
    ColumnKind kind = ColumnKind::Value;
    Field field = Field::Name;  // of a Value column
    MaskKind mask = MaskKind::None;
    Align align = Align::Centre;
    double width = 20;            // mm; scaled with its neighbours to the text block
    std::string label, label_en;  // '\n' breaks the line
    std::string band;             // a heading over neighbouring columns of the same band
    std::string dbf;              // column name in a DBF; "" leaves it to the field's key
    bool operator==(const RosterColumn&) const = default;
};

enum class FilterKind : std::uint8_t { Is, In, NotIn, Empty, NotEmpty };

struct FilterTerm {
    Field field = Field::Name;
    FilterKind kind = FilterKind::Is;
    std::vector<std::string> values;
    bool operator==(const FilterTerm&) const = default;
};

/// Text orders by pinyin collation, Number by the size of the digit runs in it, Pinyin by the
/// surname's reading first, Strokes as 姓氏笔画.
enum class OrderKind : std::uint8_t { Text, Number, Pinyin, Strokes };

struct OrderTerm {
    Field field = Field::StudentNo;
    OrderKind kind = OrderKind::Number;
    bool descending = false;
    bool operator==(const OrderTerm&) const = default;
};

enum class TemplateKind : std::uint8_t { Roster, CheckIn, Publicity };
enum class PaperSize : std::uint8_t { A4, A3 };

struct PaperSetup {
    PaperSize size = PaperSize::A4;
    bool landscape = false;
    std::uint32_t rows_per_page = 0;  // 0: as many as fit
    double row_height = 4.95;         // mm
    bool mark_room = false;           // at the foot, for a published page's mark; in no document
    bool operator==(const PaperSetup&) const = default;
};

struct Definition {
    std::string key, title, title_en;
    TemplateKind kind = TemplateKind::Roster;
    Language language = Language::Chinese;  // of the printed words; names stay as they are
    std::string page_title;                 // {institution} {intake} {department} {major} {class}
    std::string intro;                      // a paragraph before a publicity list
    std::string secrecy, retention;
    std::vector<FilterTerm> filter;
    std::vector<StudentKind> student_kinds;  // empty: all
    std::vector<Field> group;                // of Department, Major, AdminClass, outer first
    std::vector<EnrolmentState> annex;       // who stands in an 附表, not in the body
    std::vector<OrderTerm> order;
    std::vector<RosterColumn> columns;
    PaperSetup paper;
    bool cover = false, contents = false, statistics = false, totals = true;
    bool volumes_by_department = false;
    bool serial_by_group = true;          // else the serial number runs through the volume
    std::vector<std::string> signatures;  // boxes at the foot of each page
    std::vector<std::string> cover_signatures;
    bool operator==(const Definition&) const = default;
};

/// Reads one definition. `key` is its name without ".toml".
/// Errors: BadInput — not TOML, an unknown key, field, mask or order (it is named), no columns, a
/// publicity list that would show what must not be made public, or the last four of a document
/// number beside a birth date or a county, except on a check-in sheet.
Result<Definition> parse_definition(std::string_view key, std::string_view toml);

/// What an official edition (正式版次) asks of a definition: a roster, grouped by department first,
/// with an annex for places kept, given up and withdrawn. Errors: BadInput — says what is missing.
Status check_official(const Definition& definition);

/// A definition inside the program, by its key; nullopt when there is none.
std::optional<std::string_view> shipped_definition(std::string_view key);
/// The keys of the definitions inside the program, ascending.
std::vector<std::string> shipped_definition_keys();

std::string_view key_of(Align align);
std::string_view key_of(MaskKind mask);
std::string_view key_of(ColumnKind kind);
std::string_view key_of(OrderKind kind);
std::string_view key_of(FilterKind kind);
std::string_view key_of(TemplateKind kind);

/// The definition as `key = value` lines, each property in a fixed place: its part of the
/// canonical text.
std::string definition_text(const Definition& definition);

}  // namespace mingce
