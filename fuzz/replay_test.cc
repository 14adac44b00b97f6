// What fuzzing kept, as a plain test: every seed, every finding and every real file beside the
// project goes through its door again. A door ends the program where a promise is broken; the
// handler then names the file.
#include <algorithm>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "places.h"

extern "C" {
int fuzz_audit(const std::uint8_t* data, std::size_t size);
int fuzz_cas(const std::uint8_t* data, std::size_t size);
int fuzz_child_frames(const std::uint8_t* data, std::size_t size);
int fuzz_csv(const std::uint8_t* data, std::size_t size);
int fuzz_dbf(const std::uint8_t* data, std::size_t size);
int fuzz_hand_over(const std::uint8_t* data, std::size_t size);
int fuzz_notes(const std::uint8_t* data, std::size_t size);
int fuzz_pdf_signature(const std::uint8_t* data, std::size_t size);
int fuzz_picture(const std::uint8_t* data, std::size_t size);
int fuzz_reader(const std::uint8_t* data, std::size_t size);
int fuzz_sheet_xml(const std::uint8_t* data, std::size_t size);
int fuzz_workbook_xml(const std::uint8_t* data, std::size_t size);
int fuzz_xlsx(const std::uint8_t* data, std::size_t size);
int fuzz_zip(const std::uint8_t* data, std::size_t size);
}

namespace {

namespace fs = std::filesystem;

constexpr unsigned kHangSeconds = 60;  // a file takes milliseconds; sanitizers make it tenths

struct Door {
    std::string name;
    int (*open)(const std::uint8_t* data, std::size_t size);
    std::set<std::string> real_files;  // folders of the corpus that mean something to it
};

const std::vector<Door>& doors() {
    static const std::vector<Door> kDoors = {
        {"audit", fuzz_audit, {}},
        {"cas", fuzz_cas, {}},
        {"child_frames", fuzz_child_frames, {}},
        {"csv", fuzz_csv, {}},
        {"dbf", fuzz_dbf, {"dbf"}},
        {"hand_over", fuzz_hand_over, {}},
        {"notes", fuzz_notes, {}},
        {"pdf_signature", fuzz_pdf_signature, {}},
        {"picture", fuzz_picture, {"other"}},
        {"reader", fuzz_reader, {"dbf", "mdb", "other", "xls", "xlsx"}},
        {"sheet_xml", fuzz_sheet_xml, {}},
        {"workbook_xml", fuzz_workbook_xml, {}},
        {"xlsx", fuzz_xlsx, {"xlsx", "other"}},
        {"zip", fuzz_zip, {"xlsx", "other"}},
    };
    return kDoors;
}

char file_at_the_door[4096];

void name_the_file(int signal) {
    const std::size_t length = std::char_traits<char>::length(file_at_the_door);
    [[maybe_unused]] const auto written = write(STDERR_FILENO, file_at_the_door, length);
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

std::vector<fs::path> files_below(const fs::path& folder) {
    std::vector<fs::path> files;
    if (!fs::exists(folder)) return files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

std::size_t replay(const Door& door, const fs::path& folder) {
    std::size_t count = 0;
    for (const fs::path& file : files_below(folder)) {
        const std::string shown = "\nat the door " + door.name + ": " + file.string() + "\n";
        shown.copy(file_at_the_door, sizeof file_at_the_door - 1);
        file_at_the_door[std::min(shown.size(), sizeof file_at_the_door - 1)] = 0;
        std::ifstream stream(file, std::ios::binary);
        std::ostringstream text;
        text << stream.rdbuf();
        const std::string bytes = text.str();
        // Exactly as long as the file, on the heap: a sanitizer sees the first byte past it.
        const std::vector<std::uint8_t> exact(bytes.begin(), bytes.end());
        alarm(kHangSeconds);
        EXPECT_EQ(door.open(exact.data(), exact.size()), 0);
        alarm(0);
        ++count;
    }
    return count;
}

class Replay : public testing::Test {
protected:
    void SetUp() override {
        for (const int signal : {SIGABRT, SIGSEGV, SIGALRM}) std::signal(signal, name_the_file);
    }
    void TearDown() override {
        for (const int signal : {SIGABRT, SIGSEGV, SIGALRM}) std::signal(signal, SIG_DFL);
    }
    const fs::path fuzz_ = fs::path(mingce::testing::kProject) / "fuzz";
};

TEST_F(Replay, EveryDoorHasSeedsAndEverySeedItsDoor) {
    std::set<std::string> known, seeded;
    for (const Door& door : doors()) known.insert(door.name);
    for (const auto& folder : fs::directory_iterator(fuzz_ / "seeds"))
        seeded.insert(folder.path().filename());
    EXPECT_EQ(seeded, known);
    if (!fs::exists(fuzz_ / "findings")) return;
    for (const auto& folder : fs::directory_iterator(fuzz_ / "findings"))
        EXPECT_EQ(known.count(folder.path().filename()), 1U) << folder.path();
}

TEST_F(Replay, SeedsAndFindingsKeepThePromises) {
    for (const Door& door : doors()) {
        EXPECT_GE(replay(door, fuzz_ / "seeds" / door.name), 3U) << door.name;
        replay(door, fuzz_ / "findings" / door.name);
    }
}

TEST_F(Replay, RealFilesKeepThePromises) {
    const fs::path corpus = fuzz_.parent_path().parent_path() / "shared" / "corpus";
    if (!fs::exists(corpus)) GTEST_SKIP() << "the folder of real files is absent";
    for (const Door& door : doors())
        for (const std::string& folder : door.real_files) replay(door, corpus / folder);
}

}  // namespace
