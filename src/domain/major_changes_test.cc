#include "domain/major_changes.h"

#include <gtest/gtest.h>

namespace mingce {
namespace {

Major major_of(std::string department, std::string name, std::string code = "",
               std::optional<std::uint32_t> plan = {}) {
    Major major;
    major.department = std::move(department);
    major.name = std::move(name);
    major.level = "本科";
    major.school_code = std::move(code);
    major.plan_count = plan;
    return major;
}
/// "物理学院/物理学 0702 30 *": a star for what a person said.
std::string text_of(const std::vector<HeldMajor>& held) {
    std::string text;
    for (const HeldMajor& one : held) {
        if (!text.empty()) text += "; ";
        text += one.major.department + "/" + one.major.name;
        if (!one.major.school_code.empty()) text += " " + one.major.school_code;
        if (one.major.plan_count) text += " " + std::to_string(*one.major.plan_count);
        if (one.is_by_hand) text += one.imported ? " *" : " **";
    }
    return text;
}

TEST(MajorChanges, HoldOverWhatFilesSay) {
    const Major physics = major_of("物理学院", "物理学", "0702", 30);
    const Major more = major_of("物理学院", "物理学", "0702", 32);
    const Major moved = major_of("理学院", "物理学", "0702", 30);
    const Major optics = major_of("物理学院", "光学");
    const Major letters = major_of("文学院", "汉语言");
    struct Case {
        std::string_view why;
        std::vector<Major> imported;
        std::vector<MajorChange> changes;
        std::string held;
    };
    const std::vector<Case> cases = {
        {"nothing said", {physics, letters}, {}, "物理学院/物理学 0702 30; 文学院/汉语言"},
        {"added", {physics}, {{{}, optics}}, "物理学院/物理学 0702 30; 物理学院/光学 **"},
        {"added, then a file knows it too",
         {physics, optics},
         {{{}, optics}},
         "物理学院/物理学 0702 30; 物理学院/光学 *"},
        {"added and taken away",
         {physics},
         {{{}, optics}, {optics, {}}},
         "物理学院/物理学 0702 30"},
        {"corrected in its place",
         {physics, letters},
         {{physics, more}},
         "物理学院/物理学 0702 32 *; 文学院/汉语言"},
        {"corrected twice", {physics}, {{physics, more}, {more, moved}}, "理学院/物理学 0702 30 *"},
        {"the file's word again",
         {physics},
         {{physics, moved}, {moved, {}}},
         "物理学院/物理学 0702 30"},
        {"the import was undone", {}, {{physics, moved}}, "理学院/物理学 0702 30 **"},
        {"a file knows both names",
         {physics, moved},
         {{physics, moved}},
         "理学院/物理学 0702 30 *"},
        {"what only files say is not taken away",
         {physics},
         {{physics, {}}},
         "物理学院/物理学 0702 30"},
        {"taken away what is not there", {}, {{optics, {}}}, ""},
    };
    for (const Case& c : cases)
        EXPECT_EQ(text_of(held_majors(c.imported, c.changes)), c.held) << c.why;
}

TEST(MajorChanges, NameWhereTheFileSaysIt) {
    Organisation organisation;
    organisation.institution = "江城明远大学";
    organisation.majors = {major_of("物理学院", "物理学", "0702", 30)};
    organisation.majors.front().file = "plan.xlsx";
    organisation.majors.front().row_number = 4;
    Major more = organisation.majors.front();
    more.file.clear();
    more.row_number = 0;
    more.plan_count = 32;
    const std::vector<MajorChange> changes = {{organisation.majors.front(), more}};
    const Organisation with = with_changes(organisation, changes);
    ASSERT_EQ(with.majors.size(), 1U);
    EXPECT_EQ(with.majors.front().plan_count, 32U);
    EXPECT_EQ(with.majors.front().file, "plan.xlsx");
    EXPECT_EQ(with.majors.front().row_number, 4U);
    EXPECT_EQ(with.institution, organisation.institution);
}

}  // namespace
}  // namespace mingce
