// Which column of a province's tables is which field. Newer names stand before older ones; the
// first that a set has is taken. Meanings: the admission system's tables of both generations.
#pragma once

#include <string_view>

#include "domain/field.h"

namespace mingce {

struct ProvinceField {
    Field field;
    std::string_view column;
    std::string_view lookup;  // X of TD_XDM; "" for a plain value
    /// Codes that follow the national standard even without the province's lookup table.
    bool national = false;
};

inline constexpr ProvinceField kProvinceFields[] = {
    {Field::ExamNumber, "KSH", ""},
    {Field::TicketNumber, "ZKZH", ""},
    {Field::Name, "XM", ""},
    {Field::Sex, "XBDM", "XB", true},
    {Field::BirthDate, "CSRQ", ""},
    {Field::BirthDate, "CSNY", ""},
    {Field::PoliticalStatus, "ZZMMDM", "ZZMM", true},
    {Field::Ethnicity, "MZDM", "MZ", true},
    {Field::IdType, "ZJLXDM", "ZJLX"},
    {Field::IdNumber, "ZJHM", ""},
    {Field::IdNumber, "SFZH", ""},
    {Field::ExamKind, "KSLXDM", "KSLX"},
    {Field::CandidateKind, "KSLBDM", "KSLB"},
    {Field::GraduateKind, "BYLBDM", "BYLB"},
    {Field::SchoolOfOriginCode, "BYXXDM", ""},
    {Field::SchoolOfOriginCode, "ZXDM", ""},
    {Field::SchoolOfOrigin, "BYXXMC", ""},
    {Field::SchoolOfOrigin, "ZXMC", ""},
    {Field::SchoolOfOrigin, "BYXXDM", "BYXX"},
    {Field::ForeignLanguage, "WYYZDM", "WYYZ"},
    {Field::ExamRegion, "DQDM", "DQ"},
    {Field::HukouKind, "HJLBDM", "HJLB"},
    {Field::HomeAddress, "TXDZ", ""},
    {Field::HomeAddress, "JTDZ", ""},
    {Field::Postcode, "YZBM", ""},
    {Field::Phone, "LXSJ", ""},
    {Field::Phone, "LXDH", ""},
    {Field::PhoneOther, "LXDH", ""},
    {Field::Recipient, "SJR", ""},
    {Field::Talent, "KSTC", ""},
    {Field::Awards, "KSJLHCF", ""},
    {Field::Batch, "PCDM", "PC"},
    {Field::SubjectTrack, "KLDM", "KL"},
    {Field::PlanNature, "JHXZDM", "JHXZ"},
    {Field::PlanNature, "JHXZ", "JHXZ"},
    {Field::PlanKind, "JHLBDM", "JHLB"},
    {Field::AdmissionKind, "LQLXDM", "LQLX"},
    {Field::AdmissionKind, "LQFSDM", "LQFS"},
    {Field::AdmissionKind, "LQFS", "LQFS"},
    {Field::Score, "CJ", ""},
    {Field::PlacedScore, "TDCJ", ""},
    {Field::Remark, "BZ", ""},
};

/// Columns of several codes: one character each, or joined by '*'.
struct ProvinceCodeList {
    std::string_view column, lookup;
    bool starred;
};
inline constexpr ProvinceCodeList kProvinceCodeLists[] = {
    {"XKKM", "KM", true},
    {"KSTZ", "KSTZ", false},
    {"KSZG", "KSZG", false},
    {"SKKM", "KM", true},
};

}  // namespace mingce
