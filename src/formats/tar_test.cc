#include "formats/tar.h"

#include <map>

#include <gtest/gtest.h>

namespace mingce {
namespace {

std::string archive_of(const std::map<std::string, std::string>& members) {
    std::string bytes;
    TarWriter tar(
        [&](std::string_view piece) -> Status {
            bytes += piece;
            return Done{};
        },
        1'788'000'000);
    for (const auto& [name, content] : members) EXPECT_TRUE(tar.add(name, content).ok());
    EXPECT_TRUE(tar.finish().ok());
    return bytes;
}

/// In pieces of so many bytes; nothing where it is refused.
std::optional<std::map<std::string, std::string>> members_of(std::string_view bytes,
                                                             std::size_t piece) {
    std::map<std::string, std::string> members;
    TarReader tar(
        [&](std::string_view name, std::string_view content) -> Status {
            members.emplace(name, content);
            return Done{};
        },
        100'000);
    for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size())))
        if (!tar.add(bytes.substr(0, piece)).ok()) return std::nullopt;
    if (!tar.finish().ok()) return std::nullopt;
    return members;
}

TEST(Tar, GivesBackWhatWasPutIn) {
    const std::map<std::string, std::string> members = {{"empty", ""},
                                                        {"a/short", "text"},
                                                        {"block", std::string(512, 'b')},
                                                        {"long", std::string(70'000, 'l')}};
    const std::string bytes = archive_of(members);
    EXPECT_EQ(bytes.size() % 512, 0U);
    for (const std::size_t piece : {1U, 511U, 513U, 1'000'000U})
        EXPECT_EQ(members_of(bytes, piece), members) << piece;
}

TEST(Tar, RefusesEveryFlippedBit) {
    const std::string bytes = archive_of({{"name", "content"}});
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        const std::size_t byte = bit / 8;
        const bool is_content = byte >= 512 && byte < 519;  // judged by who reads it
        const bool is_name = byte < 100, is_time = byte >= 136 && byte < 148;
        if (is_content || is_name || is_time) continue;
        std::string flipped = bytes;
        flipped[byte] = static_cast<char>(flipped[byte] ^ (1 << bit % 8));
        EXPECT_FALSE(members_of(flipped, 512)) << byte;
    }
}

TEST(Tar, RefusesWhatIsNotWhole) {
    const std::string bytes = archive_of({{"name", "content"}});
    for (std::size_t size = 0; size < bytes.size(); size += 256)
        EXPECT_FALSE(members_of(bytes.substr(0, size), 4096)) << size;
    EXPECT_FALSE(members_of(bytes + std::string(512, '\0'), 4096));
    EXPECT_FALSE(members_of(archive_of({{"huge", std::string(100'001, 'x')}}), 4096));
}

}  // namespace
}  // namespace mingce
