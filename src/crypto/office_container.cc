#include "crypto/office_container.h"

#include <mutex>

#include <gsf/gsf-outfile-msole.h>
#include <gsf/gsf-outfile.h>
#include <gsf/gsf-output-memory.h>

#include "crypto/openssl_objects.h"

namespace mingce {

namespace {

using Output = Owned<GsfOutput, g_object_unref>;
using Storage = Owned<GsfOutfile, g_object_unref>;

std::string little_endian(std::uint32_t number) {
    std::string bytes(4, '\0');
    for (char& byte : bytes) {
        byte = static_cast<char>(number & 0xFF);
        number >>= 8;
    }
    return bytes;
}

/// UNICODE-LP-P4 (MS-OFFCRYPTO 2.1.2) of ASCII: its length in bytes, UTF-16LE, filled up to a
/// multiple of four.
std::string wide_text(std::string_view text) {
    std::string bytes = little_endian(static_cast<std::uint32_t>(2 * text.size()));
    for (const char letter : text) bytes.append({letter, '\0'});
    bytes.resize((bytes.size() + 3) / 4 * 4);
    return bytes;
}

/// Reader, updater and writer, each 1.0.
std::string versions() { return little_endian(1) + little_endian(1) + little_endian(1); }

/// Which stream lies in which data space (2.1.6).
std::string data_space_map() {
    const std::string entry = little_endian(1) + little_endian(0) + wide_text("EncryptedPackage") +
                              wide_text("StrongEncryptionDataSpace");
    return little_endian(8) + little_endian(1) +
           little_endian(static_cast<std::uint32_t>(4 + entry.size())) + entry;
}

/// Which transforms a data space goes through (2.1.7).
std::string data_space_definition() {
    return little_endian(8) + little_endian(1) + wide_text("StrongEncryptionTransform");
}

/// What the transform is (2.1.8, 2.1.9). Agile encryption says the rest in EncryptionInfo.
std::string transform() {
    const std::string id = wide_text("{FF9A3F03-56EF-4613-BDD5-5A41C1D07246}");
    const std::string algorithm =
        little_endian(0) + little_endian(0) + little_endian(0) + little_endian(4);
    return little_endian(static_cast<std::uint32_t>(8 + id.size())) + little_endian(1) + id +
           wide_text("Microsoft.Container.EncryptionTransform") + versions() + algorithm;
}

/// Everything goes to memory, whose lack ends the program in GLib itself.
void add_stream(GsfOutfile* into, const char* name, std::string_view bytes) {
    const Output stream(required(gsf_outfile_new_child(into, name, FALSE)));
    required(gsf_output_write(stream.get(), bytes.size(),
                              reinterpret_cast<const guint8*>(bytes.data())));
    required(gsf_output_close(stream.get()));
}

Storage storage_in(GsfOutfile* into, const char* name) {
    return Storage(GSF_OUTFILE(required(gsf_outfile_new_child(into, name, TRUE))));
}

void close_storage(const Storage& storage) {
    required(gsf_output_close(GSF_OUTPUT(storage.get())));
}

void add_data_spaces(GsfOutfile* into) {
    const Storage spaces = storage_in(into,
                                      "\x06"
                                      "DataSpaces");
    add_stream(spaces.get(), "Version", wide_text("Microsoft.Container.DataSpaces") + versions());
    add_stream(spaces.get(), "DataSpaceMap", data_space_map());
    {
        const Storage definitions = storage_in(spaces.get(), "DataSpaceInfo");
        add_stream(definitions.get(), "StrongEncryptionDataSpace", data_space_definition());
        close_storage(definitions);
    }
    {
        const Storage transforms = storage_in(spaces.get(), "TransformInfo");
        const Storage strong = storage_in(transforms.get(), "StrongEncryptionTransform");
        add_stream(strong.get(),
                   "\x06"
                   "Primary",
                   transform());
        close_storage(strong);
        close_storage(transforms);
    }
    close_storage(spaces);
}

}  // namespace

std::string office_container(std::string_view information, std::string_view package) {
    // libgsf makes its types known to GLib at their first use, without a lock.
    static std::mutex one_at_a_time;
    const std::scoped_lock lock(one_at_a_time);
    const Output memory(required(gsf_output_memory_new()));
    const Storage root(required(gsf_outfile_msole_new(memory.get())));
    add_data_spaces(root.get());
    add_stream(root.get(), "EncryptionInfo", information);
    add_stream(root.get(), "EncryptedPackage", package);
    close_storage(root);  // and the memory
    return {
        reinterpret_cast<const char*>(gsf_output_memory_get_bytes(GSF_OUTPUT_MEMORY(memory.get()))),
        static_cast<std::size_t>(gsf_output_size(memory.get()))};
}

}  // namespace mingce
