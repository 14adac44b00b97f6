#include "base/canonical_line.h"

namespace mingce {

void append_canonical_part(std::string& out, std::string_view part) {
    for (char c : part) {
        switch (c) {
            case '\\': out += "\\\\"; break;
            case '\t': out += "\\t"; break;
            case '\n': out += "\\n"; break;
            case '\r': out += "\\r"; break;
            default: out += c;
        }
    }
}

void append_canonical_line(std::string& out, std::initializer_list<std::string_view> parts) {
    append_canonical_line(out, std::span(parts.begin(), parts.size()));
}

void append_canonical_line(std::string& out, std::span<const std::string_view> parts) {
    bool first = true;
    for (std::string_view part : parts) {
        if (!first) out += '\t';
        first = false;
        append_canonical_part(out, part);
    }
    out += '\n';
}

std::optional<std::vector<std::string>> parse_canonical_line(std::string_view line) {
    std::vector<std::string> parts(1);
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\t') {
            parts.emplace_back();
            continue;
        }
        if (line[i] != '\\') {
            parts.back() += line[i];
            continue;
        }
        if (++i == line.size()) return std::nullopt;
        switch (line[i]) {
            case '\\': parts.back() += '\\'; break;
            case 't': parts.back() += '\t'; break;
            case 'n': parts.back() += '\n'; break;
            case 'r': parts.back() += '\r'; break;
            default: return std::nullopt;
        }
    }
    return parts;
}

}  // namespace mingce
