// The commands, as a table: the parser, --help, docs/commands.md and the dispatch all read it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/console.h"

namespace mingce {

/// Everything a command line can say. A command looks only at the options it declares.
struct Arguments {
    std::vector<std::string> paths;
    std::string directory, organisation, kind, encoding, column_map, definition, out, as_of, today;
    std::string institution, title, edition;
    std::string data, key, database, code;  // of the record
    std::string intake, reason, who, other, search, state, rule, severity, break_glass;
    std::string subject, since, action, file, public_key, earlier_note;  // of the audit
    std::vector<std::string> anchors;
    bool values = false;
    std::int64_t batch = 0, version = 0;
    std::string value, order;
    std::vector<std::string> filters;
    std::uint32_t limit = 0;
    std::string event, on, until, document, list;  // of a status
    std::int64_t sequence = 0;
    bool skip_unknown = false;
    std::optional<std::uint32_t> port;  // of serving
    std::string address;
    std::vector<std::string> proxies;
    bool all = false;
    bool commit = false;
    std::string keys, recovery, basis;  // of backups and erasures
    std::string system_admin, security_admin, second_security_admin, audit_admin;  // of accounts
    std::string name, cas_name, role, purpose, from, student;
    std::vector<std::string> units;
    std::vector<std::string> years;
    bool client = false;
    bool scheduled = false, confirmed = false;
    std::vector<std::string> names, domains;  // of a certificate
    std::string ca_key;
    std::int64_t days = 397;
    bool certificate_request = false;
    std::uint32_t students = 3842, provinces = 31;
    std::uint64_t seed = 7;
    double errors = 0.02;
    std::optional<std::uint32_t> sheet;  // from 1; absent: all
    bool csv = false, json = false;
};

/// One option or positional, and the member of Arguments it fills.
struct Option {
    std::string_view name;  // "--org" or, for a positional, "PATH"
    Text help;
    std::variant<std::string Arguments::*, std::vector<std::string> Arguments::*,
                 std::uint32_t Arguments::*, std::uint64_t Arguments::*, std::int64_t Arguments::*,
                 double Arguments::*, std::optional<std::uint32_t> Arguments::*, bool Arguments::*>
        fills;
    bool required = false;
};

/// The first word of commands that have a second.
struct Noun {
    std::string_view name;
    Text help;
};

struct Command {
    std::string_view noun, verb;  // verb "" stands alone
    Text help;
    std::span<const Option> options;
    int (*run)(const Arguments&, const Console&);
};

std::span<const Noun> all_nouns();
/// Groups of commands one after the other, each group in a file of its own.
const std::vector<Command>& all_commands();

std::span<const Command> file_commands();    // check, cat, roster, docs
std::span<const Command> record_commands();  // init, migrate, intake
std::span<const Command> import_commands();  // import, batch
std::span<const Command> student_commands();
std::span<const Command> photo_commands();
std::span<const Command> finding_commands();
std::span<const Command> audit_commands();
std::span<const Command> operation_commands();
std::span<const Command> standard_commands();
std::span<const Command> match_commands();
std::span<const Command> status_commands();
std::span<const Command> erasure_commands();  // student freeze, student erase
std::span<const Command> backup_commands();   // backup, restore
std::span<const Command> key_commands();
std::span<const Command> account_commands();
std::span<const Command> grant_commands();  // account grant, confirm, revoke, grants
std::span<const Command> cert_commands();
std::span<const Command> serve_commands();
std::span<const Command> verify_commands();
std::span<const Command> trace_commands();
std::span<const Command> demo_commands();

}  // namespace mingce
