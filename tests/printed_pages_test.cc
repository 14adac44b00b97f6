// Every kind of printed page, as text, against tests/golden/: what changes on paper is seen in
// review. After a change that is meant: MINGCE_GOLDEN=write build/across_test
// --gtest_filter='PrintedPages.*', then look at the difference and at `./dev shots`.
#include <cstdlib>

#include <gtest/gtest.h>

#include "access/mask.h"
#include "documents/pdf_writer.h"
#include "domain/canonical_text.h"
#include "places.h"
#include "run_mingce.h"
#include "sample_students.h"
#include "usecases/record/output_file.h"

namespace mingce {
namespace {

namespace fs = std::filesystem;

const fs::path kGolden = fs::path(testing::kProject) / "tests" / "golden";

/// 47 students in each of two classes: a class over two pages, names of every length.
const SampleSize kTwoClasses{1, 2, 1, 47};

CompiledRoster roster_of(const std::string& definition, const SampleStudents& sample) {
    return compile(parse_definition(definition, *shipped_definition(definition)).value(),
                   sample.students, sample_meta(), masked);
}

/// The pages one after another, as a reader would copy them; runs of blanks made one TAB, as they
/// change with every width.
std::string text_of(const std::string& pdf) {
    const testing::TemporaryFolder folder;
    const fs::path file = folder.write("roster.pdf", pdf), text = folder.path() / "roster.txt";
    const std::string command = "pdftotext -layout '" + file.string() + "' '" + text.string() + "'";
    std::FILE* const shell = popen(command.c_str(), "r");
    if (shell == nullptr || pclose(shell) != 0) return {};
    std::string lines;
    std::size_t blanks = 0;
    for (const char c : testing::contents(text)) {
        blanks = c == ' ' ? blanks + 1 : 0;
        if (blanks == 2) lines.back() = '\t';
        if (blanks < 2) lines += c;
    }
    return lines;
}

void expect_pages(Typefaces& faces, const CompiledRoster& roster, const std::string& golden,
                  const PageMarker& marker = {}, const PaperDress* dress = nullptr) {
    SCOPED_TRACE(golden);
    const auto document =
        make_pdf(roster, {0, roster.volumes.size()},
                 {faces, sha256_hex, sha256_hex(canonical_text(roster)), marker, dress});
    ASSERT_TRUE(document.ok()) << document.error().sentence(Language::English);
    const std::string text = text_of(document.value().bytes);
    ASSERT_FALSE(text.empty()) << "pdftotext gave nothing";
    const fs::path file = kGolden / golden;
    const char* const wish = std::getenv("MINGCE_GOLDEN");
    if (wish != nullptr && std::string_view(wish) == "write")
        std::ofstream(file, std::ios::binary) << text;
    EXPECT_EQ(text, testing::contents(file)) << file;
}

TEST(PrintedPages, ReadAsTheyDid) {
    auto faces = Typefaces::open();
    if (!faces.ok()) GTEST_SKIP() << faces.error().sentence(Language::English);
    const SampleStudents sample(kTwoClasses);
    for (const std::string& definition : shipped_definition_keys())
        expect_pages(*faces.value(), roster_of(definition, sample), definition + ".txt");
}

// One part of the annex over two pages and one of a few; those with a character no font has, too.
TEST(PrintedPages, TheAnnexReadsAsItDid) {
    auto faces = Typefaces::open();
    if (!faces.ok()) GTEST_SKIP() << faces.error().sentence(Language::English);
    SampleStudents sample(kTwoClasses);
    for (std::uint32_t row = 5; row < sample.students.size(); ++row)
        sample.students.set(row, Field::EnrolmentStatus,
                            row % 10 == 0  ? "取消入学资格"
                            : row % 2 == 0 ? "保留入学资格"
                                           : "");
    expect_pages(*faces.value(), roster_of("by_department", sample), "annex.txt");
}

// Codes to verify each page by, the copy's number, seals and proof: upright and landscape.
TEST(PrintedPages, ACopyOfAPublishedRosterReadsAsItDid) {
    auto faces = Typefaces::open();
    if (!faces.ok()) GTEST_SKIP() << faces.error().sentence(Language::English);
    const SampleStudents sample({1, 1, 1, 9});
    const CopyMark mark{"后勤处 · 分床、门禁 · 2026-09-01 · 第 12 份"};
    const SealFace seal{"临溪大学教务处", "学籍专用章", ""};
    const CoverProof proof{"LX2026-B-03", "mc.linxi.example/audit", 184'880,
                           184'871,       std::string(64, '7'),     std::string(1'300, 'Q')};
    const PaperDress dress{&mark, &seal, true, &proof, "第 3 份　共 5 份"};
    const PageMarker marker = [](const PageFacts& facts) {
        return PageMark{"ABCD-EFGH-JKMN-" + std::to_string(1000 + facts.page),
                        std::string(200, 'Q')};
    };
    for (const bool landscape : {false, true}) {
        Definition definition =
            parse_definition("by_department", *shipped_definition("by_department")).value();
        definition.paper.mark_room = true;
        definition.paper.landscape = landscape;
        const CompiledRoster roster = compile(definition, sample.students, sample_meta(), masked);
        expect_pages(*faces.value(), roster,
                     landscape ? "published_landscape.txt" : "published.txt", marker, &dress);
    }
}

}  // namespace
}  // namespace mingce
