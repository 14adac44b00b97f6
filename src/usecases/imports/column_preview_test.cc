#include "usecases/imports/column_preview.h"

#include <gmock/gmock.h>

#include "usecases/access/access_fixture.h"

namespace mingce {
namespace {

using testing::must;
using testing::problem_of;

// The second column's header tells nothing, "外号" is no field, and 9 is no sex of any table.
constexpr std::string_view kColumns = "姓名,编码甲,考生号,身份证号,外号,民族\n";
const std::string kSheet = std::string(kColumns) +
                           "陈一,1,26420101150101,42010120080101004X,阿陈,汉族\n"
                           "陈二,2,26420101150102,420101200802020033,42010120080101004X,汉族\n"
                           "陈三,9,26420101150103,,阿三,火星族\n";

class ColumnPreviews : public testing::SchoolOnEachDatabase {
protected:
    ImportReport import_with(const std::string& csv, const SheetMappings& sheets, bool commit) {
        ImportFiles request;
        request.hand_over.paths = {files_.write("list.csv", csv)};
        request.hand_over.sheets = sheets;
        request.intake = "2026-ug";
        request.commit = commit;
        request.today = {2026, 9, 1};
        return must(import_files(context(), request));
    }
    PreviewSheet sheet_of(std::int64_t batch) {
        const BatchColumns columns = must(batch_columns(as(Role::Admissions), batch));
        EXPECT_EQ(columns.sheets.size(), 1U);
        return columns.sheets.empty() ? PreviewSheet{} : columns.sheets.front();
    }
    static std::string told(const PreviewColumn& column) {
        return column.name + " " + (column.field ? std::string(key_of(*column.field)) : "-") + " " +
               std::string(key_of(column.why)) + " " + std::to_string(column.filled);
    }
    SheetMappings chosen(const std::string& fingerprint) {
        SheetMappings sheets;
        sheets[fingerprint].columns["2"] = {"sex"};
        sheets[fingerprint].columns["5"] = {"-"};
        sheets[fingerprint].cells["2"]["9"] = {"女"};
        return sheets;
    }

private:
    testing::TemporaryFolder files_;
};
TEST_ON_EACH_DATABASE(ColumnPreviews);

TEST_P(ColumnPreviews, TellEachColumnWithSamplesAndWhatItsTextsBecame) {
    const ImportReport staged = import_with(kSheet, {}, false);
    const PreviewSheet sheet = sheet_of(staged.batch.number);
    EXPECT_EQ(sheet.rows, 3U);
    EXPECT_EQ(sheet.header_rows, std::vector<std::uint64_t>{1});
    EXPECT_EQ(sheet.encoding, "UTF-8");
    EXPECT_EQ(sheet.fingerprint.size(), 16U);
    ASSERT_EQ(sheet.columns.size(), 6U);
    EXPECT_EQ(told(sheet.columns[0]), "1 name same 3");
    EXPECT_EQ(sheet.columns[0].confidence, 4);
    EXPECT_EQ(told(sheet.columns[1]), "2 - none 3");
    EXPECT_EQ(told(sheet.columns[3]), "4 id_number alias 2");
    EXPECT_EQ(sheet.columns[3].samples.at(0).text, "420*************4X") << "masked";
    EXPECT_EQ(sheet.columns[3].samples.at(0).row, 2U);
    EXPECT_EQ(sheet.columns[4].samples.at(1).text, "420*************4X")
        << "nobody knows what the column holds";
    EXPECT_EQ(sheet.columns[4].samples.at(0).text, "阿陈");
    const std::vector<PreviewValue>& values = sheet.columns[5].values;
    ASSERT_EQ(values.size(), 2U);
    EXPECT_EQ(values[0].text + values[0].became, "汉族汉族");
    EXPECT_EQ(values[0].count, 2U);
    EXPECT_TRUE(values[0].is_known);
    EXPECT_FALSE(values[1].is_known) << values[1].text;
    EXPECT_EQ(problem_of(batch_columns(as(Role::DepartmentSecretary), staged.batch.number)),
              "access.denied");
    EXPECT_EQ(problem_of(batch_columns(as(Role::Registry), 99)), "batch.unknown");
}

TEST_P(ColumnPreviews, WhatIsChosenIsTakenAndRememberedForTheSameHeaders) {
    const ImportReport first = import_with(kSheet, {}, false);
    const std::string fingerprint = sheet_of(first.batch.number).fingerprint;
    const ImportReport again = import_with(kSheet, chosen(fingerprint), false);
    EXPECT_EQ(again.batch.number, first.batch.number) << "the same files, the same batch";
    const PreviewSheet sheet = sheet_of(again.batch.number);
    EXPECT_EQ(told(sheet.columns[1]), "2 sex chosen 3");
    EXPECT_EQ(told(sheet.columns[4]), "5 - chosen 3");
    bool was_nine = false;
    for (const PreviewValue& value : sheet.columns[1].values)
        if (value.text == "9") was_nine = value.became == "女" && value.is_chosen && value.is_known;
    EXPECT_TRUE(was_nine);

    // Looked at only, it is not remembered.
    const std::string other = std::string(kColumns) + "陈四,9,26420101150104,,,汉族\n";
    EXPECT_EQ(told(sheet_of(import_with(other, {}, false).batch.number).columns[1]), "2 - none 1");
    import_with(kSheet, chosen(fingerprint), true);
    EXPECT_EQ(student("26420101150103").values[Field::Sex], "女");
    EXPECT_EQ(student("26420101150101").values[Field::Sex], "男");
    EXPECT_TRUE(must(batch_columns(as(Role::Registry), first.batch.number)).sheets.empty())
        << "samples go when it is written";
    const PreviewSheet remembered = sheet_of(import_with(other, {}, false).batch.number);
    EXPECT_EQ(told(remembered.columns[1]), "2 sex remembered 1");
    EXPECT_EQ(remembered.columns[1].values.at(0).became, "女");
    EXPECT_EQ(told(remembered.columns[4]), "5 - remembered 0");
    // What is said now wins over what was remembered.
    SheetMappings now;
    now[fingerprint].columns["2"] = {"remark"};
    EXPECT_EQ(told(sheet_of(import_with(other, now, false).batch.number).columns[1]),
              "2 remark chosen 1");
    // Other headers are another sheet.
    const std::string elsewhere = "姓名,编码乙,考生号\n陈五,9,26420101150105\n";
    EXPECT_EQ(told(sheet_of(import_with(elsewhere, {}, false).batch.number).columns[1]),
              "2 - none 1");
}

}  // namespace
}  // namespace mingce
