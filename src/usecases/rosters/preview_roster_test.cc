#include "usecases/rosters/preview_roster.h"

#include <algorithm>

#include <gmock/gmock.h>

#include "documents/typeface.h"
#include "usecases/access/access_fixture.h"

namespace mingce {
namespace {

using ::testing::ElementsAre;
using testing::must;
using testing::problem_of;

class Previews : public testing::SchoolOnEachDatabase {
protected:
    void SetUp() override {
        if (!Typefaces::open().ok()) GTEST_SKIP() << "the type faces for printing are missing";
        SchoolOnEachDatabase::SetUp();
    }
    static PreviewRoster of(const std::string& key) {
        PreviewRoster request;
        request.intake = "2026-ug";
        request.asked.key = key;
        request.as_of = {2026, 9, 1};
        return request;
    }
    Context registry() { return as(Role::Registry); }
    RosterPreview seen(const PreviewRoster& request) {
        return must(preview_roster(registry(), request));
    }
};
TEST_ON_EACH_DATABASE(Previews);

TEST_P(Previews, OneVolumeIsCompiledAndTheOthersNamed) {
    const RosterPreview first = seen(of("by_department"));
    EXPECT_THAT(first.volumes, ElementsAre("文学院", "物理学院"));
    EXPECT_EQ(first.department, "文学院");
    EXPECT_FALSE(first.is_part);
    EXPECT_EQ(first.rows_listed, 1U);
    PreviewRoster request = of("by_department");
    request.department = "物理学院";
    const RosterPreview second = seen(request);
    EXPECT_EQ(second.rows_listed, 3U);
    EXPECT_EQ(second.pages.size(), second.survey.plan.pages.size());
    EXPECT_EQ(second.pages.front().kind, PageKind::Cover);
    EXPECT_EQ(second.pages.back().group, "物理2602");
    EXPECT_EQ(second.pages.back().rows, 1U);
    request.department = "没有的学院";
    EXPECT_EQ(problem_of(preview_roster(registry(), request)), "roster.no_department");
}

TEST_P(Previews, ARosterInOneVolumeShowsAPartAndSaysSo) {
    PreviewRoster request = of("class_roster");
    EXPECT_TRUE(seen(request).is_part);
    request.is_whole = true;
    const RosterPreview whole = seen(request);
    EXPECT_FALSE(whole.is_part);
    EXPECT_FALSE(whole.department);
    EXPECT_EQ(whole.rows_listed, 4U);
}

TEST_P(Previews, ADefinitionNotSavedYetIsSeen) {
    PreviewRoster request = of("");
    request.department = "物理学院";
    request.unsaved =
        parse_definition("by_department", *shipped_definition("by_department")).value();
    request.unsaved->cover = false;
    request.unsaved->columns[2].width = 9;
    const RosterPreview preview = seen(request);
    EXPECT_NE(preview.pages.front().kind, PageKind::Cover);
    EXPECT_GT(preview.survey.columns[2].shrunk + preview.survey.columns[2].broken, 0U);
    EXPECT_GT(preview.survey.columns[2].wanted, 9);
    request.unsaved->columns.emplace_back().field = Field::BirthDate;
    EXPECT_EQ(problem_of(preview_roster(registry(), request)), "definition.last_four");
}

TEST_P(Previews, WhoStandsOnNoPageIsNoRefusal) {
    PreviewRoster request = of("");
    request.unsaved = parse_definition("mine", *shipped_definition("by_department")).value();
    request.unsaved->filter = {{Field::Department, FilterKind::Is, {"物理学院"}}};
    const RosterPreview preview = seen(request);
    EXPECT_EQ(preview.department, "文学院");
    EXPECT_EQ(preview.rows_filtered, 1U);
    EXPECT_TRUE(preview.pages.empty());
    EXPECT_EQ(preview.volumes.size(), 2U);
    EXPECT_EQ(problem_of(preview_page(registry(), request, {})), "roster.empty");
    EXPECT_EQ(problem_of(preview_pdf(registry(), request)), "roster.empty");
}

TEST_P(Previews, PagesComeAsPicturesAndTheVolumeAsAPdf) {
    PreviewRoster request = of("by_department");
    request.department = "物理学院";
    const PreviewedPage page = must(preview_page(registry(), request, {2, 300}));
    EXPECT_EQ(page.png.substr(1, 3), "PNG");
    EXPECT_EQ(page.page, 2U);
    EXPECT_EQ(page.pages, seen(request).pages.size());
    EXPECT_EQ(must(preview_page(registry(), request, {99, 300})).page, page.pages);
    EXPECT_EQ(must(preview_pdf(registry(), request)).substr(0, 5), "%PDF-");
}

TEST_P(Previews, NobodySeesMoreThanTheirScope) {
    const RosterPreview preview =
        must(preview_roster(as(Role::DepartmentSecretary), of("by_department")));
    EXPECT_THAT(preview.volumes, ElementsAre("物理学院"));
    PreviewRoster request = of("by_department");
    request.department = "文学院";
    EXPECT_EQ(problem_of(preview_roster(as(Role::DepartmentSecretary), request)),
              "roster.no_department");
    EXPECT_EQ(problem_of(preview_roster(as(Role::AuditAdmin), of("by_department"))),
              "access.denied");
    EXPECT_EQ(problem_of(preview_roster(registry(), of("no_such"))), "roster.definition_unknown");
    request.intake = "1999-ug";
    EXPECT_EQ(problem_of(preview_roster(registry(), request)), "intake.unknown");
}

}  // namespace
}  // namespace mingce
