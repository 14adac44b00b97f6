// What people say of majors over what files say of them: a major is added, corrected or taken away,
// in the order it was said, whatever was imported before or since.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "domain/organisation.h"

namespace mingce {

/// A department has one major of a name and a level.
using MajorKey = std::tuple<std::string, std::string, std::string>;
MajorKey key_of(const Major& major);
/// Whether two say the same of it, wherever they were read.
bool says_the_same(const Major& a, const Major& b);

/// One thing that was said: nothing before it adds, nothing after it takes away.
struct MajorChange {
    std::optional<Major> before, after;
};

/// A major as it holds, and the file's word that it stands for: none of one that people alone know.
struct HeldMajor {
    Major major;
    bool is_by_hand = false;
    std::optional<Major> imported = {};
};
/// In the order of the files, those added by hand after them. Taking away what was said of an
/// imported major lets the file's word hold again.
std::vector<HeldMajor> held_majors(const std::vector<Major>& imported,
                                   std::span<const MajorChange> changes);

/// The organisation with its majors as they hold.
Organisation with_changes(Organisation organisation, std::span<const MajorChange> changes);

}  // namespace mingce
