// A hand-over on disk for tests: a folder of its own for each, gone afterwards.
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "formats/writers.h"
#include "temporary_folder.h"
#include "usecases/files/hand_over.h"

namespace mingce {

class HandOverFixture : public ::testing::Test {
protected:
    void write(const std::string& name, std::string_view text) const { folder_.write(name, text); }

    using Rows = std::vector<std::vector<std::string_view>>;
    static std::string table_bytes(const std::vector<std::string>& columns, const Rows& rows) {
        std::vector<DbfColumn> declared;
        for (const std::string& column : columns) declared.push_back({column, 'C', 40, 0});
        std::vector<DbfRefusal> refusals;
        const auto bytes = write_dbf(declared, rows, {2026, 8, 1}, refusals);
        EXPECT_TRUE(bytes.ok()) << (bytes.ok() ? "" : bytes.error().sentence(Language::English));
        return bytes.ok() ? bytes.value() : "";
    }
    void write_table(const std::string& name, const std::vector<std::string>& columns,
                     const Rows& rows) const {
        write(name, table_bytes(columns, rows));
    }

    void write_set(const std::string& folder, const std::string& digits) const {
        const std::string admitted = "26" + digits + "0101150001",
                          other = "26" + digits + "0101150002";
        write_table(folder + "/t_tdd.DBF", {"KSH", "ZKZH", "XM", "XBDM", "PCDM", "LQZY", "TDYYDM"},
                    {{admitted, "000000001", "张三", "1", "1", "01", ""},
                     {other, "000000002", "李四", "2", "1", "", ""}});
        write_table(folder + "/TD_XBDM.dbf", {"XBDM", "XBMC"}, {{"1", "男"}, {"2", "女"}});
        write_table(folder + "/T_JHK.dbf", {"PCDM", "ZYDH", "ZYDM", "ZYMC"},
                    {{"1", "01", "080901", "计算机科学与技术"}});
    }

    HandOver read(ReadHandOver request = {}) const {
        request.paths = {dir_};
        auto result = read_hand_over(request);
        EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.error().sentence(Language::English));
        return result.ok() ? std::move(result).value() : HandOver{};
    }

    static std::size_t count_of(const HandOver& hand_over, std::string_view code) {
        return static_cast<std::size_t>(
            std::count_if(hand_over.findings.begin(), hand_over.findings.end(),
                          [code](const Finding& each) { return each.rule->code == code; }));
    }
    static const FileReport* file_of(const HandOver& hand_over, std::string_view ending) {
        for (const FileReport& each : hand_over.files)
            if (each.file.size() >= ending.size() &&
                each.file.compare(each.file.size() - ending.size(), ending.size(), ending) == 0)
                return &each;
        return nullptr;
    }

    const testing::TemporaryFolder folder_;
    const std::filesystem::path& dir_ = folder_.path();
};

}  // namespace mingce
