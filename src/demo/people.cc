#include "demo/people.h"

#include <algorithm>
#include <set>

#include "demo/county_choice.h"
#include "demo/names.h"

namespace mingce {

namespace {

struct Share {
    std::string_view province, ethnicity;
    std::uint32_t in_thousand;
};

// Rounded from the census's order of size; what matters is that every naming habit turns up.
constexpr Share kShares[] = {
    {"65", "05", 470}, {"65", "17", 90}, {"65", "03", 50},  {"65", "02", 10},  {"54", "04", 850},
    {"15", "02", 200}, {"15", "11", 20}, {"15", "31", 8},   {"15", "35", 5},   {"45", "08", 330},
    {"45", "13", 30},  {"45", "06", 10}, {"64", "03", 350}, {"63", "04", 250}, {"63", "03", 140},
    {"63", "30", 35},  {"63", "31", 0},  {"52", "06", 120}, {"52", "09", 80},  {"52", "12", 45},
    {"52", "15", 40},  {"52", "37", 15}, {"53", "07", 110}, {"53", "14", 35},  {"53", "18", 30},
    {"53", "16", 35},  {"53", "27", 8},  {"53", "20", 15},  {"51", "07", 40},  {"51", "04", 25},
    {"51", "33", 5},   {"22", "10", 60}, {"22", "11", 40},  {"21", "11", 110}, {"21", "02", 20},
    {"21", "38", 5},   {"23", "11", 25}, {"23", "10", 10},  {"13", "11", 30},  {"43", "15", 45},
    {"43", "06", 35},  {"42", "15", 40}, {"46", "19", 150}, {"62", "03", 50},  {"62", "04", 20},
    {"62", "26", 25},  {"62", "48", 3},  {"50", "15", 45},  {"35", "22", 10},  {"33", "22", 6},
    {"11", "11", 20},  {"11", "03", 12}, {"41", "03", 10},  {"37", "03", 6},
};

std::string ethnicity_of(DemoRandom& random, std::string_view province) {
    std::uint32_t point = random.below(1000);
    for (const Share& share : kShares) {
        if (share.province != province) continue;
        if (point < share.in_thousand) return std::string(share.ethnicity);
        point -= share.in_thousand;
    }
    if (random.chance(12)) {
        constexpr std::string_view kOthers[] = {"03", "11", "06", "08", "15", "02", "04", "05"};
        return std::string(random.pick(kOthers));
    }
    return "01";
}

constexpr std::string_view kEthnicities =
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 "
    "拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 "
    "怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺";

class People {
public:
    People(const DemoOptions& options, DemoSchool& school)
        : options_(options), school_(school), random_(options.seed, 11) {}

    DemoPerson make(DemoKind kind, std::size_t province);

private:
    void give_document(DemoPerson& person, std::size_t code);
    void give_citizen_number(DemoPerson& person, std::size_t code);
    void give_foreign_document(DemoPerson& person);
    void give_latin_name(DemoPerson& person, std::size_t first, std::size_t count);
    void give_overseas_document(DemoPerson& person);
    void give_contact(DemoPerson& person, const DemoCounty& home);
    void give_exam_number(DemoPerson& person);
    void give_major(DemoPerson& person);
    void give_scores(DemoPerson& person);
    std::string unused(std::size_t digits, std::string_view prefix);
    Date birth_for(DemoKind kind);

    const DemoOptions& options_;
    DemoSchool& school_;
    DemoRandom random_;
    CountyChoice counties_;
    std::set<std::string> used_;
    std::uint32_t sequence_ = 0;
};

std::string People::unused(std::size_t digits, std::string_view prefix) {
    for (;;) {
        std::string text = std::string(prefix) + random_.digits(digits);
        if (used_.insert(text).second) return text;
    }
}

Date People::birth_for(DemoKind kind) {
    const bool older = kind == DemoKind::Postgraduate || kind == DemoKind::Upgrade;
    const std::int32_t base = options_.year - (older ? (kind == DemoKind::Upgrade ? 21 : 23) : 18);
    // Most turn eighteen in the twelve months up to September; a few are a year or more apart.
    std::int32_t spread = random_.between(0, 99);
    spread = spread < 6    ? 1
             : spread < 80 ? 0
             : spread < 94 ? -1
                           : -random_.between(2, older ? 9 : 3);
    const Date start{base + spread - 1, 9, 1};
    return date_from_days(days_since_epoch(start) + random_.between(0, 364));
}

// Most were registered where they live, went to school and sat the examination.
void People::give_citizen_number(DemoPerson& person, std::size_t code) {
    const DemoCounty& home = counties_.in_force(random_, code, options_.year - 2);
    const DemoCounty* county = nullptr;
    // A tenth of the children are registered late, under a code that came into force after birth.
    if (random_.chance(100))
        county = counties_.later(random_, code, person.birth.year, options_.year - 1);
    if (county == nullptr && home.in_force(person.birth.year) && random_.chance(850))
        county = &home;
    if (county == nullptr) county = &counties_.in_force(random_, code, person.birth.year);
    std::string number;
    do {
        const std::uint32_t middle = random_.below(400) * 2 + (person.sex == "男" ? 1U : 0U) + 1000;
        number = std::to_string(county->code) + compact_text(person.birth) +
                 std::to_string(middle).substr(1);
        number.push_back(demo_check_character(number));
    } while (!used_.insert(number).second);
    person.id_type = "居民身份证";
    person.id_number = number;
    const bool moved = random_.chance(40);
    const DemoCounty& school = moved ? counties_.in_force(random_, code, options_.year - 2) : home;
    person.exam_region = std::to_string(school.code);
    give_contact(person, home);
}

void People::give_contact(DemoPerson& person, const DemoCounty& home) {
    constexpr std::string_view kPrefixes[] = {"130", "135", "136", "137", "138", "139", "150",
                                              "152", "158", "159", "166", "173", "176", "177",
                                              "180", "182", "186", "187", "189", "191", "199"};
    static const auto kStreetWords = demo_words(demo_names::kStreets);
    static const auto kSchoolWords = demo_words(demo_names::kSchools);
    person.phone = unused(8, random_.pick(kPrefixes));
    person.guardian_phone = unused(8, random_.pick(kPrefixes));
    person.emergency_phone = person.guardian_phone;
    person.guardian = make_demo_name(
        random_, {person.ethnicity.empty() ? "01" : std::string_view(person.ethnicity),
                  random_.chance(500), true, false});
    person.address = demo_place_name(home) + std::string(random_.pick(kStreetWords)) +
                     std::to_string(random_.between(1, 399)) + "号";
    person.postcode = demo_postcode_prefix(home.code / 10000) + random_.digits(4);
    person.email = unused(9, "s") + "@example.com";
    person.former_school = std::string(home.name) + std::string(random_.pick(kSchoolWords));
}

void People::give_latin_name(DemoPerson& person, std::size_t first, std::size_t count) {
    using namespace demo_names;
    static const auto kSurnameWords = demo_words(kLatinSurnames),
                      kBoyWords = demo_words(kLatinBoys), kGirlWords = demo_words(kLatinGirls);
    const auto& given = person.sex == "男" ? kBoyWords : kGirlWords;
    person.latin_name = std::string(kSurnameWords[first + random_.below(count)]) + " " +
                        std::string(given[first + random_.below(count)]);
}

void People::give_foreign_document(DemoPerson& person) {
    static const auto kCountries = demo_words(demo_names::kCountries);
    const std::size_t country = random_.below(kCountries.size() / 4) * 4;
    person.nationality = kCountries[country];
    give_latin_name(person, std::stoul(std::string(kCountries[country + 2])),
                    std::stoul(std::string(kCountries[country + 3])));
    person.overseas = "外国人";
    const std::uint32_t point = random_.below(100);
    if (point < 80) {
        person.id_type = "护照";
        person.id_number = unused(7, std::string(1, static_cast<char>('A' + random_.below(26))) +
                                         (random_.chance(300) ? "K" : ""));
    } else if (point < 90) {
        person.id_type = "外国人永久居留身份证";
        person.id_number = unused(
            4, std::string(kCountries[country + 1]) + "42" + compact_text(person.birth).substr(2));
    } else {
        // The form of 2023: 9, place, country, birth, sequence, and the same check character.
        person.id_type = "外国人永久居留身份证";
        std::string number =
            "942" + random_.digits(3) + compact_text(person.birth) + random_.digits(3);
        number.push_back(demo_check_character(number));
        while (!used_.insert(number).second || number.back() == 'X') {
            number.resize(14);
            number += random_.digits(3);
            number.push_back(demo_check_character(number));
        }
        person.id_number = number;
    }
}

void People::give_overseas_document(DemoPerson& person) {
    const std::uint32_t place = random_.below(3);  // Hong Kong, Macao, Taiwan
    constexpr std::string_view kPlaces[] = {"香港同胞", "澳门同胞", "台湾同胞"};
    constexpr std::string_view kResidence[] = {"810000", "820000", "830000"};
    person.nationality = "中国";
    person.overseas = kPlaces[place];
    if (random_.chance(400)) {
        person.id_type = "港澳台居民居住证";
        std::string number;
        do {
            const std::uint32_t middle = random_.below(40) * 2 + (person.sex == "男" ? 1U : 0U);
            number = std::string(kResidence[place]) + compact_text(person.birth) +
                     std::to_string(middle + 1000).substr(1);
            number.push_back(demo_check_character(number));
        } while (!used_.insert(number).second);
        person.id_number = number;
    } else if (place == 2) {
        person.id_type = "台湾居民来往大陆通行证";
        person.id_number = unused(8, "");
    } else {
        person.id_type = "港澳居民来往内地通行证";
        person.id_number = unused(8, place == 0 ? "H" : "M");
    }
}

void People::give_document(DemoPerson& person, std::size_t code) {
    if (person.kind == DemoKind::Foreign || person.kind == DemoKind::Overseas) {
        if (person.kind == DemoKind::Foreign)
            give_foreign_document(person);
        else
            give_overseas_document(person);
        give_contact(person, counties_.in_force(random_, 42, options_.year - 2));
        return;
    }
    person.nationality = "中国";
    give_citizen_number(person, code);
}

void People::give_exam_number(DemoPerson& person) {
    const std::string year = std::to_string(options_.year);
    switch (person.kind) {
        case DemoKind::Postgraduate:
            person.exam_number = std::string(kDemoSchoolCode) + year.back() +
                                 std::to_string(1000000000 + ++sequence_).substr(1);
            return;
        case DemoKind::Foreign:
        case DemoKind::Overseas:
            // Year, way of entry, school, level, sequence: reported by the school itself.
            person.exam_number = year + (person.kind == DemoKind::Foreign ? "12" : "99") +
                                 std::string(kDemoSchoolCode) + "05" +
                                 std::to_string(100000 + ++sequence_).substr(1);
            return;
        default: break;
    }
    const bool arts = school_.majors[person.major].arts;
    const std::string middle = person.kind == DemoKind::Upgrade ? "99" : arts ? "11" : "15";
    person.exam_number = unused(4, year.substr(2) + person.exam_region + middle);
    person.ticket = unused(9, "");
}

void People::give_major(DemoPerson& person) {
    for (;;) {
        const std::size_t at = random_.below(school_.majors.size());
        const DemoMajor& major = school_.majors[at];
        const bool graduate = major.level == "硕士研究生" || major.level == "博士研究生";
        const bool upgrade = major.level == "专升本";
        bool fits = !graduate && !upgrade;
        if (person.kind == DemoKind::Postgraduate) fits = graduate;
        if (person.kind == DemoKind::Upgrade) fits = upgrade;
        if (person.kind == DemoKind::Foreign || person.kind == DemoKind::Overseas)
            fits = major.level == "本科";
        if (!fits) continue;
        person.major = at;
        return;
    }
}

void People::give_scores(DemoPerson& person) {
    person.scores = {80U + random_.below(60), 70U + random_.below(75), 75U + random_.below(70),
                     45U + random_.below(50), 45U + random_.below(50), 45U + random_.below(50)};
    person.total = 0;
    for (const std::uint32_t score : person.scores) person.total += score;
}

std::string direction_of(const DemoSchool& school, std::size_t major, DemoRandom& random) {
    constexpr std::string_view kScience[] = {"理论与方法", "数据分析", "智能系统", "材料与器件"};
    constexpr std::string_view kArts[] = {"历史与理论", "比较研究", "制度与政策", "应用研究"};
    constexpr std::string_view kMedicine[] = {"内科学", "外科学", "慢性病管理", "急诊医学"};
    if (school.departments[school.majors[major].department] == "医学院")
        return std::string(random.pick(kMedicine));
    return std::string(school.majors[major].arts ? random.pick(kArts) : random.pick(kScience));
}

DemoPerson People::make(DemoKind kind, std::size_t province) {
    const DemoProvince& home = demo_provinces()[province];
    DemoPerson person;
    person.kind = kind;
    person.province = province;
    person.sex = random_.chance(510) ? "男" : "女";
    person.birth = birth_for(kind);
    const bool boy = person.sex == "男";
    const bool older = kind == DemoKind::Postgraduate || kind == DemoKind::Upgrade;
    const bool wide = older || kind == DemoKind::Late || home.gb18030;
    person.ethnicity = kind == DemoKind::Foreign || kind == DemoKind::Overseas
                           ? std::string()
                           : ethnicity_of(random_, home.code);
    person.name = make_demo_name(random_, {person.ethnicity, boy, older, wide});
    person.political = kind == DemoKind::Postgraduate && random_.chance(300) ? "中共党员"
                       : random_.chance(780)                                 ? "共青团员"
                                                                             : "群众";
    give_major(person);
    give_document(person, static_cast<std::size_t>(std::stoul(std::string(home.code))));
    give_exam_number(person);
    give_scores(person);
    if (older) {
        person.former_school = kind == DemoKind::Upgrade ? home.zh : std::string_view("江城");
        person.former_school += kind == DemoKind::Upgrade ? "职业技术学院" : "师范大学";
        person.certificate =
            unused(6, std::string(kDemoSchoolCode) + "1" + std::to_string(options_.year) +
                          (kind == DemoKind::Upgrade ? "06" : "05"));
        person.supervisor = make_demo_name(random_, {"01", random_.chance(600), true, false});
        person.direction = direction_of(school_, person.major, random_);
    }
    return person;
}

/// Classes of a major are filled evenly, and numbered like the student numbers they give.
void place_in_classes(std::vector<DemoPerson>& people, DemoSchool& school, std::int32_t year) {
    constexpr std::uint32_t kClassSize = 35;
    for (DemoMajor& major : school.majors)
        major.classes = (major.planned + kClassSize - 1) / kClassSize;
    std::vector<std::uint32_t> taken(school.majors.size());
    const auto padded = [](std::uint32_t number, std::size_t width) {
        std::string text = std::to_string(number);
        return std::string(text.size() < width ? width - text.size() : 0, '0') + text;
    };
    const std::string yy = std::to_string(year).substr(2);
    for (DemoPerson& person : people) {
        if (!person.admitted) continue;
        const DemoMajor& major = school.majors[person.major];
        const std::uint32_t order = taken[person.major]++;
        const std::uint32_t number = order % major.classes + 1;
        person.class_name = major.short_name + yy + padded(number, 2);
        // Year, school code of the major, class, place: 2 + 4 + 2 + 2 digits.
        person.student_no =
            yy + major.school_code + padded(number, 2) + padded(order / major.classes + 1, 2);
    }
}

}  // namespace

std::string_view DemoPerson::ethnicity_name() const {
    static const auto kNames = demo_words(kEthnicities);
    if (ethnicity.empty()) return {};
    return kNames[static_cast<std::size_t>(std::stoul(ethnicity)) - 1];
}

std::vector<DemoPerson> make_demo_people(const DemoOptions& options, DemoSchool& school) {
    People maker(options, school);
    DemoRandom random(options.seed, 12);
    const auto& provinces = demo_provinces();
    std::uint32_t weights = 0;
    for (std::size_t p = 0; p < options.provinces; ++p) weights += provinces[p].weight;
    const auto any_province = [&] {
        std::uint32_t point = random.below(weights);
        std::size_t p = 0;
        for (; point >= provinces[p].weight; ++p) point -= provinces[p].weight;
        return p;
    };
    std::vector<DemoPerson> people;
    std::size_t provincial = 0;
    for (std::uint32_t i = 0; i < options.students; ++i) {
        // Of 200, by kind; the smallest hand-over has candidates of a province only.
        const std::uint64_t slot = 199 - i * 200ULL / options.students;
        const DemoKind kind = slot < 16   ? DemoKind::Postgraduate
                              : slot < 21 ? DemoKind::Foreign
                              : slot < 24 ? DemoKind::Overseas
                              : slot < 36 ? DemoKind::Upgrade
                              : slot < 37 ? DemoKind::Late
                                          : DemoKind::Province;
        // The first candidates go round, so that no province comes out empty.
        const bool round = kind == DemoKind::Province && provincial < options.provinces;
        people.push_back(maker.make(kind, round ? provincial++ : any_province()));
        if (kind != DemoKind::Province || !random.chance(50)) continue;
        people.push_back(maker.make(kind, any_province()));
        people.back().admitted = false;
    }
    for (const DemoPerson& person : people)
        if (person.admitted) ++school.majors[person.major].planned;
    std::stable_sort(people.begin(), people.end(), [](const DemoPerson& a, const DemoPerson& b) {
        return std::pair(a.kind, a.province) < std::pair(b.kind, b.province);
    });
    place_in_classes(people, school, options.year);
    return people;
}

}  // namespace mingce
