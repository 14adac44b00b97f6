#include "crypto/age.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include <sodium.h>

#include "crypto/age_header.h"
#include "crypto/bytes_as_text.h"
#include "crypto/digest.h"
#include "crypto/problems.h"

namespace mingce {

namespace {

constexpr std::size_t kChunkBytes = 65536;
constexpr std::size_t kChunkTagBytes = crypto_aead_chacha20poly1305_IETF_ABYTES;
constexpr std::size_t kSealedBytes = kChunkBytes + kChunkTagBytes;
constexpr std::size_t kPayloadNonceBytes = 16;

using ChunkNonce = std::array<std::uint8_t, crypto_aead_chacha20poly1305_IETF_NPUBBYTES>;

// STREAM: the chunk's number, and whether it is the last, so that no chunk passes for another and
// none can be missing at the end.
ChunkNonce nonce_of(std::uint64_t chunk, bool last) {
    ChunkNonce nonce{};
    for (std::size_t i = 0; i < sizeof chunk; ++i)
        nonce[nonce.size() - 2 - i] = static_cast<std::uint8_t>(chunk >> (8 * i));
    nonce.back() = last ? 1 : 0;
    return nonce;
}

std::uint8_t* writable(std::string& text) { return reinterpret_cast<std::uint8_t*>(text.data()); }

SecretBytes<32> payload_key_of(const AgeFileKey& file_key, std::string_view nonce) {
    SecretBytes<32> key;
    hkdf_sha256(file_key.bytes(), nonce, "payload", key.room());
    return key;
}

/// Bytes of a source, as many at a time as the reader needs to see.
class Input {
public:
    explicit Input(const AgeSource& source) : source_(&source), held_(kSealedBytes + 1, '\0') {}

    /// Reads until `wanted` bytes are held or the source ends.
    Status fill(std::size_t wanted) {
        while (size_ < wanted && !ended_) {
            const std::size_t got =
                TRY((*source_)(std::span(held_).subspan(size_, wanted - size_)));
            ended_ = got == 0;
            size_ += got;
        }
        return Done{};
    }
    std::string_view held() const { return std::string_view(held_).substr(0, size_); }
    bool ended() const { return ended_; }
    void drop(std::size_t count) {
        std::memmove(held_.data(), held_.data() + count, size_ - count);
        size_ -= count;
    }

private:
    const AgeSource* source_;
    std::string held_;
    std::size_t size_ = 0;
    bool ended_ = false;
};
static_assert(kAgeHeaderBytesMax <= kSealedBytes);

Result<AgeHeader> read_header(Input& input) {
    constexpr std::size_t kStep = 512;
    std::size_t size = 0;
    while (size == 0 && !input.ended() && input.held().size() < kAgeHeaderBytesMax) {
        TRY(input.fill(input.held().size() + kStep));
        const std::string_view held = input.held();
        if (held.substr(0, kAgeVersionLine.size()) != kAgeVersionLine.substr(0, held.size()))
            return Error(problem::kAgeNotAge);
        size = age_header_size(held);
    }
    if (size == 0 && input.held().empty()) return Error(problem::kAgeNotAge);
    if (size == 0) return Error(input.ended() ? problem::kAgeCutShort : problem::kAgeHeaderDamaged);
    AgeHeader header = TRY(parse_age_header(input.held().substr(0, size)));
    input.drop(size);
    return header;
}

class PayloadReader {
public:
    PayloadReader(Input& input, SecretBytes<32> key) : input_(&input), key_(std::move(key)) {}

    Status read(const AgeSink& sink) {
        for (std::uint64_t number = 0;; ++number) {
            TRY(input_->fill(kSealedBytes + 1));
            const bool last = input_->held().size() <= kSealedBytes;
            const auto chunk = input_->held().substr(0, kSealedBytes);
            if (chunk.size() < kChunkTagBytes) return Error(problem::kAgeCutShort);
            if (!opens(chunk, number, last)) return why_not(chunk, number, last);
            // Only an empty file ends in an empty chunk: every content has one form.
            if (plain_.empty() && number > 0) return Error(problem::kAgeDamaged);
            if (!plain_.empty()) TRY(sink(plain_));
            if (last) return Done{};
            input_->drop(chunk.size());
        }
    }

private:
    bool opens(std::string_view chunk, std::uint64_t number, bool last) {
        const auto bytes = bytes_of(chunk);
        const ChunkNonce nonce = nonce_of(number, last);
        plain_.resize(chunk.size() - kChunkTagBytes);
        return crypto_aead_chacha20poly1305_ietf_decrypt(writable(plain_), nullptr, nullptr,
                                                         bytes.data(), bytes.size(), nullptr, 0,
                                                         nonce.data(), key_.bytes().data()) == 0;
    }

    // A genuine chunk at the wrong end of the file says what happened to the rest.
    Error why_not(std::string_view chunk, std::uint64_t number, bool last) {
        if (!opens(chunk, number, !last)) return Error(problem::kAgeDamaged);
        return Error(last ? problem::kAgeCutShort : problem::kAgeTrailing);
    }

    Input* input_;
    SecretBytes<32> key_;
    std::string plain_;
};

}  // namespace

AgeWriter::AgeWriter(std::vector<AgeRecipient> recipients, AgeSink sink, Random& random)
    : recipients_(std::move(recipients)), sink_(std::move(sink)), random_(&random) {
    plain_.reserve(kChunkBytes);
}

Status AgeWriter::begin() {
    begun_ = true;
    const auto file_key = AgeFileKey::make(*random_);
    std::string head = make_age_header(recipients_, file_key, *random_);
    std::array<std::uint8_t, kPayloadNonceBytes> nonce{};
    random_->fill(nonce);
    payload_key_ = payload_key_of(file_key, view_of(nonce));
    head.append(view_of(nonce));
    return sink_(head);
}

Status AgeWriter::put_chunk(std::string_view plain, bool last) {
    const ChunkNonce nonce = nonce_of(chunks_++, last);
    sealed_.resize(plain.size() + kChunkTagBytes);
    crypto_aead_chacha20poly1305_ietf_encrypt(writable(sealed_), nullptr, bytes_of(plain).data(),
                                              plain.size(), nullptr, 0, nullptr, nonce.data(),
                                              payload_key_.bytes().data());
    return sink_(sealed_);
}

Status AgeWriter::write(std::string_view bytes) {
    if (!begun_) TRY(begin());
    // A full chunk is held back until more comes: the last one must be known as such.
    while (plain_.size() + bytes.size() > kChunkBytes) {
        const std::size_t taken = kChunkBytes - plain_.size();
        if (plain_.empty()) {
            TRY(put_chunk(bytes.substr(0, taken), false));
        } else {
            plain_.append(bytes.substr(0, taken));
            TRY(put_chunk(plain_, false));
            plain_.clear();
        }
        bytes.remove_prefix(taken);
    }
    plain_.append(bytes);
    return Done{};
}

Status AgeWriter::finish() {
    if (!begun_) TRY(begin());
    return put_chunk(plain_, true);
}

Status read_age(const AgeSource& source, const AgeIdentity& identity, const AgeSink& sink) {
    Input input(source);
    const AgeHeader header = TRY(read_header(input));
    const AgeFileKey file_key = TRY(unwrap_file_key(header, identity));
    TRY(input.fill(kPayloadNonceBytes));
    if (input.held().size() < kPayloadNonceBytes) return Error(problem::kAgeCutShort);
    SecretBytes<32> key = payload_key_of(file_key, input.held().substr(0, kPayloadNonceBytes));
    input.drop(kPayloadNonceBytes);
    return PayloadReader(input, std::move(key)).read(sink);
}

}  // namespace mingce
