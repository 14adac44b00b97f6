// The checks of tidy_test.cc on text alone, so that each can be tested on a few lines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mingce::tidy {

struct Complaint {
    std::size_t line = 0;  // from 1; 0: the file as a whole
    std::string what;
};
using Complaints = std::vector<Complaint>;

std::vector<std::string_view> lines_of(std::string_view text);

/// Rooms that `room` may include, itself among them; empty for a room nobody knows.
std::vector<std::string_view> rooms_known_to(std::string_view room);

/// Includes of rooms that stand to the right of `room` (DESIGN 3).
Complaints check_arrows(std::string_view room, std::string_view text);
/// Lines over 100 columns; files over 400 lines unless they are tables.
Complaints check_sizes(std::string_view text, bool is_table);
/// Functions over 60 lines.
Complaints check_functions(std::string_view text);
/// Calls nobody may make: unbounded copies, hidden clocks and randomness, shells.
Complaints check_banned_calls(std::string_view text);
/// A header begins with a comment that says why it exists, and is guarded by #pragma once.
Complaints check_header(std::string_view text);
/// Every TODO names its issue.
Complaints check_todos(std::string_view text);
/// `## [version] - date` sections holding Added, Changed, Fixed, Removed or Security.
Complaints check_changelog(std::string_view text);

}  // namespace mingce::tidy
