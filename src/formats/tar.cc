#include "formats/tar.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdio>

#include "formats/problems.h"

namespace mingce {

namespace {

constexpr std::size_t kTarBlock = 512;
constexpr std::size_t kNameMax = 99;

// Where the fields of a header stand that are not always the same (POSIX.1-1988, ustar).
struct HeaderField {
    std::size_t at, size;
};
constexpr HeaderField kName{0, 100}, kMode{100, 8}, kOwner{108, 8}, kGroup{116, 8}, kSize{124, 12},
    kTime{136, 12}, kChecksum{148, 8}, kKind{156, 1}, kFormat{257, 8};
constexpr std::string_view kUstar("ustar\00000", 8);
using Header = std::array<char, kTarBlock>;

void put(Header& header, HeaderField field, std::string_view text) {
    std::copy_n(text.begin(), std::min(text.size(), field.size),
                header.begin() + static_cast<std::ptrdiff_t>(field.at));
}

// Octal digits that fill the field but for its closing NUL.
void put_number(Header& header, HeaderField field, std::uint64_t number) {
    std::string digits(field.size - 1, '0');
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, number >>= 3)
        *digit = static_cast<char>('0' + (number & 7));
    put(header, field, digits);
}

std::uint64_t checksum_of(const Header& header) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < kTarBlock; ++i) {
        const bool own = i >= kChecksum.at && i < kChecksum.at + kChecksum.size;
        sum += own ? std::uint64_t{' '} : static_cast<unsigned char>(header[i]);
    }
    return sum;
}

Header header_of(std::string_view name, std::uint64_t size, std::int64_t seconds) {
    Header header{};
    put(header, kName, name);
    put_number(header, kMode, 0600);
    put_number(header, kOwner, 0);
    put_number(header, kGroup, 0);
    put_number(header, kSize, size);
    put_number(header, kTime, static_cast<std::uint64_t>(std::max<std::int64_t>(seconds, 0)));
    put(header, kKind, "0");
    put(header, kFormat, kUstar);
    put(header, kChecksum, "       ");
    put_number(header, {kChecksum.at, kChecksum.size - 1}, checksum_of(header));
    header[kChecksum.at + kChecksum.size - 2] = '\0';
    header[kChecksum.at + kChecksum.size - 1] = ' ';
    return header;
}

std::uint64_t rest_of_block(std::uint64_t size) {
    return (kTarBlock - size % kTarBlock) % kTarBlock;
}

std::uint64_t number_in(std::string_view digits) {
    std::uint64_t number = 0;
    for (char digit : digits) {
        if (digit < '0' || digit > '7') break;
        number = number * 8 + static_cast<std::uint64_t>(digit - '0');
    }
    return number;
}

bool is_empty(std::string_view block) {
    return std::all_of(block.begin(), block.end(), [](char c) { return c == '\0'; });
}

}  // namespace

Status TarWriter::add(std::string_view name, std::string_view content) {
    assert(!name.empty() && name.size() <= kNameMax);
    const Header header = header_of(name, content.size(), seconds_);
    TRY(sink_({header.data(), header.size()}));
    TRY(sink_(content));
    return sink_(std::string(rest_of_block(content.size()), '\0'));
}

Status TarWriter::finish() { return sink_(std::string(2 * kTarBlock, '\0')); }

Status TarReader::add(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::uint64_t wanted = in_member_ ? size_ + rest_of_block(size_) : kTarBlock;
        const std::uint64_t taken = std::min<std::uint64_t>(bytes.size(), wanted - waiting_.size());
        waiting_.append(bytes.substr(0, taken));
        bytes.remove_prefix(taken);
        if (waiting_.size() < wanted) break;
        TRY(in_member_ ? take_content() : take_header());
        waiting_.clear();
        if (in_member_ && size_ == 0) TRY(take_content());
    }
    return Done{};
}

// The header must be the very bytes that the writer makes of its name, size and time.
Status TarReader::take_header() {
    if (is_empty(waiting_) && empty_blocks_ < 2) {
        ++empty_blocks_;
        return Done{};
    }
    if (empty_blocks_ != 0) return Error(problem::kTarMalformed);
    const std::string_view block(waiting_);
    name_ = block.substr(kName.at, block.substr(kName.at, kNameMax).find('\0'));
    size_ = number_in(block.substr(kSize.at, kSize.size));
    const std::uint64_t seconds = number_in(block.substr(kTime.at, kTime.size));
    const Header expected = header_of(name_, size_, static_cast<std::int64_t>(seconds));
    if (name_.empty() || block != std::string_view(expected.data(), expected.size()))
        return Error(problem::kTarMalformed);
    if (size_ > member_bytes_max_) return Error(problem::kTarMalformed, name_);
    in_member_ = true;
    return Done{};
}

Status TarReader::take_content() {
    in_member_ = false;
    const std::string_view content = std::string_view(waiting_).substr(0, size_);
    if (!is_empty(std::string_view(waiting_).substr(size_))) return Error(problem::kTarMalformed);
    return each_(name_, content);
}

Status TarReader::finish() const {
    if (empty_blocks_ == 2 && waiting_.empty()) return Done{};
    return Error(problem::kTarMalformed);
}

}  // namespace mingce
