#include "access/field_mask.h"

#include <gtest/gtest.h>

namespace mingce {
namespace {

TEST(FieldMask, HidesSealedValuesByTheirKind) {
    struct Case {
        Field field;
        const char *value, *shown;
    };
    const Case cases[] = {
        {Field::Name, "张文静", "张文静"},
        {Field::IdNumber, "42010120080101002X", "420*************2X"},
        {Field::Phone, "13812345678", "138****5678"},
        {Field::Email, "zhang@example.edu", "z***@***"},
        {Field::HomeAddress, "江城市临溪区一路1号", "***"},
        {Field::HealthStatus, "良好", "***"},
        {Field::Phone, "", ""},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.value);
        EXPECT_EQ(shown(DataStandard::shipped().of(c.field), c.value), c.shown);
    }
}

}  // namespace
}  // namespace mingce
