// Eight kinds of tampering with an audit, by somebody who has it, the program and its source, but
// not the key that signs: for the tests of an exported audit and of one in a database.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "crypto/random_fixture.h"
#include "usecases/audit/audit_check.h"
#include "usecases/audit/audit_export.h"

namespace mingce::testing {

inline constexpr const char* kOrigin = "mingce.local/0123456789abcdef";

inline CheckpointSigner signer_named(const std::string& name, Random& random) {
    return CheckpointSigner::make(name, SecretKey::make(random)).value();
}

/// An audit as a file holds it. The numbers are the places, unless somebody changed them.
struct Log {
    std::vector<audit_log::NumberedEntry> entries;
    std::vector<audit_log::StoredCheckpoint> notes;

    void append(AuditEntry entry) {
        const Hash hash = leaf_hash(canonical_text(entry));
        entries.push_back({entries.size(), std::move(entry), hash});
    }
    void renumber() {
        for (std::size_t i = 0; i < entries.size(); ++i) entries[i].number = i;
    }
    void hash_again(std::size_t i) {
        entries[i].hash = leaf_hash(canonical_text(entries[i].entry));
    }
    TreeHead head() const {
        Frontier frontier;
        for (const auto& entry : entries) frontier.append(entry.hash);
        return frontier.head();
    }
    void sign(const CheckpointSigner& signer) {
        notes.push_back({entries.size(), {0}, signer.sign({signer.verifier().name(), head()})});
    }
    void drop_notes_beyond(std::uint64_t size) {
        std::erase_if(notes, [size](const auto& note) { return note.size > size; });
    }
    /// The size of the last checkpoint at or before `size`.
    std::uint64_t checkpoint_before(std::uint64_t size) const {
        std::uint64_t last = 0;
        for (const auto& note : notes)
            if (note.size <= size) last = std::max(last, note.size);
        return last;
    }
    std::vector<std::string> lines(const std::string& public_key) const {
        std::vector<std::string> lines(1);
        append_export_header(lines[0], kOrigin, public_key);
        std::size_t next = 0;
        const auto write_notes = [&](std::uint64_t size) {
            for (; next < notes.size() && notes[next].size <= size; ++next)
                append_export_checkpoint(lines.emplace_back(), notes[next]);
        };
        for (std::size_t i = 0; i < entries.size(); ++i) {
            append_export_entry(lines.emplace_back(), entries[i]);
            write_notes(i + 1);
        }
        write_notes(UINT64_MAX);
        append_export_end(lines.emplace_back(), {entries.size(), notes.size(), 0});
        return lines;
    }
};

class Tampering {
public:
    explicit Tampering(std::uint64_t seed) : random(seed), signer(signer_named(kOrigin, random)) {}
    Tampering(std::uint64_t seed, CheckpointSigner by) : random(seed), signer(std::move(by)) {}

    AuditEntry made_up_entry() {
        AuditEntry entry;
        at_ += static_cast<std::int64_t>(random.below(5000));
        entry.id = Id::make({at_}, random);
        entry.at = {at_};
        entry.actor = "os:somebody";
        entry.action = random.below(2) == 0 ? "student.set" : "batch.commit";
        entry.object = "student";
        entry.subject = Id::make({at_}, random);
        entry.detail = "fields=phone number=" + std::to_string(random.below(1000));
        if (random.below(2) == 0) entry.commitment = random.text(32);
        return entry;
    }
    void grow(Log& log, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            log.append(made_up_entry());
            if (random.below(6) == 0) log.sign(signer);
        }
        if (log.notes.empty() || log.notes.back().size != log.entries.size()) log.sign(signer);
    }
    Log made_up_log() {
        Log log;
        grow(log, 20 + random.below(60));
        return log;
    }
    std::size_t place_in(const Log& log) { return random.below(log.entries.size()); }

    SeededRandom random;
    CheckpointSigner signer;

private:
    std::int64_t at_ = 1'788'000'000'000;
};

/// What the attacker left, where it begins to differ, and whether a file alone can tell.
struct Tampered {
    Log log;
    std::uint64_t first = 0;
    bool needs_anchor = false;
};

inline Tampered edit(Tampering& by, Log log) {
    const std::size_t i = by.place_in(log);
    AuditEntry& entry = log.entries[i].entry;
    switch (by.random.below(6)) {
        case 0: entry.detail += " "; break;
        case 1: entry.actor = "os:somebody_else"; break;
        case 2: entry.action = "student.reveal"; break;
        case 3: entry.at.milliseconds += 1; break;
        case 4: entry.subject = by.made_up_entry().subject; break;
        default: entry.commitment = by.random.text(32); break;
    }
    if (by.random.below(2) == 0) log.hash_again(i);
    return {std::move(log), i};
}

inline Tampered remove(Tampering& by, Log log) {
    const std::size_t i = by.place_in(log);
    log.entries.erase(log.entries.begin() + static_cast<std::ptrdiff_t>(i));
    if (by.random.below(2) == 0) {
        log.renumber();
        for (auto& note : log.notes)
            if (note.size > i && by.random.below(2) == 0) --note.size;
    }
    return {std::move(log), i};
}

inline Tampered insert(Tampering& by, Log log) {
    const std::size_t i = by.place_in(log);
    const AuditEntry entry = by.made_up_entry();
    log.entries.insert(log.entries.begin() + static_cast<std::ptrdiff_t>(i),
                       {i, entry, leaf_hash(canonical_text(entry))});
    log.renumber();
    return {std::move(log), i};
}

inline Tampered reorder(Tampering& by, Log log) {
    std::size_t i = by.place_in(log), j = by.place_in(log);
    if (i == j) j = i == 0 ? 1 : i - 1;
    if (i > j) std::swap(i, j);
    std::swap(log.entries[i], log.entries[j]);
    if (by.random.below(2) == 0) log.renumber();
    return {std::move(log), i};
}

inline Tampered truncate(Tampering& by, Log log) {
    const std::size_t size = 1 + by.random.below(log.entries.size() - 1);
    const bool at_a_checkpoint = by.random.below(2) == 0 && log.checkpoint_before(size) > 0;
    const std::uint64_t kept = at_a_checkpoint ? log.checkpoint_before(size) : size;
    const bool keeps_notes = !at_a_checkpoint && by.random.below(2) == 0;
    const bool is_clean = log.checkpoint_before(kept) == kept;
    log.entries.resize(kept);
    if (!keeps_notes) log.drop_notes_beyond(kept);
    return {std::move(log), kept, !keeps_notes && is_clean};
}

inline Tampered replace_checkpoint(Tampering& by, Log log) {
    auto& note = log.notes[by.random.below(log.notes.size())];
    const std::string before = note.note, origin = by.signer.verifier().name();
    Log other = by.made_up_log();
    switch (by.random.below(5)) {
        case 0:  // signed by a key of the attacker's, under the same name
            note.note = signer_named(origin, by.random).sign({origin, log.head()});
            break;
        case 1: note.note = by.signer.sign({origin, other.head()}); break;  // elsewhere signed
        case 2: note.note.replace(note.note.find('\n') + 1, 1, "9"); break;
        case 3: note.note.resize(note.note.size() / 2); break;
        default: note.note += "\n"; break;
    }
    if (note.note == before) note.note.clear();
    // The entries are as they were; the witness has the true note of this size.
    const std::uint64_t size = note.size;
    return {std::move(log), size};
}

/// The program itself went on from a copy, so the signatures are right.
inline Tampered fork(Tampering& by, Log log) {
    const std::uint64_t shared = log.checkpoint_before(by.place_in(log));
    log.entries.resize(shared);
    log.drop_notes_beyond(shared);
    by.grow(log, 1 + by.random.below(80));
    return {std::move(log), shared, true};
}

inline Tampered old_copy(Tampering& by, Log log) {
    const std::uint64_t size =
        std::max<std::uint64_t>(log.checkpoint_before(by.place_in(log)), log.notes.front().size);
    if (size == log.entries.size()) return fork(by, std::move(log));
    log.entries.resize(size);
    log.drop_notes_beyond(size);
    return {std::move(log), size, true};
}

struct KindOfTampering {
    const char* name;
    Tampered (*apply)(Tampering&, Log);
};
inline constexpr KindOfTampering kKindsOfTampering[] = {
    {"edit", edit},       {"delete", remove},     {"insert", insert},
    {"reorder", reorder}, {"truncate", truncate}, {"replace checkpoint", replace_checkpoint},
    {"fork", fork},       {"old copy", old_copy},
};

}  // namespace mingce::testing
