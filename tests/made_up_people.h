// Made-up people for the matching of people: names as unevenly spread as real ones, sound document
// numbers, twins; and the ways in which one person's second row differs from the first.
#pragma once

#include <array>
#include <random>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/text.h"
#include "domain/citizen_number.h"
#include "domain/person_match.h"

namespace mingce {

struct MadeUpPerson {
    std::string name, sex, birth_date, id_number, exam_number, province, phone, school;

    PersonFacts facts() const {
        PersonFacts facts;
        facts.name = name;
        facts.sex = sex;
        facts.birth_date = birth_date;
        facts.id_number = id_number;
        facts.exam_number = exam_number;
        facts.province = province;
        facts.phone = phone;
        facts.school_of_origin = school;
        return facts;
    }
};

inline std::vector<PersonFacts> facts_of(const std::vector<MadeUpPerson>& people) {
    std::vector<PersonFacts> facts;
    for (const MadeUpPerson& person : people) facts.push_back(person.facts());
    return facts;
}

enum class Variant : std::uint8_t {
    DocumentDigit,
    DocumentSwap,
    Traditional,
    Homophone,
    LostGlyph,
    Letters,  // the name in pinyin
    Dot,
    BirthDigit,
};
constexpr std::size_t kVariantCount = static_cast<std::size_t>(Variant::BirthDigit) + 1;

class PeopleMaker {
public:
    explicit PeopleMaker(std::uint64_t seed) : random_(seed) {}

    /// Two in a thousand are one of twins: one birthday, home, school and telephone.
    std::vector<MadeUpPerson> make(std::size_t count) {
        std::vector<MadeUpPerson> people;
        while (people.size() < count) {
            people.push_back(person());
            if (below(1'000) == 0 && people.size() < count) people.push_back(twin(people.back()));
        }
        return people;
    }

    /// The same person as another row has it; false where the variant does not fit the name.
    bool vary(MadeUpPerson& person, Variant variant) {
        switch (variant) {
            case Variant::DocumentDigit: change_digit(person.id_number, below(17)); return true;
            case Variant::DocumentSwap: return swap_digits(person.id_number);
            case Variant::Traditional: return replace(person.name, kTraditional);
            case Variant::Homophone: return replace(person.name, kHomophones);
            case Variant::LostGlyph: return lose_last(person.name);
            case Variant::Letters: return spell(person.name);
            case Variant::Dot: return replace(person.name, kDots);
            case Variant::BirthDigit: change_birth(person.birth_date); return true;
        }
        return false;
    }

    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }

private:
    struct Spelling {
        std::string_view one, other;
    };
    static constexpr Spelling kTraditional[] = {
        {"张", "張"}, {"陈", "陳"}, {"刘", "劉"}, {"杨", "楊"}, {"赵", "趙"},    {"吴", "吳"},
        {"孙", "孫"}, {"马", "馬"}, {"罗", "羅"}, {"郑", "鄭"}, {"谢", "謝"},    {"许", "許"},
        {"邓", "鄧"}, {"轩", "軒"}, {"瑶", "瑤"}, {"宁", "寧"}, {"佳颖", "佳穎"}};
    static constexpr Spelling kHomophones[] = {
        {"哲", "喆"}, {"坤", "堃"}, {"梓", "子"}, {"轩", "萱"}, {"宇", "雨"}, {"瑶", "遥"},
        {"欣", "鑫"}, {"涵", "晗"}, {"怡", "宜"}, {"婷", "庭"}, {"杰", "洁"}, {"浩", "皓"}};
    static constexpr Spelling kDots[] = {{"·", "."}, {"·", ""}, {"·", " "}, {"·", "•"}};

    /// An early place in a list is likelier than a late one, as with surnames.
    std::size_t uneven(std::size_t count) {
        const std::size_t a = below(count), b = below(count), c = below(count);
        return (a * b / count * c / count + below(count / 8)) % count;
    }

    static std::vector<std::string> characters(std::string_view text) {
        std::vector<std::string> list;
        while (!text.empty()) {
            std::string_view rest = text;
            next_code_point(rest);
            list.emplace_back(text.substr(0, text.size() - rest.size()));
            text = rest;
        }
        return list;
    }

    std::string given_name() {
        static const auto kGiven = characters(
            "梓轩涵宇欣怡浩佳子雨诗思雅博文嘉俊杰婷瑶晨哲明志豪宁泽奕辰静芷若曦语桐云起婉清睿琪悦心"
            "妍依馨彤凯旋天翔伟鹏飞龙凤英华玉兰梅菊秋冬春夏海洋江河波涛山峰林森木石磊金鑫银钢铁强坚"
            "勇毅刚健康乐福禄寿禧祥瑞安平和顺利达发财富贵荣昌盛隆兴旺家国民族建设立业成功名誉光辉煌"
            "灿"
            "烂熠烁坤元亨贞吉庆余庭院落花香草芳菲菁莹洁白雪冰霜露珠月星日晴朗阳照耀昕晓旭东升南北西"
            "方");
        std::string name = kGiven[uneven(kGiven.size())];
        if (below(100) >= 12) name += kGiven[uneven(kGiven.size())];
        return name;
    }

    std::string surname() {
        static const auto kSurnames = characters(
            "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶"
            "程"
            "魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝"
            "顾"
            "龚邵万覃武钱戴严莫孔向常");
        return kSurnames[uneven(kSurnames.size())];
    }

    std::string minority_name() {
        static constexpr std::array<std::string_view, 14> kParts = {
            "阿卜杜", "买买提", "古丽努尔", "努尔江",   "叶尔肯", "热合曼", "艾力",
            "木里",   "沙吾提", "迪丽拜尔", "阿依古丽", "吐尔逊", "玉素甫", "帕提古丽"};
        return std::string(kParts[below(kParts.size())]) + "·" +
               std::string(kParts[below(kParts.size())]);
    }

    MadeUpPerson person() {
        MadeUpPerson made;
        static const auto kProvinces =
            characters("粤豫鲁川苏冀湘皖鄂浙桂云赣贵黔闽陕晋辽黑渝甘新蒙吉琼");
        const std::size_t province = uneven(kProvinces.size());
        made.province = kProvinces[province];
        made.name = below(100) < 2 ? minority_name() : surname() + given_name();
        made.sex = below(2) == 0 ? "男" : "女";
        const auto days = static_cast<std::int64_t>(below(550) + below(550));
        made.birth_date = compact_text(date_from_days(days_since_epoch({2006, 9, 1}) + days));
        made.id_number =
            number_of(std::to_string(110'000 + province * 20'000 + below(1'900) * 10 + 1),
                      made.birth_date, made.sex == "男");
        made.exam_number = "26" + digits(12);
        made.phone = "1" + digits(10);
        made.school = made.province + "第" + std::to_string(below(60) + 1) + "中学";
        return made;
    }

    MadeUpPerson twin(const MadeUpPerson& elder) {
        MadeUpPerson made = elder;
        const std::string family = characters(elder.name).front();
        while (made.name == elder.name) made.name = family + given_name();
        made.sex = below(2) == 0 ? "男" : "女";
        made.id_number = number_of(elder.id_number.substr(0, 6), made.birth_date, made.sex == "男");
        made.exam_number = "26" + digits(12);
        return made;
    }

    std::string number_of(const std::string& county, const std::string& birth, bool male) {
        std::string serial = std::to_string(100 + below(450) * 2 + (male ? 1 : 0));
        std::string number = county.substr(0, 6) + birth + serial;
        return number + citizen_check_character(number);
    }

    std::string digits(std::size_t count) {
        std::string text;
        while (text.size() < count) text += static_cast<char>('0' + below(10));
        return text;
    }

    void change_digit(std::string& text, std::size_t at) {
        const char old = text[at];
        while (text[at] == old) text[at] = static_cast<char>('0' + below(10));
    }

    bool swap_digits(std::string& text) {
        const std::size_t at = below(16);
        if (text[at] == text[at + 1]) return false;
        std::swap(text[at], text[at + 1]);
        return true;
    }

    /// A mistyped digit that still names a day: others are found by the rules.
    void change_birth(std::string& birth) {
        const std::string old = birth;
        while (birth == old || !parse_compact_date(birth)) {
            birth = old;
            change_digit(birth, 2 + below(6));
        }
    }

    template <std::size_t count>
    bool replace(std::string& name, const Spelling (&spellings)[count]) {
        for (std::size_t i = 0, start = below(count); i < count; ++i) {
            const Spelling& spelling = spellings[(start + i) % count];
            const std::size_t at = name.find(spelling.one);
            if (at == std::string::npos) continue;
            name.replace(at, spelling.one.size(), spelling.other);
            return true;
        }
        return false;
    }

    bool lose_last(std::string& name) {
        const auto list = characters(name);
        name.resize(name.size() - list.back().size());
        name += "?";
        return true;
    }

    bool spell(std::string& name) {
        name = readings_.read(name).latin;
        name[0] = to_upper(name[0]);
        return true;
    }

    std::mt19937_64 random_;
    NameReadings readings_;
};

}  // namespace mingce
