// Any bytes given to the archive reader: entries or one refusal, never more bytes than promised.

#include <cstdint>
#include <cstdlib>

#include "formats/zip_archive.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    mingce::ReadLimits limits;
    limits.inflated_bytes_max = 16 << 20;
    const mingce::Bytes bytes(reinterpret_cast<const std::byte*>(data), size);
    const auto archive = mingce::ZipArchive::open(bytes, limits);
    if (!archive.ok()) return 0;
    for (const mingce::ZipEntry& entry : archive.value().entries()) {
        const auto content = archive.value().read(entry);
        if (content.ok() && content.value().size() != entry.inflated_bytes) std::abort();
    }
    return 0;
}
