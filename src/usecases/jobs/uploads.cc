#include "usecases/jobs/uploads.h"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/text.h"
#include "crypto/digest.h"
#include "store/work_problems.h"

namespace mingce {

namespace {

bool is_open(const UploadRow& row) {
    return row.state == UploadState::Receiving || row.state == UploadState::Whole;
}

/// Another's upload, and one past its time, is not there.
Result<UploadRow> own_upload(Tx& tx, Boxes& boxes, const Context& context, const Id& upload) {
    UploadRow row = TRY(uploads::load(tx, boxes, upload));
    const bool is_own = row.account == context.caller.account && row.actor == context.actor;
    if (!is_own || (is_open(row) && row.expires_at <= context.now))
        return Error(problem::kUploadUnknown);
    return row;
}

bool is_file_name(std::string_view name) {
    constexpr std::size_t kNameBytesMax = 255;
    return !name.empty() && name.size() <= kNameBytesMax && name != "." && name != ".." &&
           is_valid_utf8(name) && std::none_of(name.begin(), name.end(), [](char c) {
               return c == '/' || c == '\\' || (c >= 0 && c < ' ') || c == '\x7f';
           });
}

Status check_room(Tx& tx, Boxes& boxes, const Context& context, const BeginUpload& request) {
    std::uint64_t bytes = request.size, files = 1;
    for (const UploadRow& row :
         TRY(uploads::of_owner(tx, boxes, {context.caller.account, context.actor}))) {
        if (row.expires_at <= context.now) continue;
        bytes += row.size;
        ++files;
    }
    if (bytes > request.limits.account_bytes_max)
        return Error(problem::kUploadAccountFull,
                     grouped(bytes) + " > " + grouped(request.limits.account_bytes_max));
    if (files > request.limits.account_files_max)
        return Error(problem::kUploadAccountFull,
                     grouped(files) + " > " + grouped(request.limits.account_files_max));
    return Done{};
}

/// Reads back what was kept and hashes it, so that the hash tells of what an import will see. Not
/// in the transaction of the last byte: others write meanwhile.
Status finish(const Context& context, UploadRow& row) {
    Sha256 digest;
    std::uint64_t size = 0;
    TRY(context.database().read([&](Tx& tx) -> Status {
        digest = {};
        size = 0;
        Boxes boxes = context.boxes();
        return uploads::each_piece(tx, boxes, row.id, [&](std::string_view bytes) -> Status {
            digest.add(bytes);
            size += bytes.size();
            return Done{};
        });
    }));
    if (size != row.size) return Error(problem::kUploadDamaged);
    row.sha256 = digest.hex();
    row.state = UploadState::Whole;
    return context.database().write(
        [&](Tx& tx) { return uploads::set_whole(tx, row.id, row.sha256); });
}

/// Also of one whose process died before it was hashed.
Result<UploadRow> finished(const Context& context, UploadRow row) {
    if (row.state == UploadState::Receiving && row.received == row.size) TRY(finish(context, row));
    return row;
}

Status check_append(const UploadRow& row, const AppendUpload& request) {
    if (row.state != UploadState::Receiving) return Error(problem::kUploadNotReceiving);
    if (row.received != request.offset)
        return Error(problem::kUploadOffset, std::to_string(row.received));
    const std::uint64_t size = request.bytes.size();
    if (size > row.size - row.received)
        return Error(problem::kUploadBeyondSize, grouped(row.received + size));
    const bool ends = row.received + size == row.size;
    if (size > request.limits.append_bytes_max || (!ends && size < request.limits.append_bytes_min))
        return Error(problem::kUploadPieceSize, grouped(size));
    return Done{};
}

/// What is imported, and a hand-made roster that is only compared.
Status may_upload(const Caller& caller) {
    if (caller.may(Permission::RosterCompile)) return Done{};
    return require(caller, Permission::ImportRun);
}

}  // namespace

Result<UploadRow> begin_upload(const Context& context, const BeginUpload& request) {
    TRY(may_upload(context.caller));
    if (!is_file_name(request.name)) return Error(problem::kUploadName);
    if (request.size > request.limits.file_bytes_max)
        return Error(problem::kUploadTooLarge,
                     grouped(request.size) + " > " + grouped(request.limits.file_bytes_max));
    UploadRow row;
    row.id = context.make_id();
    row.account = context.caller.account;
    row.actor = context.actor;
    row.name = request.name;
    row.size = request.size;
    row.created_at = context.now;
    row.expires_at = {context.now.milliseconds + request.limits.kept_milliseconds};
    TRY(context.database().write([&](Tx& tx) -> Status {
        Boxes boxes = context.boxes();
        TRY(check_room(tx, boxes, context, request));
        return uploads::add(tx, boxes, context.institution(), row);
    }));
    return finished(context, std::move(row));
}

Result<UploadRow> append_upload(const Context& context, const AppendUpload& request) {
    TRY(may_upload(context.caller));
    UploadRow row = TRY(write_value(context.database(), [&](Tx& tx) -> Result<UploadRow> {
        Boxes boxes = context.boxes();
        UploadRow found = TRY(own_upload(tx, boxes, context, request.upload));
        TRY(check_append(found, request));
        TRY(uploads::append(tx, boxes, {found.id, request.offset, request.bytes}));
        found.received += request.bytes.size();
        return found;
    }));
    return finished(context, std::move(row));
}

Result<UploadRow> upload_state(const Context& context, const Id& upload) {
    TRY(may_upload(context.caller));
    UploadRow row = TRY(read_value(context.database(), [&](Tx& tx) -> Result<UploadRow> {
        Boxes boxes = context.boxes();
        return own_upload(tx, boxes, context, upload);
    }));
    return finished(context, std::move(row));
}

Result<std::vector<UploadRow>> list_uploads_of_caller(const Context& context) {
    TRY(may_upload(context.caller));
    return read_value(context.database(), [&](Tx& tx) -> Result<std::vector<UploadRow>> {
        Boxes boxes = context.boxes();
        auto rows = TRY(uploads::of_owner(tx, boxes, {context.caller.account, context.actor}));
        std::erase_if(rows, [&](const UploadRow& row) { return row.expires_at <= context.now; });
        return rows;
    });
}

Status end_upload(const Context& context, const Id& upload) {
    TRY(may_upload(context.caller));
    return context.database().write([&](Tx& tx) -> Status {
        Boxes boxes = context.boxes();
        const UploadRow row = TRY(own_upload(tx, boxes, context, upload));
        return is_open(row) ? uploads::close(tx, upload, UploadState::Ended) : Status(Done{});
    });
}

FetchedUpload::FetchedUpload(FetchedUpload&& other) noexcept
    : row_(std::move(other.row_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

FetchedUpload& FetchedUpload::operator=(FetchedUpload&& other) noexcept {
    std::swap(row_, other.row_);
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

FetchedUpload::~FetchedUpload() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

std::string FetchedUpload::path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

static Status write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return Error(problem::kUploadDamaged, "memfd");
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return Done{};
}

Result<FetchedUpload> fetch_upload(const Context& context, const Id& upload) {
    return read_value(context.database(), [&](Tx& tx) -> Result<FetchedUpload> {
        Boxes boxes = context.boxes();
        UploadRow row = TRY(own_upload(tx, boxes, context, upload));
        if (row.state != UploadState::Whole) return Error(problem::kUploadNotWhole);
        FetchedUpload fetched(std::move(row),
                              ::memfd_create("upload", MFD_CLOEXEC | MFD_ALLOW_SEALING));
        const int file = fetched.descriptor_;
        if (file < 0) return Error(problem::kUploadDamaged, "memfd");
        Sha256 digest;
        TRY(uploads::each_piece(tx, boxes, upload, [&](std::string_view bytes) -> Status {
            digest.add(bytes);
            return write_all(file, bytes);
        }));
        if (digest.hex() != fetched.row().sha256) return Error(problem::kUploadDamaged);
        // Nothing may change it under whoever reads it.
        ::fcntl(file, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL);
        return fetched;
    });
}

Result<std::uint64_t> delete_expired_uploads(const Context& context) {
    return write_value(context.database(),
                       [&](Tx& tx) { return uploads::close_expired(tx, context.now); });
}

}  // namespace mingce
