#include "access/publication_view.h"

#include <gtest/gtest.h>

namespace mingce {
namespace {

using F = Field;
using View = std::vector<ViewColumn>;

TEST(PublicationView, ApprovalsGoByClassAndRows) {
    struct Case {
        FieldClass highest;
        std::uint64_t rows;
        std::uint32_t approvals;
    };
    const Case cases[] = {{FieldClass::C1, 0, 0},     {FieldClass::C2, 2'000, 0},
                          {FieldClass::C2, 2'001, 2}, {FieldClass::C3, 1, 1},
                          {FieldClass::C3, 2'000, 1}, {FieldClass::C3, 2'001, 2},
                          {FieldClass::C4, 1, 2},     {FieldClass::C4, 60'000, 2}};
    for (const Case& c : cases) {
        SCOPED_TRACE(std::to_string(static_cast<int>(c.highest)) + " " + std::to_string(c.rows));
        EXPECT_EQ(approvals_for(c.highest, c.rows), c.approvals);
    }
}

TEST(PublicationView, MaskedIsNoHigherThanC2) {
    struct Case {
        View view;
        FieldClass highest;
        std::string why;
    };
    const Case cases[] = {
        {{}, FieldClass::C1, "nothing at all"},
        {{{F::Name, true}, {F::IdNumber, false}}, FieldClass::C2, "a masked number"},
        {{{F::IdNumber, true}}, DataStandard::shipped().of(F::IdNumber).field_class, "a whole one"},
        {{{F::BirthDate, false}, {F::IdNumber, true}},
         DataStandard::shipped().of(F::IdNumber).field_class,
         "the highest of several"}};
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        EXPECT_EQ(highest_class(c.view), c.highest);
    }
}

TEST(PublicationView, ValuesStandWholeOrMasked) {
    struct Case {
        ViewColumn column;
        std::string value, shown;
    };
    const Case cases[] = {
        {{F::Name, true}, "欧阳娜娜", "欧阳娜娜"},
        {{F::BirthDate, false}, "20080305", "2008"},
        {{F::IdNumber, true}, "11010519491231002X", "11010519491231002X"},
        {{F::Name, true}, "", ""},
    };
    for (const Case& c : cases) EXPECT_EQ(in_view(c.column, c.value), c.shown);
    // No mask leaves all of it, and an unknown kind of field hides it.
    for (const Field field :
         {F::Name, F::IdNumber, F::ExamNumber, F::TicketNumber, F::NoticeNumber, F::BirthDate}) {
        ASSERT_TRUE(view_mask(field));
        EXPECT_NE(in_view({field, false}, "110105194912310021"), "110105194912310021");
    }
    EXPECT_FALSE(view_mask(F::Major));
    EXPECT_EQ(in_view({F::Major, false}, "计算机").find("计算机"), std::string::npos);
}

TEST(PublicationView, PublicListsHoldNobodysNumber) {
    struct Case {
        View view;
        std::optional<Field> in_the_way;
    };
    const Case cases[] = {{{}, {}},
                          {{{F::Name, true}, {F::Major, true}}, {}},
                          {{{F::Name, true}, {F::IdNumber, false}}, F::IdNumber},
                          {{{F::BirthDate, false}, {F::IdNumber, true}}, F::BirthDate},
                          {{{F::Phone, false}}, F::Phone},
                          {{{F::BankAccount, false}}, F::BankAccount}};
    for (const Case& c : cases) EXPECT_EQ(not_for_the_public(c.view), c.in_the_way);
}

}  // namespace
}  // namespace mingce
