// The child: confines itself, then reads what it is handed until its parent goes.
#include <cstring>
#include <map>
#include <new>
#include <optional>

#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "child/confinement.h"
#include "child/frames.h"
#include "child/letting_go.h"
#include "child/misdeeds.h"
#include "child/requests.h"
#include "formats/problems.h"
#include "formats/zip_archive.h"

namespace mingce {

namespace {

/// The parent has gone, or does not want the rest: there is nobody to tell.
[[noreturn]] void leave(int code) { ::_exit(code); }

Status send_frame(std::string_view frame) {
    while (!frame.empty()) {
        const ssize_t sent = ::send(kChildSocket, frame.data(), frame.size(), MSG_NOSIGNAL);
        if (sent <= 0) leave(0);
        frame.remove_prefix(static_cast<std::size_t>(sent));
    }
    return Done{};
}

/// A file of the parent's, mapped as long as it lives.
class Mapping {
public:
    Mapping() = default;
    Mapping(int descriptor, std::uint64_t size) : size_(size) {
        if (size == 0) return;
        data_ = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
        if (data_ == MAP_FAILED) throw std::bad_alloc();
        ::madvise(data_, size, MADV_SEQUENTIAL);
    }
    Mapping(Mapping&& other) noexcept
        : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
    Mapping& operator=(Mapping&& other) noexcept {
        std::swap(data_, other.data_);
        std::swap(size_, other.size_);
        return *this;
    }
    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;
    ~Mapping() {
        if (data_ != nullptr) ::munmap(data_, size_);
    }
    Bytes bytes() const { return {static_cast<const std::byte*>(data_), size_}; }
    void let_go() const {
        if (data_ != nullptr) ::madvise(data_, size_, MADV_DONTNEED);
    }

private:
    void* data_ = nullptr;
    std::size_t size_ = 0;
};

struct Asking {
    ChildRequest request;
    std::string encoding;
    Mapping file, memo;
};

/// False at the end of the parent.
bool receive(void* to, std::size_t size, std::vector<int>& descriptors) {
    constexpr std::size_t kDescriptorsMax = 2;
    auto* at = static_cast<char*>(to);
    while (size != 0) {
        iovec part{at, size};
        alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int) * kDescriptorsMax)] = {};
        msghdr message{};
        message.msg_iov = &part;
        message.msg_iovlen = 1;
        message.msg_control = control;
        message.msg_controllen = sizeof control;
        const ssize_t got = ::recvmsg(kChildSocket, &message, MSG_CMSG_CLOEXEC);
        if (got <= 0) return false;
        for (cmsghdr* each = CMSG_FIRSTHDR(&message); each != nullptr;
             each = CMSG_NXTHDR(&message, each)) {
            if (each->cmsg_level != SOL_SOCKET || each->cmsg_type != SCM_RIGHTS) continue;
            const std::size_t count = (each->cmsg_len - CMSG_LEN(0)) / sizeof(int);
            for (std::size_t i = 0; i < count; ++i) {
                int descriptor = -1;
                std::memcpy(&descriptor, CMSG_DATA(each) + i * sizeof(int), sizeof descriptor);
                descriptors.push_back(descriptor);
            }
        }
        at += got;
        size -= static_cast<std::size_t>(got);
    }
    return true;
}

std::optional<Asking> next_request() {
    Asking asking;
    std::vector<int> descriptors;
    if (!receive(&asking.request, sizeof asking.request, descriptors)) return std::nullopt;
    asking.encoding.resize(asking.request.encoding_bytes);
    if (!receive(asking.encoding.data(), asking.encoding.size(), descriptors)) return std::nullopt;
    std::size_t used = 0;
    if (asking.request.has_file)
        asking.file = Mapping(descriptors.at(used++), asking.request.file_bytes);
    if (asking.request.has_memo)
        asking.memo = Mapping(descriptors.at(used++), asking.request.memo_bytes);
    for (const int descriptor : descriptors) ::close(descriptor);
    return asking;
}

class Child {
public:
    Child() : answer_(send_frame) {}

    int serve() {
        (void)answer_.ready();
        while (std::optional<Asking> asking = next_request()) {
            const Status status = answer(*asking);
            (void)(status.ok() ? answer_.done() : answer_.refused(status.error()));
        }
        return 0;
    }

private:
    struct Archive {
        Mapping file;
        ZipArchive archive;
    };

    Status answer(Asking& asking) {
        const ChildRequest& request = asking.request;
        if (request.kind == RequestKind::Archive) return open_archive(asking);
        if (request.kind == RequestKind::Misbehave) {
            misbehave(static_cast<Misdeed>(request.sheet), answer_);
            return Done{};
        }
        Member member;
        Bytes bytes = asking.file.bytes();
        if (request.has_entry) {
            member = TRY(open_member(request));
            bytes = {reinterpret_cast<const std::byte*>(member.inflated.data()),
                     member.inflated.size()};
        }
        const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        switch (request.kind) {
            case RequestKind::Kind: {
                const FileKind kind = kind_of(bytes);
                kept_ = std::move(member);  // whose kind is asked for is mostly read next
                return answer_.kind(kind);
            }
            case RequestKind::Sheets: return read(asking, bytes);
            case RequestKind::Picture: {
                const Picture picture = TRY(read_picture(text));
                if (request.has_entry) TRY(answer_.bytes(text));
                return answer_.picture(picture);
            }
            case RequestKind::Content: return answer_.bytes(text);
            case RequestKind::Archive:
            case RequestKind::Misbehave: break;
        }
        leave(kExitMisused);
    }

    /// One of an archive, inflated.
    struct Member {
        std::uint32_t archive = 0;
        std::uint64_t entry = 0;
        std::string inflated;
    };
    Result<Member> open_member(const ChildRequest& request) {
        Member member = std::exchange(kept_, {});
        if (member.archive == request.archive && member.entry == request.entry &&
            !member.inflated.empty())
            return member;
        const ZipArchive& archive = archives_.at(request.archive).archive;
        std::string inflated = TRY(archive.read(archive.entries().at(request.entry)));
        return Member{request.archive, request.entry, std::move(inflated)};
    }

    Status open_archive(Asking& asking) {
        ZipArchive archive = TRY(ZipArchive::open(asking.file.bytes(), asking.request.limits));
        const auto [opened, is_new] = archives_.insert_or_assign(
            asking.request.archive, Archive{std::move(asking.file), std::move(archive)});
        return answer_.entries(opened->second.archive.entries());
    }

    Status read(const Asking& asking, Bytes bytes) {
        const ChildRequest& request = asking.request;
        ReadOptions options;
        options.limits = request.limits;
        if (request.has_encoding) options.encoding = asking.encoding;
        if (request.has_sheet) options.sheet = request.sheet;
        options.memo = asking.memo.bytes();
        options.threads = 1;  // a confined process has one
        LettingGo sink([&asking] { asking.file.let_go(); }, answer_);
        return read_sheets(bytes, options, sink);
    }

    AnswerWriter answer_;
    std::map<std::uint32_t, Archive> archives_;
    Member kept_;
};

}  // namespace

int read_in_child() {
    try {
        if (!confine_this_process()) return kExitNotConfined;
        leave(Child().serve());
    } catch (const std::bad_alloc&) {
        leave(kExitNoMemory);
    } catch (...) {
        leave(kExitMisused);
    }
}

}  // namespace mingce
