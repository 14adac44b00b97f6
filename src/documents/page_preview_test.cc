#include "documents/page_preview.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "sample_students.h"

namespace mingce {
namespace {

std::string unmasked(MaskKind, std::string_view value) { return std::string(value); }
std::string no_fingerprint(std::string_view) { return std::string(64, '0'); }

/// Of a PNG, big-endian from byte 16 on.
std::pair<std::uint32_t, std::uint32_t> size_of(const std::string& png) {
    const auto number = [&png](std::size_t at) {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < 4; ++i)
            value = value << 8 | static_cast<unsigned char>(png.at(at + i));
        return value;
    };
    return {number(16), number(20)};
}

class PagePreview : public ::testing::Test {
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
        return compile(definition, sample.students, sample_meta(), unmasked);
    }
    DrawnPage drawn(const CompiledRoster& roster, const PagePicture& picture) {
        auto page =
            draw_picture(roster, picture, {*typefaces_, no_fingerprint, std::string(64, 'a')});
        EXPECT_TRUE(page.ok()) << page.error().sentence(Language::English);
        return std::move(page).value();
    }
    VolumeSurvey surveyed(const CompiledRoster& roster) {
        auto survey = survey_volume(roster, 0, *typefaces_);
        EXPECT_TRUE(survey.ok()) << survey.error().sentence(Language::English);
        return std::move(survey).value();
    }

    std::unique_ptr<Typefaces> typefaces_;
};

TEST_F(PagePreview, EveryPageOfThePdfIsThereAsAPicture) {
    const SampleStudents sample({1, 1, 2, 45});
    for (const std::string& key : shipped_definition_keys()) {
        SCOPED_TRACE(key);
        const CompiledRoster roster = roster_of(shipped(key), sample);
        const auto pdf =
            make_pdf(roster, {0, 1}, {*typefaces_, no_fingerprint, std::string(64, 'a')});
        ASSERT_TRUE(pdf.ok());
        const std::size_t pages = surveyed(roster).plan.pages.size();
        EXPECT_EQ(pages, pdf.value().pages);
        const Geometry paper = geometry_of(roster.definition);
        std::vector<std::string> pictures;
        std::size_t rows = 0;
        for (std::size_t page = 0; page < pages; ++page) {
            const DrawnPage picture = drawn(roster, {0, page, 420});
            EXPECT_EQ(picture.page, page);
            EXPECT_EQ(picture.pages, pages);
            EXPECT_EQ(size_of(picture.png),
                      std::pair(420U, static_cast<std::uint32_t>(
                                          std::lround(420 * paper.height / paper.width))));
            EXPECT_EQ(std::ranges::count(pictures, picture.png), 0) << "a page twice";
            pictures.push_back(picture.png);
            rows += picture.rows;
        }
        EXPECT_EQ(rows, 90U);
        EXPECT_EQ(drawn(roster, {0, pages + 7, 420}).png, pictures.back()) << "past the end";
    }
}

TEST_F(PagePreview, WhatDoesNotFitIsToldByPageAndNumber) {
    // The sample's two-line names stand at 36 and 46, the character no font has at 17.
    Definition definition = shipped("class_roster");
    definition.contents = false;
    const CompiledRoster roster = roster_of(definition, SampleStudents({1, 1, 1, 50}));
    const VolumeSurvey survey = surveyed(roster);
    EXPECT_EQ(survey.notices_in_all, survey.notices.size());
    const std::size_t name = 2;
    ASSERT_EQ(definition.columns[name].label, "姓　名");
    std::vector<std::uint32_t> broken, without;
    for (const FitNotice& notice : survey.notices) {
        const PagePlan& page = survey.plan.pages.at(notice.page - 1);
        EXPECT_GT(notice.serial, page.first) << "the row stands on that page";
        EXPECT_LE(notice.serial, page.first + page.count);
        if (notice.column != name) continue;
        if (notice.kind == FitKind::Broken) {
            broken.push_back(notice.serial);
            EXPECT_GE(notice.lines, 2U);
        }
        if (notice.kind == FitKind::NoGlyph) {
            without.push_back(notice.serial);
            EXPECT_NE(notice.character, U'\0');
        }
    }
    EXPECT_EQ(broken, (std::vector<std::uint32_t>{36, 46}));
    EXPECT_EQ(without, std::vector<std::uint32_t>{17});
    EXPECT_EQ(survey.columns.at(name).broken, 2U);
    EXPECT_EQ(survey.columns.at(name).without_glyph, 1U);
}

TEST_F(PagePreview, TheWidthItAsksForShrinksNothing) {
    Definition definition = shipped("class_roster");
    const SampleStudents sample({1, 1, 1, 50});
    std::size_t mended = 0;
    const VolumeSurvey before = surveyed(roster_of(definition, sample));
    for (std::size_t c = 0; c < definition.columns.size(); ++c) {
        if (before.columns[c].wanted <= 0) continue;
        ++mended;
        Definition wider = definition;
        wider.columns[c].width = before.columns[c].wanted;
        const VolumeSurvey after = surveyed(roster_of(wider, sample));
        EXPECT_EQ(after.columns[c].shrunk + after.columns[c].broken, 0U) << c;
        wider.columns[c].width = before.columns[c].wanted * 0.97;
        const VolumeSurvey less = surveyed(roster_of(wider, sample));
        EXPECT_GT(less.columns[c].shrunk + less.columns[c].broken, 0U) << c;
    }
    EXPECT_GT(mended, 0U);
}

TEST_F(PagePreview, ManyNoticesAreCountedAndSomeTold) {
    Definition definition = shipped("class_roster");
    for (RosterColumn& column : definition.columns) column.width = 80;
    definition.columns.resize(3);
    definition.columns[2].width = 4;
    const VolumeSurvey survey = surveyed(roster_of(definition, SampleStudents({1, 1, 6, 50})));
    EXPECT_EQ(survey.notices.size(), kNoticesMost);
    EXPECT_GE(survey.notices_in_all, 300U);
}

TEST_F(PagePreview, ColumnsFarTooWideAreRefusedAsForThePdf) {
    Definition definition = shipped("class_roster");
    definition.columns[0].width = 900;
    const CompiledRoster roster = roster_of(definition, SampleStudents({1, 1, 1, 5}));
    EXPECT_FALSE(survey_volume(roster, 0, *typefaces_).ok());
    EXPECT_FALSE(
        draw_picture(roster, {0, 0, 420}, {*typefaces_, no_fingerprint, std::string(64, 'a')})
            .ok());
}

}  // namespace
}  // namespace mingce
