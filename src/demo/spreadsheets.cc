#include "demo/table.h"

namespace mingce {

namespace {

struct SheetColumn {
    std::string_view header;
    Field field;
    std::string (*value)(const DemoHandOver&, const DemoPerson&);
};

using Hand = DemoHandOver;
using Who = DemoPerson;

const DemoMajor& major_of(const Hand& hand, const Who& who) {
    return hand.school.majors[who.major];
}
std::string exam_number(const Hand&, const Who& who) { return who.exam_number; }
std::string name(const Hand&, const Who& who) { return who.name; }
std::string latin(const Hand&, const Who& who) { return who.latin_name; }
std::string sex(const Hand&, const Who& who) { return who.sex; }
std::string birth(const Hand&, const Who& who) { return compact_text(who.birth); }
std::string birth_iso(const Hand&, const Who& who) { return iso_text(who.birth); }
std::string id_type(const Hand&, const Who& who) { return who.id_type; }
std::string id_number(const Hand&, const Who& who) { return who.id_number; }
std::string ethnicity(const Hand&, const Who& who) {
    return std::string(who.ethnicity_name()) + "族";
}
std::string political(const Hand&, const Who& who) { return who.political; }
std::string nationality(const Hand&, const Who& who) { return who.nationality; }
std::string overseas(const Hand&, const Who& who) { return who.overseas; }
std::string department(const Hand& hand, const Who& who) {
    return hand.school.departments[major_of(hand, who).department];
}
std::string major_name(const Hand& hand, const Who& who) { return major_of(hand, who).name; }
std::string major_code(const Hand& hand, const Who& who) {
    return major_of(hand, who).national_code;
}
std::string level(const Hand& hand, const Who& who) { return major_of(hand, who).level; }
std::string duration(const Hand& hand, const Who& who) { return major_of(hand, who).duration; }
std::string direction(const Hand&, const Who& who) { return who.direction; }
std::string supervisor(const Hand&, const Who& who) { return who.supervisor; }
std::string full_time(const Hand&, const Who&) { return "全日制"; }
std::string former_school(const Hand&, const Who& who) { return who.former_school; }
std::string certificate(const Hand&, const Who& who) { return who.certificate; }
std::string phone(const Hand&, const Who& who) { return who.phone; }
std::string email(const Hand&, const Who& who) { return who.email; }
std::string address(const Hand&, const Who& who) { return who.address; }
std::string postcode(const Hand&, const Who& who) { return who.postcode; }
std::string guardian(const Hand&, const Who& who) { return who.guardian; }
std::string guardian_phone(const Hand&, const Who& who) { return who.guardian_phone; }
std::string emergency_phone(const Hand&, const Who& who) { return who.emergency_phone; }
std::string total(const Hand&, const Who& who) { return std::to_string(who.total); }
std::string nothing(const Hand&, const Who&) { return {}; }

constexpr SheetColumn kPostgraduate[] = {
    {"考生编号", Field::ExamNumber, exam_number},
    {"姓名", Field::Name, name},
    {"性别", Field::Sex, sex},
    {"出生日期", Field::BirthDate, birth},
    {"证件类型", Field::IdType, id_type},
    {"证件号码", Field::IdNumber, id_number},
    {"民族", Field::Ethnicity, ethnicity},
    {"政治面貌", Field::PoliticalStatus, political},
    {"录取院系所", Field::Department, department},
    {"录取专业代码", Field::MajorCode, major_code},
    {"录取专业名称", Field::Major, major_name},
    {"研究方向", Field::MajorDirection, direction},
    {"导师姓名", Field::Supervisor, supervisor},
    {"培养层次", Field::Level, level},
    {"学习方式", Field::StudyForm, full_time},
    {"学制", Field::Duration, duration},
    {"本科毕业学校", Field::SchoolOfOrigin, former_school},
    {"毕业证书编号", Field::PreviousCertificate, certificate},
    {"初试总分", Field::Score, total},
    {"移动电话", Field::Phone, phone},
    {"电子信箱", Field::Email, email},
    {"通讯地址", Field::HomeAddress, address},
    {"邮政编码", Field::Postcode, postcode},
    {"紧急联系人", Field::EmergencyName, guardian},
    {"紧急联系人电话", Field::EmergencyPhone, emergency_phone},
    {"备注", Field::Remark, nothing},
};

constexpr SheetColumn kForeign[] = {
    {"考生号", Field::ExamNumber, exam_number},
    {"护照姓名", Field::NameEnglish, latin},
    {"中文姓名", Field::Name, name},
    {"性别", Field::Sex, sex},
    {"国籍", Field::Nationality, nationality},
    {"出生日期", Field::BirthDate, birth_iso},
    {"证件类型", Field::IdType, id_type},
    {"护照号码/证件号", Field::IdNumber, id_number},
    {"录取学院", Field::Department, department},
    {"录取专业", Field::Major, major_name},
    {"层次", Field::Level, level},
    {"学制(年)", Field::Duration, duration},
    {"在华联系电话", Field::Phone, phone},
    {"E-mail", Field::Email, email},
};

constexpr SheetColumn kOverseas[] = {
    {"考生号", Field::ExamNumber, exam_number},
    {"姓名", Field::Name, name},
    {"性别", Field::Sex, sex},
    {"港澳台侨类别", Field::Overseas, overseas},
    {"出生日期", Field::BirthDate, birth_iso},
    {"证件种类", Field::IdType, id_type},
    {"居住证/通行证/台胞证号码", Field::IdNumber, id_number},
    {"录取学院", Field::Department, department},
    {"录取专业", Field::Major, major_name},
    {"层次", Field::Level, level},
    {"学制(年)", Field::Duration, duration},
    {"联系电话", Field::Phone, phone},
    {"电子邮箱", Field::Email, email},
};

constexpr SheetColumn kUpgrade[] = {
    {"考生号", Field::ExamNumber, exam_number},
    {"姓名", Field::Name, name},
    {"性别", Field::Sex, sex},
    {"身份证号", Field::IdNumber, id_number},
    {"出生日期", Field::BirthDate, birth},
    {"民族", Field::Ethnicity, ethnicity},
    {"政治面貌", Field::PoliticalStatus, political},
    {"原毕业学校", Field::SchoolOfOrigin, former_school},
    {"毕业证书编号", Field::PreviousCertificate, certificate},
    {"录取学院", Field::Department, department},
    {"专业代码", Field::MajorCode, major_code},
    {"录取专业", Field::Major, major_name},
    {"层次", Field::Level, level},
    {"学制", Field::Duration, duration},
    {"总分", Field::Score, total},
    {"手机号码", Field::Phone, phone},
    {"家长姓名", Field::GuardianName, guardian},
    {"家长电话", Field::GuardianPhone, guardian_phone},
    {"家庭住址", Field::HomeAddress, address},
    {"邮编", Field::Postcode, postcode},
    {"备注", Field::Remark, nothing},
};

// Under two header rows: 基本信息 over the first six, 录取信息 over the rest.
constexpr SheetColumn kLate[] = {
    {"考生号", Field::ExamNumber, exam_number},
    {"姓名", Field::Name, name},
    {"性别", Field::Sex, sex},
    {"身份证号", Field::IdNumber, id_number},
    {"出生日期", Field::BirthDate, birth},
    {"民族", Field::Ethnicity, ethnicity},
    {"学院", Field::Department, department},
    {"专业", Field::Major, major_name},
    {"层次", Field::Level, level},
    {"学制", Field::Duration, duration},
    {"联系电话", Field::Phone, phone},
};

template <std::size_t kCount>
DemoTable sheet_of(const SheetColumn (&columns)[kCount], std::string_view file,
                   std::string_view sheet) {
    DemoTable table;
    table.file = file;
    table.sheet = sheet;
    table.form = sheet.empty() ? DemoForm::Csv : DemoForm::Xlsx;
    table.first_row = 2;
    for (const SheetColumn& column : columns) {
        DemoColumn made;
        made.name = column.header;
        made.field = column.field;
        table.columns.push_back(std::move(made));
    }
    return table;
}

template <std::size_t kCount>
void fill(const DemoHandOver& hand_over, const SheetColumn (&columns)[kCount], DemoTable& table,
          std::size_t person) {
    DemoRow& row = table.add_row(person);
    for (std::size_t i = 0; i < kCount; ++i)
        row.cells[i].text = columns[i].value(hand_over, hand_over.people[person]);
}

void add_late(DemoHandOver& hand_over, const std::vector<std::size_t>& late) {
    constexpr std::string_view kFile = "补录名单.xlsx";
    DemoTable first = sheet_of(kLate, kFile, "第一批");
    DemoTable second = sheet_of(kLate, kFile, "第二批");
    DemoTable kept = sheet_of(kLate, kFile, "备份");
    kept.hidden_sheet = true;
    for (DemoTable* table : {&first, &second, &kept}) table->first_row = 3;
    for (std::size_t i = 0; i < late.size(); ++i)
        fill(hand_over, kLate, i % 10 < 6 ? first : i % 10 < 9 ? second : kept, late[i]);
    for (DemoTable* table : {&first, &second, &kept}) hand_over.tables.push_back(std::move(*table));
}

}  // namespace

void add_spreadsheets(DemoHandOver& hand_over) {
    DemoTable masters = sheet_of(kPostgraduate, "研究生.xlsx", "硕士研究生");
    DemoTable doctors = sheet_of(kPostgraduate, "研究生.xlsx", "博士研究生");
    DemoTable foreign = sheet_of(kForeign, "国际学生与港澳台.xlsx", "国际学生");
    DemoTable overseas = sheet_of(kOverseas, "国际学生与港澳台.xlsx", "港澳台学生");
    DemoTable upgrade = sheet_of(kUpgrade, "专升本.csv", "");
    std::vector<std::size_t> late;
    for (std::size_t i = 0; i < hand_over.people.size(); ++i) {
        const DemoPerson& person = hand_over.people[i];
        switch (person.kind) {
            case DemoKind::Postgraduate:
                fill(hand_over, kPostgraduate,
                     major_of(hand_over, person).level == "硕士研究生" ? masters : doctors, i);
                break;
            case DemoKind::Foreign: fill(hand_over, kForeign, foreign, i); break;
            case DemoKind::Overseas: fill(hand_over, kOverseas, overseas, i); break;
            case DemoKind::Upgrade: fill(hand_over, kUpgrade, upgrade, i); break;
            case DemoKind::Late: late.push_back(i); break;
            case DemoKind::Province: break;
        }
    }
    for (DemoTable* table : {&masters, &doctors, &foreign, &overseas, &upgrade})
        hand_over.tables.push_back(std::move(*table));
    add_late(hand_over, late);
}

}  // namespace mingce
