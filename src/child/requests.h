// What a parent asks of the child that reads files. Both are one executable, so numbers lie as in
// memory; files come with a request as descriptors, open for reading alone.
#pragma once

#include <cstddef>
#include <cstdint>

#include "formats/limits.h"

namespace mingce {

enum class RequestKind : std::uint32_t {
    Archive,  // a ZIP that later requests take members of; answered by its entries
    Kind,
    Sheets,
    Picture,
    Content,    // bytes of a member
    Misbehave,  // for tests: what a taken over child might do; `sheet` says which
};

struct ChildRequest {
    RequestKind kind = RequestKind::Kind;
    std::uint32_t archive = 0;     // number of an archive, where `has_entry`; of Archive, its own
    std::uint64_t entry = 0;       // of that archive
    std::uint64_t file_bytes = 0;  // of the first descriptor
    std::uint64_t memo_bytes = 0;  // of the second one
    std::uint64_t sheet = 0;       // where `has_sheet`
    std::uint32_t encoding_bytes = 0;  // follow the request
    bool has_entry = false, has_file = false, has_memo = false, has_sheet = false,
         has_encoding = false;
    ReadLimits limits;
};
static_assert(sizeof(ChildRequest) < 512);

/// What a hostile file might make of its reader.
enum class Misdeed : std::uint8_t {
    Allocate,
    Spin,
    Sleep,
    OpenFile,
    OpenSocket,
    Fork,
    Execute,
    Crash,
    Leave,    // ends without a word
    Garbage,  // bytes that are no frame
    HalfFrame,
    HugeFrame,
    WrongTotals,
    RaiseLimits,
};

inline constexpr const char* kReadInChild = "read-in-child";  // the command of the child

/// The child's whole life; returns its exit code. 0: the parent has gone.
int read_in_child();
inline constexpr int kExitNoMemory = 71, kExitNotConfined = 72, kExitMisused = 64;

}  // namespace mingce
