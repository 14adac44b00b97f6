#include "domain/definition_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/definition_problems.h"

namespace mingce {
namespace {

using ::testing::HasSubstr;

Definition read_back(const Definition& definition) {
    const auto again = parse_definition(definition.key, definition_toml(definition));
    EXPECT_TRUE(again.ok()) << again.error().sentence(Language::English) << "\n"
                            << definition_toml(definition);
    return again.ok() ? again.value() : Definition{};
}

TEST(DefinitionWriter, ShippedDefinitionsReadBackEqual) {
    for (const std::string& key : shipped_definition_keys()) {
        const auto shipped = parse_definition(key, *shipped_definition(key));
        ASSERT_TRUE(shipped.ok()) << key;
        EXPECT_EQ(read_back(shipped.value()), shipped.value()) << key;
        EXPECT_EQ(definition_toml(read_back(shipped.value())), definition_toml(shipped.value()));
    }
}

TEST(DefinitionWriter, EveryPropertyReadsBackEqual) {
    const auto plain = [] {
        Definition definition;
        definition.key = "mine";
        definition.title = definition.page_title = "名册";
        definition.columns.emplace_back();
        return definition;
    };
    struct Case {
        std::string why;
        void (*change)(Definition&);
    };
    const Case cases[] = {
        {"quotes and breaks", [](Definition& d) { d.title = "a\"b\\c\n\td\x01\x7F"; }},
        {"english title", [](Definition& d) { d.title_en = "Roster"; }},
        {"check-in", [](Definition& d) { d.kind = TemplateKind::CheckIn; }},
        {"english paper", [](Definition& d) { d.language = Language::English; }},
        {"page title", [](Definition& d) { d.page_title = "{department}"; }},
        {"intro", [](Definition& d) { d.intro = "现将{intake}公示如下"; }},
        {"secrecy", [](Definition& d) { d.secrecy = "内部"; }},
        {"retention", [](Definition& d) { d.retention = "永久"; }},
        {"filters",
         [](Definition& d) {
             d.filter = {{Field::Sex, FilterKind::Is, {"女"}},
                         {Field::Sex, FilterKind::Is, {"女", "男"}},
                         {Field::Sex, FilterKind::Is, {""}},
                         {Field::Major, FilterKind::In, {"数学", "物理"}},
                         {Field::EnrolmentStatus, FilterKind::NotIn, {"放弃入学资格"}},
                         {Field::StudentNo, FilterKind::Empty, {}},
                         {Field::Dormitory, FilterKind::NotEmpty, {}}};
         }},
        {"kinds of students",
         [](Definition& d) {
             d.student_kinds = {StudentKind::Postgraduate, StudentKind::International};
         }},
        {"groups",
         [](Definition& d) {
             d.group = {Field::Department, Field::AdminClass};
         }},
        {"annex",
         [](Definition& d) {
             d.annex = {EnrolmentState::Deferred, EnrolmentState::Revoked};
         }},
        {"order",
         [](Definition& d) {
             d.order = {{Field::Name, OrderKind::Strokes, true},
                        {Field::Name, OrderKind::Text, false},
                        {Field::Score, OrderKind::Number, true}};
         }},
        {"columns of each kind",
         [](Definition& d) {
             for (const ColumnKind kind : {ColumnKind::Serial, ColumnKind::Signature,
                                           ColumnKind::TickBox, ColumnKind::Blank}) {
                 RosterColumn column;
                 column.kind = kind;
                 d.columns.push_back(column);
             }
         }},
        {"a column's properties",
         [](Definition& d) {
             RosterColumn& column = d.columns.front();
             column = {ColumnKind::Value,
                       Field::IdNumber,
                       MaskKind::LastFour,
                       Align::Right,
                       12.345678901234567,
                       "证件号\n后四位",
                       "Last 4",
                       "材 料",
                       "ZJH"};
         }},
        {"every mask",
         [](Definition& d) {
             for (int mask = 0; mask <= static_cast<int>(MaskKind::Hidden); ++mask) {
                 RosterColumn column;
                 column.mask = static_cast<MaskKind>(mask);
                 d.columns.push_back(column);
             }
         }},
        {"paper",
         [](Definition& d) {
             d.paper = {PaperSize::A3, true, 33, 7.25};
         }},
        {"pages before and after",
         [](Definition& d) { d.cover = d.contents = d.statistics = true; }},
        {"no totals", [](Definition& d) { d.totals = false; }},
        {"volumes", [](Definition& d) { d.volumes_by_department = true; }},
        {"serial through the volume", [](Definition& d) { d.serial_by_group = false; }},
        {"signatures",
         [](Definition& d) {
             d.signatures = {"编制人", "复核人"};
             d.cover_signatures = {"校领导"};
         }},
        {"an empty signature alone", [](Definition& d) { d.signatures = {""}; }},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        Definition changed = plain();
        c.change(changed);
        EXPECT_NE(changed, plain());
        EXPECT_EQ(read_back(changed), changed);
    }
}

TEST(DefinitionWriter, WhatCannotBeReadIsRefusedByName) {
    Definition definition;
    definition.key = "mine";
    definition.title = definition.page_title = "名册";
    definition.columns.emplace_back().width = -3;
    const auto again = parse_definition("mine", definition_toml(definition));
    ASSERT_FALSE(again.ok());
    EXPECT_THAT(again.error().detail(), HasSubstr("width"));
}

TEST(DefinitionWriter, AnOfficialDefinitionSaysWhatItLacks) {
    struct Case {
        std::string why, lacks;
        void (*change)(Definition&);
    };
    const Case cases[] = {
        {"as shipped", "", [](Definition&) {}},
        {"a check-in sheet", "kind = roster",
         [](Definition& d) { d.kind = TemplateKind::CheckIn; }},
        {"no group", "group = department", [](Definition& d) { d.group.clear(); }},
        {"major first", "group = department", [](Definition& d) { d.group = {Field::Major}; }},
        {"an annex short of one", "annex = revoked",
         [](Definition& d) {
             d.annex = {EnrolmentState::Deferred, EnrolmentState::Declined};
         }},
        {"no annex", "annex = deferred, annex = declined, annex = revoked",
         [](Definition& d) { d.annex.clear(); }},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        Definition definition =
            parse_definition("by_department", *shipped_definition("by_department")).value();
        c.change(definition);
        const Status checked = check_official(definition);
        EXPECT_EQ(checked.ok(), c.lacks.empty());
        if (checked.ok()) continue;
        EXPECT_EQ(checked.error().problem().code, problem::kDefinitionNotOfficial.code);
        EXPECT_EQ(checked.error().detail(), c.lacks);
    }
}

}  // namespace
}  // namespace mingce
