// Whom rosters are published to: units by their purpose, the edition's departments and classes, the
// public; and which people take them.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "access/grant.h"
#include "store/accounts.h"
#include "store/publications.h"
#include "usecases/editions/edition_reading.h"

namespace mingce {

struct NamedRecipient {
    Recipient recipient;
    std::string zh, en;
    std::uint64_t rows = 0;  // students of the edition's body
};
/// Everybody an edition may be published to, units first. A class stands behind its department.
std::vector<NamedRecipient> recipients_of(const RevisionHead& head);
/// Nothing where the edition has no such department or class, or there is no such unit.
std::optional<NamedRecipient> find_recipient(const RevisionHead& head, const Recipient& recipient);

/// What a recipient is given unless somebody says otherwise: of a unit the fields of its purpose,
/// of departments and classes what a class list has, of the public 公示's columns. Only what the
/// revision holds.
std::vector<ViewColumn> usual_view(const RevisionHead& head, const Recipient& recipient);
std::vector<CopyForm> usual_forms(const Recipient& recipient);

/// Whether the caller takes what this recipient is given.
bool is_receiver(const Caller& caller, const Recipient& recipient, const Intake& intake);
/// Whether the caller's scope holds everybody of the recipient's part.
bool holds_recipient(const Context& context, const Intake& intake, const Recipient& recipient);

struct Receiver {
    Id account;
    std::string login, name;
};
/// Accounts and what they hold in force; read once, then asked of recipients.
class Receivers {
public:
    static Result<Receivers> load(Tx& tx, const Context& context);
    /// By login; active people alone.
    std::vector<Receiver> of(const Recipient& recipient, const Intake& intake) const;
    /// The name of an account, or the login where there is none.
    std::string name_of(std::string_view login) const;

private:
    std::vector<Account> people_;
    std::map<Id, std::vector<RoleChoice>> choices_;
};

}  // namespace mingce
