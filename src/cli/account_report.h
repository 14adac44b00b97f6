// How accounts, grants, keys and sessions are printed, as a line or as JSON.
#pragma once

#include "cli/console.h"
#include "usecases/people/accounts.h"
#include "usecases/people/grants.h"
#include "usecases/people/sessions.h"

namespace mingce {

void print_account(const Account& account, const Console& console);
/// With the code, which is printed nowhere else.
void print_new_account(const NewAccount& made, const Console& console);
void print_grant(const GrantLine& line, const Console& console);
void print_client_key(const ClientKey& key, const Console& console);
void print_new_client_key(const NewClientKey& made, const Console& console);
void print_session(const SessionLine& session, const Console& console);

}  // namespace mingce
