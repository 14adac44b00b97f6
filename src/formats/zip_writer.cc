#include "formats/zip_writer.h"

#include <memory>

#include <zip.h>

#include "formats/problems.h"

namespace mingce {

namespace {

struct FreeSource {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using ZipSource = std::unique_ptr<zip_source_t, FreeSource>;

struct DiscardArchive {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
using Archive = std::unique_ptr<zip_t, DiscardArchive>;

constexpr std::int64_t kSecond = 1'000;

bool add(zip_t* archive, const ZipMember& member, const ZipWish& wish) {
    zip_source_t* const source =
        zip_source_buffer(archive, member.bytes.data(), member.bytes.size(), 0);
    if (source == nullptr) return false;
    const std::string name(member.name);
    const zip_int64_t at = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (at < 0) {
        zip_source_free(source);
        return false;
    }
    const auto index = static_cast<zip_uint64_t>(at);
    if (zip_file_set_mtime(archive, index, wish.at.milliseconds / kSecond, 0) != 0) return false;
    if (wish.password.empty()) return true;
    const std::string password(wish.password);
    return zip_file_set_encryption(archive, index, ZIP_EM_AES_256, password.c_str()) == 0;
}

Result<std::string> bytes_of(zip_source_t* source) {
    zip_stat_t stat;
    if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0)
        return Error(problem::kZipUnwritable);
    std::string bytes(stat.size, '\0');
    const zip_int64_t read = zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    if (read < 0 || static_cast<std::size_t>(read) != bytes.size())
        return Error(problem::kZipUnwritable);
    return bytes;
}

}  // namespace

Result<std::string> make_zip(std::span<const ZipMember> members, const ZipWish& wish) {
    ZipSource source(zip_source_buffer_create(nullptr, 0, 0, nullptr));
    if (!source) return Error(problem::kZipUnwritable);
    // The archive takes one hold of the source away when it is closed; the other reads it.
    zip_source_keep(source.get());
    Archive archive(zip_open_from_source(source.get(), ZIP_CREATE | ZIP_TRUNCATE, nullptr));
    if (!archive) {
        zip_source_free(source.get());
        return Error(problem::kZipUnwritable);
    }
    for (const ZipMember& member : members)
        if (!add(archive.get(), member, wish)) return Error(problem::kZipUnwritable);
    if (zip_close(archive.get()) != 0) return Error(problem::kZipUnwritable);
    (void)archive.release();
    return bytes_of(source.get());
}

}  // namespace mingce
