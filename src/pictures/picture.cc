#include "pictures/picture.h"

#include <isa-l/crc.h>

#include "pictures/problems.h"

namespace mingce {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view kPngMark = "\x89PNG\r\n\x1A\n"sv, kJpegMark = "\xFF\xD8\xFF"sv;
constexpr std::uint32_t kSideMax = 0x7FFF'FFFF;  // of a PNG; a JPEG has 16 bits

std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<std::uint8_t>(bytes[at]);
}

/// Big-endian. Precondition: `length` bytes lie at `at`.
std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t length) {
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < length; ++i) number = number << 8U | byte_at(bytes, at + i);
    return number;
}

/// A frame header: C0 to CF but for tables (C4), extensions (C8) and conditioning (CC).
bool begins_frame(std::uint8_t marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/// RSTn and TEM stand alone, without a length.
bool stands_alone(std::uint8_t marker) {
    return (marker >= 0xD0 && marker <= 0xD7) || marker == 0x01;
}

class Jpeg {
public:
    explicit Jpeg(std::string_view bytes) : bytes_(bytes) {}

    Result<Picture> read() {
        constexpr std::uint8_t kStart = 0xD8, kEnd = 0xD9, kScan = 0xDA;
        at_ = 2;
        for (;;) {
            if (!find_marker()) return Error(problem::kPictureCut);
            const std::uint8_t marker = byte_at(bytes_, at_ - 1);
            if (marker == kEnd) break;
            if (marker == kStart) return Error(problem::kPictureDamaged);
            if (bytes_.size() - at_ < 2) return Error(problem::kPictureCut);
            const std::size_t length = number_at(bytes_, at_, 2);
            if (length < 2) return Error(problem::kPictureDamaged);
            if (length > bytes_.size() - at_) return Error(problem::kPictureCut);
            if (begins_frame(marker)) TRY(take_frame(length));
            at_ += length;
            has_scan_ = has_scan_ || marker == kScan;
        }
        if (picture_.width == 0 || !has_scan_) return Error(problem::kPictureDamaged);
        return picture_;
    }

private:
    /// Moves behind the next marker. In the data of a scan FF is followed by 00; between segments
    /// some cameras leave bytes, which every reader skips.
    bool find_marker() {
        for (;;) {
            at_ = bytes_.find('\xFF', at_);
            if (at_ == std::string_view::npos) return false;
            at_ = bytes_.find_first_not_of('\xFF', at_);
            if (at_ == std::string_view::npos) return false;
            const std::uint8_t marker = byte_at(bytes_, at_);
            ++at_;
            if (marker != 0 && !stands_alone(marker)) return true;
        }
    }

    /// Length, precision, height, width, components.
    Status take_frame(std::size_t length) {
        if (length < 8) return Error(problem::kPictureDamaged);
        // Several frames belong to a hierarchical picture: the first is as small as the others.
        if (picture_.width != 0) return Error(problem::kPictureDamaged);
        picture_.height = number_at(bytes_, at_ + 3, 2);
        picture_.width = number_at(bytes_, at_ + 5, 2);
        if (picture_.height == 0 || picture_.width == 0) return Error(problem::kPictureDamaged);
        return Done{};
    }

    std::string_view bytes_;
    std::size_t at_ = 0;
    bool has_scan_ = false;
    Picture picture_;
};

std::uint32_t crc_of(std::string_view bytes) {
    // isa-l's parameter lacks the const; it only reads.
    auto* const data = reinterpret_cast<std::uint8_t*>(const_cast<char*>(bytes.data()));
    return crc32_gzip_refl(0, data, bytes.size());
}

Result<Picture> read_png(std::string_view bytes) {
    constexpr std::size_t kAround = 12;  // length, type and checksum of a chunk
    Picture picture{PictureFormat::Png, 0, 0};
    bool has_data = false;
    for (std::size_t at = kPngMark.size();;) {
        if (bytes.size() - at < kAround) return Error(problem::kPictureCut);
        const std::size_t length = number_at(bytes, at, 4);
        if (length > kSideMax) return Error(problem::kPictureDamaged);
        if (length > bytes.size() - at - kAround) return Error(problem::kPictureCut);
        const std::string_view type = bytes.substr(at + 4, 4);
        if (crc_of(bytes.substr(at + 4, length + 4)) != number_at(bytes, at + 8 + length, 4))
            return Error(problem::kPictureDamaged);
        const bool is_first = picture.width == 0;
        if (is_first != (type == "IHDR")) return Error(problem::kPictureDamaged);
        if (is_first) {
            if (length != 13) return Error(problem::kPictureDamaged);
            picture.width = number_at(bytes, at + 8, 4);
            picture.height = number_at(bytes, at + 12, 4);
            if (picture.width == 0 || picture.width > kSideMax || picture.height == 0 ||
                picture.height > kSideMax)
                return Error(problem::kPictureDamaged);
        }
        has_data = has_data || type == "IDAT";
        if (type == "IEND") break;
        at += kAround + length;
    }
    if (!has_data) return Error(problem::kPictureDamaged);
    return picture;
}

}  // namespace

Result<Picture> read_picture(std::string_view bytes) {
    if (bytes.empty()) return Error(problem::kPictureEmpty);
    if (bytes.starts_with(kPngMark)) return read_png(bytes);
    if (bytes.starts_with(kJpegMark)) return Jpeg(bytes).read();
    // A beginning of one is cut, not another kind.
    if (kPngMark.starts_with(bytes) || kJpegMark.starts_with(bytes))
        return Error(problem::kPictureCut);
    return Error(problem::kPictureKind);
}

}  // namespace mingce
