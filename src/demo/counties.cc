#include "base/assets.h"
#include "base/text.h"
#include "demo/people.h"
#include "domain/regions.h"

namespace mingce {

namespace {

std::vector<DemoCounty> read_counties() {
    std::vector<DemoCounty> counties;
    std::string_view rest = asset("regions.csv");
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        std::array<std::string_view, 4> part;
        for (std::string_view& cell : part) {
            const std::size_t comma = line.find(',');
            cell = line.substr(0, comma);
            line.remove_prefix(comma == std::string_view::npos ? line.size() : comma + 1);
        }
        if (part[0].size() != 6 || !all_digits(part[0]) || part[0].substr(4) == "00") continue;
        const auto year = [](std::string_view text) {
            return all_digits(text) ? std::stoi(std::string(text)) : 0;
        };
        DemoCounty county{static_cast<std::uint32_t>(year(part[0])), year(part[1]), year(part[2]),
                          trim_blanks(part[3])};
        // 01 is 市辖区, the city's own share: no family is registered under it.
        if (county.code % 100 != 1 || county.name != "市辖区") counties.push_back(county);
    }
    return counties;
}

}  // namespace

const std::vector<DemoCounty>& demo_counties() {
    static const std::vector<DemoCounty> kCounties = read_counties();
    return kCounties;
}

std::string demo_place_name(const DemoCounty& county) {
    const Regions& regions = Regions::shipped();
    std::string name(regions.province_name(county.code));
    const Region* city = regions.find(county.code / 100 * 100);
    // Districts of a municipality and counties directly under a province have no city between.
    if (city != nullptr && city->to_year == 0 && city->name != "县" &&
        city->name.find("辖") == std::string_view::npos)
        name += city->name;
    return name.append(county.name);
}

std::string demo_postcode_prefix(std::uint32_t province) {
    constexpr std::pair<std::uint32_t, std::string_view> kPrefixes[] = {
        {11, "10"}, {12, "30"}, {13, "05"}, {14, "03"}, {15, "01"}, {21, "11"}, {22, "13"},
        {23, "15"}, {31, "20"}, {32, "21"}, {33, "31"}, {34, "23"}, {35, "35"}, {36, "33"},
        {37, "25"}, {41, "45"}, {42, "43"}, {43, "41"}, {44, "51"}, {45, "53"}, {46, "57"},
        {50, "40"}, {51, "61"}, {52, "55"}, {53, "65"}, {54, "85"}, {61, "71"}, {62, "73"},
        {63, "81"}, {64, "75"}, {65, "83"}};
    for (const auto& [code, prefix] : kPrefixes)
        if (code == province) return std::string(prefix);
    return "99";
}

char demo_check_character(std::string_view seventeen) {
    constexpr std::uint32_t kWeights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < 17; ++i)
        sum += kWeights[i] * static_cast<std::uint32_t>(seventeen[i] - '0');
    return "10X98765432"[sum % 11];
}

}  // namespace mingce
