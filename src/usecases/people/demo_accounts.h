// The people of a demo school: one account for each role, made by the same steps a school takes,
// with passwords and secrets that are random each time.
#pragma once

#include <string>
#include <vector>

#include "usecases/record/record.h"

namespace mingce {

struct DemoAccount {
    std::string login, role;  // key of the role
    std::string password;     // "" of a program
    std::string secret;       // base32, of the second factor; "" where there is none
    std::string key;          // bearer token of a program
};

/// Marks the folder as a demo, makes the accounts and writes them into its demo-accounts.toml
/// (0600). Errors: Conflict (account.begun) where there are accounts; Misuse (demo.no_student)
/// where the record has no student yet; those of the steps.
Result<std::vector<DemoAccount>> make_demo_accounts(const Context& context);

/// As make_demo_accounts wrote them. Errors: NotFound (demo.no_accounts).
Result<std::vector<DemoAccount>> read_demo_accounts(const std::filesystem::path& folder);

/// The code its authenticator would show. Precondition: it has a secret.
std::string demo_code(const DemoAccount& account, Moment now);

}  // namespace mingce
