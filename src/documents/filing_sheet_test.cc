#include "documents/filing_sheet.h"

#include <cstdio>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "temporary_folder.h"

namespace mingce {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

FilingAct act(std::string person, std::string post, std::string time, std::string opinion,
              std::uint64_t number) {
    FilingAct made;
    made.people = {std::move(person)};
    made.posts = {std::move(post)};
    made.time = std::move(time);
    made.opinion = std::move(opinion);
    made.audit_number = number;
    made.confirmation = "e59eaee8";
    return made;
}

FilingSheet sheet_of(std::size_t departments) {
    FilingSheet sheet;
    sheet.institution = "临溪大学";
    sheet.filing_number = "LX2026-B-03";
    sheet.filed_on = {2026, 8, 31};
    sheet.copies = "一式三份：学籍科、校档案馆、学院";
    sheet.roster = "临溪大学 2026 级普通本科新生入学花名册";
    sheet.edition = "第 2 版（取代第 1 版）";
    sheet.reason = "补报到后更正三名学生的班级，并列入一名放弃入学资格的学生。";
    sheet.as_of = "2026-08-28 10:31";
    sheet.departments = departments;
    sheet.majors = 46;
    sheet.classes = 112;
    sheet.people = 3839;
    sheet.men = 2017;
    sheet.women = 1822;
    sheet.source_rows = 3842;
    sheet.source_note = "2026-08-21 移交";
    sheet.volumes = 9;
    sheet.pages = 186;
    sheet.balance = {3842, 3839, 3, 0, 0, {}, 0};
    sheet.difference = FilingDifference{2, 5, 31};
    sheet.warnings = sheet.waived = 7;
    FilingStep review{
        "院系初审",
        act("", "教学秘书", "08-28 11:05 至\n08-28 15:20", "退回 2 次均已更正", 184390),
        {}};
    review.act.people.clear();
    review.act.posts.push_back("分管副院长");
    for (std::size_t d = 0; d < departments; ++d)
        for (const char* post : {"教学秘书", "分管副院长"}) {
            review.by_department.push_back(
                act("古丽努尔·买买提依明江", post, "08-28 11:05", "同意", 184300 + d));
            review.by_department.back().unit = "第" + std::to_string(d + 1) + "学院";
        }
    sheet.steps = {
        {"编制",
         act("何立群", "学籍管理员", "08-28 10:31", "按编制规则第 7 版生成；阻断问题 0 项", 184112),
         {}},
        std::move(review),
        {"复审", act("周　敏", "学籍科", "08-28 16:40", "跨院系核对无重复", 184655), {}},
        {"审批", act("罗建平", "分管副校长", "08-31 08:52", "同意备案", 184871), {}},
        {"备案", act("何立群", "学籍管理员", "08-31 09:05", "编号入册", 184880), {}}};
    for (int i = 0; i < 8; ++i) sheet.fingerprint += "c81e04b7";
    sheet.checkpoint = {"mc.linxi.example/audit", 184880, "2026-08-31 09:05", sheet.fingerprint,
                        "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0="};
    sheet.verification =
        "在学校的核验页或用 mingce verify 核对本表、花名册文件与检查点；公钥公布于学校网站。";
    sheet.registry_opinion = "三级审核完成，人数平衡，指纹与入册文件一致，予以备案。";
    return sheet;
}

class FilingSheetPdf : public ::testing::Test {
protected:
    void SetUp() override {
        auto faces = Typefaces::open();
        if (!faces.ok()) GTEST_SKIP() << faces.error().sentence(Language::English);
        typefaces_ = std::move(faces).value();
    }
    FilingPdf made(const FilingSheet& sheet) {
        auto pdf = make_filing_sheet(sheet, *typefaces_);
        EXPECT_TRUE(pdf.ok()) << pdf.error().sentence(Language::English);
        return std::move(pdf).value();
    }
    /// As a reader would copy it; "" where poppler is not installed.
    std::string text_of(const FilingPdf& pdf) const {
        const auto file = folder_.write("sheet.pdf", pdf.bytes);
        const auto text = folder_.path() / "sheet.txt";
        const std::string command =
            "pdftotext -layout '" + file.string() + "' '" + text.string() + "' 2>/dev/null";
        std::FILE* const shell = ::popen(command.c_str(), "r");
        return shell != nullptr && ::pclose(shell) == 0 ? testing::contents(text) : std::string();
    }

    const testing::TemporaryFolder folder_;
    std::unique_ptr<Typefaces> typefaces_;
};

TEST_F(FilingSheetPdf, TheSameSheetGivesTheSameBytes) {
    const FilingSheet sheet = sheet_of(9);
    const std::string first = made(sheet).bytes;
    SetUp();  // other faces, other caches
    EXPECT_TRUE(made(sheet).bytes == first);
    EXPECT_NE(first.find("/CreationDate (20260831000000Z)"), std::string::npos);
    EXPECT_NE(first.find("/ModDate (20260831000000Z)"), std::string::npos);
}

TEST_F(FilingSheetPdf, SaysWhatWasFiledAndWhoLooked) {
    const FilingPdf pdf = made(sheet_of(9));
    EXPECT_EQ(pdf.pages, 2U);
    const std::string text = text_of(pdf);
    if (text.empty()) GTEST_SKIP() << "pdftotext is not installed";
    for (const char* part :
         {"备案号 LX2026-B-03",
          "2026 年 8 月 31 日",
          "第 2 版（取代第 1 版）",
          "补报到后更正三名学生",
          "3,839 人（男 2,017",
          "录取数据 3,842 行（2026-08-21 移交）",
          "录取 3,842 ＝ 入册 3,839 ＋ 保留入学资格 3 ＋ 放弃 0 ＋ 取消 0",
          "新增 2",
          "变更 31 处",
          "阻断 0",
          "已说明 7",
          "9 个学院",
          "退回 2 次均已更正",
          "184 390",
          "e59e aee8",
          "确认",
          "c81e04b7 c81e04b7 c81e04b7 c81e04b7 c81e04b7 c81e04b7 c81e04b7 c81e04b7",
          "审计树 184 880 条",
          "mc.linxi.example/audit",
          "〔公章〕",
          "校档案馆接收",
          "第 1 页"})
        EXPECT_THAT(text, HasSubstr(part));
    EXPECT_THAT(text, HasSubstr("附表"));
    // It confirms; it is no signature of the law on electronic signatures, and has no code yet.
    EXPECT_THAT(text, Not(HasSubstr("签名")));
    EXPECT_THAT(text, Not(HasSubstr("验真码")));
}

TEST_F(FilingSheetPdf, TheFirstPageIsWholeInBothLanguages) {
    FilingSheet sheet = sheet_of(0);
    for (const Language language : {Language::Chinese, Language::English}) {
        sheet.language = language;
        EXPECT_EQ(made(sheet).pages, 1U);
    }
}

TEST_F(FilingSheetPdf, EveryDepartmentStandsInTheAttachedTable) {
    const FilingPdf pdf = made(sheet_of(43));
    EXPECT_GT(pdf.pages, 3U);
    const std::string text = text_of(pdf);
    if (text.empty()) GTEST_SKIP() << "pdftotext is not installed";
    EXPECT_THAT(text, HasSubstr("43 个学院"));
    for (int d = 1; d <= 43; ++d) EXPECT_THAT(text, HasSubstr("第" + std::to_string(d) + "学院"));
    std::size_t heads = 0;
    for (std::size_t at = 0; (at = text.find("经办人", at)) != std::string::npos; ++at) ++heads;
    EXPECT_EQ(heads, pdf.pages) << "a head on each page";
}

TEST_F(FilingSheetPdf, NothingIsCutHoweverLong) {
    FilingSheet sheet = sheet_of(2);
    std::string longest;
    for (int i = 0; i < 60; ++i) longest += "长句丑，";
    sheet.reason = sheet.steps[0].act.opinion = sheet.verification = longest;
    sheet.registry_opinion = sheet.archive_note = sheet.copies = longest;
    sheet.institution = sheet.roster = "临溪自治区信息科学技术与中医药民族艺术职业大学（筹）";
    sheet.steps[2].act.people = {"木里古丽·沙吾提江·阿不都克里木", "周　敏"};
    for (int i = 0; i < 30; ++i) sheet.steps.push_back(sheet.steps[3]);
    for (const Language language : {Language::Chinese, Language::English}) {
        sheet.language = language;
        const FilingPdf pdf = made(sheet);
        EXPECT_GT(pdf.pages, 3U);
        const std::string text = text_of(pdf);
        if (text.empty()) GTEST_SKIP() << "pdftotext is not installed";
        std::size_t words = 0;
        for (std::size_t at = 0; (at = text.find("丑", at)) != std::string::npos; ++at) ++words;
        EXPECT_EQ(words, 6U * 60U);
    }
}

TEST_F(FilingSheetPdf, AFirstEditionAndOtherStatesAreSaid) {
    FilingSheet sheet = sheet_of(1);
    sheet.difference.reset();
    sheet.edition = "第 1 版";
    sheet.reason.clear();
    sheet.balance = {3842, 3830, 3, 4, 1, {{"暂缓注册", 2}}, 2};
    sheet.women = 1820;
    const std::string text = text_of(made(sheet));
    if (text.empty()) GTEST_SKIP() << "pdftotext is not installed";
    EXPECT_THAT(text, HasSubstr("首版"));
    EXPECT_THAT(text, HasSubstr("＋ 取消 1 ＋ 暂缓注册 2 ＋ 按规则不列 2"));
    EXPECT_THAT(text, HasSubstr("别未填 2"));
    EXPECT_THAT(text, Not(HasSubstr("更正说明")));
}

TEST_F(FilingSheetPdf, WhatDoesNotBalanceIsNotPrinted) {
    FilingSheet sheet = sheet_of(1);
    for (std::uint64_t* part : {&sheet.balance.admitted, &sheet.balance.listed,
                                &sheet.balance.declined, &sheet.balance.filtered}) {
        ++*part;
        const auto pdf = make_filing_sheet(sheet, *typefaces_);
        ASSERT_FALSE(pdf.ok());
        EXPECT_EQ(pdf.error().problem().code, "document.filing_unbalanced");
        --*part;
    }
}

}  // namespace
}  // namespace mingce
