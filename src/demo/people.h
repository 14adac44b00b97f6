// Made-up people and the made-up school they go to: what the demo's files are written from.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "demo/demo_hand_over.h"
#include "demo/random.h"

namespace mingce {

/// Where a person's data comes from; each has a file shape of its own.
enum class DemoKind : std::uint8_t { Province, Postgraduate, Foreign, Overseas, Upgrade, Late };

enum class DemoTracks : std::uint8_t { WenLi, Combined, PhysicsHistory };

struct DemoProvince {
    std::string_view code, zh, pinyin;  // two digits, short name, folder name
    std::uint32_t weight;               // of its students among all
    DemoTracks tracks;
    bool newer;      // generation of the DBF set
    char container;  // 'p' pinyin folder, 'c' Chinese folder, 'z' ZIP
    bool gb18030;    // its tables hold four-byte characters
    char letters;    // case of the file names: 'U', 'l', 'm'
};

/// In an order that mixes generations and containers, so that a few provinces show both.
const std::vector<DemoProvince>& demo_provinces();

struct DemoMajor {
    std::size_t department = 0;
    std::string school_code, national_code, name, short_name, level, duration;
    bool arts = false;          // of the humanities' side
    std::uint32_t planned = 0;  // clean admitted people
    std::uint32_t classes = 0;
};

struct DemoSchool {
    std::vector<std::string> departments;  // codes are 01, 02, …
    std::vector<DemoMajor> majors;
};
inline constexpr std::string_view kDemoSchoolCode = "19901";
DemoSchool make_demo_school();

struct DemoPerson {
    DemoKind kind = DemoKind::Province;
    std::size_t province = 0, major = 0;
    std::string name, latin_name, sex;  // sex: 男 女
    Date birth;
    std::string id_type, id_number, ethnicity, political, nationality, overseas;
    std::string exam_region, exam_number, ticket, phone, guardian, guardian_phone, emergency_phone;
    std::string address, postcode, email, former_school, certificate, supervisor, direction;
    std::string class_name, student_no;
    std::array<std::uint32_t, 6> scores{};
    std::uint32_t total = 0;
    bool admitted = true;
    std::string_view ethnicity_name() const;
};

/// One county of the dated table; years are 0 where open.
struct DemoCounty {
    std::uint32_t code = 0;
    std::int32_t from = 0, to = 0;
    std::string_view name;
    bool in_force(std::int32_t year) const {
        return (from == 0 || from <= year) && (to == 0 || year <= to);
    }
};
const std::vector<DemoCounty>& demo_counties();

/// "陕西省延安市宝塔区": as an address begins.
std::string demo_place_name(const DemoCounty& county);
/// The first two digits of a province's postcodes, by the first two of GB/T 2260.
std::string demo_postcode_prefix(std::uint32_t province);

/// The check character of GB 11643 for the first 17 digits.
char demo_check_character(std::string_view seventeen);

/// Everybody, admitted or not, sorted by kind and province; `school` gets its counts.
std::vector<DemoPerson> make_demo_people(const DemoOptions& options, DemoSchool& school);

/// One name. `ethnicity` is the two-digit code of GB/T 3304; `wide` allows characters without a
/// two-byte code.
struct DemoNameWish {
    std::string_view ethnicity;
    bool boy = true, older = false, wide = false;
};
std::string make_demo_name(DemoRandom& random, const DemoNameWish& wish);

}  // namespace mingce
