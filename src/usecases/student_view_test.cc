#include "usecases/student_view.h"

#include <gtest/gtest.h>

#include "record_fixture.h"
#include "usecases/edit_students.h"

namespace mingce {
namespace {

class StudentSearch : public testing::RecordOnEachDatabase {
protected:
    std::string found(const std::string& text) {
        const auto list = list_students(context(), {"2026-ug", text});
        EXPECT_TRUE(list.ok());
        std::string names;
        for (const StudentLine& line : list.value().lines)
            names += (names.empty() ? "" : " ") + line.name;
        return names;
    }
};
TEST_ON_EACH_DATABASE(StudentSearch);

TEST_P(StudentSearch, FindsByWhatPeopleType) {
    import({testing::kThreeStudents});
    struct Case {
        std::string_view why, text, names;
    };
    const Case cases[] = {
        {"the whole name", "张文静", "张文静"},
        {"its end", "文静", "张文静"},
        {"one character in its middle", "小", "王小明"},
        {"initials", "zwj", "张文静"},
        {"their beginning, in capitals", "ZW", "张文静"},
        {"one letter", "l", "李强"},
        {"the beginning of an exam number", "264201011500", "张文静 李强 王小明"},
        {"an exam number", "26420101150002", "李强"},
        {"nobody", "赵", ""},
        {"a sealed number", "13800000002", ""},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        EXPECT_EQ(found(std::string(c.text)), c.names);
    }
}

TEST_P(StudentSearch, FollowsANameThatWasChanged) {
    import({testing::kThreeStudents});
    const auto rename = [&](Field field, const std::string& value) {
        const auto done =
            set_student(context(), {"26420101150002", {}, {{field, value}}, "", {2026, 8, 21}});
        ASSERT_TRUE(done.ok()) << done.error().sentence(Language::English);
    };
    rename(Field::Phone, "13900000002");
    EXPECT_EQ(found("lq"), "李强") << "another field leaves the initials";
    rename(Field::Name, "李伟");
    EXPECT_EQ(found("lq"), "");
    EXPECT_EQ(found("lw"), "李伟");
    EXPECT_EQ(found("强"), "");
}

TEST_P(StudentSearch, SaysThatThereAreMore) {
    std::string csv = "姓名,性别,考生号,民族\n";
    for (int i = 0; i < 1'100; ++i)
        csv += "陈晨,女,2642010115" + std::to_string(1'000 + i) + ",汉族\n";
    import({csv});
    const auto some = list_students(context(), {"2026-ug", "陈"});
    ASSERT_TRUE(some.ok());
    EXPECT_EQ(some.value().lines.size(), 1'000U);
    EXPECT_TRUE(some.value().is_cut);
    const auto all = list_students(context(), {"2026-ug", ""});
    ASSERT_TRUE(all.ok());
    EXPECT_EQ(all.value().lines.size(), 1'100U);
    EXPECT_FALSE(all.value().is_cut);
}

}  // namespace
}  // namespace mingce
