// Lines that the writer and the reader of revisions have in common.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/canonical_line.h"
#include "domain/revision.h"

namespace mingce {

/// Takes the first line off the text; without its LF.
inline std::string_view first_line(std::string_view& text) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return line;
}

inline void append_class_line(std::string& out, const RevisionClass& group, bool with_digest) {
    const std::string students = std::to_string(group.students);
    std::vector<std::string_view> parts;
    if (group.annex)
        parts = {"annex", text_of(*group.annex).key, students};
    else
        parts = {"class", group.major, group.class_name, students};
    const std::string men = std::to_string(group.men), women = std::to_string(group.women);
    if (with_digest) parts.insert(parts.end(), {men, women, group.sha256});
    append_canonical_line(out, parts);
}

}  // namespace mingce
