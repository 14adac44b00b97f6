#include "domain/regions.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "base/assets.h"
#include "places.h"

namespace mingce {
namespace {

TEST(Regions, KnowTheLifeOfACode) {
    struct Case {
        std::uint32_t code;
        std::int32_t from, to;
        bool in_force;
        const char* why;
    };
    const Regions& regions = Regions::shipped();
    for (const Case& c : {
             Case{110108, 2007, 2026, true, "海淀区, always"},
             Case{110103, 2007, 2026, true, "崇文区, until 2010, born before"},
             Case{110103, 2012, 2026, false, "崇文区, born after its end"},
             Case{511021, 2007, 2026, false, "内江县, abolished long before"},
             Case{511021, 1985, 2026, true, "内江县, born in its time"},
             Case{659009, 2007, 2026, true, "昆玉市, younger than its people"},
             Case{441900, 2007, 2026, true, "东莞市, a prefecture without counties"},
             Case{810000, 2007, 2026, true, "residence permit, Hong Kong"},
             Case{820000, 2007, 2026, true, "residence permit, Macao"},
             Case{830000, 2007, 2026, true, "residence permit, Taiwan"},
             Case{710000, 2007, 2026, true, "Taiwan as a province"},
             Case{999999, 1949, 2026, false, "no code at all"},
         })
        EXPECT_EQ(regions.in_force_between(c.code, c.from, c.to), c.in_force) << c.why;
}

TEST(Regions, NameProvinces) {
    const Regions& regions = Regions::shipped();
    EXPECT_EQ(regions.province_name(450103), "广西壮族自治区");
    EXPECT_EQ(regions.province_short_name(450103), "广西");
    EXPECT_EQ(regions.province_short_name(152500), "内蒙古");
    EXPECT_EQ(regions.province_name(810000), "香港特别行政区");
    EXPECT_EQ(regions.province_name(990000), "");
    EXPECT_EQ(regions.find(340403)->name, "田家庵区");
}

TEST(Regions, AreSmallSortedAndUnique) {
    EXPECT_LT(asset("regions.csv").size(), 200u * 1024);
    const auto& all = Regions::shipped().all();
    ASSERT_GT(all.size(), 6000u);
    for (std::size_t i = 1; i < all.size(); ++i) EXPECT_LT(all[i - 1].code, all[i].code);
    for (const Region& region : all) {
        EXPECT_FALSE(region.name.empty()) << region.code;
        EXPECT_NE(Regions::shipped().province_name(region.code), "") << region.code;
    }
}

struct Life {
    int from, to;
};

/// County code -> its lives, as an independent register tells them.
std::map<std::uint32_t, std::vector<Life>> oracle(const std::filesystem::path& path) {
    std::map<std::uint32_t, std::vector<Life>> counties;
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::stringstream cells(line);
        std::vector<std::string> row;
        for (std::string cell; std::getline(cells, cell, ',');) row.push_back(cell);
        if (row.size() < 7 || row[4] != "县级") continue;
        const int to = row.size() > 7 && !row[7].empty() ? std::stoi(row[7]) : 0;
        counties[static_cast<std::uint32_t>(std::stoul(row[0]))].push_back({std::stoi(row[6]), to});
    }
    return counties;
}

TEST(Regions, AgreeWithAnIndependentRegister) {
    const auto path = std::filesystem::path(testing::kProject).parent_path() / "shared" / "data" /
                      "areacodes.csv";
    if (!std::filesystem::exists(path))
        GTEST_SKIP() << "the register of codes does not lie beside the project";
    const auto counties = oracle(path);
    ASSERT_GT(counties.size(), 5000u);
    const Regions& regions = Regions::shipped();
    std::size_t known = 0;
    for (const auto& [code, lives] : counties) known += regions.find(code) != nullptr;
    const auto share = [](std::size_t part, std::size_t whole) {
        return static_cast<double>(part) / static_cast<double>(whole);
    };
    RecordProperty("known_per_mille", static_cast<int>(1000 * share(known, counties.size())));
    EXPECT_GE(share(known, counties.size()), 0.99) << "the bar is 0.97";

    // Undergraduates first: their whole life lies within the dated revisions. For anybody older a
    // code abolished before 2002 passes; what may not happen is that a right one is doubted.
    struct Births {
        int first, last;
        double agreed_min, doubted_max;
    };
    for (const Births births : {Births{2004, 2009, 0.998, 0.001}, Births{1994, 2003, 0.69, 0.003},
                                Births{1985, 1993, 0.82, 0.006}}) {
        SCOPED_TRACE(births.first);
        std::size_t judged = 0, agreed = 0, doubted = 0;
        for (const auto& [code, lives] : counties)
            for (int birth = births.first; birth <= births.last; ++birth, ++judged) {
                bool expected = false;
                for (const Life& life : lives)
                    expected |= life.from <= 2026 && (life.to == 0 || life.to >= birth);
                const bool in_force = regions.in_force_between(code, birth, 2026);
                agreed += in_force == expected;
                doubted += expected && !in_force;
            }
        EXPECT_GE(share(agreed, judged), births.agreed_min);
        EXPECT_LE(share(doubted, judged), births.doubted_max);
    }
}

}  // namespace
}  // namespace mingce
