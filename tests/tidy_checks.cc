#include "tidy_checks.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace mingce::tidy {

namespace {

constexpr std::size_t kColumnsMax = 100;
constexpr std::size_t kFileLinesMax = 400;
constexpr std::size_t kFunctionLinesMax = 60;

struct Room {
    std::string_view name;
    std::string_view knows;  // blank-separated
};

// DESIGN 3. The demo knows neither rules nor normalise: it must not agree with them by
// construction. cli calls use cases, never formats.
constexpr Room kRooms[] = {
    {"base", "base"},
    {"domain", "base domain"},
    {"access", "base domain access"},
    {"crypto", "base crypto"},
    {"formats", "base crypto formats"},
    {"pictures", "base crypto pictures"},
    {"child", "base formats pictures child"},
    {"normalise", "base domain normalise"},
    {"rules", "base domain rules"},
    {"documents", "base domain formats documents"},
    {"store", "base domain access crypto store"},
    {"usecases",
     "base domain access crypto formats pictures child normalise rules documents "
     "store usecases"},
    {"demo", "base domain formats demo"},
    {"http",
     "base domain access crypto formats pictures normalise rules documents store usecases http"},
    {"cli", "base domain access normalise rules documents usecases http demo cli"},
};

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const std::size_t blank = text.find(' ');
        if (blank != 0) words.push_back(text.substr(0, blank));
        text.remove_prefix(blank == std::string_view::npos ? text.size() : blank + 1);
    }
    return words;
}

bool is_word(char c) { return is_digit(c) || is_lower(c) || is_upper(c) || c == '_'; }

// The line without what follows //, and with its string literals emptied.
std::string code_of(std::string_view line) {
    std::string code;
    char quote = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quote != 0) {
            if (c == '\\') ++i;
            if (c == quote) quote = 0;
            continue;
        }
        if (c == '/' && i + 1 < line.size() && line[i + 1] == '/') break;
        const bool digit_separator = c == '\'' && i > 0 && is_digit(line[i - 1]);
        if (c == '"' || (c == '\'' && !digit_separator)) quote = c;
        code.push_back(c);
    }
    return code;
}

bool calls(std::string_view code, std::string_view name) {
    for (std::size_t at = code.find(name); at != std::string_view::npos;
         at = code.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        const bool whole = at == 0 || !is_word(code[at - 1]);
        const bool member = at > 0 && (code[at - 1] == '.' || code[at - 1] == '>');
        if (whole && !member && end < code.size() && code[end] == '(') return true;
    }
    return false;
}

}  // namespace

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

std::vector<std::string_view> rooms_known_to(std::string_view room) {
    for (const Room& known : kRooms)
        if (known.name == room) return words_of(known.knows);
    return {};
}

Complaints check_arrows(std::string_view room, std::string_view text) {
    const auto known = rooms_known_to(room);
    Complaints complaints;
    std::size_t number = 0;
    for (std::string_view line : lines_of(text)) {
        ++number;
        constexpr std::string_view kInclude = "#include \"";
        if (!line.starts_with(kInclude)) continue;
        line.remove_prefix(kInclude.size());
        const std::string_view target = line.substr(0, line.find('/'));
        if (target.size() == line.size()) continue;  // beside the file: a test's own
        if (std::find(known.begin(), known.end(), target) == known.end())
            complaints.push_back(
                {number, std::string(room) + "/ may not know " + std::string(target) + "/"});
    }
    return complaints;
}

Complaints check_sizes(std::string_view text, bool is_table) {
    Complaints complaints;
    const auto lines = lines_of(text);
    for (std::size_t i = 0; i < lines.size(); ++i)
        // A raw string holds what a file holds, and cannot be broken.
        if (code_point_count(lines[i]) > kColumnsMax &&
            lines[i].find("R\"(") == std::string_view::npos)
            complaints.push_back({i + 1, "longer than 100 columns"});
    if (!is_table && lines.size() > kFileLinesMax)
        complaints.push_back({0, std::to_string(lines.size()) + " lines, at most 400"});
    return complaints;
}

// Formatted code: a function's body opens on a line that ends in "{" and closes with "}" at the
// indentation its head began with; only heads with a ')' count, so namespaces and types do not.
Complaints check_functions(std::string_view text) {
    Complaints complaints;
    const auto lines = lines_of(text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string code = code_of(lines[i]);
        const bool opens =
            code.ends_with(") {") || code.ends_with(") const {") || code.ends_with(") override {");
        if (!opens) continue;
        std::size_t head = i;  // a head may be broken over lines: walk up to where it starts
        const auto indent = [&lines](std::size_t at) { return lines[at].find_first_not_of(' '); };
        while (head > 0 && indent(i) != std::string_view::npos && indent(head) > 0 &&
               indent(head) != 4 && !lines[head - 1].empty() && indent(head - 1) < indent(head))
            --head;
        if (indent(head) != 0) continue;
        std::size_t close = i + 1;
        while (close < lines.size() && lines[close] != "}") ++close;
        if (close - head + 1 > kFunctionLinesMax)
            complaints.push_back(
                {head + 1, "a function of " + std::to_string(close - head + 1) + " lines"});
    }
    return complaints;
}

Complaints check_banned_calls(std::string_view text) {
    constexpr std::array<std::string_view, 16> kBanned = {
        "rand", "srand",  "time", "localtime", "gmtime", "strcpy", "strcat", "sprintf",
        "gets", "system", "atoi", "atof",      "strtok", "tmpnam", "alloca", "setlocale"};
    Complaints complaints;
    std::size_t number = 0;
    for (std::string_view line : lines_of(text)) {
        ++number;
        const std::string code = code_of(line);
        for (std::string_view name : kBanned)
            if (calls(code, name)) complaints.push_back({number, "calls " + std::string(name)});
        if (code.find("std::regex") != std::string::npos)
            complaints.push_back({number, "uses std::regex"});
    }
    return complaints;
}

Complaints check_header(std::string_view text) {
    Complaints complaints;
    if (!text.starts_with("//")) complaints.push_back({1, "does not begin with why it exists"});
    if (text.find("#pragma once\n") == std::string_view::npos)
        complaints.push_back({0, "has no #pragma once"});
    return complaints;
}

Complaints check_todos(std::string_view text) {
    Complaints complaints;
    std::size_t number = 0;
    for (std::string_view line : lines_of(text)) {
        ++number;
        const std::size_t at = line.find("// TODO");
        if (at != std::string_view::npos && !line.substr(at).starts_with("// TODO(#"))
            complaints.push_back({number, "a TODO without its issue"});
    }
    return complaints;
}

Complaints check_changelog(std::string_view text) {
    constexpr std::array<std::string_view, 5> kSections = {"Added", "Changed", "Fixed", "Removed",
                                                           "Security"};
    Complaints complaints;
    std::size_t number = 0;
    for (std::string_view line : lines_of(text)) {
        ++number;
        if (line.starts_with("### ") &&
            std::find(kSections.begin(), kSections.end(), line.substr(4)) == kSections.end())
            complaints.push_back({number, "an unknown section"});
        if (line.starts_with("## ") && !line.starts_with("## ["))
            complaints.push_back({number, "a version is written ## [1.2.0] - 2026-09-01"});
    }
    if (text.find("\n## [") == std::string_view::npos)
        complaints.push_back({0, "names no version"});
    return complaints;
}

}  // namespace mingce::tidy
