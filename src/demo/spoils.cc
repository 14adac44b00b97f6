#include "demo/spoils.h"

#include <cstdio>

#include "base/text.h"
#include "demo/names.h"
#include "formats/encoding.h"
#include "formats/writers.h"

namespace mingce {

namespace {

using Place = SpoilPlace;
using Maybe = std::optional<Spoilt>;

bool is_citizen_number(std::string_view text) {
    return text.size() == 18 && all_digits(text.substr(0, 17)) && text[0] <= '6';
}

/// The same number with other contents, its check character made right again.
std::string rechecked(std::string number) {
    number.resize(17);
    number.push_back(demo_check_character(number));
    return number;
}

char other_digit(char digit, DemoRandom& random) {
    return static_cast<char>('0' + (digit - '0' + 1 + static_cast<int>(random.below(9))) % 10);
}

Maybe one_digit(const Place& place, DemoRandom& random) {
    if (!is_citizen_number(place.clean)) return std::nullopt;
    std::string text(place.clean);
    char& digit = text[random.below(17)];
    digit = other_digit(digit, random);
    return Spoilt{text};
}

Maybe swapped(const Place& place, DemoRandom& random, std::size_t apart) {
    if (!is_citizen_number(place.clean)) return std::nullopt;
    std::string text(place.clean);
    for (int attempt = 0; attempt < 40; ++attempt) {
        const std::size_t at = random.below(17 - apart);
        if (text[at] == text[at + apart]) continue;
        std::swap(text[at], text[at + apart]);
        return Spoilt{text};
    }
    return std::nullopt;
}
Maybe adjacent(const Place& place, DemoRandom& random) { return swapped(place, random, 1); }
Maybe jump(const Place& place, DemoRandom& random) { return swapped(place, random, 2); }

Maybe two_digits(const Place& place, DemoRandom& random) {
    if (!is_citizen_number(place.clean)) return std::nullopt;
    std::string text(place.clean);
    const std::size_t first = random.below(16);
    const std::size_t second = first + 1 + random.below(16 - first);
    text[first] = other_digit(text[first], random);
    text[second] = other_digit(text[second], random);
    return Spoilt{text};
}

Maybe other_sex(const Place& place, DemoRandom&) {
    // Only a citizen's number says the sex it can be held against.
    if (!is_citizen_number(place.person.id_number)) return std::nullopt;
    const std::string_view clean = place.clean;
    return Spoilt{clean == "1" ? "2" : clean == "2" ? "1" : clean == "男" ? "女" : "男"};
}

Maybe other_birth(const Place& place, DemoRandom& random) {
    if (!is_citizen_number(place.person.id_number)) return std::nullopt;
    const auto birth = parse_compact_date(place.clean);
    if (!birth) return std::nullopt;
    return Spoilt{compact_text(date_from_days(days_since_epoch(*birth) + random.between(1, 300)))};
}

Maybe with_birth(const Place& place, std::string_view year, std::string_view day) {
    if (!is_citizen_number(place.clean)) return std::nullopt;
    std::string text(place.clean);
    if (!year.empty()) text.replace(6, 4, year);
    // 29 February in another year would be an error of another kind.
    if (day.empty() && !parse_compact_date(text.substr(6, 8))) return std::nullopt;
    if (!day.empty()) text.replace(10, 4, day);
    return Spoilt{rechecked(text)};
}
Maybe impossible_date(const Place& place, DemoRandom& random) {
    constexpr std::string_view kDays[] = {"0230", "0431", "1301", "0631"};
    return with_birth(place, "", random.pick(kDays));
}
Maybe future_date(const Place& place, DemoRandom& random) {
    const std::int32_t year = place.hand_over.options.year + random.between(2, 20);
    return with_birth(place, std::to_string(year), "");
}
Maybe child(const Place& place, DemoRandom& random) {
    const std::int32_t year = place.hand_over.options.year - random.between(2, 11);
    return with_birth(place, std::to_string(year), "");
}
Maybe too_old(const Place& place, DemoRandom&) { return with_birth(place, "1886", ""); }

Maybe region_gone(const Place& place, DemoRandom& random) {
    if (!is_citizen_number(place.clean)) return std::nullopt;
    for (int attempt = 0; attempt < 20000; ++attempt) {
        const DemoCounty& county = random.pick(demo_counties());
        if (county.to == 0 || county.to >= place.person.birth.year - 1) continue;
        bool again = false;  // some codes were given a second time
        for (const DemoCounty& other : demo_counties())
            again |= other.code == county.code &&
                     (other.to == 0 || other.to >= place.person.birth.year - 1);
        if (again) continue;
        return Spoilt{rechecked(std::to_string(county.code) + std::string(place.clean.substr(6)))};
    }
    return std::nullopt;
}
Maybe region_never(const Place& place, DemoRandom&) {
    if (!is_citizen_number(place.clean)) return std::nullopt;
    return Spoilt{rechecked(std::string(place.clean.substr(0, 2)) + "9999" +
                            std::string(place.clean.substr(6)))};
}

Maybe fifteen_and_zeros(const Place& place, DemoRandom&) {
    if (!is_citizen_number(place.clean) || place.clean.substr(15) == "000") return std::nullopt;
    return Spoilt{std::string(place.clean.substr(0, 15)) + "000"};
}
Maybe number_cell(const Place& place, DemoRandom&) {
    if (!is_citizen_number(place.clean)) return std::nullopt;
    // Excel keeps fifteen digits; the workbook's text of it is then in this form.
    std::array<char, 40> text{};
    const std::string kept = std::string(place.clean.substr(0, 15)) + "000";
    (void)std::snprintf(text.data(), text.size(), "%.16G", std::stod(kept));
    return Spoilt{text.data(), true};
}
Maybe scientific(const Place& place, DemoRandom&) {
    if (!is_citizen_number(place.clean)) return std::nullopt;
    std::string text(place.clean.substr(0, 6));
    text.insert(1, ".");
    return Spoilt{text + "E+17"};
}
Maybe old_form(const Place& place, DemoRandom&) {
    if (!is_citizen_number(place.clean)) return std::nullopt;
    std::string text(place.clean.substr(0, 17));
    return Spoilt{text.erase(6, 2)};
}
Maybe quote_behind(const Place& place, DemoRandom&) {
    return is_citizen_number(place.clean) ? Maybe(Spoilt{std::string(place.clean) + "'"})
                                          : std::nullopt;
}
Maybe small_x(const Place& place, DemoRandom&) {
    if (!is_citizen_number(place.clean) || place.clean.back() != 'X') return std::nullopt;
    return Spoilt{std::string(place.clean.substr(0, 17)) + "x"};
}
std::string wide_digits(std::string_view text) {
    std::string wide;
    for (const char c : text) append_utf8(wide, static_cast<char32_t>(0xFEE0 + c));
    return wide;
}
Maybe full_width_number(const Place& place, DemoRandom&) {
    return is_citizen_number(place.clean) ? Maybe(Spoilt{wide_digits(place.clean)}) : std::nullopt;
}

/// The name without its last character, where that leaves two or more and all are Chinese.
std::optional<std::string> stem(std::string_view name) {
    std::vector<std::string> parts;
    while (!name.empty()) {
        const char32_t code_point = next_code_point(name);
        if (!is_han(code_point)) return std::nullopt;
        append_utf8(parts.emplace_back(), code_point);
    }
    if (parts.size() < 2 || parts.size() > 3) return std::nullopt;
    std::string text;
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) text += parts[i];
    return text;
}

struct RareCharacter {
    std::string_view character, reading;
};
RareCharacter rare(DemoRandom& random) {
    static const auto kWords = demo_words(demo_names::kRareGiven);
    const std::size_t at = 2 * random.below(kWords.size() / 2);
    return {kWords[at], kWords[at + 1]};
}

Maybe rare_instead(const Place& place, DemoRandom& random, std::string_view mark) {
    const auto front = stem(place.clean);
    if (!front) return std::nullopt;
    const RareCharacter character = rare(random);
    return Spoilt{*front + std::string(mark.empty() ? character.reading : mark), false,
                  *front + std::string(character.character)};
}
Maybe question_marks(const Place& place, DemoRandom& random) {
    return rare_instead(place, random, "??");
}
Maybe upper_pinyin(const Place& place, DemoRandom& random) {
    return rare_instead(place, random, "");
}
Maybe empty_square(const Place& place, DemoRandom& random) {
    return rare_instead(place, random, "□");
}
Maybe replacement(const Place& place, DemoRandom& random) {
    return rare_instead(place, random, "\xEF\xBF\xBD");
}
Maybe private_use(const Place& place, DemoRandom& random) {
    // The zone where schools and the police drew their own characters: no public meaning.
    std::string mark;
    append_utf8(mark, 0xE000 + random.below(0x200));
    return rare_instead(place, random, mark);
}
Maybe vendor_private(const Place& place, DemoRandom&) {
    // What CP936 made of 䶮 before there was a code point for it.
    const auto front = stem(place.clean);
    if (!front) return std::nullopt;
    return Spoilt{*front + "\xEE\xA1\xA3", false, *front + "䶮"};
}

/// Written in one encoding, read in another.
Maybe wrong_encoding(const Place& place, DemoRandom& random) {
    if (!stem(place.clean)) return std::nullopt;
    struct Way {
        bool written_as_gbk;
        std::string_view read_as;
    };
    constexpr Way kWays[] = {{false, "GBK"}, {false, "ISO-8859-1"}, {true, "windows-1252"}};
    const Way& way = random.pick(kWays);
    const auto decoder = TextDecoder::named(way.read_as);
    if (!decoder.ok()) return std::nullopt;
    Spoilt spoilt;
    const std::string bytes =
        way.written_as_gbk ? to_gb18030(place.clean) : std::string(place.clean);
    decoder.value().decode(bytes, spoilt.text);
    return spoilt;
}

Maybe blank_inside(const Place& place, DemoRandom& random) {
    const auto front = stem(place.clean);
    if (!front) return std::nullopt;
    constexpr std::string_view kBlanks[] = {" ", "　"};
    std::string text(place.clean);
    return Spoilt{text.insert(front->size(), random.pick(kBlanks))};
}
Maybe invisible(const Place& place, DemoRandom& random) {
    const auto front = stem(place.clean);
    if (!front) return std::nullopt;
    constexpr std::string_view kMarks[] = {"\xE2\x80\x8B", "\xC2\xAD", "\xEF\xBB\xBF", "\xC2\xA0"};
    std::string text(place.clean);
    return Spoilt{text.insert(front->size(), random.pick(kMarks))};
}
Maybe full_width_phone(const Place& place, DemoRandom&) { return Spoilt{wide_digits(place.clean)}; }
Maybe blank_around(const Place& place, DemoRandom&) {
    return Spoilt{"　" + std::string(place.clean) + " "};
}

Maybe date_form(const Place& place, DemoRandom& random) {
    std::string digits;
    for (const char c : place.clean)
        if (is_digit(c)) digits.push_back(c);
    const auto date = parse_compact_date(digits);
    if (!date) return std::nullopt;
    const std::string year = std::to_string(date->year), month = std::to_string(date->month),
                      day = std::to_string(date->day);
    if (place.table.form == DemoForm::Xlsx && random.chance(300))
        return Spoilt{std::to_string(days_since_epoch(*date) + 25569), true};
    switch (random.below(3)) {
        case 0: return Spoilt{year + "/" + month + "/" + day};
        case 1: return Spoilt{year + "." + month + "." + day};
        default: return Spoilt{year + "年" + month + "月" + day + "日"};
    }
}

Maybe other_major(const Place& place, DemoRandom& random) {
    const DemoSchool& school = place.hand_over.school;
    const DemoMajor& own = school.majors[place.person.major];
    for (;;) {
        const DemoMajor& major = random.pick(school.majors);
        if (major.department != own.department && major.level == own.level)
            return Spoilt{major.name};
    }
}
Maybe unknown_local(const Place&, DemoRandom& random) { return Spoilt{"X" + random.digits(1)}; }
Maybe other_level(const Place& place, DemoRandom&) {
    return Spoilt{place.clean == "博士研究生" ? "硕士研究生"
                  : place.clean == "专升本"   ? "专科"
                                              : "博士研究生"};
}
Maybe other_duration(const Place& place, DemoRandom&) {
    return Spoilt{place.clean == "2" ? "5" : place.clean == "3" ? "2" : "8"};
}
Maybe other_province(const Place& place, DemoRandom& random) {
    // In the newer generation the number joins two tables; wrong in one, it would be lost.
    if (place.table.column_named("LXSJ") || place.table.column_named("LJZYH")) return std::nullopt;
    std::string text(place.clean);
    const std::string& own = place.person.exam_region;
    if (text.size() != 14 || text.substr(2, 6) != own) return std::nullopt;
    std::string_view code;
    do code = random.pick(demo_provinces()).code;
    while (code == own.substr(0, 2));
    return Spoilt{text.replace(2, 2, code)};
}

Maybe bad_phone(const Place& place, DemoRandom& random) {
    // Numbers of other countries may have any length: there it would be no error.
    const DemoKind kind = place.person.kind;
    if (kind == DemoKind::Foreign || kind == DemoKind::Overseas) return std::nullopt;
    std::string text(place.clean);
    switch (random.below(3)) {
        case 0: return Spoilt{text.substr(0, 10)};
        case 1: return Spoilt{"12" + text.substr(2)};
        default: return Spoilt{text + "0"};
    }
}
Maybe same_digits(const Place&, DemoRandom& random) {
    return Spoilt{std::string(11, static_cast<char>('0' + random.between(1, 9)))};
}
Maybe own_phone(const Place& place, DemoRandom&) { return Spoilt{place.person.phone}; }

constexpr Spoil kSpoils[] = {
    {1, "id_one_digit", Field::IdNumber, "DXC", one_digit},
    {2, "id_adjacent_swap", Field::IdNumber, "DXC", adjacent},
    {3, "id_jump_swap", Field::IdNumber, "DXC", jump},
    {4, "id_two_digits", Field::IdNumber, "DXC", two_digits},
    {5, "sex_against_id", Field::Sex, "DXC", other_sex},
    {6, "birth_against_id", Field::BirthDate, "DXC", other_birth},
    {7, "id_impossible_date", Field::IdNumber, "DXC", impossible_date},
    {7, "id_future_date", Field::IdNumber, "DXC", future_date},
    {7, "id_age_too_low", Field::IdNumber, "DXC", child},
    {7, "id_age_too_high", Field::IdNumber, "DXC", too_old},
    {8, "region_no_longer_in_force", Field::IdNumber, "DXC", region_gone},
    {8, "region_never_existed", Field::IdNumber, "DXC", region_never},
    {9, "excel_number_cell", Field::IdNumber, "X", number_cell},
    {9, "excel_fifteen_digits", Field::IdNumber, "C", fifteen_and_zeros, 4},
    {9, "excel_scientific", Field::IdNumber, "XC", scientific},
    {10, "id_fifteen", Field::IdNumber, "DXC", old_form},
    {10, "id_trailing_quote", Field::IdNumber, "XC", quote_behind},
    {10, "id_lower_x", Field::IdNumber, "DXC", small_x},
    {10, "id_full_width", Field::IdNumber, "XC", full_width_number},
    {16, "name_question_marks", Field::Name, "DXC", question_marks},
    {16, "name_upper_pinyin", Field::Name, "DXC", upper_pinyin},
    {16, "name_square", Field::Name, "DXC", empty_square},
    {17, "name_replacement", Field::Name, "XC", replacement},
    {17, "name_private_use", Field::Name, "DXC", private_use},
    {17, "name_wrong_encoding", Field::Name, "XC", wrong_encoding},
    {17, "name_vendor_private", Field::Name, "X", vendor_private},
    {21, "name_blank_inside", Field::Name, "DXC", blank_inside},
    {21, "name_invisible", Field::Name, "XC", invisible},
    {21, "phone_full_width", Field::Phone, "XC", full_width_phone},
    {21, "blank_around", Field::IdNumber, "XC", blank_around},
    {22, "date_form", Field::BirthDate, "XC", date_form, 2},
    {23, "major_not_in_department", Field::Major, "XC", other_major},
    {23, "major_not_in_plan", Field::MajorSchoolCode, "D", unknown_local},
    {24, "level_against_major", Field::Level, "XC", other_level},
    {25, "duration_against_major", Field::Duration, "XC", other_duration},
    {25, "exam_number_against_province", Field::ExamNumber, "D", other_province},
    {26, "phone_not_valid", Field::Phone, "DXC", bad_phone},
    {28, "phone_same_digits", Field::Phone, "DXC", same_digits},
    {28, "emergency_is_own", Field::EmergencyPhone, "X", own_phone},
};

}  // namespace

std::span<const Spoil> demo_spoils() { return kSpoils; }

}  // namespace mingce
