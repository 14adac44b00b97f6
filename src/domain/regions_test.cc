#include "domain/regions.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace mingce {
namespace {

TEST(Regions, KnowWhenACodeWasInForce) {
    struct Case {
        std::string_view why;
        std::uint32_t code;
        std::int32_t from, to;
        bool in_force;
    };
    const Case cases[] = {
        {"in force all along", 110101, 2008, 2026, true},
        {"abolished in 2010, after the birth", 110103, 2008, 2026, true},
        {"abolished before the birth", 110103, 2012, 2026, false},
        {"never existed", 110199, 2008, 2026, false},
        {"Sichuan's code of before Chongqing", 511021, 2008, 2026, false},
        {"a county-level city of a corps", 659009, 2008, 2026, true},
        {"Hong Kong residents' permit", 810000, 2008, 2026, true},
        {"Taiwan residents' permit", 830000, 2008, 2026, true},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        EXPECT_EQ(Regions::shipped().in_force_between(c.code, c.from, c.to), c.in_force);
    }
}

TEST(Regions, NameTheProvince) {
    EXPECT_EQ(Regions::shipped().province_name(450103), "广西壮族自治区");
    EXPECT_EQ(Regions::shipped().province_short_name(450103), "广西");
    EXPECT_EQ(Regions::shipped().province_short_name(990000), "");
}

struct Years {
    std::int32_t from, to;
};

// The oracle: every county-level code with the years it was in force.
std::map<std::uint32_t, std::vector<Years>> oracle() {
    std::map<std::uint32_t, std::vector<Years>> codes;
    std::ifstream file(std::filesystem::path(MINGCE_SOURCE_DIR).parent_path() /
                       "shared/data/areacodes.csv");
    for (std::string line; std::getline(file, line);) {
        std::array<std::string, 9> cells;
        std::size_t cell = 0;
        for (char c : line) {
            if (c == ',')
                cell = std::min<std::size_t>(cell + 1, 8);
            else
                cells[cell].push_back(c);
        }
        std::uint32_t code = 0;
        std::from_chars(cells[0].data(), cells[0].data() + cells[0].size(), code);
        if (code == 0 || cells[4] != "县级") continue;
        codes[code].push_back({std::stoi(cells[6]), cells[7].empty() ? 9999 : std::stoi(cells[7])});
    }
    return codes;
}

TEST(Regions, CoverAndDateTheOraclesCodes) {
    const auto codes = oracle();
    if (codes.empty()) GTEST_SKIP() << "the region oracle is not beside the project";
    std::size_t covered = 0, in_force = 0, denied = 0, not_in_force = 0, allowed = 0;
    for (const auto& [code, spans] : codes) {
        if (Regions::shipped().find(code) != nullptr) ++covered;
        for (std::int32_t birth = 2004; birth <= 2009; ++birth) {
            const bool truth = std::any_of(spans.begin(), spans.end(), [birth](const Years& years) {
                return years.from <= 2026 && years.to >= birth;
            });
            const bool ours = Regions::shipped().in_force_between(code, birth, 2026);
            ++(truth ? in_force : not_in_force);
            if (truth && !ours) ++denied;
            if (!truth && ours) ++allowed;
        }
    }
    // Measured: 99.3 % covered; 27 of 19,350 denied, 17 of 16,002 allowed.
    EXPECT_GE(static_cast<double>(covered), 0.97 * static_cast<double>(codes.size()));
    EXPECT_LE(static_cast<double>(denied), 0.005 * static_cast<double>(in_force));
    EXPECT_LE(static_cast<double>(allowed), 0.01 * static_cast<double>(not_in_force));
}

}  // namespace
}  // namespace mingce
