// Made-up students for the tests of rosters: some hundred of them, with the names that are hard to
// print (eleven characters and a dot, two lines, an extension plane, a character no font has).
#pragma once

#include <array>
#include <string>

#include "domain/roster.h"

namespace mingce {

struct SampleSize {
    std::uint32_t departments = 2, majors = 2, classes = 2, students = 47;  // per the one before
};

class SampleStudents {
public:
    explicit SampleStudents(SampleSize size = {}) {
        SourceSheet source;
        source.file = "made-up.csv";
        source_ = students.add_source(std::move(source));
        for (std::uint32_t d = 0; d < size.departments; ++d)
            for (std::uint32_t m = 0; m < size.majors; ++m)
                for (std::uint32_t c = 0; c < size.classes; ++c)
                    for (std::uint32_t s = 0; s < size.students; ++s) add({d, m, c, s});
    }

    Students students;

private:
    struct Place {
        std::uint32_t department, major, class_number, student;
    };

    static std::string name_of(std::uint32_t n) {
        static constexpr std::array<std::string_view, 16> kSurnames = {
            "谭", "杜", "何", "上官", "郝", "尹",   "胡", "朱",
            "吴", "覃", "罗", "赵",   "白", "司马", "程", "单"};
        static constexpr std::array<std::string_view, 12> kGiven = {"若曦", "云起", "静姝", "语桐",
                                                                    "芷若", "志远", "思颖", "诗涵",
                                                                    "婉清", "奕辰", "骁",   "㛃"};
        switch (n % 47) {
            case 1: return "阿卜杜外力·阿卜杜热合曼";
            case 7: return "古丽努尔·买买提依明江";
            case 16: return "马\xF0\xB1\xBF\xA6";  // U+31FE6
            case 28: return "努尔江·叶尔肯别克";
            case 35: return "木里古丽·沙吾提江·阿不都克里木";
            case 38: return "\xF0\xA8\xB2\x89\xE5\xAD\x90\xE8\xA1\xBF";  // extension B first
            case 45: return "Alexandra Constantinopoulos";
            default: break;
        }
        return std::string(kSurnames[n % kSurnames.size()]) +
               std::string(kGiven[(n / 3) % kGiven.size()]);
    }

    void add(const Place& place) {
        static constexpr std::array<std::string_view, 6> kProvinces = {"广西", "新疆",   "湖北",
                                                                       "四川", "内蒙古", "宁夏"};
        static constexpr std::array<std::string_view, 5> kEthnicities = {"汉族", "汉族", "维吾尔族",
                                                                         "彝族", "柯尔克孜族"};
        static constexpr std::array<std::string_view, 3> kDepartments = {
            "信息科学与工程学院", "文学与新闻传播学院", "数学学院"};
        static constexpr std::array<std::string_view, 3> kMajors = {
            "数据科学与大数据技术（中外合作办学）", "电子信息工程", "自动化"};
        const std::uint32_t n = place.student;
        const std::uint32_t row = students.add_row(source_, students.size() + 2);
        const auto set = [&](Field field, std::string_view value) {
            students.set(row, field, value);
        };
        set(Field::Name, name_of(n + 3 * place.class_number));
        set(Field::Sex, n % 3 == 0 ? "女" : "男");
        const std::string month = n % 9 == 0 ? "09" : "0" + std::to_string(1 + n % 8);
        set(Field::BirthDate, "2008" + month + "15");
        set(Field::IdNumber, "450981200" + std::to_string(800000000 + students.size() * 37));
        set(Field::Ethnicity, kEthnicities[n % kEthnicities.size()]);
        set(Field::PoliticalStatus, n % 4 == 0 ? "群众" : "共青团员");
        set(Field::Province, kProvinces[n % kProvinces.size()]);
        set(Field::Phone, "13800005678");
        set(Field::Institution, "临溪大学");
        const std::string department =
            std::string(kDepartments[place.department % kDepartments.size()]) +
            (place.department < kDepartments.size() ? "" : std::to_string(place.department));
        set(Field::Department, department);
        set(Field::Major, std::string(kMajors[place.major % kMajors.size()]) +
                              (place.major < kMajors.size() ? "" : std::to_string(place.major)));
        set(Field::MajorCode, "0809" + std::to_string(10 + place.major));
        set(Field::Duration, "4");
        const std::string number = std::to_string(2601 + place.class_number);
        set(Field::AdminClass,
            (place.major == 0 ? "大数据（中外）" : "电信" + std::to_string(place.major)) + number);
        const std::string serial = std::to_string(1000 + n).substr(1);
        const std::string head = std::to_string(10 + place.department * 10 + place.major) +
                                 std::to_string(10 + place.class_number);
        set(Field::StudentNo, "2026" + head + serial);
        set(Field::ExamNumber, "2645" + head + "0000" + serial);
        set(Field::NoticeNumber, "26" + head + serial);
        set(Field::Dormitory, "云杉4-426-1");
    }

    std::uint32_t source_ = 0;
};

inline RosterMeta sample_meta() {
    RosterMeta meta;
    meta.institution = "临溪大学";
    meta.intake = "2026级本科";
    meta.as_of = {2026, 8, 28};
    meta.as_of_text = "2026-08-28 10:31";
    meta.edition = "第 3 版";
    return meta;
}

}  // namespace mingce
