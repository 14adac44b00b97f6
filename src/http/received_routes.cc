// Rosters as their receivers meet them: terms, rows on screen, copies as files.
#include <charconv>

#include "http/app.h"
#include "http/publication_answers.h"
#include "http/route.h"
#include "usecases/publications/terms_of_use.h"

namespace mingce::http {

namespace {

constexpr Text kLinkText = {"链接", "link"};
constexpr Bounds kLinkBounds = {.length_max = 64};

struct CopyAnswer {
    std::int64_t number = 0, size = 0, rows = 0;
    std::string format, file_name, sha256, made_at;
    bool is_locked = false, has_password = false;
    static constexpr std::string_view kName = "PublicationCopy";
    static constexpr auto members() {
        using C = CopyAnswer;
        return std::tuple{
            Member{"number", &C::number, {"份号", "number of the copy"}},
            Member{"format", &C::format, {"形式", "form"}, Bounds{.choices = words<CopyForm::Dbf>}},
            Member{"file_name", &C::file_name, {"文件名", "name of the file"}},
            Member{"size", &C::size, {"字节", "bytes"}},
            Member{"rows", &C::rows, {"几行", "rows"}},
            Member{"sha256", &C::sha256, {"SHA-256", "SHA-256"}},
            Member{"made_at", &C::made_at, {"何时生成", "made at"}},
            Member{"is_locked", &C::is_locked, {"有口令", "opens with a password"}},
            Member{"has_password",
                   &C::has_password,
                   {"口令还没有显示过", "the password was not shown yet"}}};
    }
};
CopyAnswer copy_answer(const PublicationCopy& copy) {
    const bool was_shown = copy.password_shown_at.milliseconds != 0;
    return {copy.number,
            static_cast<std::int64_t>(copy.size),
            static_cast<std::int64_t>(copy.rows),
            std::string(key_of(copy.form)),
            copy.file_name,
            copy.sha256,
            time_text(copy.made_at),
            was_shown || !copy.password.empty(),
            !copy.password.empty()};
}

struct ReceivedAnswer {
    std::string link, intake, intake_zh, intake_en, roster_zh, roster_en, institution, filing_no,
        recipient_zh, recipient_en, purpose, state, revoked_words;
    std::int64_t number = 0, edition = 0, revision = 0, rows = 0;
    std::vector<std::string> formats;
    std::vector<ShownColumn> columns;
    std::optional<std::string> until, link_until;
    bool is_accepted = false;
    std::optional<std::int64_t> newer, changed;
    std::vector<CopyAnswer> copies;
    static std::vector<std::string_view> states() { return {"open", "expired", "revoked"}; }
    static constexpr std::string_view kName = "Received";
    static constexpr auto members() {
        using R = ReceivedAnswer;
        return std::tuple{
            Member{"link", &R::link, kLinkText},
            Member{"number", &R::number, kPublicationNumberText},
            Member{"edition", &R::edition, kEditionNumberText},
            Member{"revision", &R::revision, kRevisionText},
            Member{"intake", &R::intake, kIntakeText},
            Member{"intake_zh", &R::intake_zh, {"招生批次", "intake in Chinese"}},
            Member{"intake_en", &R::intake_en, {"招生批次（英文）", "intake"}},
            Member{"roster_zh", &R::roster_zh, {"花名册名称", "the roster's title in Chinese"}},
            Member{"roster_en", &R::roster_en, {"花名册名称（英文）", "the roster's title"}},
            Member{"institution", &R::institution, {"学校", "school"}},
            Member{"filing_no", &R::filing_no, {"备案号", "filing number"}},
            Member{"recipient_zh", &R::recipient_zh, {"接收单位", "recipient in Chinese"}},
            Member{"recipient_en", &R::recipient_en, {"接收单位（英文）", "recipient"}},
            Member{"purpose", &R::purpose, {"用途", "what for"}, kReasonBounds},
            Member{
                "formats", &R::formats, {"形式", "forms"}, Bounds{.choices = words<CopyForm::Dbf>}},
            Member{"rows", &R::rows, {"人数", "students"}},
            Member{"columns", &R::columns, {"列", "columns"}},
            Member{"until", &R::until, {"到期日", "last day"}},
            Member{"link_until", &R::link_until, {"链接何时失效", "link ends at"}},
            Member{"state",
                   &R::state,
                   {"现在可取、已到期或已收回", "whether it may be taken now"},
                   Bounds{.choices = states}},
            Member{"revoked_words", &R::revoked_words, {"收回的理由", "why it was revoked"}},
            Member{"is_accepted", &R::is_accepted, {"我已接受使用规范", "terms accepted"}},
            Member{"newer", &R::newer, {"已被第几版取代", "edition filed since, or null"}},
            Member{"changed",
                   &R::changed,
                   {"自我上次取走改动的行；没有取过为 null",
                    "rows that differ from my last copy, or null"}},
            Member{"copies", &R::copies, {"我的份", "my copies"}}};
    }
};
ReceivedAnswer received_answer(const ReceivedRoster& roster) {
    const Publication& publication = roster.publication;
    ReceivedAnswer answer;
    answer.link = publication.link;
    answer.number = publication.number;
    answer.edition = roster.edition;
    answer.revision = roster.revision;
    answer.intake = roster.intake.key;
    answer.intake_zh = intake_title(roster.intake, Language::Chinese);
    answer.intake_en = intake_title(roster.intake, Language::English);
    answer.roster_zh = roster.roster_zh;
    answer.roster_en = roster.roster_en;
    answer.institution = roster.institution;
    answer.filing_no = roster.filing_no;
    answer.recipient_zh = roster.zh;
    answer.recipient_en = roster.en;
    answer.purpose = publication.contents.purpose;
    for (const CopyForm form : publication.contents.forms)
        answer.formats.emplace_back(key_of(form));
    answer.rows = static_cast<std::int64_t>(publication.rows);
    answer.columns = columns_of(publication.contents.view);
    if (publication.until) answer.until = iso_text(*publication.until);
    answer.link_until = time_or_null(publication.link_until);
    answer.state = publication.state == PublicationState::Revoked ? "revoked"
                   : roster.is_expired                            ? "expired"
                                                                  : "open";
    answer.revoked_words = publication.contents.revoked_words;
    answer.is_accepted = roster.is_accepted;
    answer.newer = roster.newer;
    if (roster.changed) answer.changed = static_cast<std::int64_t>(*roster.changed);
    for (const PublicationCopy& copy : roster.copies) answer.copies.push_back(copy_answer(copy));
    return answer;
}

struct ReceivedItems {
    std::vector<ReceivedAnswer> items;
    static constexpr std::string_view kName = "ReceivedItems";
    static constexpr auto members() {
        return std::tuple{Member{"items", &ReceivedItems::items, {"收到的", "received"}}};
    }
};
Result<ReceivedItems> received_here(Call& call, const Nothing&) {
    ReceivedItems answer;
    for (const ReceivedRoster& roster : TRY(list_received(call.context)))
        answer.items.push_back(received_answer(roster));
    return answer;
}

struct OfLink {
    std::string link;
    static constexpr auto path_members() {
        return std::tuple{Member{"link", &OfLink::link, kLinkText, kLinkBounds}};
    }
};
struct LinkPath : OfLink {
    static constexpr std::string_view kName = "LinkPath";
    static constexpr auto members() { return path_members(); }
};
Result<ReceivedAnswer> show_received_here(Call& call, const LinkPath& in) {
    return received_answer(TRY(show_received(call.context, in.link)));
}

struct ClauseAnswer {
    std::string title_zh, title_en, zh, en;
    static constexpr std::string_view kName = "TermsClause";
    static constexpr auto members() {
        using C = ClauseAnswer;
        return std::tuple{Member{"title_zh", &C::title_zh, {"标题", "title in Chinese"}},
                          Member{"title_en", &C::title_en, {"标题（英文）", "title"}},
                          Member{"zh", &C::zh, {"条文", "text in Chinese"}, kReasonBounds},
                          Member{"en", &C::en, {"条文（英文）", "text"}, kReasonBounds}};
    }
};
struct TermsAnswer {
    std::string sha256;
    std::vector<ClauseAnswer> clauses;
    static constexpr std::string_view kName = "TermsOfUse";
    static constexpr auto members() {
        using T = TermsAnswer;
        return std::tuple{Member{"sha256", &T::sha256, {"全文的 SHA-256", "SHA-256 of the text"}},
                          Member{"clauses", &T::clauses, {"条款", "clauses"}}};
    }
};
Result<TermsAnswer> terms_here(Call&, const Nothing&) {
    TermsAnswer answer;
    answer.sha256 = terms_sha256();
    for (const TermsClause& clause : terms_of_use())
        answer.clauses.push_back({std::string(clause.title.zh), std::string(clause.title.en),
                                  std::string(clause.text.zh), std::string(clause.text.en)});
    return answer;
}

struct AcceptInput : OfLink {
    std::string terms;
    static constexpr std::string_view kName = "AcceptTerms";
    static constexpr auto members() {
        return std::tuple_cat(
            OfLink::path_members(),
            std::tuple{Member{"terms",
                              &AcceptInput::terms,
                              {"读过的条款的 SHA-256", "SHA-256 of the terms that were read"}}});
    }
};
Result<ReceivedAnswer> accept_here(Call& call, const AcceptInput& in) {
    return received_answer(TRY(accept_terms(call.context, in.link, in.terms)));
}

struct RowsInput : OfLink {
    std::optional<std::int64_t> offset, limit;
    static constexpr std::string_view kName = "AskReceivedRows";
    static constexpr auto members() {
        using R = RowsInput;
        return std::tuple_cat(
            OfLink::path_members(),
            std::tuple{Member{"offset", &R::offset, {"从第几行，从 0 起", "first row, from 0"}},
                       Member{"limit",
                              &R::limit,
                              {"几行，至多 200", "rows, 200 at most"},
                              Bounds{.most = 200}}});
    }
};
Result<RowsAnswer> received_rows_here(Call& call, const RowsInput& in) {
    constexpr std::int64_t kUsual = 100;
    return http::answer_of(
        TRY(received_rows(call.context, {in.link, static_cast<std::uint64_t>(in.offset.value_or(0)),
                                         static_cast<std::uint64_t>(in.limit.value_or(kUsual)),
                                         call.request.address})));
}

struct ClipInput : OfLink {
    std::int64_t rows = 0;
    static constexpr std::string_view kName = "NoteClip";
    static constexpr auto members() {
        return std::tuple_cat(
            OfLink::path_members(),
            std::tuple{Member{"rows", &ClipInput::rows, {"复制了几行", "rows copied"}}});
    }
};
Result<Nothing> clip_here(Call& call, const ClipInput& in) {
    TRY(note_clip(call.context,
                  {in.link, 0, static_cast<std::uint64_t>(in.rows), call.request.address}));
    return Nothing{};
}

Result<PublicationDifferenceAnswer> received_difference_here(Call& call, const LinkPath& in) {
    return http::answer_of(TRY(received_difference(call.context, in.link)));
}

struct TakeCopyInput : OfLink {
    std::string format;
    static constexpr std::string_view kName = "TakeCopy";
    static constexpr auto members() {
        return std::tuple_cat(OfLink::path_members(),
                              std::tuple{Member{"format",
                                                &TakeCopyInput::format,
                                                {"形式", "form"},
                                                Bounds{.choices = words<CopyForm::Dbf>}}});
    }
};
Result<CopyAnswer> take_copy_here(Call& call, const TakeCopyInput& in) {
    const CopyForm form = parse_copy_form(in.format).value_or(CopyForm::Xlsx);
    return copy_answer(TRY(take_copy(call.context, {in.link, form, call.request.address})));
}

struct CopyPath {
    std::int64_t number = 0;
    static constexpr std::string_view kName = "CopyPath";
    static constexpr auto members() {
        return std::tuple{Member{
            "number", &CopyPath::number, {"份号", "number of the copy"}, Bounds{.least = 1}}};
    }
};

/// "bytes=1024-" or "bytes=0-99" of a file of that size: one range, or none where it is another.
std::optional<publication_copies::ByteRange> range_of(std::string_view header, std::uint64_t size) {
    constexpr std::string_view kUnit = "bytes=";
    if (!header.starts_with(kUnit)) return std::nullopt;
    header.remove_prefix(kUnit.size());
    std::uint64_t first = 0, last = size == 0 ? 0 : size - 1;
    const auto begin = std::from_chars(header.data(), header.data() + header.size(), first);
    if (begin.ec != std::errc() || begin.ptr == header.data() + header.size() || *begin.ptr != '-')
        return std::nullopt;
    const char* const rest = begin.ptr + 1;
    const char* const end = header.data() + header.size();
    if (rest != end) {
        std::uint64_t named = 0;
        const auto until = std::from_chars(rest, end, named);
        if (until.ec != std::errc() || until.ptr != end) return std::nullopt;
        last = std::min(last, named);
    }
    if (first > last || first >= size) return std::nullopt;
    return publication_copies::ByteRange{first, last - first + 1};
}

/// A download that was cut goes on where it stopped: Range, and If-Range with the ETag.
Result<FileAnswer> copy_file_here(Call& call, const CopyPath& in) {
    const PublicationCopy copy = TRY(own_copy(call.context, in.number));
    const std::string tag = "\"" + copy.sha256 + "\"";
    const std::string_view condition = call.request.header("if-range");
    std::optional<publication_copies::ByteRange> range;
    if (condition.empty() || condition == tag)
        range = range_of(call.request.header("range"), copy.size);
    CopyBytes taken = TRY(copy_bytes(call.context, {in.number, range, call.request.address}));
    call.set_header("Accept-Ranges", "bytes");
    call.set_header("ETag", tag);
    if (range) {
        call.status = 206;
        call.set_header("Content-Range", "bytes " + std::to_string(range->first) + "-" +
                                             std::to_string(range->first + range->count - 1) + "/" +
                                             std::to_string(copy.size));
    }
    return FileAnswer{std::move(taken.bytes), "application/octet-stream", copy.file_name};
}

struct PasswordAnswer {
    std::string password;
    static constexpr std::string_view kName = "CopyPassword";
    static constexpr auto members() {
        return std::tuple{Member{"password",
                                 &PasswordAnswer::password,
                                 {"口令，只显示这一次", "the password, shown this once"}}};
    }
};
Result<PasswordAnswer> password_here(Call& call, const CopyPath& in) {
    return PasswordAnswer{TRY(copy_password(call.context, in.number, call.request.address))};
}

constexpr std::string_view kReceivedTag = "received";
constexpr Needs kReceives = needs(Permission::RosterReceive);
const Route kReceivedRoutes[] = {
    route<received_here>({Method::Get,
                          "/api/v1/received",
                          "listReceived",
                          kReceivedTag,
                          {"收到的花名册", "Rosters received"},
                          kReceives}),
    route<terms_here>({Method::Get,
                       "/api/v1/received/terms",
                       "termsOfUse",
                       kReceivedTag,
                       {"使用规范和保密承诺", "Terms of use and confidentiality"},
                       kReceives}),
    route<show_received_here>({Method::Get,
                               "/api/v1/received/{link}",
                               "showReceived",
                               kReceivedTag,
                               {"收到的一项", "One that was received"},
                               kReceives}),
    route<accept_here>({Method::Post,
                        "/api/v1/received/{link}/acceptance",
                        "acceptTerms",
                        kReceivedTag,
                        {"接受使用规范", "Accept the terms"},
                        kReceives}),
    route<received_rows_here>({Method::Get,
                               "/api/v1/received/{link}/rows",
                               "receivedRows",
                               kReceivedTag,
                               {"在系统内看", "Its rows on screen"},
                               kReceives}),
    route<clip_here>({Method::Post,
                      "/api/v1/received/{link}/clips",
                      "noteClip",
                      kReceivedTag,
                      {"记下复制", "Rows were copied out of the page"},
                      kReceives}),
    route<received_difference_here>({Method::Get,
                                     "/api/v1/received/{link}/difference",
                                     "receivedDifference",
                                     kReceivedTag,
                                     {"自上次取走的差异", "What changed since my last copy"},
                                     kReceives}),
    route<take_copy_here>({Method::Post,
                           "/api/v1/received/{link}/copies",
                           "takeCopy",
                           kReceivedTag,
                           {"取一份文件", "Take a copy as a file"},
                           kReceives,
                           kCreates | kSlowRoute}),
    route<copy_file_here>({Method::Get,
                           "/api/v1/copies/{number}/file",
                           "copyFile",
                           kReceivedTag,
                           {"下载这一份，可续传", "Its file; a cut download goes on"},
                           kReceives,
                           kSlowRoute}),
    route<password_here>({Method::Post,
                          "/api/v1/copies/{number}/password",
                          "copyPassword",
                          kReceivedTag,
                          {"显示口令，只一次", "Show its password, once"},
                          kReceives}),
};

}  // namespace

std::span<const Route> received_routes() { return kReceivedRoutes; }

}  // namespace mingce::http
