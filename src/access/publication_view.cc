#include "access/publication_view.h"

#include <algorithm>

#include "access/mask.h"
#include "access/sight.h"

namespace mingce {

namespace {

struct ViewMask {
    Field field;
    MaskKind mask;
};
constexpr ViewMask kViewMasks[] = {
    {Field::Name, MaskKind::Surname},          {Field::IdNumber, MaskKind::Number},
    {Field::ExamNumber, MaskKind::ExamEnds},   {Field::TicketNumber, MaskKind::ExamEnds},
    {Field::NoticeNumber, MaskKind::ExamEnds}, {Field::BirthDate, MaskKind::Year},
};

/// What is public of nobody, however it is masked.
bool is_never_public(Field field) {
    return field == Field::IdNumber || field == Field::BirthDate || field == Field::BankAccount ||
           is_contact(field);
}

}  // namespace

std::optional<MaskKind> view_mask(Field field) {
    const auto* const found = std::ranges::find(kViewMasks, field, &ViewMask::field);
    return found == std::end(kViewMasks) ? std::nullopt : std::optional(found->mask);
}

std::string in_view(const ViewColumn& column, std::string_view value) {
    if (column.is_whole) return std::string(value);
    return masked(view_mask(column.field).value_or(MaskKind::Hidden), value);
}

FieldClass highest_class(std::span<const ViewColumn> view) {
    FieldClass highest = FieldClass::C1;
    for (const ViewColumn& column : view) {
        const FieldClass own = DataStandard::shipped().of(column.field).field_class;
        highest = std::max(highest, column.is_whole ? own : std::min(own, FieldClass::C2));
    }
    return highest;
}

std::uint32_t approvals_for(FieldClass highest, std::uint64_t rows) {
    if (highest == FieldClass::C4 || rows > kRowsWithoutTwoApprovers) return 2;
    return highest == FieldClass::C3 ? 1 : 0;
}

std::optional<Field> not_for_the_public(std::span<const ViewColumn> view) {
    for (const ViewColumn& column : view) {
        const FieldClass own = DataStandard::shipped().of(column.field).field_class;
        if (is_never_public(column.field) || (column.is_whole && own > FieldClass::C2))
            return column.field;
    }
    return std::nullopt;
}

}  // namespace mingce
