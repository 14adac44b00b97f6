#include "domain/standard.h"

#include <map>
#include <set>

#include <gtest/gtest.h>

#include "base/assets.h"
#include "base/text.h"
#include "domain/code_tables.h"

namespace mingce {
namespace {

TEST(DataStandard, DescribesEveryField) {
    const Result<DataStandard> parsed = DataStandard::parse(asset("standard.toml"));
    ASSERT_TRUE(parsed.ok()) << parsed.error().sentence(Language::English);
    for (std::size_t i = 0; i < kFieldCount; ++i) {
        const FieldStandard& field = parsed.value().fields()[i];
        EXPECT_EQ(key_of(field.field), kFieldKeys[i]);
        EXPECT_FALSE(field.zh.empty() || field.en.empty() || field.source.empty()) << kFieldKeys[i];
        EXPECT_TRUE(is_valid_utf8(field.zh));
    }
    EXPECT_FALSE(parsed.value().edition().empty());
}

TEST(DataStandard, NamesCodeTablesThatExist) {
    for (const FieldStandard& field : DataStandard::shipped().fields())
        EXPECT_EQ(field.type == FieldType::Code,
                  CodeTables::shipped().find(field.code_table) != nullptr)
            << key_of(field.field);
}

TEST(DataStandard, SealsWhatTheDesignSeals) {
    using enum Field;
    const std::set<Field> sealed = {
        IdNumber,      IdValidity,       HealthStatus,  Photo,          Phone,       PhoneOther,
        Email,         HomeAddress,      HukouPlace,    Postcode,       Recipient,   GuardianName,
        GuardianPhone, GuardianRelation, EmergencyName, EmergencyPhone, BankAccount, Remark};
    for (const FieldStandard& field : DataStandard::shipped().fields())
        EXPECT_EQ(field.sealed, sealed.count(field.field) != 0) << key_of(field.field);
}

TEST(DataStandard, ClassesFollowTheDesign) {
    const std::map<Field, FieldClass> classes = {
        {Field::IdNumber, FieldClass::C4},       {Field::Photo, FieldClass::C4},
        {Field::HealthStatus, FieldClass::C4},   {Field::BankAccount, FieldClass::C4},
        {Field::Phone, FieldClass::C3},          {Field::Email, FieldClass::C3},
        {Field::HomeAddress, FieldClass::C3},    {Field::GuardianPhone, FieldClass::C3},
        {Field::ExamNumber, FieldClass::C3},     {Field::Ethnicity, FieldClass::C3},
        {Field::EmergencyName, FieldClass::C3},  {Field::PoliticalStatus, FieldClass::C3},
        {Field::BirthDate, FieldClass::C2},      {Field::Score, FieldClass::C2},
        {Field::SchoolOfOrigin, FieldClass::C2}, {Field::Name, FieldClass::C1},
        {Field::StudentNo, FieldClass::C1},      {Field::Department, FieldClass::C1},
        {Field::Major, FieldClass::C1},          {Field::AdminClass, FieldClass::C1}};
    for (const auto& [field, expected] : classes)
        EXPECT_EQ(DataStandard::shipped().of(field).field_class, expected) << key_of(field);
}

TEST(DataStandard, GivesAHeaderToOneFieldOnly) {
    std::map<std::string, Field> owner;
    for (const FieldStandard& field : DataStandard::shipped().fields())
        for (const std::string& alias : field.aliases) {
            const auto [known, added] = owner.emplace(lower_ascii(alias), field.field);
            EXPECT_TRUE(added) << alias << ": " << key_of(known->second) << " and "
                               << key_of(field.field);
        }
}

TEST(DataStandard, RefusesWhatItCannotMean) {
    const std::string whole(asset("standard.toml"));
    const std::string first = whole.substr(whole.find("[[field]]"));
    struct Case {
        std::string text;
        std::string_view code;
        const char* why;
    };
    for (const Case& c : {
             Case{"edition = ", "standard.not_toml", "no TOML"},
             Case{"edition = 5\n", "standard.value", "an edition is text"},
             Case{"editor = 'x'\n", "standard.key", "unknown item"},
             Case{"[[field]]\nkey = 'shoe'\n", "standard.field_unknown", "unknown field"},
             Case{"[[field]]\nkey = 'sex'\nsize = 4\n", "standard.key", "unknown item of a field"},
             Case{"[[field]]\nkey = 'sex'\nzh='性别'\nen='Sex'\ntype='codes'\n", "standard.value",
                  "unknown type"},
             Case{"[[field]]\nkey = 'sex'\nzh='性别'\nen='Sex'\ntype='code'\nclass='C1'\n",
                  "standard.value", "a code without its table"},
             Case{"", "standard.field_missing", "nothing"},
             Case{whole + first, "standard.field_twice", "every field twice"},
         }) {
        const Result<DataStandard> parsed = DataStandard::parse(c.text);
        ASSERT_FALSE(parsed.ok()) << c.why;
        EXPECT_EQ(parsed.error().problem().code, c.code) << c.why;
    }
}

}  // namespace
}  // namespace mingce
