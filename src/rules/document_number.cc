#include "rules/document_number.h"

#include <algorithm>

#include "base/text.h"
#include "rules/problems.h"

namespace mingce {

namespace {

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

bool letters_then_digits(std::string_view text, std::size_t letters) {
    return text.size() > letters && all_digits(text.substr(letters)) &&
           std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(letters), is_upper);
}

DocumentKind kind_of_eighteen(std::string_view text) {
    if (text[0] == '9') return DocumentKind::ForeignResidence2023;
    const std::string_view region = text.substr(0, 6);
    const bool hmt = region == "810000" || region == "820000" || region == "830000";
    return hmt ? DocumentKind::HmtResidence : DocumentKind::Citizen;
}

std::uint32_t six_digits(std::string_view text) {
    std::uint32_t number = 0;
    for (const char c : text.substr(0, 6))
        number = number * 10 + static_cast<std::uint32_t>(c - '0');
    return number;
}

DocumentNumber read_eighteen(std::string_view text) {
    DocumentNumber document;
    document.kind = kind_of_eighteen(text);
    document.check_holds = citizen_check_character(text.substr(0, 17)) == to_upper(text[17]);
    // The inner split of the foreigners' number is nowhere published: only its check is held.
    if (document.kind == DocumentKind::ForeignResidence2023) return document;
    document.has_birth = document.has_sex = true;
    document.birth = parse_compact_date(text.substr(6, 8));
    document.male = (text[16] - '0') % 2 == 1;
    if (document.kind == DocumentKind::Citizen) document.region = six_digits(text);
    return document;
}

DocumentNumber read_fifteen(std::string_view text) {
    DocumentNumber document;
    document.kind = DocumentKind::Citizen15;
    document.has_birth = document.has_sex = true;
    const std::string short_birth(text.substr(6, 6));
    document.birth = parse_compact_date("19" + short_birth);
    // 1900 had no 29 February, 2000 had one.
    if (!document.birth) document.birth = parse_compact_date("20" + short_birth);
    document.male = (text[14] - '0') % 2 == 1;
    document.region = six_digits(text);
    return document;
}

bool is_passport_form(std::string_view text) {
    constexpr std::size_t kShortest = 5, kLongest = 20, kLongestDigits = 10;
    if (text.size() < kShortest || text.size() > kLongest) return false;
    const auto digits = static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit));
    const auto letters =
        static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_upper));
    if (digits + letters != text.size() || digits < 4) return false;
    // Longer runs of digits are a citizen's number that lost or won a character, or a phone.
    return digits <= kLongestDigits || (letters >= 2 && text.size() != 18);
}

}  // namespace

CitizenId::CitizenId(std::string_view text) { std::copy(text.begin(), text.end(), text_.begin()); }

Result<CitizenId> CitizenId::parse(std::string_view text) {
    if (text.size() != 18) return Error(problem::kCitizenIdLength);
    const std::string_view digits = text.substr(0, 17);
    if (!all_digits(digits) || (!is_digit(text[17]) && text[17] != 'X'))
        return Error(problem::kCitizenIdDigits);
    if (!parse_compact_date(text.substr(6, 8))) return Error(problem::kCitizenIdBirthDate);
    if (text[17] != citizen_check_character(digits)) return Error(problem::kCitizenIdCheck);
    return CitizenId(text);
}

std::string CitizenId::masked() const {
    return std::string(text().substr(0, 3)) + "*************" + std::string(text().substr(16));
}

Date CitizenId::birth() const { return parse_compact_date(text().substr(6, 8)).value_or(Date{}); }

std::string upgraded_citizen_id(std::string_view fifteen_digits, std::string_view century) {
    std::string text(fifteen_digits);
    text.insert(6, century);
    text.push_back(citizen_check_character(text));
    return text;
}

DocumentNumber read_document_number(std::string_view text) {
    using enum DocumentKind;
    const auto of_kind = [](DocumentKind kind) {
        DocumentNumber document;
        document.kind = kind;
        return document;
    };
    if (text.empty()) return of_kind(Absent);
    if (has_citizen_form(text)) return read_eighteen(text);
    if (all_digits(text)) {
        if (text.size() == 15) return read_fifteen(text);
        if (text.size() == 8 || text.size() == 10) return of_kind(TaiwanPermit);
    }
    const bool permit_length = text.size() == 9 || text.size() == 11;
    if ((text[0] == 'H' || text[0] == 'M') && permit_length && letters_then_digits(text, 1))
        return of_kind(HkMacauPermit);
    if (text.size() == 15 && letters_then_digits(text, 3)) return of_kind(ForeignResidence2017);
    if (contains(text, "字第")) return of_kind(Military);
    return of_kind(is_passport_form(text) ? Passport : Unknown);
}

DocumentKind document_kind_named(std::string_view id_type) {
    using enum DocumentKind;
    if (id_type.empty()) return Absent;
    if (contains(id_type, "护照")) return Passport;
    if (contains(id_type, "永久居")) return ForeignResidence2023;
    if (contains(id_type, "居住证")) return HmtResidence;
    if (contains(id_type, "通行证")) return contains(id_type, "台") ? TaiwanPermit : HkMacauPermit;
    if (contains(id_type, "军官") || contains(id_type, "士兵") || contains(id_type, "文职"))
        return Military;
    if (contains(id_type, "身份证明")) return Other;
    if (contains(id_type, "身份证")) return Citizen;
    return Other;
}

bool is_exponent_form(std::string_view text) {
    const std::size_t e = text.find_first_of("Ee");
    if (e == std::string_view::npos || e == 0 || e + 2 >= text.size()) return false;
    const bool mantissa = std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(e),
                                      [](char c) { return is_digit(c) || c == '.'; });
    return mantissa && text[e + 1] == '+' && all_digits(text.substr(e + 2));
}

}  // namespace mingce
