// Published editions: publishing, their marked pages, the signed list of them, and what anybody is
// told who asks about a page.
#include "http/app.h"
#include "http/edition_answers.h"
#include "http/route.h"
#include "usecases/publications/page_list.h"
#include "usecases/publications/page_picture.h"
#include "usecases/publications/publish_edition.h"
#include "usecases/publications/verify_page.h"

namespace mingce::http {

namespace {

const std::string& public_address(const Call& call) { return call.app.settings().public_address; }

struct PublishedAnswer {
    EditionAnswer edition;
    std::int64_t volumes = 0, pages = 0;
    static constexpr std::string_view kName = "PublishedEdition";
    static constexpr auto members() {
        using P = PublishedAnswer;
        return std::tuple{Member{"edition", &P::edition, {"这一版", "the edition"}},
                          Member{"volumes", &P::volumes, {"分册", "volumes"}},
                          Member{"pages", &P::pages, {"页", "pages"}}};
    }
};
Result<PublishedAnswer> publish_here(Call& call, const EditionPath& in) {
    const PublishedEdition made =
        TRY(publish_edition(call.context, {in.name(), public_address(call)}));
    return PublishedAnswer{http::answer_of(TRY(show_edition(call.context, in.name()))),
                           static_cast<std::int64_t>(made.volumes),
                           static_cast<std::int64_t>(made.pages)};
}

struct PublishedPaperInput {
    std::string intake;
    std::int64_t number = 0;
    std::optional<std::string> department;
    static constexpr std::string_view kName = "AskPublishedPaper";
    static constexpr auto members() {
        using P = PublishedPaperInput;
        return std::tuple{
            Member{"intake", &P::intake, kIntakeText},
            Member{"number", &P::number, kEditionNumberText},
            Member{"department", &P::department, {"只要一个院系的分册", "of one department"}}};
    }
};
Result<FileAnswer> published_paper_here(Call& call, const PublishedPaperInput& in) {
    Paper paper = TRY(published_paper(
        call.context, {{in.intake, in.number}, in.department.value_or(""), public_address(call)}));
    return FileAnswer{std::move(paper.bytes), "application/pdf", std::move(paper.name), true};
}

Result<FileAnswer> page_list_here(Call& call, const EditionPath& in) {
    std::string list = TRY(signed_page_list(call.context, in.name()));
    return FileAnswer{std::move(list), "text/plain; charset=utf-8",
                      in.intake + "_" + std::to_string(in.number) + "_pages.txt", false};
}

// ── asked by anybody ──

struct AskPageInput {
    std::optional<std::string> code, mark;
    static constexpr std::string_view kName = "AskPage";
    static constexpr auto members() {
        using A = AskPageInput;
        return std::tuple{Member{"code",
                                 &A::code,
                                 {"页上的验真码", "the code printed on the page"},
                                 Bounds{.length_max = 64}},
                          Member{"mark",
                                 &A::mark,
                                 {"页上二维码的内容", "what the page's QR code says"},
                                 Bounds{.length_max = 400}}};
    }
};
struct VerifiedPageAnswer {
    std::string institution, roster_zh, roster_en, intake_zh, intake_en, filing_no, filed_on, as_of,
        unit, code;
    std::int64_t edition = 0, revision = 0, volume = 0, page = 0, pages = 0, first_row = 0,
                 rows = 0, men = 0, women = 0;
    bool is_signed = false;
    std::optional<std::int64_t> newer;
    static constexpr std::string_view kName = "VerifiedPage";
    static constexpr auto members() {
        using V = VerifiedPageAnswer;
        return std::tuple{
            Member{"institution", &V::institution, {"学校", "school"}},
            Member{"roster_zh", &V::roster_zh, {"花名册名称", "the roster's title in Chinese"}},
            Member{"roster_en", &V::roster_en, {"花名册名称（英文）", "the roster's title"}},
            Member{"intake_zh", &V::intake_zh, {"招生批次", "intake in Chinese"}},
            Member{"intake_en", &V::intake_en, {"招生批次（英文）", "intake"}},
            Member{"edition", &V::edition, kEditionNumberText},
            Member{"revision", &V::revision, kRevisionText},
            Member{"filing_no", &V::filing_no, {"备案号", "filing number"}},
            Member{"filed_on", &V::filed_on, {"备案日期", "filing date"}},
            Member{"as_of", &V::as_of, {"数据截至", "as of"}},
            Member{"unit", &V::unit, {"本页是谁的：院系、专业、班级", "department, major, class"}},
            Member{"volume", &V::volume, {"第几分册", "number of the volume"}},
            Member{"page", &V::page, {"第几页", "number of the page"}},
            Member{"pages", &V::pages, {"分册共几页", "pages of the volume"}},
            Member{
                "first_row", &V::first_row, {"第一行的序号；没有名单为 0", "serial of row 1, 0"}},
            Member{"rows", &V::rows, {"本页人数", "people on the page"}},
            Member{"men", &V::men, {"男", "men"}},
            Member{"women", &V::women, {"女", "women"}},
            Member{"code", &V::code, {"验真码", "the code"}},
            Member{"is_signed",
                   &V::is_signed,
                   {"二维码的签名已核对", "the QR code's signature was checked"}},
            Member{"newer",
                   &V::newer,
                   {"已被第几版取代；没有为 null", "edition filed since, or null"}}};
    }
};
Result<VerifiedPageAnswer> verify_page_here(Call& call, const AskPageInput& in) {
    const VerifiedPage told =
        TRY(verify_page(call.context, {in.code.value_or(""), in.mark.value_or("")}));
    VerifiedPageAnswer answer;
    answer.institution = told.institution;
    answer.roster_zh = told.roster;
    answer.roster_en = told.roster_en;
    answer.intake_zh = intake_title(told.intake, Language::Chinese);
    answer.intake_en = intake_title(told.intake, Language::English);
    answer.filing_no = told.filing_no;
    if (told.filed_on) answer.filed_on = iso_text(*told.filed_on);
    answer.as_of = time_text(told.as_of);
    answer.unit = told.page.unit;
    answer.code = told.page.code;
    answer.edition = told.edition;
    answer.revision = told.page.revision;
    answer.volume = told.page.volume;
    answer.page = told.page.page;
    answer.pages = told.page.pages;
    answer.first_row = told.page.first_row;
    answer.rows = told.page.rows;
    answer.men = told.page.men;
    answer.women = told.page.women;
    answer.is_signed = told.is_signed;
    answer.newer = told.newer;
    return answer;
}

struct PagePictureInput {
    std::string code;
    std::optional<std::int64_t> width;
    static constexpr std::string_view kName = "AskPagePicture";
    static constexpr auto members() {
        using P = PagePictureInput;
        return std::tuple{
            Member{"code",
                   &P::code,
                   {"页上的验真码", "the code printed on the page"},
                   Bounds{.length_max = 64}},
            Member{"width", &P::width, {"像素宽", "pixels wide"}, Bounds{.most = 2'400}}};
    }
};
Result<FileAnswer> page_picture_here(Call& call, const PagePictureInput& in) {
    constexpr std::int64_t kUsualWidth = 1'000;
    std::string png = TRY(page_picture(
        call.context, {in.code, static_cast<std::uint32_t>(in.width.value_or(kUsualWidth))}));
    return FileAnswer{std::move(png), "image/png", "page.png", true};
}

Result<FileAnswer> public_key_here(Call& call, const Nothing&) {
    return FileAnswer{TRY(public_key_text(call.context)) + "\n", "text/plain; charset=utf-8",
                      "mingce-public-key.txt", false};
}

constexpr std::string_view kPublicationTag = "publications";
const Route kPublicationRoutes[] = {
    route<publish_here>({Method::Post,
                         "/api/v1/intakes/{intake}/editions/{number}/publication",
                         "publishEdition",
                         kPublicationTag,
                         {"发布：每页定码", "Publish it: every page gets its code"},
                         needs(Permission::RosterFile),
                         kSlowRoute}),
    route<published_paper_here>({Method::Get,
                                 "/api/v1/intakes/{intake}/editions/{number}/published-paper",
                                 "publishedPaper",
                                 kPublicationTag,
                                 {"带验真码的花名册，PDF", "The marked pages, as PDF"},
                                 needs(Permission::RosterRead),
                                 kSlowRoute}),
    route<page_list_here>({Method::Get,
                           "/api/v1/intakes/{intake}/editions/{number}/page-list",
                           "pageList",
                           kPublicationTag,
                           {"签名的页清单，离线验真用", "The signed list of pages"},
                           needs(Permission::RosterRead)}),
    route<verify_page_here>({Method::Get,
                             "/api/v1/verification",
                             "verifyPage",
                             kPublicationTag,
                             {"这一页是不是学校印的", "Whether the school published this page"},
                             kAnyone}),
    route<page_picture_here>({Method::Get,
                              "/api/v1/verification/page",
                              "publishedPage",
                              kPublicationTag,
                              {"这一页的样子，给在校人员对照", "The page as a picture, for staff"},
                              needs(Permission::RosterRead),
                              kSlowRoute}),
    route<public_key_here>({Method::Get,
                            "/api/v1/verification/key",
                            "publicKey",
                            kPublicationTag,
                            {"学校的公钥", "The school's public key"},
                            kAnyone}),
};

}  // namespace

std::span<const Route> publication_routes() { return kPublicationRoutes; }

}  // namespace mingce::http
