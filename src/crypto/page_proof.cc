#include "crypto/page_proof.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/canonical_line.h"
#include "crypto/bytes_as_text.h"
#include "crypto/page_code.h"
#include "crypto/problems.h"
#include "crypto/totp.h"

namespace mingce {

namespace {

constexpr std::string_view kFormat = "1";

std::string capitals(std::string_view text) {
    std::string capital(text);
    for (char& c : capital)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return capital;
}
std::string small_letters(std::string_view text) {
    std::string small(text);
    for (char& c : small)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return small;
}

/// Up to the next '/', which is taken off; nothing where there is none.
std::optional<std::string_view> take_part(std::string_view& text) {
    const std::size_t end = text.find('/');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(end + 1);
    return part;
}

template <class Number>
bool take_number(std::string_view& text, Number& number) {
    const auto part = take_part(text);
    if (!part || part->empty() || part->starts_with('0')) return false;
    const auto [end, failed] = std::from_chars(part->data(), part->data() + part->size(), number);
    return failed == std::errc() && end == part->data() + part->size();
}

bool is_intake_key(std::string_view key) {
    constexpr std::size_t kMost = 40;
    return !key.empty() && key.size() <= kMost &&
           key.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_") ==
               std::string_view::npos;
}

std::string place_text(std::string_view kind, std::string_view origin, const PageProof& proof,
                       std::string_view last) {
    std::string text;
    append_canonical_line(text, {kind, kFormat, origin, proof.intake, std::to_string(proof.edition),
                                 std::to_string(proof.revision), std::to_string(proof.volume),
                                 std::to_string(proof.page), std::to_string(proof.pages), last});
    return text;
}

}  // namespace

std::string page_identity(std::string_view origin, const PageProof& proof,
                          std::string_view content) {
    return place_text("mingce-page", origin, proof, content);
}

std::string proof_text(std::string_view origin, const PageProof& proof) {
    return place_text("mingce-page-proof", origin, proof, proof.code);
}

std::string qr_text(std::string_view address, const SignedPageProof& page) {
    const PageProof& proof = page.proof;
    std::string text = capitals(address) + "#";
    for (const std::string& part :
         {std::string(kFormat), capitals(proof.intake), std::to_string(proof.edition),
          std::to_string(proof.revision), std::to_string(proof.volume), std::to_string(proof.page),
          std::to_string(proof.pages), proof.code})
        text += part + "/";
    return text + base32_of(view_of(page.signature));
}

Result<SignedPageProof> parse_qr_text(std::string_view text) {
    if (const std::size_t mark = text.find('#'); mark != std::string_view::npos)
        text.remove_prefix(mark + 1);
    SignedPageProof page;
    PageProof& proof = page.proof;
    const auto format = take_part(text);
    if (!format || *format != kFormat) return Error(problem::kMarkMalformed);
    const auto intake = take_part(text);
    if (!intake || !is_intake_key(small_letters(*intake)) || !take_number(text, proof.edition) ||
        !take_number(text, proof.revision) || !take_number(text, proof.volume) ||
        !take_number(text, proof.page) || !take_number(text, proof.pages))
        return Error(problem::kMarkMalformed);
    proof.intake = small_letters(*intake);
    const auto code = take_part(text);
    const auto signature = bytes_of_base32(text);
    if (!code || !signature || signature->size() != page.signature.size())
        return Error(problem::kMarkMalformed);
    std::ranges::copy(bytes_of(*signature), page.signature.begin());
    proof.code = TRY(read_page_code(*code));
    return page;
}

Result<PageProof> open_qr_text(std::string_view text, std::string_view origin,
                               const CheckpointVerifier& verifier) {
    SignedPageProof page = TRY(parse_qr_text(text));
    if (!verifier.has_signed(proof_text(origin, page.proof), page.signature))
        return Error(problem::kMarkForged);
    return std::move(page.proof);
}

}  // namespace mingce
