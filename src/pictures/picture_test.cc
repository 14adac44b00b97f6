#include "pictures/picture.h"

#include <gtest/gtest.h>

#include "pictures/picture_fixture.h"

namespace mingce {
namespace {

using testing::jpeg_of;
using testing::png_of;

const std::string kStart = "\xFF\xD8", kEnd = "\xFF\xD9";
const std::string kFrame = std::string("\xFF\xC0\x00\x0B\x08\x02\x80\x01\xE0\x01\x01\x11\x00", 13);
const std::string kScan = std::string("\xFF\xDA\x00\x08\x01\x01\x00\x00\x3F\x00", 10) + "data";

std::string without_end(std::string bytes, std::size_t count) {
    return bytes.substr(0, bytes.size() - count);
}

std::string flipped(std::string bytes, std::size_t at) {
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    return bytes;
}

TEST(Picture, TellsItsSizeOrWhyItIsNone) {
    struct Case {
        std::string_view why;
        std::string bytes, problem;
        std::uint32_t width = 0, height = 0;
    };
    const std::string tables = std::string("\xFF\xC4\x00\x04\x00\x00", 6);
    const std::string progressive = kStart + "\xFF\xC2" + kFrame.substr(2) + kScan + tables + kScan;
    const Case cases[] = {
        {"a photo", jpeg_of(), "", 480, 640},
        {"a thumbnail", jpeg_of({60, 80, 10}), "", 60, 80},
        {"several scans", progressive + kEnd, "", 480, 640},
        {"fill bytes before a marker", kStart + "\xFF\xFF" + kFrame.substr(1) + kScan + kEnd, "",
         480, 640},
        {"bytes a camera left between", kStart + kFrame + "junk" + kScan + kEnd, "", 480, 640},
        {"bytes behind the end", jpeg_of() + "trailer", "", 480, 640},
        {"an ended picture in a segment",
         kStart + std::string("\xFF\xE1\x00\x06\xFF\xD9\xFF\xD9", 8) + kFrame + kScan + kEnd, "",
         480, 640},
        {"a PNG", png_of({480, 640, 100}), "", 480, 640},
        {"no byte", "", "picture.empty"},
        {"a GIF", "GIF89a is not a photograph", "picture.kind"},
        {"a text", "2026", "picture.kind"},
        {"the first two bytes", "\xFF\xD8", "picture.cut"},
        {"the beginning of a PNG", "\x89PNG", "picture.cut"},
        {"a JPEG without its end", without_end(jpeg_of(), 2), "picture.cut"},
        {"a JPEG half copied", jpeg_of().substr(0, 30'000), "picture.cut"},
        {"cut within a segment", kStart + kFrame.substr(0, 6), "picture.cut"},
        {"a PNG without its end", without_end(png_of(), 12), "picture.cut"},
        {"a PNG half copied", png_of().substr(0, 30'000), "picture.cut"},
        {"a PNG with a wrong bit", flipped(png_of(), 200), "picture.damaged"},
        {"a JPEG without a frame", kStart + kScan + kEnd, "picture.damaged"},
        {"a JPEG without data", kStart + kFrame + kEnd, "picture.damaged"},
        {"no lines", jpeg_of({480, 0, 10}), "picture.damaged"},
        {"no columns", png_of({0, 640, 10}), "picture.damaged"},
        {"a length of one", kStart + std::string("\xFF\xE0\x00\x01", 4) + kEnd, "picture.damaged"},
        {"a second beginning", kStart + kStart + kFrame + kScan + kEnd, "picture.damaged"},
        {"two frames", kStart + kFrame + kFrame + kScan + kEnd, "picture.damaged"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        const auto picture = read_picture(c.bytes);
        EXPECT_EQ(picture.ok() ? "" : picture.error().problem().code, c.problem);
        if (!picture.ok()) continue;
        EXPECT_EQ(picture.value().width, c.width);
        EXPECT_EQ(picture.value().height, c.height);
    }
}

TEST(Picture, IsCutWhereverItEndsEarly) {
    for (const std::string& whole : {jpeg_of({480, 640, 200}), png_of({480, 640, 200})})
        for (std::size_t length = 1; length < whole.size(); ++length)
            EXPECT_EQ(read_picture(whole.substr(0, length)).error().problem().code, "picture.cut")
                << length;
}

}  // namespace
}  // namespace mingce
