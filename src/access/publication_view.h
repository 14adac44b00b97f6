// Which fields of a filed roster somebody is given, whole or masked; how sensitive that is, and who
// must agree to it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/definition.h"
#include "domain/standard.h"

namespace mingce {

struct ViewColumn {
    Field field = Field::Name;
    bool is_whole = true;  // else as its mask shows it
    bool operator==(const ViewColumn&) const = default;
};

/// How a field is masked in a view; nothing where it is given whole or not at all.
std::optional<MaskKind> view_mask(Field field);
/// A value as the column shows it.
std::string in_view(const ViewColumn& column, std::string_view value);

/// The highest class that stands there whole; what is masked counts as C2.
FieldClass highest_class(std::span<const ViewColumn> view);

/// C3 needs one approver; C4, or more rows than this, two (assurance 3).
inline constexpr std::uint64_t kRowsWithoutTwoApprovers = 2'000;
std::uint32_t approvals_for(FieldClass highest, std::uint64_t rows);
/// Days that a link is good for which two had to approve.
inline constexpr std::int64_t kTwoApproverLinkDays = 7;

/// Whether a view may be put up in public (公示): nothing above C2, no document number, birth date,
/// contact or account even masked. Nothing: it may; else the field in the way.
std::optional<Field> not_for_the_public(std::span<const ViewColumn> view);

}  // namespace mingce
