// Plain tar archives (POSIX ustar), as backups use them inside their encryption: any tar lists and
// unpacks them. Members are small and come whole.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace mingce {

using TarSink = std::function<Status(std::string_view bytes)>;

/// Writes members one after the other, each an ordinary file of mode 0600.
class TarWriter {
public:
    /// `seconds`: the time every member bears, since 1970.
    TarWriter(TarSink sink, std::int64_t seconds) : sink_(std::move(sink)), seconds_(seconds) {}

    /// Precondition: a name of 1 to 99 bytes, content below 8 GiB. Errors: the sink's.
    Status add(std::string_view name, std::string_view content);
    /// Two empty blocks, the end.
    Status finish();

private:
    TarSink sink_;
    std::int64_t seconds_;
};

/// Reads what TarWriter writes, in pieces of any size, and nothing else: other kinds of members,
/// a wrong checksum, or anything after the end are refused.
class TarReader {
public:
    using EachMember = std::function<Status(std::string_view name, std::string_view content)>;
    /// A member is gathered in memory and handed over when it is whole.
    TarReader(EachMember each, std::uint64_t member_bytes_max)
        : each_(std::move(each)), member_bytes_max_(member_bytes_max) {}

    /// Errors: tar.malformed; what `each` refuses with.
    Status add(std::string_view bytes);
    /// Errors: tar.malformed where the end did not come.
    Status finish() const;

private:
    Status take_header();
    Status take_content();

    EachMember each_;
    std::uint64_t member_bytes_max_;
    std::string waiting_;
    std::string name_;
    std::uint64_t size_ = 0;
    bool in_member_ = false;
    int empty_blocks_ = 0;
};

}  // namespace mingce
