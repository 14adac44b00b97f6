// What a document number says about itself: its kind by its form, and, where the form holds them,
// a birth date, a sex, a county and a check character. Read once per row; rules then trust it.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/result.h"
#include "domain/citizen_number.h"

namespace mingce {

enum class DocumentKind : std::uint8_t {
    Absent,
    Citizen,               // 18 characters, GB 11643
    Citizen15,             // its first generation, without century and check
    HmtResidence,          // Hong Kong, Macao and Taiwan residents: 810000, 820000, 830000
    ForeignResidence2017,  // three letters and twelve digits
    ForeignResidence2023,  // eighteen digits that begin with 9
    HkMacauPermit,
    TaiwanPermit,
    Passport,
    Military,
    Other,    // the file names a kind whose form nobody fixes
    Unknown,  // fits no form
};

/// A mainland citizen identity number: 17 digits and a check character (0-9 or X).
class CitizenId {
public:
    /// Accepts exactly 18 ASCII characters, upper-case X. Trimming, full-width digits and
    /// lower-case x are the normaliser's work: parse() only judges.
    /// Errors: BadInput — length, digits, birth date, check. Source: GB 11643.
    static Result<CitizenId> parse(std::string_view text);

    std::string_view text() const { return {text_.data(), text_.size()}; }
    std::string masked() const;
    Date birth() const;
    bool male() const { return (text_[16] - '0') % 2 == 1; }
    auto operator<=>(const CitizenId&) const = default;

private:
    explicit CitizenId(std::string_view text);
    std::array<char, 18> text_{};
};

/// Fifteen digits to eighteen characters: the century ("19") put in, the check character added.
/// Precondition: all are digits.
std::string upgraded_citizen_id(std::string_view fifteen_digits, std::string_view century);

/// A number read by its form. The fields after `check_holds` speak only where the kind has them.
struct DocumentNumber {
    DocumentKind kind = DocumentKind::Absent;
    bool check_holds = true;    // true for kinds without a check character
    bool has_birth = false;     // the form holds a birth date
    std::optional<Date> birth;  // nullopt: it holds one that is no calendar day
    bool has_sex = false, male = false;
    std::uint32_t region = 0;  // county code; 0: the form holds none
};

/// Judges by form alone. Source: GB 11643 and the forms of the other documents in use.
DocumentNumber read_document_number(std::string_view text);

/// The kind a file's own words mean (居民身份证, 护照, 港澳居民来往内地通行证 …); Other for words
/// that name no known kind, Absent for none.
DocumentKind document_kind_named(std::string_view id_type);

/// "4.40106E+17": a number whose last digits a spreadsheet has dropped.
bool is_exponent_form(std::string_view text);

}  // namespace mingce
