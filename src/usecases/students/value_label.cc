#include "usecases/students/value_label.h"

#include "domain/enrolment.h"
#include "domain/standard.h"

namespace mingce {

ValueLabel label_of(const CodeTables& codes, Field field, std::string_view value) {
    if (value.empty()) return {};
    if (field == Field::EnrolmentStatus) {
        const auto state = parse_enrolment_state(value);
        if (!state) return {};
        const Text name = text_of(*state).name;
        return {std::string(name.zh), std::string(name.en)};
    }
    const FieldStandard& standard = DataStandard::shipped().of(field);
    if (standard.code_table.empty()) return {};
    const CodeTable* const table = codes.find(standard.code_table);
    const auto found = table == nullptr ? std::nullopt : table->find(value);
    if (!found) return {};
    return {found->entry->name, found->entry->name_en};
}

}  // namespace mingce
