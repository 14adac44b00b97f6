// A roster seen while its definition is worked on: what its pages are, any of them as a picture,
// and the PDF itself.
#include "http/answers.h"
#include "http/app.h"
#include "http/definition_messages.h"
#include "http/route.h"
#include "usecases/rosters/preview_roster.h"

namespace mingce::http {

namespace {

constexpr Text kPreviewedDepartmentText = {
    "哪个学院；未分院系为空，缺省第一个",
    "department, \"\" for students without one; the first without"};

std::vector<std::string_view> page_kind_words() {
    return {std::begin(kPageKindKeys), std::end(kPageKindKeys)};
}

struct PreviewInput {
    std::string intake;
    std::optional<std::string> key, department, as_of;
    std::optional<std::int64_t> version;
    std::optional<DefinitionTerms> definition;
    bool is_whole = false;
    static constexpr std::string_view kName = "PreviewRoster";
    static constexpr auto members() {
        using P = PreviewInput;
        return std::tuple{
            Member{"intake", &P::intake, kIntakeText},
            Member{"key", &P::key, kDefinitionKeyText},
            Member{"version", &P::version, kDefinitionVersionText},
            Member{"definition",
                   &P::definition,
                   {"还没有保存的规则，代替 key", "one that is not saved, instead of a key"}},
            Member{"department", &P::department, kPreviewedDepartmentText},
            Member{"is_whole",
                   &P::is_whole,
                   {"全部学院一起，与编制一样慢", "all departments; as slow as compiling"}},
            Member{
                "as_of", &P::as_of, {"印在册上的日期；缺省今天", "date printed; today without"}}};
    }
};
Result<PreviewRoster> preview_of(const Call& call, const PreviewInput& in) {
    PreviewRoster request;
    request.intake = in.intake;
    request.asked = {in.key.value_or(""), in.version};
    if (in.definition) request.unsaved = TRY(definition_of(*in.definition));
    request.department = in.department;
    request.is_whole = in.is_whole;
    request.as_of = in.as_of ? TRY(day_of_text("as_of", *in.as_of)) : call.today();
    return request;
}

struct PreviewPageAnswer {
    std::string kind, group;
    std::int64_t rows = 0;
    static constexpr std::string_view kName = "PreviewPage";
    static constexpr auto members() {
        using P = PreviewPageAnswer;
        return std::tuple{
            Member{
                "kind", &P::kind, {"哪种页", "kind of page"}, Bounds{.choices = page_kind_words}},
            Member{"group", &P::group, {"哪个班级或专业的；没有为空", "whose rows, or \"\""}},
            Member{"rows", &P::rows, {"几行", "rows"}}};
    }
};
struct FitNoticeAnswer {
    std::string kind, character;
    std::int64_t page = 0, serial = 0, column = 0, points_tenths = 0, lines = 1;
    static constexpr std::string_view kName = "PreviewNotice";
    static constexpr auto members() {
        using N = FitNoticeAnswer;
        return std::tuple{
            Member{"kind",
                   &N::kind,
                   {"缩小、折行、没有字形", "smaller, on several lines, in no font"},
                   Bounds{.choices = words<FitKind::NoGlyph>}},
            Member{"page", &N::page, {"第几页", "page, from 1"}},
            Member{"serial", &N::serial, {"序号", "number of the row"}},
            Member{"column", &N::column, {"第几列，从 0 起", "column, from 0"}},
            Member{"points_tenths", &N::points_tenths, {"字号，十分之一磅", "tenths of a point"}},
            Member{"lines", &N::lines, {"几行", "lines"}},
            Member{"character", &N::character, {"字符的码位；不是没有字形的为空", "U+…, or \"\""}}};
    }
};
struct ColumnFitAnswer {
    std::int64_t shrunk = 0, broken = 0, without_glyph = 0, printed_um = 0, wanted_um = 0;
    static constexpr std::string_view kName = "PreviewColumn";
    static constexpr auto members() {
        using C = ColumnFitAnswer;
        return std::tuple{
            Member{"shrunk", &C::shrunk, {"缩小的", "cells set smaller"}},
            Member{"broken", &C::broken, {"折行的", "cells on several lines"}},
            Member{"without_glyph", &C::without_glyph, {"没有字形的字", "characters in no font"}},
            Member{"printed_um", &C::printed_um, {"纸上的宽，微米", "width on paper, micrometres"}},
            Member{"wanted_um",
                   &C::wanted_um,
                   {"要多宽才不缩小、不折行；0 为不必改",
                    "width at which nothing is smaller or broken; 0 where it need not change"}}};
    }
};
struct RosterPreviewAnswer {
    std::optional<std::string> department;
    std::string lacks;
    bool is_part = false;
    std::int64_t rows_in = 0, rows_listed = 0, rows_annexed = 0, rows_filtered = 0;
    std::int64_t width_um = 0, block_um = 0, notices_in_all = 0;
    std::vector<std::string> volumes;
    std::vector<PreviewPageAnswer> pages;
    std::vector<FitNoticeAnswer> notices;
    std::vector<ColumnFitAnswer> columns;
    static constexpr std::string_view kName = "RosterPreview";
    static constexpr auto members() {
        using P = RosterPreviewAnswer;
        return std::tuple{
            Member{"department", &P::department, {"排的是哪个学院；空为全部", "or null for all"}},
            Member{"is_part",
                   &P::is_part,
                   {"全部一册，这里只排了一个学院，页码与正式的不同",
                    "the roster is one volume and this a department's part: pages count from it"}},
            Member{"lacks",
                   &P::lacks,
                   {"编正式花名册还缺什么；不缺为空",
                    "what an official roster would want of the definition, or \"\""}},
            Member{"rows_in", &P::rows_in, {"人数", "students"}},
            Member{"rows_listed", &P::rows_listed, {"入册", "listed"}},
            Member{"rows_annexed", &P::rows_annexed, {"列入附表", "in the annex"}},
            Member{"rows_filtered", &P::rows_filtered, {"按规则不列", "left out by the filter"}},
            Member{"width_um", &P::width_um, {"各列合计，微米", "the columns together"}},
            Member{"block_um", &P::block_um, {"页面可用，微米", "what the paper has for them"}},
            Member{"volumes",
                   &P::volumes,
                   {"各分册的学院，按次序；未分院系为空",
                    "departments of the volumes, in order; \"\" for students without one"}},
            Member{"pages", &P::pages, {"各页", "pages"}},
            Member{
                "notices", &P::notices, {"没有排下的，最多 200 条", "what did not fit, up to 200"}},
            Member{"notices_in_all", &P::notices_in_all, {"共几条", "how many in all"}},
            Member{"columns", &P::columns, {"各列", "columns"}}};
    }
};

std::int64_t in_micrometres(double millimetres) {
    return static_cast<std::int64_t>(std::llround(millimetres * 1'000));
}

void tell_survey(const VolumeSurvey& survey, RosterPreviewAnswer& answer) {
    answer.notices_in_all = static_cast<std::int64_t>(survey.notices_in_all);
    answer.notices.reserve(survey.notices.size());
    for (const FitNotice& notice : survey.notices)
        answer.notices.push_back({std::string(key_of(notice.kind)),
                                  notice.character == 0 ? "" : code_point_name(notice.character),
                                  static_cast<std::int64_t>(notice.page), notice.serial,
                                  static_cast<std::int64_t>(notice.column),
                                  static_cast<std::int64_t>(std::llround(notice.points * 10)),
                                  static_cast<std::int64_t>(notice.lines)});
    answer.columns.reserve(survey.columns.size());
    for (const ColumnFit& fit : survey.columns)
        answer.columns.push_back({static_cast<std::int64_t>(fit.shrunk),
                                  static_cast<std::int64_t>(fit.broken),
                                  static_cast<std::int64_t>(fit.without_glyph),
                                  in_micrometres(fit.printed), in_micrometres(fit.wanted)});
}

Result<RosterPreviewAnswer> roster_preview_here(Call& call, const PreviewInput& in) {
    const RosterPreview preview = TRY(preview_roster(call.context, TRY(preview_of(call, in))));
    RosterPreviewAnswer answer;
    answer.department = preview.department;
    answer.lacks = preview.lacks;
    answer.is_part = preview.is_part;
    answer.rows_in = static_cast<std::int64_t>(preview.rows_in);
    answer.rows_listed = static_cast<std::int64_t>(preview.rows_listed);
    answer.rows_annexed = static_cast<std::int64_t>(preview.rows_annexed);
    answer.rows_filtered = static_cast<std::int64_t>(preview.rows_filtered);
    answer.width_um = in_micrometres(preview.width);
    answer.block_um = in_micrometres(preview.block);
    answer.volumes = preview.volumes;
    answer.pages.reserve(preview.pages.size());
    for (const PreviewPage& page : preview.pages)
        answer.pages.push_back(
            {std::string(key_of(page.kind)), page.group, static_cast<std::int64_t>(page.rows)});
    tell_survey(preview.survey, answer);
    return answer;
}

struct PreviewPageInput : PreviewInput {
    std::int64_t page = 1;
    std::optional<std::int64_t> width;
    // Another name in the document than what it adds to.
    // cppcheck-suppress duplInheritedMember
    static constexpr std::string_view kName = "PreviewRosterPage";
    static constexpr auto members() {
        using P = PreviewPageInput;
        return std::tuple_cat(
            PreviewInput::members(),
            std::tuple{Member{"page",
                              &P::page,
                              {"第几页；超过末页给末页", "page, from 1; the last one past the end"},
                              Bounds{.least = 1, .most = 1'000'000}},
                       Member{"width",
                              &P::width,
                              {"图宽，像素；缺省 900", "width in pixels; 900 without"},
                              Bounds{.least = 60, .most = 2'400}}});
    }
};
Result<FileAnswer> preview_page_here(Call& call, const PreviewPageInput& in) {
    const PreviewPicture picture{static_cast<std::size_t>(in.page),
                                 static_cast<std::uint32_t>(in.width.value_or(900))};
    PreviewedPage page = TRY(preview_page(call.context, TRY(preview_of(call, in)), picture));
    return FileAnswer{std::move(page.png), "image/png",
                      "page-" + std::to_string(page.page) + ".png", true};
}

Result<FileAnswer> preview_pdf_here(Call& call, const PreviewInput& in) {
    return FileAnswer{TRY(preview_pdf(call.context, TRY(preview_of(call, in)))), "application/pdf",
                      in.intake + "_preview.pdf", true};
}

constexpr std::string_view kPreviewTag = "rosters";
const Route kRosterPreviewRoutes[] = {
    route<roster_preview_here>(
        {Method::Post,
         "/api/v1/rosters/preview",
         "previewRoster",
         kPreviewTag,
         {"预览花名册：页、分册、没有排下的", "A roster's pages before it is made"},
         needs(Permission::RosterCompile),
         kSlowRoute}),
    route<preview_page_here>({Method::Post,
                              "/api/v1/rosters/preview/page",
                              "previewRosterPage",
                              kPreviewTag,
                              {"预览的一页，图像", "One of these pages as a picture"},
                              needs(Permission::RosterCompile),
                              kSlowRoute}),
    route<preview_pdf_here>({Method::Post,
                             "/api/v1/rosters/preview/pdf",
                             "previewRosterPdf",
                             kPreviewTag,
                             {"预览的这一册，PDF", "The volume previewed, as a PDF"},
                             needs(Permission::RosterCompile),
                             kSlowRoute}),
};

}  // namespace

std::span<const Route> roster_preview_routes() { return kRosterPreviewRoutes; }

}  // namespace mingce::http
