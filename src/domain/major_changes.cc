#include "domain/major_changes.h"

#include <algorithm>

namespace mingce {

namespace {

using Held = std::vector<HeldMajor>;

Held::iterator find_held(Held& held, const Major& major) {
    return std::ranges::find(held, key_of(major),
                             [](const HeldMajor& one) { return key_of(one.major); });
}

void take_away(Held& held, const Major& major) {
    const auto found = find_held(held, major);
    if (found == held.end() || !found->is_by_hand) return;
    if (found->imported)
        *found = {*found->imported, false, *found->imported};
    else
        held.erase(found);
}

/// `place` is what it corrects, or the end.
void say(Held& held, Held::iterator place, const Major& major) {
    const auto same = find_held(held, major);
    if (place == held.end()) place = same;
    if (place == held.end()) {
        held.push_back({major, true, {}});
        return;
    }
    // A file may have come to know the major by its new name: it is one all the same.
    const bool is_twice = same != held.end() && same != place;
    if (is_twice && !place->imported) place->imported = same->imported;
    place->major = major;
    place->is_by_hand = true;
    if (is_twice) held.erase(same);
}

}  // namespace

MajorKey key_of(const Major& major) { return {major.department, major.name, major.level}; }

bool says_the_same(const Major& a, const Major& b) {
    return a.school_code == b.school_code && a.national_code == b.national_code &&
           a.duration == b.duration && a.plan_count == b.plan_count;
}

std::vector<HeldMajor> held_majors(const std::vector<Major>& imported,
                                   std::span<const MajorChange> changes) {
    Held held;
    held.reserve(imported.size() + changes.size());
    for (const Major& major : imported) held.push_back({major, false, major});
    for (const MajorChange& change : changes) {
        if (!change.after) {
            if (change.before) take_away(held, *change.before);
            continue;
        }
        say(held, change.before ? find_held(held, *change.before) : held.end(), *change.after);
    }
    return held;
}

Organisation with_changes(Organisation organisation, std::span<const MajorChange> changes) {
    if (changes.empty()) return organisation;
    Organisation with = organisation;
    with.majors.clear();
    for (HeldMajor& held : held_majors(organisation.majors, changes)) {
        // A finding on the plan names where the file says it.
        if (held.imported) {
            held.major.file = held.imported->file;
            held.major.sheet = held.imported->sheet;
            held.major.row_number = held.imported->row_number;
        }
        with.majors.push_back(std::move(held.major));
    }
    return with;
}

}  // namespace mingce
