// Reading in the child is reading, and whatever becomes of the child is one refusal.
#include "child/child_reading.h"

#include <algorithm>
#include <csignal>
#include <fstream>

#include <gtest/gtest.h>

#include "child/confinement.h"
#include "child/events_fixture.h"
#include "child/problems.h"
#include "formats/archive_fixture.h"
#include "pictures/picture_fixture.h"
#include "places.h"
#include "temporary_folder.h"

namespace mingce {
namespace {

namespace fs = std::filesystem;
using testing::Events;

using Members = std::vector<std::pair<std::string, std::string>>;
std::string zip_of(const Members& members) {
    ArchiveFixture archive;
    for (const auto& [name, content] : members) archive.add(name, content);
    return archive.finish();
}

using testing::TemporaryFolder;

class ChildReadingTest : public ::testing::Test {
protected:
    void SetUp() override {
        if (!can_be_confined()) GTEST_SKIP() << "a sanitizer does not live within the confines";
    }
    fs::path write(const std::string& name, const std::string& bytes) {
        return folder_.write(name, bytes);
    }
    ChildReading child_{testing::kProgram};
    const std::unique_ptr<FileReading> here_ = read_in_this_process();
    TemporaryFolder folder_;
};

/// What a reading of a file comes to, in words.
std::string told(FileReading& reading, const FileSource& source) {
    const auto kind = reading.kind(source);
    Events events;
    const Status read = reading.sheets(source, {}, events);
    std::string text = kind.ok() ? std::to_string(static_cast<int>(kind.value()))
                                 : kind.error().sentence(Language::English);
    text += "\n" + events.text;
    return text + (read.ok() ? "read" : read.error().sentence(Language::English));
}

TEST_F(ChildReadingTest, RealFilesReadAsInThisProcess) {
    fs::path corpus, above = testing::kProject;
    for (; corpus.empty() && above != above.root_path(); above = above.parent_path())
        if (fs::exists(above / "shared" / "corpus")) corpus = above / "shared" / "corpus";
    if (corpus.empty()) GTEST_SKIP() << "the folder of real files is absent";
    std::size_t count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(corpus)) {
        if (!entry.is_regular_file()) continue;
        FileSource source{entry.path(), std::nullopt, std::nullopt};
        const fs::path memo = fs::path(entry.path()).replace_extension(".dbt");
        if (entry.path() != memo && fs::exists(memo)) source.memo = memo;
        EXPECT_EQ(told(child_, source), told(*here_, source)) << entry.path();
        ++count;
    }
    EXPECT_GT(count, 0U);
}

TEST_F(ChildReadingTest, SeedsOfFuzzingReadAsInThisProcess) {
    const fs::path seeds = fs::path(testing::kProject) / "fuzz" / "seeds";
    for (const auto& entry : fs::recursive_directory_iterator(seeds)) {
        if (!entry.is_regular_file()) continue;
        const FileSource source{entry.path(), std::nullopt, std::nullopt};
        EXPECT_EQ(told(child_, source), told(*here_, source)) << entry.path();
    }
}

TEST_F(ChildReadingTest, RowsOfAnyLengthArriveWhole) {
    std::string csv = "姓名,备注\n";
    for (int row = 0; row < 30'000; ++row)
        csv += "张文静" + std::to_string(row) + "," +
               std::string(static_cast<std::size_t>(row) % 400, 'x') + "\n";
    csv += "李强," + std::string(900'000, 'y') + "\n";
    const FileSource source{write("long.csv", csv), std::nullopt, std::nullopt};
    EXPECT_EQ(told(child_, source), told(*here_, source));
}

TEST_F(ChildReadingTest, MembersOfAnArchiveAreListedReadAndSeen) {
    const std::string photo = testing::jpeg_of({480, 640, 60'000, "张"});
    const std::string zip = zip_of(
        {{"名单/a.csv", "姓名,性别\n张文静,女\n"}, {"photos/264201.jpg", photo}, {"b.txt", ""}});
    const fs::path path = write("all.zip", zip);
    for (FileReading* reading : {static_cast<FileReading*>(&child_), here_.get()}) {
        const auto entries = reading->entries(path, {});
        ASSERT_TRUE(entries.ok()) << entries.error().sentence(Language::English);
        ASSERT_EQ(entries.value().size(), 3U);
        EXPECT_EQ(entries.value()[0].name, "名单/a.csv");
        EXPECT_EQ(entries.value()[1].inflated_bytes, photo.size());
        Events events;
        ASSERT_TRUE(reading->sheets({path, 0, std::nullopt}, {}, events).ok());
        EXPECT_EQ(events.rows, 2U);
        const auto seen = reading->picture({path, 1, std::nullopt}, 2'000'000);
        ASSERT_TRUE(seen.ok());
        EXPECT_EQ(seen.value().picture.height, 640U);
        EXPECT_EQ(seen.value().bytes, photo);
        EXPECT_EQ(reading->bytes({path, 1, std::nullopt}, 2'000'000).value(), photo);
        EXPECT_EQ(reading->picture({path, 0, std::nullopt}, 100).error().problem().code,
                  "picture.kind");
    }
}

TEST_F(ChildReadingTest, AnArchiveIsOpenedAgainInTheNextChild) {
    const fs::path path = write("a.zip", zip_of({{"a.csv", "姓名\n张文静\n"}}));
    ASSERT_TRUE(child_.entries(path, {}).ok());
    ::kill(child_.process(), SIGKILL);
    Events first, second;
    (void)child_.sheets({path, 0, std::nullopt}, {}, first);  // finds it dead
    ASSERT_TRUE(child_.sheets({path, 0, std::nullopt}, {}, second).ok());
    EXPECT_EQ(second.rows, 2U);
}

TEST_F(ChildReadingTest, ARefusalOfTheSinkEndsTheReading) {
    std::string csv = "姓名\n";
    for (int row = 0; row < 200'000; ++row) csv += "张文静\n";
    const FileSource source{write("a.csv", csv), std::nullopt, std::nullopt};
    Events events;
    events.rows_max = 5;
    EXPECT_EQ(child_.sheets(source, {}, events).error().problem().code, "test.enough");
    Events all;
    EXPECT_TRUE(child_.sheets(source, {}, all).ok());
    EXPECT_EQ(all.rows, 200'001U);
}

TEST_F(ChildReadingTest, AFileThatIsNotThereIsRefusedAsHere) {
    const FileSource source{folder_.path() / "absent.csv", std::nullopt, std::nullopt};
    EXPECT_EQ(child_.kind(source).error().problem().code, "file.absent");
    EXPECT_EQ(here_->kind(source).error().problem().code, "file.absent");
}

struct Death {
    Misdeed misdeed;
    std::string_view code;
};
constexpr Death kDeaths[] = {
    {Misdeed::Allocate, "read.memory"},      {Misdeed::Spin, "read.time"},
    {Misdeed::Sleep, "read.time"},           {Misdeed::OpenFile, "read.forbidden"},
    {Misdeed::OpenSocket, "read.forbidden"}, {Misdeed::Fork, "read.forbidden"},
    {Misdeed::Execute, "read.forbidden"},    {Misdeed::RaiseLimits, "read.forbidden"},
    {Misdeed::Crash, "read.forbidden"},      {Misdeed::Leave, "read.died"},
    {Misdeed::Garbage, "read.garbled"},      {Misdeed::HalfFrame, "read.died"},
    {Misdeed::HugeFrame, "read.garbled"},    {Misdeed::WrongTotals, "read.garbled"},
};

TEST_F(ChildReadingTest, WhateverATakenOverChildTriesIsOneRefusal) {
    const FileSource source{write("a.csv", "姓名\n张文静\n"), std::nullopt, std::nullopt};
    for (const Death& death : kDeaths) {
        ChildLimits limits;
        limits.memory_bytes = std::uint64_t{256} << 20;
        if (death.misdeed == Misdeed::Spin) limits.cpu_seconds = 1;
        if (death.misdeed == Misdeed::Sleep) limits.wait_seconds = 1;
        ChildReading reading(testing::kProgram, limits);
        Events events;
        const Status status = reading.misbehave(death.misdeed, events);
        ASSERT_FALSE(status.ok()) << death.code;
        EXPECT_EQ(status.error().problem().code, death.code)
            << static_cast<int>(death.misdeed) << " " << status.error().sentence(Language::English);
        // The next file is read by the next child.
        Events next;
        EXPECT_TRUE(reading.sheets(source, {}, next).ok());
        EXPECT_EQ(next.rows, 2U);
    }
}

TEST_F(ChildReadingTest, AChildThatIsKilledIsOneRefusal) {
    const FileSource source{write("a.csv", "姓名\n张文静\n"), std::nullopt, std::nullopt};
    ASSERT_TRUE(child_.kind(source).ok());
    ::kill(child_.process(), SIGKILL);
    EXPECT_EQ(child_.kind(source).error().problem().code, "read.died");
    EXPECT_TRUE(child_.kind(source).ok());
}

TEST_F(ChildReadingTest, AProgramThatIsNoneOrDoesNotSpeakIsNotBelieved) {
    const FileSource source{write("a.csv", "姓名\n"), std::nullopt, std::nullopt};
    ChildReading absent(folder_.path() / "absent"), silent("/bin/true");
    EXPECT_EQ(absent.kind(source).error().problem().code, "read.not_started");
    EXPECT_EQ(silent.kind(source).error().problem().code, "read.not_started");
}

}  // namespace
}  // namespace mingce
