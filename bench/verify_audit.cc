// How fast an exported audit is verified: FILE ENTRIES ENTRIES-A-CHECKPOINT makes the file once and
// verifies it -> entries, checkpoints, seconds.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "usecases/audit/audit_export.h"

namespace {

using Clock = std::chrono::steady_clock;

/// As imports, edits and looks leave it: details of some hundred bytes, every third with a
/// commitment.
mingce::AuditEntry entry_of(std::uint64_t number, mingce::Random& random) {
    mingce::AuditEntry entry;
    entry.at = {static_cast<std::int64_t>(1'788'000'000'000 + number * 700)};
    entry.id = mingce::Id::make(entry.at, random);
    entry.actor = "os:registry";
    entry.action = number % 3 == 0 ? "student.set" : "finding.waive";
    entry.object = "student";
    entry.subject = mingce::Id::make(entry.at, random);
    entry.detail = "version=" + std::to_string(number % 40) +
                   " fields=phone,home_address reason=supplemented by the student, checked";
    if (number % 3 == 0) entry.commitment.assign(32, static_cast<char>(number));
    return entry;
}

void make_export(const char* path, std::uint64_t entries, std::uint64_t per_checkpoint) {
    mingce::SystemRandom random;
    const std::string origin = "mingce.local/bench";
    const auto signer =
        mingce::CheckpointSigner::make(origin, mingce::SecretKey::make(random)).value();
    std::ofstream out(path, std::ios::binary);
    std::string line;
    mingce::append_export_header(line, origin, signer.verifier().text());
    mingce::Frontier frontier;
    mingce::ExportEnd end{entries, 0, 0};
    for (std::uint64_t number = 0; number < entries; ++number) {
        const mingce::AuditEntry entry = entry_of(number, random);
        const mingce::Hash hash = mingce::leaf_hash(mingce::canonical_text(entry));
        frontier.append(hash);
        mingce::append_export_entry(line, {number, entry, hash});
        if ((number + 1) % per_checkpoint == 0 || number + 1 == entries) {
            mingce::append_export_checkpoint(
                line, {number + 1, entry.at, signer.sign({origin, frontier.head()})});
            ++end.checkpoints;
        }
        out << line;
        line.clear();
    }
    mingce::append_export_end(line, end);
    out << line;
}

}  // namespace

int main(int count, char** words) {
    if (count != 4) {
        std::fprintf(stderr, "usage: verify_audit FILE ENTRIES ENTRIES-A-CHECKPOINT\n");
        return 64;
    }
    const auto entries = std::strtoull(words[2], nullptr, 10);
    if (!std::ifstream(words[1]))
        make_export(words[1], entries, std::strtoull(words[3], nullptr, 10));
    const auto start = Clock::now();
    const auto verdict = mingce::verify_export(words[1], {});
    if (!verdict.ok() || !verdict.value().holds() || verdict.value().head.size != entries) return 2;
    std::printf("entries %llu checkpoints %llu seconds %.3f\n",
                static_cast<unsigned long long>(verdict.value().head.size),
                static_cast<unsigned long long>(verdict.value().checkpoints),
                std::chrono::duration<double>(Clock::now() - start).count());
    return 0;
}
