#include "domain/regions.h"

#include <algorithm>
#include <charconv>

#include "base/assets.h"

namespace mingce {

namespace {

// Ends at the comma, which it takes off the line too.
std::string_view next_cell(std::string_view& line) {
    const std::size_t comma = line.find(',');
    const std::string_view cell = line.substr(0, comma);
    line.remove_prefix(comma == std::string_view::npos ? line.size() : comma + 1);
    return cell;
}

template <class Number>
Number number_of(std::string_view text) {
    Number number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

struct ShortName {
    std::uint32_t prefix;
    std::string_view full, name;
};

// Names as printed on rosters. GB/T 2260, first two digits.
constexpr ShortName kProvinces[] = {
    {11, "北京市", "北京"},           {12, "天津市", "天津"},
    {13, "河北省", "河北"},           {14, "山西省", "山西"},
    {15, "内蒙古自治区", "内蒙古"},   {21, "辽宁省", "辽宁"},
    {22, "吉林省", "吉林"},           {23, "黑龙江省", "黑龙江"},
    {31, "上海市", "上海"},           {32, "江苏省", "江苏"},
    {33, "浙江省", "浙江"},           {34, "安徽省", "安徽"},
    {35, "福建省", "福建"},           {36, "江西省", "江西"},
    {37, "山东省", "山东"},           {41, "河南省", "河南"},
    {42, "湖北省", "湖北"},           {43, "湖南省", "湖南"},
    {44, "广东省", "广东"},           {45, "广西壮族自治区", "广西"},
    {46, "海南省", "海南"},           {50, "重庆市", "重庆"},
    {51, "四川省", "四川"},           {52, "贵州省", "贵州"},
    {53, "云南省", "云南"},           {54, "西藏自治区", "西藏"},
    {61, "陕西省", "陕西"},           {62, "甘肃省", "甘肃"},
    {63, "青海省", "青海"},           {64, "宁夏回族自治区", "宁夏"},
    {65, "新疆维吾尔自治区", "新疆"}, {71, "台湾省", "台湾"},
    {81, "香港特别行政区", "香港"},   {82, "澳门特别行政区", "澳门"},
    {83, "台湾省", "台湾"},
};

const ShortName* province_of(std::uint32_t code) {
    const auto* found =
        std::find_if(std::begin(kProvinces), std::end(kProvinces),
                     [code](const ShortName& province) { return province.prefix == code / 10000; });
    return found == std::end(kProvinces) ? nullptr : found;
}

}  // namespace

const Regions& Regions::shipped() {
    static const Regions regions(asset("regions.csv"));
    return regions;
}

Regions::Regions(std::string_view csv) {
    while (!csv.empty()) {
        const std::size_t end = csv.find('\n');
        std::string_view line = csv.substr(0, end);
        csv.remove_prefix(end == std::string_view::npos ? csv.size() : end + 1);
        Region region;
        region.code = number_of<std::uint32_t>(next_cell(line));
        region.from_year = number_of<std::uint16_t>(next_cell(line));
        region.to_year = number_of<std::uint16_t>(next_cell(line));
        region.name = line;
        if (region.code != 0) regions_.push_back(region);  // the head line has none
    }
    std::sort(regions_.begin(), regions_.end(),
              [](const Region& a, const Region& b) { return a.code < b.code; });
}

const Region* Regions::find(std::uint32_t code) const {
    const auto found =
        std::lower_bound(regions_.begin(), regions_.end(), code,
                         [](const Region& region, std::uint32_t c) { return region.code < c; });
    return found != regions_.end() && found->code == code ? &*found : nullptr;
}

bool Regions::in_force_between(std::uint32_t code, std::int32_t from_year,
                               std::int32_t to_year) const {
    const Region* region = find(code);
    if (region == nullptr) return false;
    return region->from_year <= to_year && (region->to_year == 0 || region->to_year >= from_year);
}

std::string_view Regions::province_name(std::uint32_t code) const {
    const ShortName* province = province_of(code);
    return province == nullptr ? std::string_view() : province->full;
}

std::string_view Regions::province_short_name(std::uint32_t code) const {
    const ShortName* province = province_of(code);
    return province == nullptr ? std::string_view() : province->name;
}

}  // namespace mingce
