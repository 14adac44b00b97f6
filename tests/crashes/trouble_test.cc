// A record on a disk that is really full, in a folder that another program holds, in a file with a
// damaged page: one sentence, and nothing is written.
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/mount.h>

#include "record_in_words.h"
#include "record_scene.h"

namespace mingce {
namespace {

using testing::FaultOutcome;
using testing::RecordInWords;
using testing::Scene;
using testing::Words;

const Words kImport = {"import", "@first", "--intake", "2026-ug", "--commit"};

class Trouble : public ::testing::Test {
protected:
    Trouble() {
        scene_.write("first/list.csv", testing::made_up_list(24, "13800001999"));
        scene_.write("many/list.csv", testing::made_up_list(1'000, "13800001999"));
        run({"init", "--institution", "江城明远大学"});
        run({"intake", "add", "2026-ug"});
    }
    void run(const Words& words) const {
        const FaultOutcome outcome = scene_.run(words);
        ASSERT_LE(outcome.exit_code, 1) << outcome.talk;
    }
    /// Refused, in one line, which holds `part`.
    static void expect_refusal(const FaultOutcome& outcome, const std::string& part) {
        EXPECT_EQ(outcome.exit_code, 2) << outcome.talk;
        EXPECT_TRUE(outcome.talk.starts_with("mingce: ")) << outcome.talk;
        EXPECT_EQ(outcome.talk.find('\n') + 1, outcome.talk.size()) << outcome.talk;
        EXPECT_NE(outcome.talk.find(part), std::string::npos) << outcome.talk;
    }

    Scene scene_;
};

/// A file system of its own over the data folder, with as much room as told, in KiB.
class SmallDisk {
public:
    SmallDisk(const std::filesystem::path& place, std::uintmax_t size) : place_(place) {
        mounted_ = mount("none", place.c_str(), "tmpfs", MS_NOSUID, option(size).c_str()) == 0;
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    ~SmallDisk() {
        if (mounted_) umount(place_.c_str());
    }
    bool is_mounted() const { return mounted_; }
    void grow_to(std::uintmax_t size) const {
        mount("none", place_.c_str(), nullptr, MS_REMOUNT | MS_NOSUID, option(size).c_str());
    }

private:
    static std::string option(std::uintmax_t size) { return "size=" + std::to_string(size) + "k"; }

    std::filesystem::path place_;
    bool mounted_ = false;
};

/// What the files of a folder take on a disk, in KiB: whole blocks of 4.
std::uintmax_t kib_of(const std::filesystem::path& folder) {
    std::uintmax_t sum = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        sum += (entry.file_size() + 4095) / 4096 * 4;
    return sum;
}

TEST_F(Trouble, FullDiskRefusesAndRoomMakesItGoOn) {
    // Full at once, and full after the import has written for a while.
    for (const std::uintmax_t room : {120, 420}) {
        SCOPED_TRACE(room);
        const Scene small;
        std::filesystem::create_directory(small.data());
        const SmallDisk disk(small.data(), kib_of(scene_.data()) + room);
        if (!disk.is_mounted()) GTEST_SKIP() << "only root may mount a small disk";
        for (const auto& entry : std::filesystem::directory_iterator(scene_.data()))
            std::filesystem::copy(entry.path(), small.data() / entry.path().filename());
        std::filesystem::copy(scene_.root() / "data.key", small.root() / "data.key");
        std::filesystem::copy(scene_.root() / "many", small.root() / "many");
        const RecordInWords before = testing::read_record(small.data());
        ASSERT_EQ(before.broken, "");
        const Words import = {"import", "@many", "--intake", "2026-ug", "--commit"};
        expect_refusal(small.run(import), "the disk is full");
        EXPECT_EQ(small.run({"student", "list"}).exit_code, 0) << "it can still be read";
        const RecordInWords after = testing::read_record(small.data());
        EXPECT_EQ(after.broken, "");
        EXPECT_EQ(testing::difference(before, after), "");
        disk.grow_to(65'536);
        EXPECT_LE(small.run(import).exit_code, 1);
        EXPECT_EQ(testing::read_record(small.data()).broken, "");
    }
}

TEST_F(Trouble, FolderInUseNamesTheProgramThatHoldsIt) {
    const std::string lock = (scene_.data() / "lock").string();
    const int file = open(lock.c_str(), O_RDWR | O_CLOEXEC);
    ASSERT_EQ(flock(file, LOCK_EX), 0);
    ASSERT_EQ(ftruncate(file, 0), 0);
    ASSERT_EQ(pwrite(file, "4711", 4, 0), 4);
    expect_refusal(scene_.run(kImport), "pid 4711");
    close(file);
    run(kImport);
}

/// Where the rows of a table stand in the file: the number of the table's root page, from 1.
int root_page_of(const std::string& file, const std::string& table) {
    sqlite3* handle = nullptr;
    sqlite3_stmt* statement = nullptr;
    sqlite3_open_v2(file.c_str(), &handle, SQLITE_OPEN_READONLY, nullptr);
    const std::string sql = "SELECT rootpage FROM sqlite_schema WHERE name = '" + table + "'";
    sqlite3_prepare_v2(handle, sql.c_str(), -1, &statement, nullptr);
    const int page = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int(statement, 0) : 0;
    sqlite3_finalize(statement);
    sqlite3_close(handle);
    return page;
}

TEST_F(Trouble, DamagedPageIsSaidAndNothingIsWritten) {
    run(kImport);
    for (const char* table : {"student", "student_key", "audit_entry", "sealing_key"}) {
        SCOPED_TRACE(table);
        const Scene damaged;
        damaged.take_from(scene_);
        const std::string file = (damaged.data() / "mingce.db").string();
        std::string bytes = testing::contents(file);
        constexpr std::size_t kPage = 4096;
        const auto page = static_cast<std::size_t>(root_page_of(file, table));
        ASSERT_NE(page, 0U);
        for (std::size_t i = 0; i < 64; ++i) bytes[(page - 1) * kPage + i] ^= '\x5A';
        damaged.write("data/mingce.db", bytes);
        const FaultOutcome outcome = damaged.run(
            {"student", "set", "26440101110010", "phone=13900001111", "--reason", "本人更正"});
        expect_refusal(outcome, "damaged");
        EXPECT_TRUE(testing::contents(file) == bytes);
    }
}

}  // namespace
}  // namespace mingce
