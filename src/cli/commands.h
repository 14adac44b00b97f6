// The commands, as a table: the parser, --help, docs/commands.md and the dispatch all read it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/console.h"

namespace mingce {

/// Everything a command line can say. A command looks only at the options it declares.
struct Arguments {
    std::vector<std::string> paths;
    std::string directory, organisation, kind, encoding, column_map, definition, out, as_of, today;
    std::string institution, title, edition;
    std::uint32_t students = 3842, provinces = 31;
    std::uint64_t seed = 7;
    double errors = 0.02;
    std::uint32_t sheet = 0;  // from 1; 0: all
    bool csv = false, json = false;
};

/// One option or positional; `bind` says which member of Arguments it fills.
struct Option {
    std::string_view name;  // "--org" or, for a positional, "PATH"
    Text help;
    bool required = false;
    std::string Arguments::*text = nullptr;
    std::vector<std::string> Arguments::*list = nullptr;
    std::uint32_t Arguments::*count = nullptr;
    std::uint64_t Arguments::*number = nullptr;
    double Arguments::*fraction = nullptr;
    bool Arguments::*flag = nullptr;
};

struct Command {
    std::string_view noun, verb;  // verb "" stands alone
    Text help;
    std::span<const Option> options;
    int (*run)(const Arguments&, const Console&);
};

std::span<const Command> all_commands();

}  // namespace mingce
