#include "normalise/provinces.h"

#include <string>

#include "base/text.h"

namespace mingce {

namespace {

// Codes and names: GB/T 2260. 陕西 is spelt Shanxi61 by the admission client.
constexpr ProvinceName kProvinces[] = {
    {"11", "北京", "beijing"},   {"12", "天津", "tianjin"},        {"13", "河北", "hebei"},
    {"14", "山西", "shanxi"},    {"15", "内蒙古", "neimenggu"},    {"21", "辽宁", "liaoning"},
    {"22", "吉林", "jilin"},     {"23", "黑龙江", "heilongjiang"}, {"31", "上海", "shanghai"},
    {"32", "江苏", "jiangsu"},   {"33", "浙江", "zhejiang"},       {"34", "安徽", "anhui"},
    {"35", "福建", "fujian"},    {"36", "江西", "jiangxi"},        {"37", "山东", "shandong"},
    {"41", "河南", "henan"},     {"42", "湖北", "hubei"},          {"43", "湖南", "hunan"},
    {"44", "广东", "guangdong"}, {"45", "广西", "guangxi"},        {"46", "海南", "hainan"},
    {"50", "重庆", "chongqing"}, {"51", "四川", "sichuan"},        {"52", "贵州", "guizhou"},
    {"53", "云南", "yunnan"},    {"54", "西藏", "xizang"},         {"61", "陕西", "shaanxi"},
    {"62", "甘肃", "gansu"},     {"63", "青海", "qinghai"},        {"64", "宁夏", "ningxia"},
    {"65", "新疆", "xinjiang"},  {"71", "台湾", "taiwan"},         {"81", "香港", "xianggang"},
    {"82", "澳门", "aomen"},
};

struct OtherSpelling {
    std::string_view spelling, code;
};
constexpr OtherSpelling kOtherSpellings[] = {
    {"shanxi61", "61"}, {"shannxi", "61"},  {"shanxi14", "14"}, {"innermongolia", "15"},
    {"tibet", "54"},    {"hongkong", "81"}, {"macao", "82"},    {"macau", "82"}};

const ProvinceName* province_of_word(std::string_view word) {
    for (const OtherSpelling& other : kOtherSpellings)
        if (other.spelling == word) return province_by_code(other.code);
    while (!word.empty() && is_digit(word.back())) word.remove_suffix(1);
    while (!word.empty() && is_digit(word.front())) word.remove_prefix(1);
    for (const ProvinceName& province : kProvinces)
        if (province.pinyin == word) return &province;
    return nullptr;
}

const ProvinceName* province_of_component(std::string_view component) {
    for (const ProvinceName& province : kProvinces)
        if (component.find(province.zh) != std::string_view::npos) return &province;
    const std::string lower = lower_ascii(component);
    std::string_view rest = lower;
    while (!rest.empty()) {
        std::size_t length = 0;
        while (length < rest.size() && (is_lower(rest[length]) || is_digit(rest[length]))) ++length;
        if (const ProvinceName* found = province_of_word(rest.substr(0, length))) return found;
        rest.remove_prefix(length < rest.size() ? length + 1 : length);
    }
    return nullptr;
}

}  // namespace

std::span<const ProvinceName> province_names() { return kProvinces; }

const ProvinceName* province_by_code(std::string_view two_digits) {
    for (const ProvinceName& province : kProvinces)
        if (province.code == two_digits) return &province;
    return nullptr;
}

const ProvinceName* province_of_path(std::string_view path) {
    while (!path.empty()) {
        const std::size_t slash = path.find_last_of("/!");
        const std::string_view component =
            slash == std::string_view::npos ? path : path.substr(slash + 1);
        if (const ProvinceName* found = province_of_component(component)) return found;
        path = slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
    }
    return nullptr;
}

std::string_view province_digits(std::string_view exam_number) {
    if (exam_number.size() != 14 || !all_digits(exam_number)) return {};
    return exam_number.substr(2, 2);
}

}  // namespace mingce
