#include "documents/transfer_list.h"

#include <cstdio>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "temporary_folder.h"

namespace mingce {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TransferList list_of(std::size_t items) {
    TransferList list;
    list.institution = "临溪大学教务处";
    list.title = "临溪大学 2026 级普通本科新生入学花名册及备案材料";
    list.archive_no = "JX14-2026-007";
    list.filing_no = "LX2026-B-03";
    list.secrecy = "内部";
    list.retention = "永久";
    list.made_on = {2026, 9, 1};
    for (std::size_t i = 1; i <= items; ++i)
        list.items.push_back({"B-03-" + std::to_string(i), "学籍科",
                              "花名册第" + std::to_string(i) + "分册", Date{2026, 8, 31}, 10, "",
                              ""});
    return list;
}

class TransferListPdf : public ::testing::Test {
protected:
    void SetUp() override {
        auto faces = Typefaces::open();
        if (!faces.ok()) GTEST_SKIP() << faces.error().sentence(Language::English);
        typefaces_ = std::move(faces).value();
    }
    PdfDocument made(const TransferList& list) {
        auto pdf = make_transfer_list(list, *typefaces_);
        EXPECT_TRUE(pdf.ok()) << pdf.error().sentence(Language::English);
        return std::move(pdf).value();
    }
    std::string text_of(const PdfDocument& pdf) const {
        const auto file = folder_.write("list.pdf", pdf.bytes);
        const auto text = folder_.path() / "list.txt";
        const std::string command =
            "pdftotext -layout '" + file.string() + "' '" + text.string() + "' 2>/dev/null";
        std::FILE* const shell = ::popen(command.c_str(), "r");
        if (shell == nullptr || ::pclose(shell) != 0) return {};
        std::string words = testing::contents(text);
        std::erase(words, ' ');  // they change with every width
        return words;
    }
    static std::size_t times(std::string_view text, std::string_view part) {
        std::size_t count = 0;
        for (std::size_t at = 0; (at = text.find(part, at)) != std::string_view::npos; ++at)
            ++count;
        return count;
    }

    const testing::TemporaryFolder folder_;
    std::unique_ptr<Typefaces> typefaces_;
};

TEST_F(TransferListPdf, TheSameListGivesTheSameBytes) {
    const TransferList list = list_of(3);
    const std::string first = made(list).bytes;
    SetUp();  // other faces, other caches
    EXPECT_TRUE(made(list).bytes == first);
    EXPECT_NE(first.find("/CreationDate (20260901000000Z)"), std::string::npos);
}

TEST_F(TransferListPdf, CountsPagesThroughTheFile) {
    TransferList list = list_of(4);
    list.items[1].pages = 1;
    list.items[2].pages = 0;
    list.items[2].sha256 = std::string(64, 'c');
    list.items[2].note = "光盘";
    const PdfDocument pdf = made(list);
    EXPECT_EQ(pdf.pages, 2U);
    const std::string text = text_of(pdf);
    if (text.empty()) GTEST_SKIP() << "pdftotext is not installed";
    for (const char* part :
         {"JX14-2026-007", "LX2026-B-03", "永久", "1-10", "12-21", "光盘", "本卷共有文件材料4件",
          "21页", "无缺页", "立卷人", "检查人", "立卷时间", "2026年9月1日", "移交单位", "接收单位",
          "移交人", "接收人", "校档案馆", "第2页"})
        EXPECT_THAT(text, HasSubstr(part));
    EXPECT_THAT(text, HasSubstr(list.items[2].sha256));
}

TEST_F(TransferListPdf, HeadsStandAgainOnEachPageAndNoItemIsLost) {
    const PdfDocument pdf = made(list_of(120));
    EXPECT_GT(pdf.pages, 4U);
    const std::string text = text_of(pdf);
    if (text.empty()) GTEST_SKIP() << "pdftotext is not installed";
    EXPECT_EQ(times(text, "责任者"), pdf.pages - 1);
    EXPECT_THAT(text, Not(HasSubstr("校验值"))) << "no item has one";
    for (int i = 1; i <= 120; ++i)
        EXPECT_THAT(text, HasSubstr("花名册第" + std::to_string(i) + "分册"));
    EXPECT_THAT(text, HasSubstr("共" + std::to_string(pdf.pages) + "页"));
}

TEST_F(TransferListPdf, NothingIsCutHoweverLongInBothLanguages) {
    TransferList list = list_of(2);
    std::string longest;
    for (int i = 0; i < 60; ++i) longest += "长句丑，";
    list.items[0].title = list.items[1].note = list.title = longest;
    list.notes.assign(12, longest);
    for (const Language language : {Language::Chinese, Language::English}) {
        list.language = language;
        const std::string text = text_of(made(list));
        if (text.empty()) GTEST_SKIP() << "pdftotext is not installed";
        EXPECT_EQ(times(text, "丑"), 60U * (2 + 2 + 12));
        EXPECT_THAT(text, Not(HasSubstr(language == Language::Chinese ? "无缺页" : "Nothingis")));
        EXPECT_THAT(text, HasSubstr(language == Language::Chinese ? "移交与接收" : "Handingover"));
    }
}

TEST_F(TransferListPdf, AFileOfNothingCanBeDrawn) { EXPECT_EQ(made(list_of(0)).pages, 2U); }

}  // namespace
}  // namespace mingce
