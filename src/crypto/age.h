// Files in the age format (age-encryption.org/v1): backups that the packaged `age` opens without
// this program.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "crypto/age_keys.h"
#include "crypto/secret.h"

namespace mingce {

/// Takes bytes; what it refuses with ends the writing or reading.
using AgeSink = std::function<Status(std::string_view bytes)>;
/// Fills some of the room and says how much; 0 is the end.
using AgeSource = std::function<Result<std::size_t>(std::span<char> room)>;

/// Writes one file as bytes come, 64 KiB of them in memory. Without finish() the file is cut short,
/// and readers say so. After a refusal it is of no more use.
class AgeWriter {
public:
    /// Precondition: at least one recipient; each of them alone can read.
    AgeWriter(std::vector<AgeRecipient> recipients, AgeSink sink, Random& random);

    /// Errors: the sink's.
    Status write(std::string_view bytes);
    Status finish();

private:
    Status begin();
    Status put_chunk(std::string_view plain, bool last);

    std::vector<AgeRecipient> recipients_;
    AgeSink sink_;
    Random* random_;
    SecretBytes<32> payload_key_;
    bool begun_ = false;
    std::uint64_t chunks_ = 0;
    std::string plain_;   // gathered until it is known whether more follows
    std::string sealed_;  // reused
};

/// Reads a file and hands its content to the sink in order, each chunk only once it is known to be
/// genuine. Until this returns without an error the content may still be cut short: keep it aside.
/// Limits: a header of at most 64 KiB; 128 KiB of memory for any size.
/// Errors: the source's and the sink's; crypto.age_not_age, _header_damaged, _identity_wrong,
/// _damaged, _cut_short, _trailing.
Status read_age(const AgeSource& source, const AgeIdentity& identity, const AgeSink& sink);

}  // namespace mingce
