#include "formats/inflate_ahead.h"

#include <stdexcept>

#include <gtest/gtest.h>

#include "formats/archive_fixture.h"
#include "formats/xlsx_problems.h"

namespace mingce {
namespace {

using Odd = ArchiveFixture::Odd;

// Eight pieces of 256 KiB and a rest: the ring of four is used more than once.
const std::string kLarge = [] {
    std::string text;
    for (std::size_t i = 0; text.size() < 8 * 256 * 1024 + 1000; ++i)
        text += std::to_string(i * 7919) + ";";
    return text;
}();

struct Opened {
    std::string bytes;
    ZipArchive archive;
    const ZipEntry& entry() const { return archive.entries().front(); }
};

Opened open_archive(std::string_view content, const Odd& odd = Odd()) {
    ArchiveFixture made;
    made.add("sheet.xml", content, odd);
    std::string bytes = made.finish();
    auto archive = ZipArchive::open(bytes_of(bytes), {});
    return {std::move(bytes), std::move(archive).value()};
}

TEST(InflateAhead, GivesTheSamePieces) {
    struct Case {
        std::string_view why;
        std::string content;
        Odd odd;
    };
    for (const Case& c : {Case{"large", kLarge, {}}, Case{"small", "abc", {}}, Case{"none", "", {}},
                          Case{"stored", kLarge, {.deflate = false}}}) {
        SCOPED_TRACE(c.why);
        const Opened opened = open_archive(c.content, c.odd);
        std::vector<std::string> here, ahead;
        ASSERT_TRUE(opened.archive
                        .inflate(opened.entry(),
                                 [&](std::string_view piece) -> Status {
                                     here.emplace_back(piece);
                                     return Done{};
                                 })
                        .ok());
        ASSERT_TRUE(
            inflate_ahead(opened.archive, opened.entry(), [&](std::string_view piece) -> Status {
                ahead.emplace_back(piece);
                return Done{};
            }).ok());
        EXPECT_EQ(here, ahead);
    }
}

TEST(InflateAhead, SaysDamageAfterTheLastPiece) {
    const Opened opened = open_archive(kLarge, {.wrong_crc = true});
    std::size_t taken = 0;
    const Status status =
        inflate_ahead(opened.archive, opened.entry(), [&](std::string_view piece) -> Status {
            taken += piece.size();
            return Done{};
        });
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().problem().code, "zip.crc");
    EXPECT_EQ(taken, kLarge.size());
}

TEST(InflateAhead, StopsAtTheSinksOwnRefusal) {
    const Opened opened = open_archive(kLarge);
    for (const int last : {1, 2, 6}) {
        SCOPED_TRACE(last);
        int pieces = 0;
        const Status status =
            inflate_ahead(opened.archive, opened.entry(), [&](std::string_view) -> Status {
                if (++pieces < last) return Done{};
                return Error(problem::kZipMethod, "mine");
            });
        ASSERT_FALSE(status.ok());
        EXPECT_EQ(status.error().detail(), "mine");
        EXPECT_EQ(pieces, last);
    }
}

TEST(InflateAhead, LetsTheSinkThrow) {
    const Opened opened = open_archive(kLarge);
    EXPECT_THROW((void)inflate_ahead(
                     opened.archive, opened.entry(),
                     [](std::string_view) -> Status { throw std::runtime_error("out of memory"); }),
                 std::runtime_error);
}

}  // namespace
}  // namespace mingce
