#include "documents/pdf_writer.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/text.h"
#include "sample_students.h"

namespace mingce {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string shown(MaskKind mask, std::string_view value) {
    return mask == MaskKind::None ? std::string(value) : "7*";
}

std::string counted(std::string_view text) {
    std::string digits = std::to_string(text.size());
    return std::string(64 - digits.size(), '0') + digits;
}

class Pdf : public ::testing::Test {
protected:
    void SetUp() override {
        auto faces = Typefaces::open();
        if (!faces.ok()) GTEST_SKIP() << faces.error().sentence(Language::English);
        typefaces_ = std::move(faces).value();
    }

    static Definition shipped(std::string_view key) {
        return parse_definition(key, *shipped_definition(key)).value();
    }
    static CompiledRoster roster_of(const Definition& definition, const SampleStudents& sample) {
        return compile(definition, sample.students, sample_meta(), shown);
    }
    PdfDocument made(const CompiledRoster& roster) {
        auto document = make_pdf(roster, {0, roster.volumes.size()},
                                 {*typefaces_, counted, std::string(64, 'a')});
        EXPECT_TRUE(document.ok()) << document.error().sentence(Language::English);
        return std::move(document).value();
    }
    /// The text of the pages as a reader would search it; "" where poppler is not installed.
    static std::string text_of(const PdfDocument& document) {
        const auto folder = std::filesystem::temp_directory_path();
        const auto path = folder / ("mingce-pdf-test-" + std::to_string(::getpid()) + ".pdf");
        std::ofstream(path, std::ios::binary) << document.bytes;
        std::string text;
        const std::string command = "pdftotext -layout '" + path.string() + "' - 2>/dev/null";
        if (FILE* pipe = ::popen(command.c_str(), "r")) {
            char block[4096];
            while (const std::size_t got = std::fread(block, 1, sizeof block, pipe))
                text.append(block, got);
            ::pclose(pipe);
        }
        std::filesystem::remove(path);
        return text;
    }

    std::unique_ptr<Typefaces> typefaces_;
};

TEST_F(Pdf, TheSameRosterGivesTheSameBytes) {
    const SampleStudents sample({1, 1, 2, 45});
    for (const std::string& key : shipped_definition_keys()) {
        SCOPED_TRACE(key);
        const CompiledRoster roster = roster_of(shipped(key), sample);
        const std::string first = made(roster).bytes;
        SetUp();  // other faces, other caches
        EXPECT_TRUE(made(roster).bytes == first);
        EXPECT_EQ(first.substr(0, 5), "%PDF-");
        EXPECT_NE(first.find("/CreationDate (20260828000000Z)"), std::string::npos);
        EXPECT_NE(first.find("/ModDate (20260828000000Z)"), std::string::npos);
    }
}

TEST_F(Pdf, PagesAreAsManyAsTheyMustBe) {
    struct Case {
        std::uint32_t students;
        std::uint64_t pages;
        std::string why;
    };
    // Of one class, without contents: the sample's two-line names stand at 36 and 46, the
    // character no font has at 17.
    const Case cases[] = {
        {1, 1, "one student"},
        {16, 1, "a short class"},
        {34, 1, "rows, 以下空白, totals and a note"},
        {35, 2, "the note has no room any more"},
        {47, 2, "one row too many for one page"},
        {85, 3, "two full pages and the rest"},
    };
    Definition definition = shipped("class_roster");
    definition.contents = false;
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        const SampleStudents sample({1, 1, 1, c.students});
        EXPECT_EQ(made(roster_of(definition, sample)).pages, c.pages);
    }
}

TEST_F(Pdf, APublishedRosterTellsOfEachPageOnceAndPrintsItsCode) {
    const SampleStudents sample({2, 1, 2, 45});
    for (const std::string_view key : {"by_department", "class_roster"}) {
        SCOPED_TRACE(key);
        Definition definition = shipped(key);
        definition.paper.mark_room = true;
        const CompiledRoster roster = roster_of(definition, sample);
        std::vector<PageFacts> told;
        const PageMarker marker = [&told](const PageFacts& facts) {
            told.push_back(facts);
            return PageMark{"CODE-" + std::to_string(told.size()), "#1/" + facts.unit};
        };
        const auto document = make_pdf(roster, {0, roster.volumes.size()},
                                       {*typefaces_, counted, std::string(64, 'a'), marker});
        ASSERT_TRUE(document.ok());
        EXPECT_EQ(told.size(), document.value().pages);
        std::size_t rows = 0;
        for (const PageFacts& facts : told) {
            rows += facts.students.size();
            EXPECT_EQ(facts.first_row == 0, facts.students.empty());
            EXPECT_LE(facts.page, facts.pages);
            EXPECT_FALSE(facts.unit.empty());
        }
        EXPECT_EQ(rows, roster.rows_listed + roster.rows_annexed);
        const std::string text = text_of(document.value());
        if (text.empty()) continue;
        for (std::size_t i = 1; i <= told.size(); ++i)
            EXPECT_THAT(text, HasSubstr("CODE-" + std::to_string(i)));
    }
}

TEST_F(Pdf, FortyRowsAndTheirTotalsStandOnOnePage) {
    SampleStudents sample({1, 1, 1, 40});
    for (std::uint32_t row = 0; row < 40; ++row) sample.students.set(row, Field::Name, "王小明");
    Definition definition = shipped("class_roster");
    definition.contents = false;
    const PdfDocument document = made(roster_of(definition, sample));
    EXPECT_EQ(document.pages, 1U);
    const std::string text = text_of(document);
    if (text.empty()) GTEST_SKIP() << "pdftotext is not installed";
    EXPECT_THAT(text, HasSubstr("本班合计"));
}

TEST_F(Pdf, EveryNameIsThereWholeAndMissingCharactersAreNamed) {
    const SampleStudents sample({1, 1, 1, 47});
    const CompiledRoster roster = roster_of(shipped("class_roster"), sample);
    const PdfDocument document = made(roster);
    ASSERT_EQ(document.unprintable.size(), 1U);
    EXPECT_EQ(document.unprintable[0].row, 16U);
    EXPECT_EQ(document.unprintable[0].character, char32_t{0x31FE6});
    const std::string text = text_of(document);
    if (text.empty()) GTEST_SKIP() << "pdftotext is not installed";
    EXPECT_THAT(text, HasSubstr("U+31FE6"));
    EXPECT_THAT(text, HasSubstr("阿卜杜外力·阿卜杜热合曼"));
    EXPECT_THAT(text, HasSubstr("木里古丽·沙吾提江·"));
    EXPECT_THAT(text, HasSubstr("阿不都克里木"));
    EXPECT_THAT(text, HasSubstr("\xF0\xA8\xB2\x89"));
    EXPECT_THAT(text, HasSubstr("（续）"));
    EXPECT_THAT(text, HasSubstr("47 人（男 31"));
}

TEST_F(Pdf, AVeryLongValueIsBrokenAndNeverCut) {
    SampleStudents sample({1, 1, 1, 3});
    std::string name;
    for (int i = 0; i < 30; ++i) name += "阿卜杜拉";
    sample.students.set(1, Field::Name, name);
    const std::string text = text_of(made(roster_of(shipped("class_roster"), sample)));
    if (text.empty()) GTEST_SKIP() << "pdftotext is not installed";
    std::size_t characters = 0;
    for (std::size_t at = 0; (at = text.find("卜", at)) != std::string::npos; ++at) ++characters;
    EXPECT_EQ(characters, 30U);
}

TEST_F(Pdf, APublicListHoldsNoNumberAtAll) {
    const SampleStudents sample({1, 1, 1, 47});
    const CompiledRoster roster = roster_of(shipped("publicity"), sample);
    const std::string text = text_of(made(roster));
    if (text.empty()) GTEST_SKIP() << "pdftotext is not installed";
    for (std::uint32_t row = 0; row < 47; ++row)
        for (Field field : {Field::IdNumber, Field::Phone, Field::ExamNumber, Field::BirthDate})
            EXPECT_THAT(text, Not(HasSubstr(std::string(sample.students.value(row, field)))));
    EXPECT_THAT(text, HasSubstr("〔公章〕"));
}

TEST_F(Pdf, TheAnnexFollowsTheGroupsAndAddsUpToAdmission) {
    SampleStudents sample({1, 2, 1, 30});
    for (std::uint32_t row : {2U, 16U, 40U})  // 16: a character no font has
        sample.students.set(row, Field::EnrolmentStatus, "保留入学资格");
    sample.students.set(3, Field::EnrolmentStatus, "revoked");
    const CompiledRoster roster = roster_of(shipped("by_department"), sample);
    EXPECT_EQ(roster.rows_annexed, 4U);
    const PdfDocument document = made(roster);
    ASSERT_EQ(document.unprintable.size(), 2U);
    EXPECT_FALSE(document.unprintable[0].in_annex);
    EXPECT_TRUE(document.unprintable[1].in_annex);
    EXPECT_EQ(document.unprintable[1].row, 1U);
    const std::string text = text_of(document);
    if (text.empty()) GTEST_SKIP() << "pdftotext is not installed";
    EXPECT_THAT(text, HasSubstr("录取 60 ＝ 入册 56 ＋ 保留 3 ＋ 放弃 0 ＋ 取消 1"));
    EXPECT_THAT(text, HasSubstr("附表 4 人"));  // the cover
    EXPECT_THAT(text, HasSubstr("本附表合计"));
    EXPECT_LT(text.rfind("本班合计"), text.rfind("本附表合计"));
}

TEST_F(Pdf, AVolumeOfAnAnnexAloneCanBeDrawn) {
    for (const bool front : {true, false}) {
        SampleStudents sample({1, 1, 1, 47});
        for (std::uint32_t row = 0; row < 47; ++row)
            sample.students.set(row, Field::EnrolmentStatus, "放弃入学资格");
        Definition definition = shipped("by_department");
        definition.cover = definition.contents = definition.statistics = front;
        const CompiledRoster roster = roster_of(definition, sample);
        ASSERT_EQ(roster.volumes.size(), 1U);
        EXPECT_TRUE(roster.volumes[0].groups.empty());
        EXPECT_EQ(made(roster).pages, front ? 5U : 2U);
    }
}

TEST_F(Pdf, AnAnnexOfAnyLengthEndsWithItsTotals) {
    Definition definition = shipped("class_roster");
    definition.contents = false;
    for (std::uint32_t students = 1; students <= 90; ++students) {
        SCOPED_TRACE(students);
        SampleStudents sample({1, 1, 2, students});
        for (std::uint32_t row = 0; row < 2 * students; ++row)
            sample.students.set(row, Field::EnrolmentStatus, "放弃入学资格");
        const CompiledRoster roster = roster_of(definition, sample);
        const std::uint64_t pages = made(roster).pages;
        EXPECT_GE(pages, (2 * students + 39) / 40);
        EXPECT_LE(pages, (2 * students) / 30 + 1);
    }
}

TEST_F(Pdf, EveryPaperAndLanguageCanBeDrawn) {
    SampleStudents sample({2, 2, 1, 30});
    for (std::uint32_t row = 0; row < 120; row += 7)
        sample.students.set(row, Field::EnrolmentStatus, row % 2 == 0 ? "deferred" : "revoked");
    for (const std::string& key : shipped_definition_keys())
        for (PaperSize size : {PaperSize::A4, PaperSize::A3})
            for (bool landscape : {false, true})
                for (Language language : {Language::Chinese, Language::English}) {
                    Definition definition = shipped(key);
                    definition.paper.size = size;
                    definition.paper.landscape = landscape;
                    CompiledRoster roster = roster_of(definition, sample);
                    roster.definition.language = language;
                    EXPECT_GT(made(roster).pages, 0U);
                }
}

TEST_F(Pdf, ColumnsFarTooWideAreRefused) {
    const SampleStudents sample({1, 1, 1, 1});
    Definition definition = shipped("class_roster");
    for (RosterColumn& column : definition.columns) column.width = 100;
    const CompiledRoster roster = roster_of(definition, sample);
    const auto document = make_pdf(roster, {0, 1}, {*typefaces_, counted, ""});
    ASSERT_FALSE(document.ok());
    EXPECT_EQ(document.error().problem().code, "document.columns_too_wide");
}

}  // namespace
}  // namespace mingce
