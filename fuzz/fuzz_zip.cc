// libFuzzer door of the archive reader: entries or one refusal, never more bytes than promised.
#include "formats/zip_archive.h"
#include "judging_sink.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mingce;
    ReadLimits limits;
    limits.inflated_bytes_max = limits.archive_bytes_max = 16 << 20;
    const auto archive = ZipArchive::open(fuzzing::bytes_of(data, size), limits);
    if (!archive.ok()) return 0;
    for (const ZipEntry& entry : archive.value().entries()) {
        fuzzing::require(is_valid_utf8(entry.name));
        fuzzing::require(archive.value().find(entry.name) != nullptr);
        const auto content = archive.value().read(entry);
        if (content.ok()) fuzzing::require(content.value().size() == entry.inflated_bytes);
    }
    return 0;
}
