#include "base/text.h"
#include "rules/rule_texts.h"
#include "rules/student_row.h"

namespace mingce {

namespace {

using enum Field;

constexpr std::int32_t kYoungest = 14, kOldest = 60;

bool has_birth_inside(const StudentRow& s) {
    return s.document.has_birth && s.document.check_holds;
}
bool spreadsheet_took_digits(const StudentRow& s) {
    return s.marked(IdNumber, Mark::LostDigits) || is_exponent_form(s.id_number);
}

bool document_check_holds(const StudentRow& s) {
    return s.document.check_holds || spreadsheet_took_digits(s);
}
bool document_birth_is_a_day(const StudentRow& s) {
    return !has_birth_inside(s) || s.document.birth.has_value();
}
bool document_birth_is_past(const StudentRow& s) {
    return !has_birth_inside(s) || !s.document.birth || *s.document.birth <= s.context.today;
}
bool document_age_is_a_students(const StudentRow& s) {
    if (!has_birth_inside(s) || !s.document.birth || !document_birth_is_past(s)) return true;
    return is_student_age(*s.document.birth, s.context.today);
}
std::string document_age(const StudentRow& s) {
    return std::to_string(age_on(s.document.birth.value_or(Date{}), s.context.today));
}
bool phone_stands_in_document(const StudentRow& s) {
    return s.document.kind == DocumentKind::Unknown && is_mainland_mobile(s.id_number);
}
bool document_has_a_known_form(const StudentRow& s) {
    if (s.document.kind != DocumentKind::Unknown || spreadsheet_took_digits(s)) return true;
    if (phone_stands_in_document(s) || s.marked(IdNumber, Mark::ErrorCell)) return true;
    return document_kind_named(s.value(IdType)) == DocumentKind::Other;
}
bool document_is_what_its_kind_says(const StudentRow& s) {
    using enum DocumentKind;
    if (document_kind_named(s.value(IdType)) != Citizen) return true;
    // People call every card with eighteen characters an identity card; and ID-005 reports the
    // rest.
    const bool card_like = s.document.check_holds && s.document.kind != Passport &&
                           s.document.kind != HkMacauPermit && s.document.kind != TaiwanPermit &&
                           s.document.kind != Military;
    return card_like || s.document.kind == Unknown || !s.document.check_holds;
}
bool citizen_number_is_called_one(const StudentRow& s) {
    using enum DocumentKind;
    if (s.document.kind != Citizen || !s.document.check_holds) return true;
    const DocumentKind named = document_kind_named(s.value(IdType));
    return named != Passport && named != HkMacauPermit && named != TaiwanPermit &&
           named != HmtResidence && named != ForeignResidence2023;
}
std::string stated_kind(const StudentRow& s) { return std::string(s.value(IdType)); }

bool document_is_of_the_present_form(const StudentRow& s) {
    return s.document.kind != DocumentKind::Citizen15 || spreadsheet_took_digits(s);
}
std::string eighteen_characters(const StudentRow& s) {
    return upgraded_citizen_id(s.id_number).value_or("");
}
bool county_was_in_force(const StudentRow& s) {
    if (s.document.region == 0 || !s.document_is_sound()) return true;
    // The year before the birth too: cards follow a change of boundaries with some delay.
    return s.context.regions.in_force_between(s.document.region, s.document.birth->year - 1,
                                              s.context.today.year);
}

bool birth_agrees_with_document(const StudentRow& s) {
    return !s.birth || !s.document_is_sound() || *s.birth == *s.document.birth;
}
std::string birth_of_document(const StudentRow& s) { return compact_text(*s.document.birth); }
bool sex_agrees_with_document(const StudentRow& s) {
    const std::string_view sex = s.value(Sex);
    if (!s.document_is_sound() || !s.document.has_sex) return true;
    return (sex != "男" && sex != "女") || (sex == "男") == s.document.male;
}
std::string sex_of_document(const StudentRow& s) { return s.document.male ? "男" : "女"; }

bool birth_is_past(const StudentRow& s) {
    return !s.birth || *s.birth <= s.context.today || has_birth_inside(s);
}
bool birth_age_is_a_students(const StudentRow& s) {
    // A sound document judges the birth date better: ID-011 says that they differ.
    if (!s.birth || has_birth_inside(s) || *s.birth > s.context.today) return true;
    return is_student_age(*s.birth, s.context.today);
}
std::string birth_age(const StudentRow& s) {
    return std::to_string(age_on(*s.birth, s.context.today));
}

bool exam_number_has_a_usual_form(const StudentRow& s) {
    const std::string_view number = s.value(ExamNumber);
    if (number.empty() || s.kind == StudentKind::International) return true;
    if (s.marked(ExamNumber, Mark::LostDigits)) return true;
    if (number.size() >= 15 && number.size() <= 18) {
        for (const char c : number)
            if (!is_digit(c) && !is_upper(c)) return false;
        return true;
    }
    if (!all_digits(number)) return false;
    return s.kind == StudentKind::Undergraduate && (number.size() == 14 || number.size() == 10);
}
bool is_national_exam_number(const StudentRow& s, std::string_view number) {
    return s.kind == StudentKind::Undergraduate && number.size() == 14 && all_digits(number);
}
std::uint32_t two_digits(std::string_view text) {
    return static_cast<std::uint32_t>((text[0] - '0') * 10 + (text[1] - '0'));
}
bool exam_number_is_of_the_province(const StudentRow& s) {
    const std::string_view number = s.value(ExamNumber), province = s.value(Province);
    if (!is_national_exam_number(s, number) || province.empty()) return true;
    const std::uint32_t code = two_digits(number.substr(2)) * 10000;
    if (all_digits(province)) return province.substr(0, 2) == number.substr(2, 2);
    const std::string_view name = s.context.regions.province_short_name(code);
    return !name.empty() && province.substr(0, name.size()) == name;
}
std::string stated_province(const StudentRow& s) { return std::string(s.value(Province)); }
std::int32_t intake_year(const StudentRow& s) {
    return s.context.intake_year == 0 ? s.context.today.year : s.context.intake_year;
}
bool exam_number_is_of_these_years(const StudentRow& s) {
    const std::string_view number = s.value(ExamNumber);
    if (!is_national_exam_number(s, number)) return true;
    const auto behind = intake_year(s) % 100 - static_cast<std::int32_t>(two_digits(number));
    // A place kept for military service is taken up years later.
    return behind >= 0 && behind <= 6;
}
std::string intake_text(const StudentRow& s) { return std::to_string(intake_year(s)); }

bool is_one_digit_repeated(std::string_view text) {
    return text.size() >= 7 && is_digit(text[0]) &&
           text.find_first_not_of(text[0]) == std::string_view::npos;
}
bool comes_from_abroad(const StudentRow& s) {
    using enum DocumentKind;
    return s.kind == StudentKind::International || s.document.kind == HmtResidence ||
           s.document.kind == ForeignResidence2017 || s.document.kind == ForeignResidence2023 ||
           s.document.kind == HkMacauPermit || s.document.kind == TaiwanPermit ||
           s.document.kind == Passport || !s.value(Overseas).empty();
}
bool document_stands_in(const StudentRow& s, Field field) {
    const std::string_view text = s.value(field);
    return text.size() == 18 && read_document_number(text).check_holds &&
           read_document_number(text).kind == DocumentKind::Citizen;
}
template <Field field>
bool is_a_phone(const StudentRow& s) {
    const std::string_view text = s.value(field);
    if (text.empty() || is_mainland_mobile(text)) return true;
    if (s.marked(field, Mark::LostDigits) || s.marked(field, Mark::ErrorCell)) return true;
    if (is_one_digit_repeated(text) || document_stands_in(s, field)) return true;
    return is_phone(text, comes_from_abroad(s));
}
template <Field field>
bool is_no_placeholder(const StudentRow& s) {
    return !is_one_digit_repeated(s.value(field));
}
bool emergency_is_someone_else(const StudentRow& s) {
    const std::string_view emergency = s.value(EmergencyPhone);
    return emergency.empty() || emergency != s.value(Phone);
}
bool no_phone_stands_in_document(const StudentRow& s) { return !phone_stands_in_document(s); }
bool no_document_stands_in_phone(const StudentRow& s) { return !document_stands_in(s, Phone); }

bool batch_goes_with_level(const StudentRow& s) {
    const std::string_view batch = s.value(Batch), level = s.value(Level);
    if (batch.empty() || level.empty()) return true;
    const auto says = [&](std::string_view part) {
        return batch.find(part) != std::string_view::npos;
    };
    const bool junior = says("专科") || says("高职"), degree = says("本科");
    if (junior == degree || says("专升本")) return true;
    if (level == "本科") return degree;
    return !level.starts_with("专科") || junior;
}
std::string stated_level(const StudentRow& s) { return std::string(s.value(Level)); }

constexpr StudentRule kStudentRules[] = {
    {&rule::kIdCheck, IdNumber, document_check_holds},
    {&rule::kIdDate, IdNumber, document_birth_is_a_day},
    {&rule::kIdFuture, IdNumber, document_birth_is_past},
    {&rule::kIdAge, IdNumber, document_age_is_a_students, nullptr, document_age},
    {&rule::kIdForm, IdNumber, document_has_a_known_form},
    {&rule::kIdTypeNotCitizen, IdNumber, document_is_what_its_kind_says},
    {&rule::kIdTypeCitizen, IdNumber, citizen_number_is_called_one, nullptr, stated_kind},
    {&rule::kIdFifteen, IdNumber, document_is_of_the_present_form, eighteen_characters},
    {&rule::kIdRegion, IdNumber, county_was_in_force},
    {&rule::kBirthAgainstId, BirthDate, birth_agrees_with_document, birth_of_document},
    {&rule::kSexAgainstId, Sex, sex_agrees_with_document, sex_of_document},
    {&rule::kBirthFuture, BirthDate, birth_is_past},
    {&rule::kBirthAge, BirthDate, birth_age_is_a_students, nullptr, birth_age},
    {&rule::kExamForm, ExamNumber, exam_number_has_a_usual_form},
    {&rule::kExamProvince, ExamNumber, exam_number_is_of_the_province, nullptr, stated_province},
    {&rule::kExamYear, ExamNumber, exam_number_is_of_these_years, nullptr, intake_text},
    {&rule::kPhoneForm, Phone, is_a_phone<Phone>},
    {&rule::kPhoneForm, PhoneOther, is_a_phone<PhoneOther>},
    {&rule::kPhoneForm, GuardianPhone, is_a_phone<GuardianPhone>},
    {&rule::kPhoneForm, EmergencyPhone, is_a_phone<EmergencyPhone>},
    {&rule::kPhoneSameDigits, Phone, is_no_placeholder<Phone>},
    {&rule::kPhoneSameDigits, PhoneOther, is_no_placeholder<PhoneOther>},
    {&rule::kPhoneSameDigits, GuardianPhone, is_no_placeholder<GuardianPhone>},
    {&rule::kPhoneSameDigits, EmergencyPhone, is_no_placeholder<EmergencyPhone>},
    {&rule::kEmergencyIsOwn, EmergencyPhone, emergency_is_someone_else},
    {&rule::kBatchAgainstLevel, Batch, batch_goes_with_level, nullptr, stated_level},
    {&rule::kPhoneInId, IdNumber, no_phone_stands_in_document},
    {&rule::kIdInPhone, Phone, no_document_stands_in_phone},
};

bool is_landline(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        if (is_digit(c)) {
            digits.push_back(c);
        } else if (c != '-' && c != ' ' && c != '(' && c != ')') {
            return false;
        }
    }
    const bool hotline =
        digits.size() == 10 && (digits.starts_with("400") || digits.starts_with("800"));
    if (digits.size() >= 10 && digits.size() <= 12 && digits[0] == '0') return digits[1] != '0';
    const bool local = (digits.size() == 7 || digits.size() == 8) && digits[0] >= '2';
    // An extension follows a hyphen; without one a long run of digits is a mistake.
    const bool extended = digits[0] == '0' && digits.size() <= 17 &&
                          text.rfind('-') != std::string_view::npos && text.rfind('-') >= 10;
    return hotline || local || extended;
}

bool is_one_phone(std::string_view text, bool foreign) {
    if (is_mainland_mobile(text)) return true;
    if (text.empty()) return false;
    const bool plus = text[0] == '+';
    std::size_t digits = 0;
    bool plain = true;
    for (const char c : plus ? text.substr(1) : text) {
        digits += is_digit(c) ? 1 : 0;
        plain = plain && (is_digit(c) || c == '-' || c == ' ' || c == '(' || c == ')');
    }
    if (!plain) return false;
    if (plus && text.starts_with("+86"))
        return is_mainland_mobile(
            text.substr(text.size() - std::min<std::size_t>(11, text.size())));
    const bool abroad = plus || text.starts_with("00");
    if (foreign || abroad) return digits >= 6 && digits <= 17;
    return text.starts_with("86") && text.size() == 13 ? is_mainland_mobile(text.substr(2))
                                                       : is_landline(text);
}

}  // namespace

bool is_student_age(Date birth, Date today) {
    const std::int32_t age = age_on(birth, today);
    return age >= kYoungest && age <= kOldest;
}

bool is_mainland_mobile(std::string_view text) {
    return text.size() == 11 && text[0] == '1' && text[1] >= '3' && all_digits(text);
}

bool is_phone(std::string_view text, bool foreign) {
    constexpr std::string_view kBetween = "/,;";
    for (;;) {
        std::size_t end = text.find_first_of(kBetween);
        std::size_t width = 1;
        const std::size_t ideographic = text.find("、");
        if (ideographic < end) {
            end = ideographic;
            width = std::string_view("、").size();
        }
        if (!is_one_phone(trim_blanks(text.substr(0, end)), foreign)) return false;
        if (end == std::string_view::npos) return true;
        text.remove_prefix(end + width);
    }
}

StudentRow::StudentRow(const Students& all, const CheckContext& with, std::uint32_t at,
                       std::span<const MarkedValue> marks_of_row)
    : students(all),
      context(with),
      row(at),
      kind(all.source_of(at).kind),
      marks(marks_of_row),
      id_number(all.value(at, IdNumber)),
      document(read_document_number(id_number)),
      birth(parse_compact_date(all.value(at, BirthDate))) {}

bool StudentRow::marked(Field field, Mark mark) const {
    for (const MarkedValue& marked_value : marks)
        if (marked_value.field == field && marked_value.mark == mark) return true;
    return false;
}

bool StudentRow::document_is_sound() const {
    return document.has_birth && document.check_holds && document.birth &&
           *document.birth <= context.today && is_student_age(*document.birth, context.today);
}

std::span<const StudentRule> student_rules() { return kStudentRules; }

}  // namespace mingce
