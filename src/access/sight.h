// What of a student somebody sees: each field whole, masked or not at all, from one table of roles
// and field classes (DESIGN 5). Lists, searches, histories and files all ask here.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "access/caller.h"
#include "domain/definition.h"
#include "domain/field.h"
#include "domain/list_order.h"
#include "domain/standard.h"

namespace mingce {

/// Masked where the field has a mask; what has none is then hidden.
enum class Sight : std::uint8_t { Hidden, Masked, Whole };

/// Which fields a role writes.
enum class Writes : std::uint8_t {
    Nothing,
    Contact,  // contact, family and notes alone
    Seen,     // what it sees whole
    All       // masked ones too: whoever mends a number has the paper in front of them
};

/// One role and the classes C1 to C4.
struct SightRow {
    Role role;
    std::array<Sight, 4> by_class;
    Writes writes;
};
std::span<const SightRow> sight_rows();

/// A field that a role sees otherwise than its class says.
struct SightException {
    Role role;
    Field field;
    Sight sight;
};
std::span<const SightException> sight_exceptions();

std::string_view key_of(Sight sight);
std::string_view key_of(Writes writes);

/// Contact, family and notes: what a counsellor keeps true.
bool is_contact(Field field);

/// By role and purpose: with a purpose, its fields whole and nothing else.
Sight sight_of(Role role, std::string_view purpose, Field field);
/// At the machine sealed fields are masked and others whole.
Sight sight_of(const Caller& caller, Field field);
inline bool sees_whole(const Caller& caller, Field field) {
    return sight_of(caller, field) == Sight::Whole;
}

/// The value as the caller sees it; "" where it is hidden.
std::string seen(const Caller& caller, Field field, std::string_view value);
/// The value as its mask shows it, whoever looks.
std::string by_mask(Field field, std::string_view value);

bool may_write(const Caller& caller, Field field);
/// An unsealed field that is seen whole: a filter by another would be an oracle.
bool may_filter_by(const Caller& caller, Field field);
/// All that the order tells is seen whole. The order of source rows may be that of any column of a
/// file, so it is for those who see imports.
bool may_order_by(const Caller& caller, ListOrder order);

}  // namespace mingce
