#include "access/sight.h"

#include <algorithm>

#include "access/field_mask.h"
#include "access/mask.h"
#include "access/purpose.h"

namespace mingce {

namespace {

using enum Sight;
using enum Role;

constexpr SightRow kRows[] = {
    //                      C1      C2      C3      C4
    {Admissions, {Whole, Whole, Whole, Masked}, Writes::All},
    {Registry, {Whole, Whole, Whole, Masked}, Writes::All},
    {DepartmentSecretary, {Whole, Whole, Whole, Masked}, Writes::Seen},
    {Counsellor, {Whole, Whole, Masked, Masked}, Writes::Contact},
    {DepartmentLeader, {Whole, Masked, Masked, Masked}, Writes::Nothing},
    {UniversityLeader, {Whole, Masked, Masked, Masked}, Writes::Nothing},
    {Unit, {Hidden, Hidden, Hidden, Hidden}, Writes::Nothing},
    {Checker, {Whole, Hidden, Hidden, Hidden}, Writes::Nothing},
    {Student, {Whole, Whole, Whole, Whole}, Writes::Nothing},
    {SystemAdmin, {Hidden, Hidden, Hidden, Hidden}, Writes::Nothing},
    {SecurityAdmin, {Hidden, Hidden, Hidden, Hidden}, Writes::Nothing},
    {AuditAdmin, {Hidden, Hidden, Hidden, Hidden}, Writes::Nothing},
    {Client, {Whole, Hidden, Hidden, Hidden}, Writes::Nothing},
};

constexpr Field kContact[] = {
    Field::Phone,         Field::PhoneOther,    Field::Email,          Field::HomeAddress,
    Field::Postcode,      Field::Recipient,     Field::GuardianName,   Field::GuardianRelation,
    Field::GuardianPhone, Field::EmergencyName, Field::EmergencyPhone, Field::Remark,
};

constexpr SightException kExceptions[] = {
    {Counsellor, Field::Phone, Whole},
    {Counsellor, Field::PhoneOther, Whole},
    {Counsellor, Field::Email, Whole},
    {Counsellor, Field::HomeAddress, Whole},
    {Counsellor, Field::Postcode, Whole},
    {Counsellor, Field::Recipient, Whole},
    {Counsellor, Field::GuardianName, Whole},
    {Counsellor, Field::GuardianRelation, Whole},
    {Counsellor, Field::GuardianPhone, Whole},
    {Counsellor, Field::EmergencyName, Whole},
    {Counsellor, Field::EmergencyPhone, Whole},
    {Counsellor, Field::Remark, Whole},
    {Checker, Field::IdNumber, Masked},  // its last four
    {Checker, Field::Photo, Whole},
};

/// How a masked field is shown; Hidden: it has no mask.
struct FieldMask {
    Field field;
    MaskKind mask;
};
constexpr FieldMask kMasks[] = {
    {Field::IdNumber, MaskKind::Number},       {Field::Phone, MaskKind::Phone},
    {Field::PhoneOther, MaskKind::Phone},      {Field::GuardianPhone, MaskKind::Phone},
    {Field::EmergencyPhone, MaskKind::Phone},  {Field::ExamNumber, MaskKind::ExamEnds},
    {Field::TicketNumber, MaskKind::ExamEnds}, {Field::NoticeNumber, MaskKind::ExamEnds},
    {Field::BirthDate, MaskKind::Year},
};

MaskKind mask_of(Field field) {
    const auto* const found = std::ranges::find(kMasks, field, &FieldMask::field);
    return found == std::end(kMasks) ? MaskKind::Hidden : found->mask;
}

bool has_mask(Field field) {
    return mask_of(field) != MaskKind::Hidden || field == Field::Email ||
           field == Field::HomeAddress;
}

/// A home down to its county: what stands before the first 县, 区 or 旗 that is no 自治区.
std::string county_of(std::string_view address) {
    constexpr std::string_view kEnds[] = {"县", "区", "旗"};
    constexpr std::string_view kRegion = "自治区";
    std::size_t from = 0;
    if (const std::size_t region = address.find(kRegion); region != std::string_view::npos)
        from = region + kRegion.size();
    std::size_t end = std::string_view::npos;
    for (std::string_view mark : kEnds)
        if (const std::size_t at = address.find(mark, from); at != std::string_view::npos)
            end = std::min(end, at + mark.size());
    constexpr std::size_t kLongest = 60;  // bytes: a street named 开发区 far behind is no county
    if (end > kLongest) return "***";
    return std::string(address.substr(0, end)) + "***";
}

}  // namespace

std::span<const SightRow> sight_rows() { return kRows; }
std::span<const SightException> sight_exceptions() { return kExceptions; }

std::string_view key_of(Sight sight) {
    switch (sight) {
        case Hidden: return "hidden";
        case Masked: return "masked";
        case Whole: return "whole";
    }
    return "";
}

std::string_view key_of(Writes writes) {
    switch (writes) {
        case Writes::Nothing: return "nothing";
        case Writes::Contact: return "contact";
        case Writes::Seen: return "seen";
        case Writes::All: return "all";
    }
    return "";
}

bool is_contact(Field field) { return std::ranges::find(kContact, field) != std::end(kContact); }

Sight sight_of(Role role, std::string_view purpose, Field field) {
    if (!purpose.empty() && (role == Unit || role == Client)) {
        const Purpose* const named = find_purpose(purpose);
        const bool is_its =
            named != nullptr && std::ranges::find(named->fields, field) != named->fields.end();
        return is_its ? Whole : Hidden;
    }
    for (const SightException& exception : kExceptions)
        if (exception.role == role && exception.field == field) return exception.sight;
    const auto field_class =
        static_cast<std::size_t>(DataStandard::shipped().of(field).field_class);
    const Sight sight = kRows[static_cast<std::size_t>(role)].by_class[field_class - 1];
    return sight == Masked && !has_mask(field) ? Hidden : sight;
}

Sight sight_of(const Caller& caller, Field field) {
    if (caller.is_at_the_machine())
        return DataStandard::shipped().of(field).sealed ? Masked : Whole;
    return sight_of(caller.role, caller.purpose, field);
}

std::string by_mask(Field field, std::string_view value) {
    if (value.empty()) return {};
    if (field == Field::Email) return shown(DataStandard::shipped().of(field), value);
    if (field == Field::HomeAddress) return county_of(value);
    return masked(mask_of(field), value);
}

std::string seen(const Caller& caller, Field field, std::string_view value) {
    if (caller.is_at_the_machine()) return shown(DataStandard::shipped().of(field), value);
    switch (sight_of(caller, field)) {
        case Hidden: return {};
        case Whole: return std::string(value);
        case Masked: break;
    }
    if (caller.role == Checker && field == Field::IdNumber)
        return masked(MaskKind::LastFour, value);
    return by_mask(field, value);
}

bool may_write(const Caller& caller, Field field) {
    if (caller.is_at_the_machine()) return true;
    switch (kRows[static_cast<std::size_t>(caller.role)].writes) {
        case Writes::Nothing: return false;
        case Writes::Contact: return is_contact(field);
        case Writes::Seen: return sees_whole(caller, field);
        case Writes::All: return true;
    }
    return false;
}

bool may_filter_by(const Caller& caller, Field field) {
    return !DataStandard::shipped().of(field).sealed && sees_whole(caller, field);
}

bool may_order_by(const Caller& caller, ListOrder order) {
    const auto whole = [&caller](Field field) { return sees_whole(caller, field); };
    switch (order) {
        case ListOrder::StudentNumber: return whole(Field::StudentNo);
        case ListOrder::Name: return whole(Field::Name);
        case ListOrder::Class:
            return whole(Field::Department) && whole(Field::Major) && whole(Field::AdminClass) &&
                   whole(Field::Name);
        case ListOrder::Change: return true;
        case ListOrder::Source: return caller.may(Permission::ImportRead);
    }
    return false;
}

}  // namespace mingce
