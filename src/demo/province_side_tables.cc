// What a set holds beside registration, placement and plan, of the same candidates: their years at
// school, their scores subject by subject, every choice they made, and their health. A roster needs
// none of it; a reader has to say that it leaves it alone.
#include "demo/names.h"
#include "demo/province_set.h"

namespace mingce {

using namespace province_layout;

std::vector<std::size_t> ProvinceSet::candidates() const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < hand_over_.people.size(); ++i)
        if (hand_over_.people[i].kind == DemoKind::Province &&
            hand_over_.people[i].province == province_)
            found.push_back(i);
    return found;
}

/// Three subjects joined by '*', as the province codes them. Of 3+1+2 the first is physics or
/// history.
std::string ProvinceSet::electives(const DemoPerson& person) {
    enum : std::size_t { Physics = 3, Chemistry, Biology, Politics, History, Geography };
    const bool arts = hand_over_.school.majors[person.major].arts;
    std::vector<std::size_t> others = {Chemistry, Biology, Politics, Geography};
    std::size_t first = arts ? History : Physics;
    if (home_.tracks == DemoTracks::Combined) {
        others.push_back(arts ? Physics : History);
        if (random_.chance(150)) std::swap(first, others.back());
    }
    random_.shuffle(others);
    return code("KM", first) + "*" + code("KM", others[0]) + "*" + code("KM", others[1]);
}

void ProvinceSet::add_histories() {
    DemoTable histories = table("T_KSJL", "KSH C14;QSRQ C8;ZJRQ C8;JL C60;RHZW C40;ZMR C40");
    const std::int32_t year = hand_over_.options.year;
    for (const std::size_t at : candidates()) {
        const DemoPerson& person = hand_over_.people[at];
        const std::string cells[] = {
            person.exam_number,
            std::to_string(year - 3) + "0901",
            std::to_string(year) + "0630",
            person.former_school,
            random_.chance(100) ? "班长" : "学生",
            make_demo_name(random_, {"01", random_.chance(500), true, home_.gb18030})};
        DemoRow& row = histories.add_row();
        for (std::size_t i = 0; i < std::size(cells); ++i) row.cells[i].text = cells[i];
    }
    hand_over_.tables.push_back(std::move(histories));
}

/// 会考 grades of the older generation; of the newer one the elective examinations (CJLX 0).
void ProvinceSet::add_subject_scores() {
    DemoTable grades = table("T_KSHKCJ", "KSH C14;KMDM C2;DJ C2");
    DemoTable electives = table("T_KSXKCJ",
                                "KSH C14;XKBMH C14;KMDM C2;CJXDM C2;CJLX C1;KSNY C6;DDCJ C2;"
                                "DJFF N5.1");
    const std::string exam = std::to_string(hand_over_.options.year) + "06";
    for (const std::size_t at : candidates()) {
        const DemoPerson& person = hand_over_.people[at];
        for (std::size_t subject = 0; subject < 3; ++subject) {
            const std::string grade(1, static_cast<char>('A' + random_.below(3)));
            DemoTable& table = home_.newer ? electives : grades;
            DemoRow& row = table.add_row();
            table.set(row, "KSH", person.exam_number);
            table.set(row, "XKBMH", person.ticket);
            table.set(row, "KMDM",
                      home_.newer ? code("KM", 3 + subject) : std::to_string(1 + subject));
            table.set(row, home_.newer ? "DDCJ" : "DJ", grade);
            table.set(row, "CJLX", "0");
            table.set(row, "KSNY", exam);
            table.set(row, "DJFF", std::to_string(person.scores[3 + subject]) + ".0");
        }
    }
    hand_over_.tables.push_back(std::move(grades));
    if (home_.newer) hand_over_.tables.push_back(std::move(electives));
}

void ProvinceSet::add_choices() {
    if (!home_.newer) return;
    DemoTable choices = table("T_ZYKMX", "KSH C14;TDDWDM C6;ZYDH C4;ZYXH N3");
    for (const std::size_t at : candidates()) {
        const DemoPerson& person = hand_over_.people[at];
        for (std::uint32_t order = 1; order <= 2; ++order) {
            DemoRow& row = choices.add_row();
            const std::size_t major =
                order == 1 ? person.major : random_.below(hand_over_.school.majors.size());
            const std::string cells[] = {person.exam_number, unit_, local_.at(major),
                                         std::to_string(order)};
            for (std::size_t i = 0; i < std::size(cells); ++i) row.cells[i].text = cells[i];
        }
    }
    hand_over_.tables.push_back(std::move(choices));
}

void ProvinceSet::add_health() {
    DemoTable health = table("T_TJXX", "KSH C14;SG N5.1;TZ N5.1;SLZ C4;SLY C4");
    for (const std::size_t at : candidates()) {
        const DemoPerson& person = hand_over_.people[at];
        const std::int32_t height = random_.between(0, 25) + (person.sex == "男" ? 163 : 152);
        const std::string cells[] = {person.exam_number, std::to_string(height) + ".0",
                                     std::to_string(height - 108 + random_.between(0, 20)) + ".0",
                                     "4." + random_.digits(1), "4." + random_.digits(1)};
        DemoRow& row = health.add_row();
        for (std::size_t i = 0; i < std::size(cells); ++i) row.cells[i].text = cells[i];
    }
    hand_over_.tables.push_back(std::move(health));
}

void ProvinceSet::add_side_tables() {
    add_histories();
    add_subject_scores();
    add_choices();
    add_health();
}

}  // namespace mingce
