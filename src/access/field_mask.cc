#include "access/field_mask.h"

#include "access/mask.h"
#include "base/text.h"

namespace mingce {

std::string shown(const FieldStandard& field, std::string_view value) {
    if (value.empty() || !field.sealed) return std::string(value);
    switch (field.type) {
        case FieldType::IdNumber: return masked(MaskKind::Number, value);
        case FieldType::Phone: return masked(MaskKind::Phone, value);
        case FieldType::Email: {
            std::string_view rest = value;
            next_code_point(rest);
            return std::string(value.substr(0, value.size() - rest.size())) + "***@***";
        }
        default: return "***";
    }
}

}  // namespace mingce
