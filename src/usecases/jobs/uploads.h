// Files on their way in: kept in the record, sealed, piece by piece, so that a line that breaks
// goes on where it was, and server processes keep no files.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/uploads.h"
#include "usecases/record/record.h"

namespace mingce {

/// What uploads may cost; data of the settings.
struct UploadLimits {
    std::uint64_t file_bytes_max = std::uint64_t{2} << 30;
    std::uint64_t account_bytes_max = std::uint64_t{8} << 30;  // of those not ended
    std::uint64_t account_files_max = 1'000;                   // likewise
    std::uint64_t append_bytes_max = std::uint64_t{16} << 20;  // of one request
    std::uint64_t append_bytes_min = std::uint64_t{1} << 16;   // unless it ends the file
    std::int64_t kept_milliseconds = 86'400'000;
};

struct BeginUpload {
    std::string name;        // of the file, without a folder; 1 to 255 bytes
    std::uint64_t size = 0;  // declared; an empty file is whole at once
    UploadLimits limits = {};
};
/// Needs import.run, or roster.compile: a hand-made roster is compared without being imported. So
/// do all below. Errors: BadInput (upload.name, upload.too_large); Conflict
/// (upload.account_full).
Result<UploadRow> begin_upload(const Context& context, const BeginUpload& request);

struct AppendUpload {
    Id upload;
    std::uint64_t offset = 0;  // must be what was received so far
    std::string_view bytes;
    UploadLimits limits = {};
};
/// Durable when it returns. With the last byte the whole is read back and hashed.
/// Errors: NotFound (upload.unknown, also another's or an expired one); Conflict (upload.offset,
/// whose detail is the right offset as a decimal number; upload.not_receiving); BadInput
/// (upload.beyond_size, upload.piece_size).
Result<UploadRow> append_upload(const Context& context, const AppendUpload& request);

/// How far one of the caller's own is: where to go on. Errors: NotFound (upload.unknown).
Result<UploadRow> upload_state(const Context& context, const Id& upload);
/// The caller's own that have not ended, newest first.
Result<std::vector<UploadRow>> list_uploads_of_caller(const Context& context);

/// Gives it up: its pieces are destroyed. Nothing happens to one that has ended.
/// Errors: NotFound (upload.unknown).
Status end_upload(const Context& context, const Id& upload);

/// A whole upload in memory that nobody else can open; gone with the object.
class FetchedUpload {
public:
    FetchedUpload(FetchedUpload&& other) noexcept;
    FetchedUpload& operator=(FetchedUpload&& other) noexcept;
    FetchedUpload(const FetchedUpload&) = delete;
    FetchedUpload& operator=(const FetchedUpload&) = delete;
    ~FetchedUpload();
    const UploadRow& row() const { return row_; }
    /// A path of this process alone, under which it opens.
    std::string path() const;

private:
    friend Result<FetchedUpload> fetch_upload(const Context& context, const Id& upload);
    FetchedUpload(UploadRow row, int descriptor) : row_(std::move(row)), descriptor_(descriptor) {}
    UploadRow row_;
    int descriptor_ = -1;
};
/// Memory: as much as the file. Errors: NotFound (upload.unknown); Conflict (upload.not_whole);
/// crypto.box_damaged; upload.damaged where it does not hash to what it did.
Result<FetchedUpload> fetch_upload(const Context& context, const Id& upload);

/// Destroys the pieces of uploads past their time; a day's work. Returns how many.
Result<std::uint64_t> delete_expired_uploads(const Context& context);

}  // namespace mingce
