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

/// A file system of its own over the data folder, with as much room as told.
class SmallDisk {
public:
    SmallDisk(const std::filesystem::path& place, const std::string& size) : place_(place) {
        mounted_ = mount("none", place.c_str(), "tmpfs", MS_NOSUID, ("size=" + size).c_str()) == 0;
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    ~SmallDisk() {
        if (mounted_) umount(place_.c_str());
    }
    bool is_mounted() const { return mounted_; }
    void grow_to(const std::string& size) const {
        mount("none", place_.c_str(), nullptr, MS_REMOUNT | MS_NOSUID, ("size=" + size).c_str());
    }

private:
    std::filesystem::path place_;
    bool mounted_ = false;
};

TEST_F(Trouble, FullDiskRefusesAndRoomMakesItGoOn) {
    for (const char* size : {"940k", "1240k"}) {
        SCOPED_TRACE(size);
        const Scene small;
        std::filesystem::create_directory(small.data());
        const SmallDisk disk(small.data(), size);
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
        disk.grow_to("64m");
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
