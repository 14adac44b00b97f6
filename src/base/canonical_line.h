// Lines that fingerprints are taken of and that are kept for decades: parts separated by TAB, ended
// by LF. Inside a part, backslash, TAB, LF and CR are written \\ \t \n \r; nothing else is touched.
#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mingce {

void append_canonical_part(std::string& out, std::string_view part);
void append_canonical_line(std::string& out, std::span<const std::string_view> parts);
void append_canonical_line(std::string& out, std::initializer_list<std::string_view> parts);

/// The parts of one line without its LF; nullopt where a backslash begins none of the four.
std::optional<std::vector<std::string>> parse_canonical_line(std::string_view line);

}  // namespace mingce
