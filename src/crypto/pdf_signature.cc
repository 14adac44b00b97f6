#include "crypto/pdf_signature.h"

#include <array>
#include <charconv>
#include <cstdint>

#include "base/text.h"
#include "crypto/bytes_as_text.h"
#include "crypto/cms_signature.h"
#include "crypto/lock_problems.h"

namespace mingce {

namespace {

/// Ours take 2 to 8 KB with a chain of certificates; those with time stamps some 30.
constexpr std::size_t kContainerBytesMax = 65'536;
constexpr std::string_view kPdfBlanks{"\0\t\n\f\r ", 6};

void skip_pdf_blanks(std::string_view& text) {
    text.remove_prefix(std::min(text.find_first_not_of(kPdfBlanks), text.size()));
}

std::optional<std::uint64_t> take_number(std::string_view& text) {
    skip_pdf_blanks(text);
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc()) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

bool take_letter(std::string_view& text, char letter) {
    skip_pdf_blanks(text);
    if (!text.starts_with(letter)) return false;
    text.remove_prefix(1);
    return true;
}

/// Two stretches of a file; between them lies the signature.
struct SignedRange {
    std::uint64_t begin = 0, size = 0, second_begin = 0, second_size = 0;
};

std::optional<SignedRange> parse_range(std::string_view text) {
    if (!take_letter(text, '[')) return std::nullopt;
    std::array<std::uint64_t, 4> numbers{};
    for (std::uint64_t& number : numbers) {
        const auto read = take_number(text);
        if (!read) return std::nullopt;
        number = *read;
    }
    if (!take_letter(text, ']')) return std::nullopt;
    return SignedRange{numbers[0], numbers[1], numbers[2], numbers[3]};
}

/// The bytes between the stretches: `<`, hex digits, `>`, and nothing else, as whatever else lay
/// there would be read by a viewer and signed by nobody.
std::optional<std::string> container_in(std::string_view gap) {
    if (gap.size() < 2 || gap.front() != '<' || gap.back() != '>') return std::nullopt;
    gap = gap.substr(1, gap.size() - 2);
    if (gap.empty() || gap.size() % 2 != 0 || gap.size() / 2 > kContainerBytesMax)
        return std::nullopt;
    std::string container(gap.size() / 2, '\0');
    if (!read_hex(gap, {reinterpret_cast<std::uint8_t*>(container.data()), container.size()}))
        return std::nullopt;
    return container;
}

std::optional<unsigned> digits_at(std::string_view text, std::size_t at, std::size_t count) {
    if (text.size() < at + count) return std::nullopt;
    unsigned number = 0;
    for (const char c : text.substr(at, count)) {
        if (!is_digit(c)) return std::nullopt;
        number = 10 * number + static_cast<unsigned>(c - '0');
    }
    return number;
}

/// 20260901083000+08'00' (ISO 32000-1, 7.9.4), whole to the second and with its zone.
std::optional<Moment> parse_pdf_time(std::string_view text) {
    const auto year = digits_at(text, 0, 4), month = digits_at(text, 4, 2),
               day = digits_at(text, 6, 2), hour = digits_at(text, 8, 2),
               minute = digits_at(text, 10, 2), second = digits_at(text, 12, 2);
    if (!year || !month || !day || !hour || !minute || !second || text.size() < 15)
        return std::nullopt;
    const auto in_year = static_cast<std::int32_t>(*year);
    if (!is_calendar_date(in_year, *month, *day) || *hour > 23 || *minute > 59 || *second > 59)
        return std::nullopt;
    std::int64_t zone_minutes = 0;
    if (text[14] == '+' || text[14] == '-') {
        const auto zone_hour = digits_at(text, 15, 2), zone_minute = digits_at(text, 18, 2);
        if (!zone_hour || !zone_minute || text[17] != '\'') return std::nullopt;
        zone_minutes = (text[14] == '+' ? 1 : -1) *
                       (std::int64_t{*zone_hour} * 60 + std::int64_t{*zone_minute});
    } else if (text[14] != 'Z') {
        return std::nullopt;
    }
    const Date date{in_year, static_cast<std::uint8_t>(*month), static_cast<std::uint8_t>(*day)};
    const std::int64_t minutes = std::int64_t{*hour} * 60 + *minute - zone_minutes;
    return Moment{days_since_epoch(date) * kMillisecondsPerDay + (minutes * 60 + *second) * 1'000};
}

/// The signing time behind the container, in the signature's own dictionary. In an encrypted file
/// it does not begin so.
std::optional<Moment> written_time(std::string_view behind_container) {
    constexpr std::string_view kTime = "/M (D:", kEnd = "endobj";
    const std::string_view dictionary = behind_container.substr(0, behind_container.find(kEnd));
    const std::size_t at = dictionary.find(kTime);
    if (at == std::string_view::npos) return std::nullopt;
    return parse_pdf_time(dictionary.substr(at + kTime.size()));
}

}  // namespace

Result<PdfSignature> check_pdf_signature(std::string_view pdf) {
    constexpr std::string_view kByteRange = "/ByteRange";
    const std::size_t at = pdf.rfind(kByteRange);
    if (!pdf.starts_with("%PDF-") || at == std::string_view::npos)
        return Error(problem::kPdfUnsigned);
    const auto range = parse_range(pdf.substr(at + kByteRange.size()));
    if (!range) return Error(problem::kPdfSignatureMalformed);
    const auto [begin, size, second_begin, second_size] = *range;
    // In this order no sum runs over.
    if (begin != 0 || second_begin < size) return Error(problem::kPdfSignatureMalformed);
    if (second_begin > pdf.size() || second_size != pdf.size() - second_begin)
        return Error(problem::kPdfAltered);
    const auto container = container_in(pdf.substr(size, second_begin - size));
    if (!container) return Error(problem::kPdfSignatureMalformed);
    const std::array pieces = {pdf.substr(0, size), pdf.substr(second_begin)};
    const CmsSigner signer = TRY(verify_detached(*container, pieces));
    return PdfSignature{
        signer.certificate.subject_name(), signer.certificate.sha256_hex(),
        signer.signed_at ? signer.signed_at : written_time(pdf.substr(second_begin))};
}

}  // namespace mingce
