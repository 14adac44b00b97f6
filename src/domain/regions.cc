#include "domain/regions.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/assets.h"

namespace mingce {
namespace {

struct Province {
    std::uint32_t prefix;
    std::string_view name, short_name;
};

// GB/T 2260, first two digits. 83 is no province of it but the prefix of Taiwan residence permits.
constexpr std::array kProvinces = {
    Province{11, "北京市", "北京"},           Province{12, "天津市", "天津"},
    Province{13, "河北省", "河北"},           Province{14, "山西省", "山西"},
    Province{15, "内蒙古自治区", "内蒙古"},   Province{21, "辽宁省", "辽宁"},
    Province{22, "吉林省", "吉林"},           Province{23, "黑龙江省", "黑龙江"},
    Province{31, "上海市", "上海"},           Province{32, "江苏省", "江苏"},
    Province{33, "浙江省", "浙江"},           Province{34, "安徽省", "安徽"},
    Province{35, "福建省", "福建"},           Province{36, "江西省", "江西"},
    Province{37, "山东省", "山东"},           Province{41, "河南省", "河南"},
    Province{42, "湖北省", "湖北"},           Province{43, "湖南省", "湖南"},
    Province{44, "广东省", "广东"},           Province{45, "广西壮族自治区", "广西"},
    Province{46, "海南省", "海南"},           Province{50, "重庆市", "重庆"},
    Province{51, "四川省", "四川"},           Province{52, "贵州省", "贵州"},
    Province{53, "云南省", "云南"},           Province{54, "西藏自治区", "西藏"},
    Province{61, "陕西省", "陕西"},           Province{62, "甘肃省", "甘肃"},
    Province{63, "青海省", "青海"},           Province{64, "宁夏回族自治区", "宁夏"},
    Province{65, "新疆维吾尔自治区", "新疆"}, Province{71, "台湾省", "台湾"},
    Province{81, "香港特别行政区", "香港"},   Province{82, "澳门特别行政区", "澳门"},
    Province{83, "台湾省", "台湾"},
};

const Province* province_of(std::uint32_t code) {
    const auto found = std::find_if(kProvinces.begin(), kProvinces.end(),
                                    [code](const Province& p) { return p.prefix == code / 10000; });
    return found == kProvinces.end() ? nullptr : &*found;
}

/// Takes the text before the next `end` off the front of `rest`.
std::string_view take(std::string_view& rest, char end) {
    const std::size_t length = std::min(rest.find(end), rest.size());
    const std::string_view taken = rest.substr(0, length);
    rest.remove_prefix(std::min(length + 1, rest.size()));
    return taken;
}

template <class Number>
Number number_of(std::string_view digits) {
    Number number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

}  // namespace

const Regions& Regions::shipped() {
    static const Regions regions(asset("regions.csv"));
    return regions;
}

Regions::Regions(std::string_view csv) {
    regions_.reserve(static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n')));
    take(csv, '\n');
    while (!csv.empty()) {
        std::string_view line = take(csv, '\n');
        Region region;
        region.code = number_of<std::uint32_t>(take(line, ','));
        region.from_year = number_of<std::uint16_t>(take(line, ','));
        region.to_year = number_of<std::uint16_t>(take(line, ','));
        region.name = line;
        if (region.code != 0) regions_.push_back(region);
    }
    std::sort(regions_.begin(), regions_.end(),
              [](const Region& a, const Region& b) { return a.code < b.code; });
}

const Region* Regions::find(std::uint32_t code) const {
    const auto found =
        std::lower_bound(regions_.begin(), regions_.end(), code,
                         [](const Region& r, std::uint32_t wanted) { return r.code < wanted; });
    return found != regions_.end() && found->code == code ? &*found : nullptr;
}

bool Regions::in_force_between(std::uint32_t code, std::int32_t from_year,
                               std::int32_t to_year) const {
    const Region* region = find(code);
    if (region == nullptr) return false;
    return region->from_year <= to_year && (region->to_year == 0 || region->to_year >= from_year);
}

std::string_view Regions::province_name(std::uint32_t code) const {
    const Province* province = province_of(code);
    return province == nullptr ? std::string_view{} : province->name;
}

std::string_view Regions::province_short_name(std::uint32_t code) const {
    const Province* province = province_of(code);
    return province == nullptr ? std::string_view{} : province->short_name;
}

}  // namespace mingce
