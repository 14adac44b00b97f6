// Which column is which field: by map, header, alias and content, and where the header stands.
#include "normalise/mapping.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace mingce {
namespace {

using Rows = std::vector<std::vector<std::string>>;

NormaliseContext context() {
    return {DataStandard::shipped(), CodeTables::shipped(), Regions::shipped(), {}, std::nullopt};
}

const HeaderWords& words() {
    static const HeaderWords shipped(DataStandard::shipped());
    return shipped;
}

std::vector<SampleRow> samples(const Rows& rows) {
    std::vector<SampleRow> made;
    for (const auto& row : rows) {
        SampleRow sample;
        sample.number = made.size() + 1;
        sample.cells = row;
        sample.kinds.assign(row.size(), CellKind::Text);
        made.push_back(std::move(sample));
    }
    return made;
}

std::string key_or_dash(const std::optional<Field>& field) {
    return field ? std::string(key_of(*field)) : "-";
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : " ") + part;
    return text;
}

/// "name sex -": the fields of a sheet's columns.
std::string fields_of(const Rows& rows, const NormaliseContext& with) {
    const auto all = samples(rows);
    const HeaderPlace place = find_header(all, words());
    std::vector<std::string> headers = place.texts;
    if (!place.found)
        for (const SampleRow& row : all) headers.resize(std::max(headers.size(), row.cells.size()));
    const auto first =
        all.begin() + (place.found ? static_cast<std::ptrdiff_t>(place.last) + 1 : 0);
    std::vector<std::string> keys;
    for (const ColumnMatch& match :
         match_columns(headers, std::vector<SampleRow>(first, all.end()), words(), with)) {
        keys.push_back(key_or_dash(match.field));
        EXPECT_FALSE(match.explanation.zh.empty() || match.explanation.en.empty());
        EXPECT_EQ(match.field || match.reason == ColumnReason::Forced, match.confidence > 0);
    }
    return joined(keys);
}

TEST(HeaderWords, NoHeaderStandsForTwoFields) {
    std::map<std::string, Field> owner;
    for (const FieldStandard& field : DataStandard::shipped().fields()) {
        std::vector<std::string> names = field.aliases;
        names.insert(names.end(), {field.zh, field.en, std::string(key_of(field.field))});
        for (const std::string& name : names) {
            const auto [known, added] = owner.emplace(header_key(name), field.field);
            EXPECT_EQ(known->second, field.field) << name;
        }
    }
}

TEST(HeaderWords, FindEveryNameAndAliasOfTheStandard) {
    for (const FieldStandard& field : DataStandard::shipped().fields()) {
        std::vector<std::string> names = field.aliases;
        names.insert(names.end(), {field.zh, field.en, std::string(key_of(field.field))});
        for (const std::string& name : names) {
            const auto found = words().find(name);
            ASSERT_TRUE(found) << name;
            EXPECT_EQ(found->field, field.field) << name;
        }
    }
}

TEST(Mapping, KnowsHeadersHoweverTheyAreWritten) {
    struct Case {
        std::string_view header, field;
        ColumnReason reason;
    };
    using enum ColumnReason;
    const Case cases[] = {
        // the standard's own names
        {"姓名", "name", Header},
        {"birth_date", "birth_date", Header},
        {"Document number", "id_number", Header},
        // Chinese aliases
        {"公民身份号码", "id_number", Alias},
        {"考生编号", "exam_number", Alias},
        {"录取院系所", "department", Alias},
        {"家庭住址", "home_address", Alias},
        // pinyin and its initials
        {"xingming", "name", Alias},
        {"XIAOQU", "campus", Alias},
        {"ks h", "exam_number", Alias},
        // columns of admission tables, older and newer
        {"SFZH", "id_number", Alias},
        {"ZJHM", "id_number", Alias},
        {"CSNY", "birth_date", Alias},
        {"TXDZ", "home_address", Alias},
        {"xbdm", "sex", Alias},
        // the registration platform's upload table
        {"YXMC", "institution", Alias},
        {"XH", "student_no", Alias},
        {"FY", "department", Alias},
        {"XSH", "department", Alias},
        {"BH", "class", Alias},
        {"CC", "level", Alias},
        {"XXXS", "study_form", Alias},
        {"RXRQ", "enrol_date", Alias},
        {"YJBYRQ", "graduation_date", Alias},
        {"BZ", "remark", Alias},
        // English, as international offices write it
        {"Passport No", "id_number", Alias},
        {"E-Mail:", "email", Header},
        {"Full Name (as in passport)", "name_english", Alias},
        // blanks, width, marks and brackets
        {" 姓　名 ", "name", Header},
        {"姓\n名", "name", Header},
        {"＊姓名：", "name", Header},
        {"ＸＭ", "name", Alias},
        {"\uFEFF姓名", "name", Header},
        {"身份证号（18位）", "id_number", Alias},
        {"学制[年]", "duration", Alias},
        {"性别【必填】", "sex", Alias},
        {"手机（必填）", "phone", Alias},
        {"监护人电话（必填）", "guardian_phone", Alias},
        // somebody else's
        {"手机（家长）", "-", None},
        {"身份证号（父亲）", "-", None},
        {"Phone (parent)", "-", None},
        // what the standard does not know
        {"宿舍长", "-", None},
        {"", "-", None},
    };
    const auto with = context();
    for (const Case& c : cases) {
        SCOPED_TRACE(c.header);
        const auto match = match_columns({std::string(c.header)}, {}, words(), with).front();
        EXPECT_EQ(key_or_dash(match.field), c.field);
        EXPECT_EQ(match.reason, c.reason);
        EXPECT_EQ(match.header, c.header) << "kept as written, for the list";
    }
}

TEST(Mapping, JudgesColumnsByTheirContent) {
    struct Case {
        std::string_view why;
        Rows rows;
        std::string_view fields;
    };
    const Case cases[] = {
        {"no header at all",
         {{"1", "王小明", "男", "110101200801011239", "13812345678", "2008-01-01", "汉族"},
          {"2", "艾力·买买提", "男", "650102200802022350", "13912345678", "2008-02-02", "维吾尔族"},
          {"3", "李红", "女", "110101200803032341", "13712345678", "2008-03-03", "汉族"}},
         "- name sex id_number phone birth_date ethnicity"},
        {"exam numbers have their province's digits",
         {{"26340101150001", "王小明"}, {"26340101150002", "李小红"}},
         "exam_number name"},
        {"fourteen digits of no province are not",
         {{"26990101150001", "王小明"}, {"26990101150002", "李小红"}},
         "- name"},
        {"a column that repeats itself holds no names",
         {{"本科", "王小明", "110101200801011239"},
          {"本科", "李小红", "110101200801011247"},
          {"本科", "赵明", "110101200801011255"},
          {"专科", "钱大明", "110101200801011263"}},
         "- name id_number"},
        {"an unknown header over citizen numbers",
         {{"姓名", "号码"}, {"王小明", "110101200801011239"}},
         "name id_number"},
        {"an unknown header over phones says nothing",
         {{"姓名", "学号", "服务热线"}, {"王小明", "1", "13812345678"}},
         "name student_no -"},
        {"a father's number is not the student's",
         {{"姓名", "学号", "父亲证件"}, {"王小明", "1", "110101197801011233"}},
         "name student_no -"},
        {"one cell in ten may be wrong",
         {{"男"}, {"男"}, {"女"}, {"女"}, {"男"}, {"男"}, {"女"}, {"女"}, {"男"}, {"？"}},
         "sex"},
        {"half may not", {{"男"}, {"一"}, {"女"}, {"二"}}, "-"},
    };
    const auto with = context();
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        EXPECT_EQ(fields_of(c.rows, with), c.fields);
    }
}

TEST(Mapping, FindsHeadersOfEveryShape) {
    const std::vector<std::string> header = {"姓名", "性别", "身份证号"};
    const std::vector<std::string> wang = {"王小明", "男", "110101200801011239"};
    const std::vector<std::string> li = {"李小红", "女", "110101200802022341"};
    struct Case {
        std::string_view why;
        Rows rows;
        int first, last;  // source rows, from 1; 0: no header
        std::string_view fields;
    };
    const Case cases[] = {
        {"first row", {header, wang, li}, 1, 1, "name sex id_number"},
        {"fifth row",
         {{"临溪大学"}, {"2026级新生名单"}, {}, {"制表：招办", "", "2026年8月"}, header, wang},
         5,
         5,
         "name sex id_number"},
        {"fifth row under a line of one cell",
         {{"临溪大学"}, {}, {"说明"}, {"制表：招办"}, header, wang},
         5,
         5,
         "name sex id_number"},
        {"none", {wang, li}, 0, 0, "name sex id_number"},
        {"titles of groups over the names",
         {{"基本信息", "", "证件"}, header, wang},
         1,
         2,
         "name sex id_number"},
        {"parts of names under the titles of groups",
         {{"姓名", "证件", "", "父亲", "", "学号"},
          {"", "类型", "号码", "姓名", "电话", ""},
          {"王小明", "居民身份证", "110101200801011239", "王大明", "13812345678", "1"}},
         1,
         2,
         "name id_type id_number guardian_name guardian_phone student_no"},
        {"a group about somebody else keeps the student's own columns free",
         {{"考生信息", "", "联系人信息", ""},
          {"姓名", "性别", "姓名", "手机"},
          {"王小明", "男", "王大明", "13812345678"}},
         1,
         2,
         "name sex - -"},
        {"a header of one known name",
         {{"姓名", "床位", "柜号"}, {"王小明", "A1", "7"}, {"李小红", "A2", "8"}},
         1,
         1,
         "name - -"},
        {"a value that happens to be a field's name heads nothing",
         {wang, {"赵明", "女", "备注"}, li},
         0,
         0,
         "name sex -"},
        {"a data row under a header with gaps",
         {{"姓名", "", "学号", ""}, {"王小明", "x", "1", "y"}},
         1,
         1,
         "name - student_no -"},
        {"the same header twice", {{"姓名", "姓名"}, {"王小明", "李小红"}}, 1, 1, "name -"},
        {"the exact name wins over an alias further left",
         {{"考生姓名", "姓名"}, {"王小明", "李小红"}},
         1,
         1,
         "- name"},
    };
    const auto with = context();
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        const auto all = samples(c.rows);
        const HeaderPlace place = find_header(all, words());
        EXPECT_EQ(place.found, c.first != 0);
        if (place.found) {
            EXPECT_EQ(place.first + 1, static_cast<std::size_t>(c.first));
            EXPECT_EQ(place.last + 1, static_cast<std::size_t>(c.last));
        }
        EXPECT_EQ(fields_of(c.rows, with), c.fields);
    }
}

TEST(Mapping, ANumberOfColumnsMoreThanTheHeaderIsKept) {
    const auto with = context();
    EXPECT_EQ(fields_of({{"姓名", "学号"}, {"王小明", "1", "多出的"}}, with), "name student_no -");
}

TEST(Mapping, TheMapWinsOverEveryGuess) {
    struct Case {
        std::string_view why;
        std::map<std::string, std::string> forced;
        std::string_view fields;
    };
    const Rows rows = {{"姓名", "曾用名", "身份证号", "宿舍长"},
                       {"王小明", "王大明", "110101200801011239", "是"}};
    const Case cases[] = {
        {"nothing forced", {}, "name name_former id_number -"},
        {"an unknown header", {{"宿舍长", "remark"}}, "name name_former id_number remark"},
        {"a known one to another field", {{"曾用名", "name"}, {"姓名", "-"}}, "- name id_number -"},
        {"the guess gives way", {{"曾用名", "name"}}, "- name id_number -"},
        {"a column left out", {{"身份证号", "-"}}, "name name_former - -"},
        {"written another way", {{"宿 舍长：", "remark"}}, "name name_former id_number remark"},
        {"a header that is not there", {{"床位", "remark"}}, "name name_former id_number -"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        auto with = context();
        with.forced = c.forced;
        EXPECT_EQ(fields_of(rows, with), c.fields);
    }
}

}  // namespace
}  // namespace mingce
