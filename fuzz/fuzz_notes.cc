// libFuzzer door of what the crypto room reads as text: checkpoints, age headers, key files,
// recovery codes, keys on one line. Any bytes give one refusal, or a value that is written again as
// it was read.
#include <algorithm>
#include <cstdlib>
#include <string>

#include "crypto/age_header.h"
#include "crypto/age_keys.h"
#include "crypto/checkpoint.h"
#include "crypto/key_file.h"
#include "crypto/recovery.h"
#include "crypto/tree.h"

namespace {

using namespace mingce;

void require(bool promise_holds) {
    if (!promise_holds) std::abort();
}

void read_checkpoint(std::string_view text) {
    const auto checkpoint = parse_checkpoint(text);
    if (checkpoint.ok()) require(text.starts_with(checkpoint_text(checkpoint.value())));
    const auto verifier = CheckpointVerifier::parse(text.substr(0, text.find('\n')));
    if (!verifier.ok()) return;
    const auto again = CheckpointVerifier::parse(verifier.value().text());
    require(again.ok() && again.value().text() == verifier.value().text());
    // A key on the first line, what it may have signed on the others.
    if (text.find('\n') != std::string_view::npos)
        (void)verifier.value().open(text.substr(text.find('\n') + 1));
}

void read_age_texts(std::string_view text) {
    const std::size_t size = age_header_size(text);
    require(size <= text.size());
    const auto header = parse_age_header(text.substr(0, size));
    if (header.ok()) {
        require(text.starts_with(header.value().signed_text));
        require(header.value().signed_text.ends_with("---"));
    }
    const auto recipient = AgeRecipient::parse(text);
    if (recipient.ok()) require(recipient.value().text() == text);
    const auto identity = AgeIdentity::parse(text);
    if (identity.ok()) require(identity.value().text() == text);
}

void read_root(std::string_view text) {
    (void)parse_root_key(text);
    const auto root = parse_recovery_code(text);
    if (!root.ok()) return;
    std::string written;
    for (const std::string& line : recovery_code(root.value())) written += line + "\n";
    const auto again = parse_recovery_code(written);
    require(again.ok() && again.value().id == root.value().id &&
            std::ranges::equal(again.value().key.bytes(), root.value().key.bytes()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    read_checkpoint(text);
    read_age_texts(text);
    read_root(text);
    const auto frontier = Frontier::from_bytes(text);
    if (frontier) require(frontier->bytes() == text);
    return 0;
}
