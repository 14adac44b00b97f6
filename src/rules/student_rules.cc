// What one student's own values say of each other: document, dates, exam number, phones.
#include <algorithm>

#include "base/text.h"
#include "rules/measures.h"
#include "rules/phone_number.h"
#include "rules/rule_texts.h"
#include "rules/student_row.h"

namespace mingce {

namespace {

using enum Field;

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
    // Fifteen digits leave the century out: ID-008 proposes the one that fits.
    if (s.document.kind == DocumentKind::Citizen15) return true;
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
    // People call every card of the police an identity card.
    return s.document.kind != Passport && s.document.kind != HkMacauPermit &&
           s.document.kind != TaiwanPermit && s.document.kind != Military;
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
    const std::string_view short_birth = s.id_number.substr(6, 6);
    std::string proposal;
    for (const std::string_view century : {"19", "20"}) {
        const auto birth = parse_compact_date(std::string(century) + std::string(short_birth));
        if (birth && s.birth == birth) return upgraded_citizen_id(s.id_number, century);
        if (birth && is_student_age(*birth, s.context.today))
            proposal = upgraded_citizen_id(s.id_number, century);
    }
    return proposal;
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

// A sound document judges the birth date better: ID-011 says that they differ.
bool birth_is_past(const StudentRow& s) {
    return !s.birth || *s.birth <= s.context.today || s.document_is_sound();
}
bool birth_age_is_a_students(const StudentRow& s) {
    if (!s.birth || *s.birth > s.context.today || s.document_is_sound()) return true;
    // Of one wrong year on two cells one finding is enough.
    if (s.document.birth == s.birth && has_birth_inside(s)) return true;
    return is_student_age(*s.birth, s.context.today);
}
std::string birth_age(const StudentRow& s) {
    return std::to_string(age_on(*s.birth, s.context.today));
}

bool has_form(std::string_view number, const rule::NumberForm& form) {
    return number.size() >= form.shortest && number.size() <= form.longest &&
           std::ranges::all_of(
               number, [&](char c) { return is_digit(c) || (form.has_capitals && is_upper(c)); });
}
bool exam_number_has_a_usual_form(const StudentRow& s) {
    const std::string_view number = s.value(ExamNumber);
    if (number.empty() || s.kind == StudentKind::International) return true;
    if (s.marked(ExamNumber, Mark::LostDigits)) return true;
    return std::ranges::any_of(rule::kExamNumberForms, [&](const rule::NumberForm& form) {
        return form.kinds[static_cast<std::size_t>(s.kind)] && has_form(number, form);
    });
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
    return behind >= rule::kExamYearsBehind.least && behind <= rule::kExamYearsBehind.most;
}
std::string intake_text(const StudentRow& s) { return std::to_string(intake_year(s)); }

/// A citizen's number; and where the phone stands in the document's column, whatever has the form
/// of a document and not of a phone.
bool document_stands_in(const StudentRow& s, Field field) {
    using enum DocumentKind;
    const std::string_view text = s.value(field);
    const DocumentNumber document = read_document_number(text);
    if (document.kind == Citizen) return document.check_holds;
    const bool formed = document.kind != Absent && document.kind != Unknown;
    return formed && phone_stands_in_document(s) && !is_phone(text, false);
}
template <Field field>
bool is_a_phone(const StudentRow& s) {
    const std::string_view text = s.value(field);
    if (text.empty() || is_mainland_mobile(text)) return true;
    if (s.marked(field, Mark::LostDigits) || s.marked(field, Mark::ErrorCell)) return true;
    if (is_one_digit_repeated(text) || document_stands_in(s, field)) return true;
    return is_phone(text, comes_from_abroad(s.students, s.row));
}
template <Field field>
bool is_no_placeholder(const StudentRow& s) {
    return !is_one_digit_repeated(s.value(field));
}
bool emergency_is_someone_else(const StudentRow& s) {
    const std::string_view emergency = s.value(EmergencyPhone);
    if (emergency.empty() || emergency != s.value(Phone)) return true;
    // Words and placeholders are PH-001's and PH-002's.
    return !is_phone(emergency, true) || is_one_digit_repeated(emergency);
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

}  // namespace

std::span<const StudentRule> student_rules() { return kStudentRules; }

}  // namespace mingce
