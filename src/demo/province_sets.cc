#include <algorithm>

#include "base/text.h"
#include "demo/province_set.h"

namespace mingce {

namespace {

using namespace province_layout;

std::string_view track_values(DemoTracks tracks) {
    switch (tracks) {
        case DemoTracks::WenLi: return "理工 文史";
        case DemoTracks::Combined: return "综合改革";
        default: return "物理类 历史类";
    }
}

// What the score items are called; the elective ones stand last.
std::string_view score_items(DemoTracks tracks) {
    switch (tracks) {
        case DemoTracks::WenLi: return "语文 数学 外语 综合";
        case DemoTracks::Combined: return "语文 数学 外语 选考一 选考二 选考三";
        default: return "语文 数学 外语 首选科目 再选科目一 再选科目二";
    }
}

}  // namespace

void ProvinceSet::choose_folder() {
    const std::string year = std::to_string(hand_over_.options.year);
    if (home_.container == 'c')
        folder_ = std::string(home_.zh) + "/";
    else if (home_.container == 'z')
        folder_ = std::string(home_.pinyin) + ".zip!" + year + "/" + std::string(home_.zh) + "/";
    else
        folder_ = std::string(home_.pinyin) + "/";
}

std::string ProvinceSet::file_name(std::string_view base) const {
    std::string name(base);
    if (home_.letters == 'l') name = lower_ascii(name);
    // As in Td_zydh: the first letter large, the rest small, and now and then the other way round.
    if (home_.letters == 'm')
        name = base.size() % 3 == 0 ? name : base[0] + lower_ascii(base.substr(1));
    return folder_ + name + (home_.letters == 'U' ? ".DBF" : ".dbf");
}

DemoTable ProvinceSet::table(std::string_view base, std::string_view layout) const {
    DemoTable made;
    made.file = file_name(base);
    made.gb18030 = home_.gb18030;
    made.columns = demo_dbf_columns(layout);
    return made;
}

ProvinceSet::Codes ProvinceSet::own_codes(std::string_view values, bool own) {
    Codes made;
    std::vector<std::string> pool;
    const std::uint32_t style = random_.below(3);
    for (std::size_t i = 0; i < 9; ++i) {
        if (!own || style == 0)
            pool.push_back(std::to_string(i + 1));
        else if (style == 1)
            pool.push_back(std::string(1, static_cast<char>('A' + i)));
        else
            pool.push_back("0" + std::to_string(i + 1));
    }
    if (own) random_.shuffle(pool);
    for (const std::string_view value : demo_words(values))
        made.emplace_back(pool[made.size()], value);
    return made;
}

void ProvinceSet::choose_codes() {
    drops_zero_ = !home_.newer && random_.chance(250);
    unit_ = "9" + random_.digits(3);
    for (const LookupRow& row : kLookups) {
        const std::string_view values =
            row.prefix == "KL" ? track_values(home_.tracks) : row.values;
        codes_[std::string(row.prefix)] = own_codes(values, row.own);
    }
    Codes items;
    std::vector<std::string> numbers = {"01", "02", "03", "04", "05", "06"};
    random_.shuffle(numbers);
    for (const std::string_view item : demo_words(score_items(home_.tracks)))
        items.emplace_back(numbers[items.size()], item);
    codes_["CJX"] = items;
    Codes regions;
    for (const DemoCounty& county : demo_counties())
        if (std::to_string(county.code / 10000) == home_.code && county.to == 0)
            regions.emplace_back(std::to_string(county.code), county.name);
    codes_["DQ"] = regions;
    Codes political;
    for (std::size_t i = 0; i < std::size(kPolitical); i += 2)
        political.emplace_back(national(kPolitical[i]), kPolitical[i + 1]);
    codes_["ZZMM"] = political;
    Codes nations;
    DemoPerson probe;
    for (int i = 1; i <= 56; ++i) {
        probe.ethnicity = std::to_string(100 + i).substr(1);
        nations.emplace_back(national(probe.ethnicity), std::string(probe.ethnicity_name()) + "族");
    }
    codes_["MZ"] = nations;
    std::vector<std::size_t> majors;
    for (std::size_t m = 0; m < hand_over_.school.majors.size(); ++m) majors.push_back(m);
    random_.shuffle(majors);
    for (std::size_t i = 0; i < majors.size(); ++i)
        local_[majors[i]] = std::to_string(100 + i + 1).substr(1);
}

void ProvinceSet::add_lookups() {
    for (const std::string_view prefix : demo_words(home_.newer ? kNewerLookups : kOlderLookups)) {
        const std::string name(prefix);
        std::string layout = name;
        // What limits a choice of major is written out, not named.
        layout.append("DM C6;").append(name).append(name == "ZYSX" ? "NR C100" : "MC C60");
        DemoTable made = table("TD_" + name + "DM", layout);
        for (const auto& [code, text] : codes_.at(name)) {
            DemoRow& row = made.add_row();
            row.cells[0].text = code;
            row.cells[1].text = text;
        }
        hand_over_.tables.push_back(std::move(made));
    }
}

void ProvinceSet::fill_registration(const DemoTable& table, DemoRow& row,
                                    const DemoPerson& person) {
    const auto put = [&](std::string_view column, std::string_view text) {
        table.set(row, column, text);
    };
    put("KSH", person.exam_number);
    put("ZKZH", person.ticket);
    put("XM", person.name);
    put("CSNY", compact_text(person.birth));
    put("CSRQ", compact_text(person.birth));
    put("XBDM", person.sex == "男" ? "1" : "2");
    for (const auto& [code, text] : codes_.at("ZZMM"))
        if (text == person.political) put("ZZMMDM", code);
    put("MZDM", national(person.ethnicity));
    put("KSLBDM", code("KSLB", random_.below(4)));
    put("KSLXDM", code("KSLX", 0));
    put("BYLBDM", code("BYLB", random_.chance(30) ? 1 : 0));
    const std::string school = person.exam_region + random_.digits(3);
    put("ZXDM", school);
    put("BYXXDM", school);
    put("ZXMC", person.former_school);
    put("BYXXMC", person.former_school);
    put("WYYZDM", random_.chance(960) ? "1" : random_.chance(500) ? "3" : "2");
    put("DQDM", person.exam_region);
    put("SFZH", person.id_number);
    put("ZJHM", person.id_number);
    put("ZJLXDM", "1");
    put("JTDZ", person.address);
    put("TXDZ", person.address);
    put("YZBM", person.postcode);
    put("LXDH", person.phone);
    put("LXSJ", person.phone);
    put("SJR", person.guardian);
    put("HJDM", person.exam_region);
    put("HJLBDM", code("HJLB", random_.below(2)));
    put("CZLBDM", "1");
    if (home_.tracks != DemoTracks::WenLi) put("XKKM", electives(person));
    put("BMDW", person.exam_region.substr(2));
    put("BMDWDM", person.exam_region);
    put("XTDW", code("XTDW", 0));
    constexpr std::string_view kTalents[] = {"篮球", "书法", "古筝", "长跑",
                                             "围棋", "编程", "绘画"};
    constexpr std::string_view kAwards[] = {"校三好学生", "县级优秀学生干部", "作文竞赛二等奖"};
    if (random_.chance(80)) put("KSTC", random_.pick(kTalents));
    if (random_.chance(60)) put("KSJLHCF", random_.pick(kAwards));
    if (!home_.newer) return;  // a set of the older generation has no table for these codes
    put("KSTZ", random_.chance(60) ? "1" : random_.chance(60) ? "23" : "");
    put("KSZG", random_.chance(40) ? "12" : "1");
}

void ProvinceSet::fill_scores(const DemoTable& table, DemoRow& row, const DemoPerson& person) {
    const std::size_t items = codes_.at("CJX").size();
    for (std::size_t i = 0; i < items; ++i) {
        std::uint32_t score = person.scores[i];
        // One item for all that others count one by one.
        for (std::size_t rest = i + 1; i + 1 == items && rest < person.scores.size(); ++rest)
            score += person.scores[rest];
        table.set(row, "GKCJX" + code("CJX", i), std::to_string(score) + ".0");
    }
}

void ProvinceSet::fill_placement(const DemoTable& table, DemoRow& row, const DemoPerson& person) {
    const auto put = [&](std::string_view column, std::string_view text) {
        table.set(row, column, text);
    };
    const DemoMajor& major = hand_over_.school.majors[person.major];
    const std::string batch = code("PC", major.level == "专科" ? 1 : random_.chance(40) ? 2 : 0);
    const std::size_t tracks = codes_.at("KL").size();
    const std::string track = code("KL", tracks > 1 && major.arts ? 1 : 0);
    const std::string nature = code("JHXZ", random_.chance(930) ? 0 : random_.below(4));
    const std::string plan_kind = code("JHLB", random_.chance(970) ? 0 : 2);
    const std::string& local = local_.at(person.major);
    const std::string total = std::to_string(person.total) + ".00";
    put("KSH", person.exam_number);
    put("PCDM", batch);
    put("KLDM", track);
    put("TDDW", unit_);
    put("TDDWDM", unit_);
    put("DQTDDW", unit_);
    put("TDDWDM1", unit_);
    put("ZYDH1", local);
    put("JHXZ", nature);
    put("JHXZDM", nature);
    put("JHLBDM", plan_kind);
    put("CJ", total);
    put("TDCJ",
        total + (home_.newer ? std::to_string(1000 + random_.below(1000)).substr(0, 4) : ""));
    put("TJJLDM", code("TJJL", 0));
    put("ZYZYTJ", code("ZYTJLX", 0));
    put("BH", std::to_string(table.rows.size()));
    put("TDDBH", std::to_string(table.rows.size()));
    put("TDLXDM", code("TDLX", 0));
    fill_scores(table, row, person);
    put("TDZY", "1");
    put("LJZYH", "1");
    put("TJHG", "1");
    put("ZYHG", "1");
    put("XKKMHG", "1");
    put("DXTJ", "0");
    put("ZYTJFC", random_.chance(900) ? "服从" : "");
    put("ZYTZDM", code("ZYTZ", 0));
    put("ZYTZ", code("ZYTZ", 0));
    if (!person.admitted) {
        put("KSZT", random_.chance(800) ? "3" : "2");
        put("TDYYDM", code("TDYY", random_.below(3)));
        return;
    }
    put("LQZY", local);
    put("KSZT", home_.newer && random_.chance(500) ? "1" : "5");
    const std::string kind = code("LQLX", random_.chance(950) ? 0 : 1);
    put("LQFS", home_.newer ? "" : code("LQFS", random_.chance(950) ? 0 : 1));
    put("LQLXDM", kind);
    put("LQSJ", std::to_string(hand_over_.options.year) + "0718090000");
    put("LQXH", std::to_string(table.rows.size()));
    std::vector<std::string> key = {batch, track, nature, unit_, local};
    if (home_.newer) key.push_back(plan_kind);
    auto& plan = plans_[key];
    plan.first = person.major;
    ++plan.second;
}

void ProvinceSet::add_people() {
    DemoTable placement = table("T_TDD", home_.newer ? kNewerPlacement : kOlderPlacement);
    DemoTable registration = table("T_BMK", kRegistration);
    for (std::size_t i = 0; i < hand_over_.people.size(); ++i) {
        const DemoPerson& person = hand_over_.people[i];
        if (person.kind != DemoKind::Province || person.province != province_) continue;
        DemoRow& placed = placement.add_row(i);
        DemoTable& about = home_.newer ? registration : placement;
        DemoRow& registered = home_.newer ? registration.add_row(i) : placed;
        fill_registration(about, registered, person);
        fill_placement(placement, placed, person);
        // A record struck out after a correction: what stands in it must not be counted.
        if (!random_.chance(10)) continue;
        DemoRow struck = placement.rows.back();
        struck.deleted = true;
        struck.person = DemoRow::kNobody;
        placement.rows.insert(placement.rows.end() - 1, std::move(struck));
    }
    hand_over_.tables.push_back(std::move(placement));
    if (home_.newer) hand_over_.tables.push_back(std::move(registration));
}

void ProvinceSet::add_plans() {
    const auto add = [&](std::string_view base) {
        DemoTable plan = table(base, home_.newer ? kNewerPlan : kOlderPlan);
        for (const auto& [key, line] : plans_) {
            const DemoMajor& major = hand_over_.school.majors[line.first];
            DemoRow& row = plan.add_row();
            plan.set(row, "PCDM", key[0]);
            plan.set(row, "KLDM", key[1]);
            plan.set(row, "JHXZDM", key[2]);
            plan.set(row, "TDDWDM", key[3]);
            plan.set(row, "ZYDH", key[4]);
            if (home_.newer) plan.set(row, "JHLBDM", key[5]);
            if (home_.newer) plan.set(row, "ZKLXDM", code("ZKLX", 0));
            plan.set(row, "ZYDM", major.national_code);
            plan.set(row, "ZYMC", major.name);
            plan.set(row, "JHRS", std::to_string(line.second));
            plan.set(row, "JHZXS", std::to_string(line.second));
            plan.set(row, "SFSF", "0");
        }
        hand_over_.tables.push_back(std::move(plan));
    };
    add("T_JHK");
    if (!home_.newer) add("T_QBJHK");
    DemoTable unit = table("T_TDDW", "TDDWDM C6;TDDWMC C60;PCDM C2;KLDM C2;JHXZDM C2;JHLBDM C2");
    std::set<std::vector<std::string>> seen;
    for (const auto& [key, line] : plans_) {
        const std::string kind = home_.newer ? key[5] : std::string();
        if (!seen.insert({key[0], key[1], key[2], kind}).second) continue;
        const std::string_view cells[] = {unit_, "江城明远大学", key[0], key[1], key[2], kind};
        DemoRow& row = unit.add_row();
        for (std::size_t i = 0; i < std::size(cells); ++i) row.cells[i].text = cells[i];
    }
    hand_over_.tables.push_back(std::move(unit));
    if (!home_.newer) return;
    DemoTable majors = table("TD_ZYDH",
                             "KLDM C2;ZYDH C4;ZYDM C8;ZYMC C60;ZKFX C40;CCDM C2;SFKS C1;XZDM C2;"
                             "ZYLBDM C2;BZ C60");
    std::set<std::pair<std::string, std::string>> listed;
    for (const auto& [key, line] : plans_) {
        if (!listed.insert({key[1], key[4]}).second) continue;
        const DemoMajor& major = hand_over_.school.majors[line.first];
        DemoRow& row = majors.add_row();
        majors.set(row, "KLDM", key[1]);
        majors.set(row, "ZYDH", key[4]);
        majors.set(row, "ZYDM", major.national_code);
        majors.set(row, "ZYMC", major.name);
        majors.set(row, "CCDM", code("CC", major.level == "专科" ? 1 : 0));
        majors.set(row, "XZDM", code("XZ", static_cast<std::size_t>(major.duration[0] - '3')));
        majors.set(row, "ZYLBDM", code("ZYLB", 0));
    }
    hand_over_.tables.push_back(std::move(majors));
}

void ProvinceSet::make() {
    choose_folder();
    choose_codes();
    add_lookups();
    add_people();
    add_plans();
    add_side_tables();
}

void add_province_set(DemoHandOver& hand_over, std::size_t province) {
    ProvinceSet(hand_over, province).make();
}

}  // namespace mingce
