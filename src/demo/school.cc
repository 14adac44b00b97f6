#include "demo/people.h"

namespace mingce {

namespace {

// department|major|short|national code|years|level letter|W for the humanities' side
// Levels: B 本科, Z 专科, S 专升本, M 硕士研究生, D 博士研究生.
struct MajorRow {
    std::string_view department, name, short_name, code, years;
    char level;
    bool arts = false;
};

constexpr MajorRow kMajors[] = {
    {"计算机学院", "计算机科学与技术", "计科", "080901", "4", 'B'},
    {"计算机学院", "软件工程", "软件", "080902", "4", 'B'},
    {"计算机学院", "网络工程", "网络", "080903", "4", 'B'},
    {"计算机学院", "数据科学与大数据技术", "大数据", "080910T", "4", 'B'},
    {"计算机学院", "计算机科学与技术(专升本)", "计科升", "080901", "2", 'S'},
    {"计算机学院", "计算机科学与技术硕士", "计硕", "081200", "3", 'M'},
    {"计算机学院", "计算机科学与技术博士", "计博", "081200", "4", 'D'},
    {"电子信息学院", "电子信息工程", "电信", "080701", "4", 'B'},
    {"电子信息学院", "通信工程", "通信", "080703", "4", 'B'},
    {"电子信息学院", "微电子科学与工程", "微电子", "080704", "4", 'B'},
    {"电子信息学院", "信息与通信工程硕士", "信硕", "081000", "3", 'M'},
    {"电气与自动化学院", "电气工程及其自动化", "电气", "080601", "4", 'B'},
    {"电气与自动化学院", "自动化", "自动化", "080801", "4", 'B'},
    {"电气与自动化学院", "机电一体化技术", "机电", "460301", "3", 'Z'},
    {"机械工程学院", "机械设计制造及其自动化", "机械", "080202", "4", 'B'},
    {"机械工程学院", "车辆工程", "车辆", "080207", "4", 'B'},
    {"机械工程学院", "机械工程(专升本)", "机械升", "080201", "2", 'S'},
    {"机械工程学院", "机械工程硕士", "机硕", "080200", "3", 'M'},
    {"土木工程学院", "土木工程", "土木", "081001", "4", 'B'},
    {"土木工程学院", "给排水科学与工程", "给排水", "081003", "4", 'B'},
    {"土木工程学院", "工程造价", "造价", "120105", "4", 'B'},
    {"建筑学院", "建筑学", "建筑", "082801", "5", 'B'},
    {"建筑学院", "城乡规划", "规划", "082802", "5", 'B'},
    {"数学与统计学院", "数学与应用数学", "数学", "070101", "4", 'B'},
    {"数学与统计学院", "统计学", "统计", "071201", "4", 'B'},
    {"数学与统计学院", "数学硕士", "数硕", "070100", "3", 'M'},
    {"物理学院", "物理学", "物理", "070201", "4", 'B'},
    {"物理学院", "应用物理学", "应物", "070202", "4", 'B'},
    {"化学化工学院", "化学", "化学", "070301", "4", 'B'},
    {"化学化工学院", "化学工程与工艺", "化工", "081301", "4", 'B'},
    {"化学化工学院", "化学博士", "化博", "070300", "4", 'D'},
    {"生命科学学院", "生物科学", "生科", "071001", "4", 'B'},
    {"生命科学学院", "生物技术", "生技", "071002", "4", 'B'},
    {"资源与环境学院", "地理科学", "地理", "070501", "4", 'B'},
    {"资源与环境学院", "环境工程", "环工", "082502", "4", 'B'},
    {"农学院", "农学", "农学", "090101", "4", 'B'},
    {"农学院", "园艺", "园艺", "090102", "4", 'B'},
    {"医学院", "临床医学", "临床", "100201K", "5", 'B'},
    {"医学院", "护理学", "护理", "101101", "4", 'B'},
    {"医学院", "护理学(专升本)", "护理升", "101101", "2", 'S'},
    {"医学院", "临床医学硕士", "临硕", "105100", "3", 'M'},
    {"文学院", "汉语言文学", "汉文", "050101", "4", 'B', true},
    {"文学院", "汉语国际教育", "汉教", "050103", "4", 'B', true},
    {"文学院", "中国语言文学硕士", "文硕", "050100", "3", 'M', true},
    {"外国语学院", "英语", "英语", "050201", "4", 'B', true},
    {"外国语学院", "日语", "日语", "050207", "4", 'B', true},
    {"外国语学院", "翻译", "翻译", "050261", "4", 'B', true},
    {"历史文化学院", "历史学", "历史", "060101", "4", 'B', true},
    {"历史文化学院", "旅游管理", "旅管", "120901K", "4", 'B', true},
    {"法学院", "法学", "法学", "030101K", "4", 'B', true},
    {"法学院", "法律硕士", "法硕", "035100", "3", 'M', true},
    {"经济学院", "经济学", "经济", "020101", "4", 'B', true},
    {"经济学院", "金融学", "金融", "020301K", "4", 'B', true},
    {"经济学院", "国际经济与贸易", "国贸", "020401", "4", 'B', true},
    {"管理学院", "会计学", "会计", "120203K", "4", 'B', true},
    {"管理学院", "工商管理", "工商", "120201K", "4", 'B', true},
    {"管理学院", "会计学(专升本)", "会计升", "120203K", "2", 'S', true},
    {"管理学院", "工商管理硕士", "工硕", "125100", "3", 'M', true},
    {"教育学院", "学前教育", "学前", "040106", "4", 'B', true},
    {"教育学院", "小学教育", "小教", "040107", "4", 'B', true},
    {"教育学院", "教育学硕士", "教硕", "040100", "3", 'M', true},
    {"艺术学院", "音乐学", "音乐", "130202", "4", 'B', true},
    {"艺术学院", "视觉传达设计", "视传", "130502", "4", 'B', true},
    {"体育学院", "体育教育", "体教", "040201", "4", 'B', true},
    {"应用技术学院", "大数据与会计", "数会", "530302", "3", 'Z', true},
    {"应用技术学院", "现代物流管理", "物流", "530802", "3", 'Z', true},
};

std::string_view level_name(char letter) {
    switch (letter) {
        case 'B': return "本科";
        case 'Z': return "专科";
        case 'S': return "专升本";
        case 'M': return "硕士研究生";
        default: return "博士研究生";
    }
}

}  // namespace

DemoSchool make_demo_school() {
    DemoSchool school;
    std::size_t within = 0;
    for (const MajorRow& row : kMajors) {
        if (school.departments.empty() || school.departments.back() != row.department) {
            school.departments.emplace_back(row.department);
            within = 0;
        }
        DemoMajor major;
        major.department = school.departments.size() - 1;
        const std::size_t number = school.departments.size() * 100 + ++within;
        major.school_code = std::string(number < 1000 ? "0" : "") + std::to_string(number);
        major.national_code = row.code;
        major.name = row.name;
        major.short_name = row.short_name;
        major.level = level_name(row.level);
        major.duration = row.years;
        major.arts = row.arts;
        school.majors.push_back(std::move(major));
    }
    return school;
}

const std::vector<DemoProvince>& demo_provinces() {
    using enum DemoTracks;
    static const std::vector<DemoProvince> kProvinces = {
        {"61", "陕西", "Shanxi61", 40, PhysicsHistory, false, 'p', false, 'U'},
        {"33", "浙江", "Zhejiang", 40, Combined, true, 'z', true, 'l'},
        {"65", "新疆", "Xinjiang", 45, WenLi, false, 'p', false, 'm'},
        {"42", "湖北", "Hubei", 150, PhysicsHistory, true, 'c', false, 'U'},
        {"34", "安徽", "Anhui", 70, PhysicsHistory, false, 'p', false, 'U'},
        {"44", "广东", "Guangdong", 50, PhysicsHistory, true, 'p', true, 'm'},
        {"54", "西藏", "Xizang", 12, WenLi, false, 'p', false, 'l'},
        {"37", "山东", "Shandong", 60, Combined, true, 'z', false, 'U'},
        {"41", "河南", "Henan", 80, PhysicsHistory, true, 'p', false, 'l'},
        {"14", "山西", "Shanxi", 40, PhysicsHistory, false, 'p', false, 'U'},
        {"11", "北京", "Beijing", 12, Combined, true, 'p', false, 'm'},
        {"12", "天津", "Tianjin", 14, Combined, false, 'p', false, 'U'},
        {"13", "河北", "Hebei", 60, PhysicsHistory, true, 'c', false, 'm'},
        {"15", "内蒙古", "Neimenggu", 30, PhysicsHistory, false, 'p', false, 'U'},
        {"21", "辽宁", "Liaoning", 30, PhysicsHistory, true, 'p', false, 'l'},
        {"22", "吉林", "Jilin", 24, PhysicsHistory, false, 'p', false, 'm'},
        {"23", "黑龙江", "Heilongjiang", 28, PhysicsHistory, true, 'z', false, 'U'},
        {"31", "上海", "Shanghai", 10, Combined, false, 'p', true, 'U'},
        {"32", "江苏", "Jiangsu", 40, PhysicsHistory, true, 'p', false, 'm'},
        {"35", "福建", "Fujian", 32, PhysicsHistory, false, 'p', false, 'l'},
        {"36", "江西", "Jiangxi", 45, PhysicsHistory, true, 'p', false, 'U'},
        {"43", "湖南", "Hunan", 55, PhysicsHistory, false, 'c', false, 'm'},
        {"45", "广西", "Guangxi", 36, PhysicsHistory, true, 'p', false, 'l'},
        {"46", "海南", "Hainan", 14, Combined, false, 'p', false, 'U'},
        {"50", "重庆", "Chongqing", 30, PhysicsHistory, true, 'z', false, 'm'},
        {"51", "四川", "Sichuan", 60, PhysicsHistory, false, 'z', false, 'U'},
        {"52", "贵州", "Guizhou", 45, PhysicsHistory, true, 'p', false, 'U'},
        {"53", "云南", "Yunnan", 42, PhysicsHistory, false, 'p', false, 'm'},
        {"62", "甘肃", "Gansu", 38, PhysicsHistory, true, 'p', false, 'l'},
        {"63", "青海", "Qinghai", 14, PhysicsHistory, false, 'p', false, 'U'},
        {"64", "宁夏", "Ningxia", 14, PhysicsHistory, true, 'p', false, 'm'},
    };
    return kProvinces;
}

}  // namespace mingce
