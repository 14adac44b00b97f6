#include "documents/paper_dress.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "documents/page_preview.h"
#include "documents/pdf_writer.h"
#include "documents/sheet.h"
#include "sample_students.h"
#include "temporary_folder.h"

namespace mingce {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string unmasked_value(MaskKind, std::string_view value) { return std::string(value); }

/// Differs where the text does, so that a hash that knows of a dress is seen.
std::string summed(std::string_view text) {
    std::uint64_t sum = 1469598103934665603U;
    for (const char c : text) sum = (sum ^ static_cast<unsigned char>(c)) * 1099511628211U;
    std::string digits = std::to_string(sum);
    return std::string(64 - digits.size(), '0') + digits;
}

/// What a shell command printed.
std::string printed(const std::string& command) {
    std::string text;
    FILE* const pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) return text;
    char block[4'096];
    while (const std::size_t got = std::fread(block, 1, sizeof block, pipe))
        text.append(block, got);
    ::pclose(pipe);
    return text;
}

std::size_t times(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = 0; (at = text.find(part, at)) != std::string_view::npos;
         at += part.size())
        ++count;
    return count;
}

using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;

cairo_status_t take_bytes(void* from, unsigned char* into, unsigned int length) {
    auto& rest = *static_cast<std::string_view*>(from);
    if (rest.size() < length) return CAIRO_STATUS_READ_ERROR;
    std::memcpy(into, rest.data(), length);
    rest.remove_prefix(length);
    return CAIRO_STATUS_SUCCESS;
}
cairo_status_t add_bytes(void* into, const unsigned char* data, unsigned int length) {
    static_cast<std::string*>(into)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

Surface opened_png(const std::string& png) {
    std::string_view rest = png;
    return {cairo_image_surface_create_from_png_stream(take_bytes, &rest), cairo_surface_destroy};
}

/// A picture of one colour.
std::string made_png(int width, int height) {
    const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height),
                          cairo_surface_destroy);
    cairo_t* const cairo = cairo_create(surface.get());
    cairo_set_source_rgb(cairo, 0, 0, 1);
    cairo_paint(cairo);
    cairo_destroy(cairo);
    std::string png;
    cairo_surface_write_to_png_stream(surface.get(), add_bytes, &png);
    return png;
}

const unsigned char* pixel_of(const Surface& surface, int x, int y) {
    return cairo_image_surface_get_data(surface.get()) +
           static_cast<std::ptrdiff_t>(y) * cairo_image_surface_get_stride(surface.get()) +
           static_cast<std::ptrdiff_t>(x) * 4;
}

class PaperDressed : public ::testing::Test {
protected:
    void SetUp() override {
        auto faces = Typefaces::open();
        if (!faces.ok()) GTEST_SKIP() << faces.error().sentence(Language::English);
        typefaces_ = std::move(faces).value();
        for (std::size_t i = 0; i < 1'300; ++i)
            proof_.proof_qr += static_cast<char>('0' + i * i % 73);
    }
    static Definition shipped(std::string_view key) {
        return parse_definition(key, *shipped_definition(key)).value();
    }
    static CompiledRoster roster_of(const Definition& definition, const SampleSize& size) {
        return compile(definition, SampleStudents(size).students, sample_meta(), unmasked_value);
    }
    static CompiledRoster marked_roster(PaperSize size, bool landscape) {
        Definition definition = shipped("by_department");
        definition.paper.mark_room = true;
        definition.paper.size = size;
        definition.paper.landscape = landscape;
        return roster_of(definition, {1, 1, 1, 9});
    }
    PaperDress whole_dress() const {
        PaperDress dress;
        dress.copy = &mark_;
        dress.seal = &seal_;
        dress.edge_seal = true;
        dress.cover = &proof_;
        dress.paper_copy = "第 3 份　共 5 份";
        return dress;
    }
    Result<PdfDocument> try_make(const CompiledRoster& roster, const PaperDress* dress,
                                 const PageMarker& marker = {}) {
        return make_pdf(roster, {0, roster.volumes.size()},
                        {*typefaces_, summed, std::string(64, 'a'), marker, dress});
    }
    PdfDocument made(const CompiledRoster& roster, const PaperDress* dress,
                     const PageMarker& marker = {}) {
        auto document = try_make(roster, dress, marker);
        EXPECT_TRUE(document.ok()) << document.error().sentence(Language::English);
        return std::move(document).value();
    }
    std::string text_of(const PdfDocument& document) const {
        const auto file = folder_.write("dressed.pdf", document.bytes);
        std::string text = printed("pdftotext -layout '" + file.string() + "' - 2>/dev/null");
        std::erase(text, ' ');  // they change with every width
        return text;
    }
    /// What the QR codes say on pages that pdftoppm renders.
    std::string scanned(const PdfDocument& document, const std::string& options) const {
        folder_.write("dressed.pdf", document.bytes);
        return printed("cd '" + folder_.path().string() + "' && rm -f p*.pgm && pdftoppm -gray " +
                       options +
                       " dressed.pdf p >/dev/null 2>&1 && "
                       "zbarimg -q --raw -Sdisable -Sqrcode.enable p*.pgm 2>/dev/null");
    }
    /// Of a word wherever it stands, page by page, in points.
    std::vector<double> heights(const PdfDocument& document, const std::string& word) const;
    void slices_make_the_whole(std::uint32_t pages, std::uint32_t pixels_a_mm);

    const testing::TemporaryFolder folder_;
    std::unique_ptr<Typefaces> typefaces_;
    CopyMark mark_{"后勤处 · 分床、门禁 · 2026-09-01 · 第 12 份"};
    SealFace seal_{"临溪大学教务处", "学籍专用章", ""};
    CoverProof proof_{"LX2026-B-03", "mc.linxi.example/audit", 184'880,
                      184'871,       std::string(44, 'R'),     ""};
};

std::vector<double> PaperDressed::heights(const PdfDocument& document,
                                          const std::string& word) const {
    const auto file = folder_.write("dressed.pdf", document.bytes);
    std::istringstream words(printed("pdftotext -bbox '" + file.string() + "' - 2>/dev/null"));
    const auto number_after = [](const std::string& line, std::string_view key) {
        return std::strtod(line.c_str() + line.find(key) + key.size(), nullptr);
    };
    std::vector<double> found;
    for (std::string line; std::getline(words, line);)
        if (line.find(">" + word + "<") != std::string::npos)
            found.push_back(number_after(line, "yMax=\"") - number_after(line, "yMin=\""));
    return found;
}

TEST(EdgeSeal, PagesGoByEightAndNoSliceIsTooThin) {
    struct Case {
        std::size_t pages;
        std::vector<std::size_t> groups;
    };
    const Case cases[] = {{1, {1}},      {3, {3}},        {4, {4}},        {8, {8}},
                          {9, {9}},      {11, {11}},      {12, {8, 4}},    {16, {8, 8}},
                          {19, {8, 11}}, {20, {8, 8, 4}}, {27, {8, 8, 11}}};
    for (const Case& c : cases) {
        SCOPED_TRACE(c.pages);
        std::size_t page = 0;
        for (const std::size_t count : c.groups)
            for (std::size_t index = 0; index < count; ++index) {
                const EdgeSlice slice = edge_slice(page++, c.pages);
                EXPECT_EQ(slice.index, index);
                EXPECT_EQ(slice.count, count);
            }
        EXPECT_EQ(page, c.pages);
    }
    EXPECT_DOUBLE_EQ(edge_slice(0, 8).width(), 5.25);
}

/// The right edges of the pages side by side are the seal as it is drawn whole.
void PaperDressed::slices_make_the_whole(std::uint32_t pages, std::uint32_t pixels_a_mm) {
    Definition definition = shipped("class_roster");
    definition.contents = definition.cover = false;
    const CompiledRoster roster = roster_of(definition, {1, 1, pages, 3});
    PaperDress dress;
    dress.seal = &seal_;
    dress.edge_seal = true;
    const int side = static_cast<int>(42 * pixels_a_mm), wide = static_cast<int>(210 * pixels_a_mm);
    const int slice = side / static_cast<int>(pages), top = static_cast<int>(118 * pixels_a_mm);
    const Surface whole(cairo_image_surface_create(CAIRO_FORMAT_RGB24, side, side),
                        cairo_surface_destroy);
    cairo_t* const cairo = cairo_create(whole.get());
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    auto opened = DressedPaper::open(dress, *typefaces_);
    ASSERT_TRUE(opened.ok());
    opened.value().paint_seal(cairo, 0, 0, side);
    cairo_destroy(cairo);
    cairo_surface_flush(whole.get());
    std::size_t different = 0, red = 0;
    for (std::uint32_t page = 0; page < pages; ++page) {
        const auto drawn = draw_picture(roster, {0, page, static_cast<std::uint32_t>(wide)},
                                        {*typefaces_, summed, std::string(64, 'a'), {}, &dress});
        ASSERT_TRUE(drawn.ok());
        ASSERT_EQ(drawn.value().pages, pages);
        const Surface picture = opened_png(drawn.value().png);
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < slice; ++x) {
                const auto* const cut = pixel_of(picture, wide - slice + x, top + y);
                const auto* const seal = pixel_of(whole, static_cast<int>(page) * slice + x, y);
                bool same = true;
                for (int c = 0; c < 3; ++c) same = same && std::abs(cut[c] - seal[c]) < 24;
                different += same ? 0 : 1;
                red += seal[0] < 60 && seal[2] > 150 ? 1 : 0;
            }
    }
    const auto area = static_cast<std::size_t>(side) * static_cast<std::size_t>(side);
    EXPECT_GT(red, area / 10) << "the seal is there";
    EXPECT_LT(different, area / 1'000);
}

TEST_F(PaperDressed, SlicesSideBySideAreTheWholeSeal) {
    slices_make_the_whole(4, 4);
    slices_make_the_whole(8, 4);
    slices_make_the_whole(5, 5);
}

TEST_F(PaperDressed, ADressMovesNothingOfThePages) {
    const CompiledRoster roster = marked_roster(PaperSize::A4, false);
    std::vector<PageFacts> plain, dressed_ones;
    const auto marker_into = [](std::vector<PageFacts>& facts) -> PageMarker {
        return [&facts](const PageFacts& page) {
            facts.push_back(page);
            return PageMark{"CODE", "#1/" + page.hash};
        };
    };
    const PaperDress none, dress = whole_dress();
    const PdfDocument undressed = made(roster, nullptr, marker_into(plain));
    const PdfDocument document = made(roster, &dress, marker_into(dressed_ones));
    EXPECT_EQ(document.pages, undressed.pages);
    ASSERT_EQ(plain.size(), undressed.pages);
    ASSERT_EQ(dressed_ones.size(), plain.size());
    for (std::size_t p = 0; p < plain.size(); ++p) {
        EXPECT_EQ(dressed_ones[p].hash, plain[p].hash);
        EXPECT_EQ(dressed_ones[p].students, plain[p].students);
        EXPECT_EQ(dressed_ones[p].page, plain[p].page);
    }
    std::vector<PageFacts> again;
    EXPECT_TRUE(made(roster, &none, marker_into(again)).bytes == undressed.bytes)
        << "a dress of nothing is none";
    EXPECT_FALSE(document.bytes == undressed.bytes);
}

TEST_F(PaperDressed, TheSameDressGivesTheSameBytes) {
    const CompiledRoster roster = marked_roster(PaperSize::A4, false);
    const PaperDress dress = whole_dress();
    const std::string first = made(roster, &dress).bytes;
    SetUp();  // other faces, other caches
    proof_.proof_qr.resize(1'300);
    EXPECT_TRUE(made(roster, &dress).bytes == first);
}

TEST_F(PaperDressed, EachPageSaysOnceWhoseCopyItIs) {
    const PaperDress dress = whole_dress();
    for (const std::string& key : shipped_definition_keys()) {
        SCOPED_TRACE(key);
        const CompiledRoster roster = roster_of(shipped(key), {1, 1, 2, 45});
        const PdfDocument document = made(roster, &dress);
        const std::string text = text_of(document);
        if (text.empty()) GTEST_SKIP() << "pdftotext is not installed";
        EXPECT_EQ(times(text, "后勤处·分床、门禁·2026-09-01·第12份"), document.pages);
        EXPECT_EQ(times(text, "第3份"), document.pages);
    }
}

TEST_F(PaperDressed, TheCoverHasItsFilingNumberAndASealInItsPlace) {
    const CompiledRoster roster = marked_roster(PaperSize::A4, false);
    const PaperDress dress = whole_dress();
    const std::string plain = text_of(made(roster, nullptr)), text = text_of(made(roster, &dress));
    if (text.empty()) GTEST_SKIP() << "pdftotext is not installed";
    EXPECT_THAT(plain, HasSubstr("〔公章〕"));
    EXPECT_THAT(text, Not(HasSubstr("〔公章〕")));
    for (const char* part :
         {"LX2026-B-03", "mc.linxi.example/audit", "184,880", "184,871", "整份证明"})
        EXPECT_THAT(text, HasSubstr(part));
    EXPECT_THAT(text, HasSubstr(proof_.root));
    EXPECT_THAT(text, Not(HasSubstr("专用章"))) << "a seal is a picture, no text of the page";
}

TEST_F(PaperDressed, CodesAreReadThroughMarksAndSeals) {
    if (printed("command -v pdftoppm && command -v zbarimg").find("zbarimg") == std::string::npos)
        GTEST_SKIP() << "pdftoppm or zbarimg is absent";
    const PaperDress dress = whole_dress();
    const PageMarker marker = [](const PageFacts& facts) {
        const std::string page = "PAGE-" + std::to_string(facts.page) + "-";
        return PageMark{"CODE", page + std::string(200 - page.size(), 'Q')};
    };
    for (const PaperSize size : {PaperSize::A4, PaperSize::A3})
        for (const bool landscape : {false, true}) {
            SCOPED_TRACE(std::string(size == PaperSize::A3 ? "A3" : "A4") +
                         (landscape ? " landscape" : " portrait"));
            const PdfDocument document = made(marked_roster(size, landscape), &dress, marker);
            const std::string read = scanned(document, "-r 150");
            for (std::uint64_t page = 1; page <= document.pages; ++page)
                EXPECT_EQ(times(read, "PAGE-" + std::to_string(page) + "-Q"), 1U) << page;
            EXPECT_THAT(scanned(document, "-l 1 -r 200"), HasSubstr(proof_.proof_qr));
            // A code is drawn with the line under it: 28 mm on a page of rows, no less on a cover.
            static_assert(kMarkSide >= 25);
            const std::vector<double> lines = heights(document, "CODE");
            ASSERT_EQ(lines.size(), document.pages);
            for (const double line : lines) EXPECT_GE(line, lines.back() - 0.01);
        }
}

TEST_F(PaperDressed, APictureIsTheSealWhereItIsOne) {
    const CompiledRoster roster = marked_roster(PaperSize::A4, false);
    PaperDress dress;
    dress.seal = &seal_;
    const std::string good = made_png(40, 60);
    std::string large = good;
    large[18] = '\x07';
    large[19] = '\xD1';  // 2,001 wide
    struct Case {
        std::string png;
        bool taken;
        std::string why;
    };
    const Case cases[] = {{good, true, "a picture"},
                          {made_png(2'000, 1), true, "as wide as may be"},
                          {large, false, "too wide"},
                          {good.substr(0, good.size() / 2), false, "half of one"},
                          {"GIF89a" + good, false, "something else"},
                          {"\x89PNG\r\n\x1A\n", false, "a head alone"}};
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        seal_.png = c.png;
        const auto document = try_make(roster, &dress);
        ASSERT_EQ(document.ok(), c.taken);
        if (c.taken) continue;
        EXPECT_EQ(document.error().problem().code, "document.seal_picture");
    }
}

TEST_F(PaperDressed, AProofTooLongForACoverIsRefused) {
    const CompiledRoster roster = marked_roster(PaperSize::A4, false);
    const PaperDress dress = whole_dress();
    proof_.proof_qr.assign(1'900, '\xFF');
    EXPECT_TRUE(try_make(roster, &dress).ok());
    proof_.proof_qr += 'a';
    const auto document = try_make(roster, &dress);
    ASSERT_FALSE(document.ok());
    EXPECT_EQ(document.error().problem().code, "document.proof_too_long");
}

TEST_F(PaperDressed, NamesOfAnyLengthStandOnASeal) {
    const CompiledRoster roster = roster_of(shipped("by_department"), {1, 1, 1, 3});
    PaperDress dress;
    dress.seal = &seal_;
    for (const char* name :
         {"", "校", "Linxi University, Office of Academic Affairs",
          "临溪自治区信息科学技术与中医药民族艺术职业大学（筹）学籍管理办公室"}) {
        seal_.institution = seal_.purpose = name;
        EXPECT_GT(made(roster, &dress).pages, 0U);
    }
}

}  // namespace
}  // namespace mingce
