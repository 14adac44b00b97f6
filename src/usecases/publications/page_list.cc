#include "usecases/publications/page_list.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "crypto/page_code.h"
#include "crypto/page_proof.h"
#include "store/publication_copies.h"
#include "usecases/access/permitted.h"
#include "usecases/editions/edition_problems.h"
#include "usecases/publications/institution_identity.h"
#include "usecases/publications/publication_problems.h"
#include "usecases/publications/verify_page.h"

namespace mingce {

namespace {

constexpr std::string_view kFirstLine = "mingce-page-list 1";

/// The first line of a text, which is taken off.
std::string_view take_list_line(std::string_view& text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}
/// Up to the next blank, which is taken off.
std::string_view take_word(std::string_view& line) {
    const std::size_t end = std::min(line.find(' '), line.size());
    const std::string_view word = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
    return word;
}
bool take_number(std::string_view& line, std::int64_t& number) {
    const std::string_view word = take_word(line);
    const auto [end, failed] = std::from_chars(word.data(), word.data() + word.size(), number);
    return failed == std::errc() && end == word.data() + word.size();
}

Result<PublishedPage> read_line(std::string_view line, std::int64_t revision) {
    PublishedPage page;
    page.revision = revision;
    bool is_read = take_number(line, page.volume) && take_number(line, page.page) &&
                   take_number(line, page.pages);
    page.code = take_word(line);
    is_read = is_read && take_number(line, page.first_row) && take_number(line, page.rows) &&
              take_number(line, page.men) && take_number(line, page.women);
    page.unit = line;
    if (!is_read) return Error(problem::kPageListMalformed);
    return page;
}

/// "certificate …" or "file …"; lines of other names are of later programs.
Status read_issued_line(std::string_view line, PageList& list) {
    const std::string_view name = take_word(line);
    if (name == "certificate") list.certificate_sha256 = line;
    if (name != "file") return Done{};
    ListedFile file;
    if (!take_number(line, file.number)) return Error(problem::kPageListMalformed);
    file.form = take_word(line);
    file.sha256 = line;
    list.files.push_back(std::move(file));
    return Done{};
}

/// By what an issued file is known: the certificate that signs PDFs, and each copy's own digest.
Result<std::string> issued_lines(Tx& tx, const Context& context, const Id& edition,
                                 const std::optional<SigningIdentity>& identity) {
    std::string text;
    if (identity) text += "certificate " + identity->certificate_sha256() + "\n";
    Boxes boxes = context.boxes();
    for (const Publication& publication : TRY(publications::of_edition(tx, boxes, edition)))
        for (const PublicationCopy& copy :
             TRY(publication_copies::of_publication(tx, boxes, publication.id)))
            if (copy.is_claimed())
                text += "file " + std::to_string(copy.number) + " " +
                        std::string(key_of(copy.form)) + " " + copy.sha256 + "\n";
    return text.empty() ? text : "\n" + text;
}

/// Line ends and other control characters out of what people named.
std::string on_one_line(std::string_view text) {
    std::string line(text);
    for (char& c : line)
        if (c >= 0 && c < ' ') c = ' ';
    return line;
}

}  // namespace

std::string page_lines(std::span<const PublishedPage> pages) {
    std::string text;
    for (const PublishedPage& page : pages) {
        for (const std::int64_t number : {page.volume, page.page, page.pages})
            text += std::to_string(number) + " ";
        text += page.code + " ";
        for (const std::int64_t number : {page.first_row, page.rows, page.men, page.women})
            text += std::to_string(number) + " ";
        text += on_one_line(page.unit) + "\n";
    }
    return text;
}

Result<std::string> signed_page_list(const Context& context, const EditionName& edition) {
    TRY(require(context, Permission::RosterRead));
    const std::string origin = context.record.origin();
    const CheckpointSigner signer = TRY(context.record.ring().signer(origin));
    const auto identity = TRY(open_institution_identity(context));
    return write_value(context.database(), [&](Tx& tx) -> Result<std::string> {
        const FoundEdition found = TRY(find_edition(tx, context, edition));
        if (!holds_everybody(context, found.intake)) return Error(problem::kEditionScope);
        const auto pages = TRY(published_pages::of_edition(tx, found.edition.id));
        if (pages.empty()) return Error(problem::kNotPublished, told_of(found.edition.state));
        Boxes boxes = context.boxes();
        const OpenRevision revision = TRY(open_revision(tx, boxes, found.edition));
        const Definition definition =
            TRY(parse_definition(revision.head.definition_key, revision.head.document));
        std::string text(kFirstLine);
        for (const std::string& line :
             {origin, on_one_line(revision.head.institution),
              on_one_line(intake_title(found.intake, Language::Chinese) + " " + definition.title),
              found.intake.key + " " + std::to_string(found.edition.number) + " " +
                  std::to_string(revision.sealed.number),
              on_one_line(found.edition.filing_no),
              found.edition.filed_on ? iso_text(*found.edition.filed_on) : std::string()})
            text += "\n" + line;
        text += "\n" + page_lines(pages);
        text += TRY(issued_lines(tx, context, found.edition.id, identity));
        TRY(audit(
            tx, context,
            {"edition.page_list", "edition", found.edition.id,
             "intake=" + found.intake.key + " edition=" + std::to_string(found.edition.number) +
                 " pages=" + std::to_string(pages.size()),
             ""}));
        return signer.sign_note(text);
    });
}

Result<PageList> open_page_list(std::string_view note, std::string_view public_key) {
    const CheckpointVerifier verifier = TRY(CheckpointVerifier::parse(public_key));
    std::string_view text = TRY(verifier.open_note(note, kPageListBytesMax));
    if (take_list_line(text) != kFirstLine) return Error(problem::kPageListMalformed);
    PageList list;
    list.origin = take_list_line(text);
    list.institution = take_list_line(text);
    list.roster = take_list_line(text);
    std::string_view name = take_list_line(text);
    list.intake = take_word(name);
    if (!take_number(name, list.edition) || !take_number(name, list.revision))
        return Error(problem::kPageListMalformed);
    list.filing_no = take_list_line(text);
    list.filed_on = take_list_line(text);
    while (!text.empty() && !text.starts_with('\n'))
        list.pages.push_back(TRY(read_line(take_list_line(text), list.revision)));
    (void)take_list_line(text);
    while (!text.empty()) TRY(read_issued_line(take_list_line(text), list));
    return list;
}

Result<PublishedPage> page_on_list(const PageList& list, std::string_view public_key,
                                   std::string_view code_or_mark) {
    std::optional<PageProof> mark;
    std::string code;
    if (is_mark(code_or_mark)) {
        const CheckpointVerifier verifier = TRY(CheckpointVerifier::parse(public_key));
        mark = TRY(open_qr_text(code_or_mark, list.origin, verifier));
        code = mark->code;
    } else {
        code = TRY(read_page_code(code_or_mark));
    }
    const auto found = std::ranges::find(list.pages, code, &PublishedPage::code);
    if (found == list.pages.end()) return Error(problem::kPageUnknown, printed_page_code(code));
    if (mark) TRY(is_of_page(*mark, list.intake, list.edition, *found));
    return *found;
}

}  // namespace mingce
