#include "usecases/students/list_students.h"

#include <gtest/gtest.h>

#include "record_fixture.h"
#include "usecases/students/edit_students.h"

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

TEST_P(StudentSearch, ListsInTheOrderAndByTheValuesAskedFor) {
    import({testing::kThreeStudents});
    ASSERT_TRUE(
        set_student(context(), {"26420101150003",
                                {},
                                {{Field::Ethnicity, "回族"}, {Field::SchoolOfOrigin, "两\"个\\"}},
                                "",
                                {}})
            .ok());
    ListStudents request;
    const auto names = [&] {
        const auto list = list_students(context(), request);
        EXPECT_TRUE(list.ok()) << list.error().sentence(Language::English);
        std::string text;
        for (const StudentLine& line : list.value().lines)
            text += (text.empty() ? "" : " ") + line.name;
        return text + (list.value().is_cut ? " …" : "");
    };
    struct Case {
        std::string_view why;
        std::string intake;
        ListOrder order;
        TypedValues values;
        std::uint32_t limit;
        std::string_view names;
    };
    using enum ListOrder;
    const Case cases[] = {
        {"all intakes", "", Source, {}, 0, "张文静 李强 王小明"},
        {"by name", "2026-ug", Name, {}, 0, "李强 王小明 张文静"},
        {"two of three", "", Source, {}, 2, "张文静 李强 …"},
        {"exactly three", "", Source, {}, 3, "张文静 李强 王小明"},
        {"by a column", "", Source, {{Field::Sex, "男"}}, 0, "李强 王小明"},
        {"by a value of the document", "", Source, {{Field::Ethnicity, "汉族"}}, 0, "张文静 李强"},
        {"by both", "", Source, {{Field::Sex, "女"}, {Field::Ethnicity, "汉"}}, 0, "张文静"},
        {"who has none", "", Source, {{Field::PoliticalStatus, ""}}, 1, "张文静 …"},
        {"the beginning of a value", "", Source, {{Field::Ethnicity, "汉"}}, 1, "张文静 …"},
        {"part of a value", "", Source, {{Field::SchoolOfOrigin, "两"}}, 0, ""},
        {"a value with a quote", "", Source, {{Field::SchoolOfOrigin, "两\"个\\"}}, 0, "王小明"},
        {"nobody", "", Source, {{Field::Ethnicity, "藏族"}}, 0, ""},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        request = {c.intake, "", c.order, c.values, c.limit};
        EXPECT_EQ(names(), c.names);
    }
    request = {"", "2642010115", Source, {{Field::Sex, "男"}}, 0};
    EXPECT_EQ(names(), "李强 王小明") << "a search takes them too";
    request = {"", "", Source, {{Field::Phone, "13800000002"}}, 0};
    const auto refused = list_students(context(), request);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().problem().code, "student.field_sealed");
}

}  // namespace
}  // namespace mingce
