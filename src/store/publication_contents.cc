#include <algorithm>
#include <array>

#include "base/canonical_line.h"
#include "store/publications.h"
#include "store/record_problems.h"

namespace mingce {

namespace {

constexpr std::array<std::string_view, 4> kRecipientKinds = {"unit", "department", "class",
                                                             "public"};
constexpr std::array<std::string_view, 5> kCopyForms = {"screen", "xlsx", "pdf", "csv", "dbf"};

template <class Kind, std::size_t kCount>
std::optional<Kind> kind_named(const std::array<std::string_view, kCount>& keys,
                               std::string_view key) {
    const auto found = std::ranges::find(keys, key);
    if (found == keys.end()) return std::nullopt;
    return static_cast<Kind>(found - keys.begin());
}

Status read_contents_line(const std::vector<std::string>& parts, PublicationContents& contents) {
    const std::string &name = parts[0], &value = parts[1];
    if (name == "purpose") contents.purpose = value;
    if (name == "revoked") contents.revoked_words = value;
    if (name == "column") {
        const auto field = mingce::field_of(value);
        if (!field || parts.size() != 3) return Error(problem::kDocumentDamaged);
        contents.view.push_back({*field, parts[2] == "whole"});
    }
    if (name == "form") {
        const auto form = parse_copy_form(value);
        if (!form) return Error(problem::kDocumentDamaged);
        contents.forms.push_back(*form);
    }
    return Done{};
}

}  // namespace

std::string_view key_of(RecipientKind kind) {
    return kRecipientKinds[static_cast<std::size_t>(kind)];
}
std::optional<RecipientKind> parse_recipient_kind(std::string_view key) {
    return kind_named<RecipientKind>(kRecipientKinds, key);
}
std::string_view key_of(CopyForm form) { return kCopyForms[static_cast<std::size_t>(form)]; }
std::optional<CopyForm> parse_copy_form(std::string_view key) {
    return kind_named<CopyForm>(kCopyForms, key);
}

std::string text_of(const PublicationContents& contents) {
    std::string text;
    append_canonical_line(text, {"purpose", contents.purpose});
    for (const ViewColumn& column : contents.view)
        append_canonical_line(
            text, {"column", key_of(column.field), column.is_whole ? "whole" : "masked"});
    for (const CopyForm form : contents.forms) append_canonical_line(text, {"form", key_of(form)});
    if (!contents.revoked_words.empty())
        append_canonical_line(text, {"revoked", contents.revoked_words});
    return text;
}

Result<PublicationContents> parse_publication_contents(std::string_view text) {
    PublicationContents contents;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) return Error(problem::kDocumentDamaged);
        const auto parts = parse_canonical_line(text.substr(0, end));
        if (!parts || parts->size() < 2) return Error(problem::kDocumentDamaged);
        TRY(read_contents_line(*parts, contents));
        text.remove_prefix(end + 1);
    }
    return contents;
}

}  // namespace mingce
