// Runs the stories of tests/scenarios/ through the executable, each on every database.
//
// A line of a story is one of
//   # words                the story itself
//   file NAME              followed by indented lines: a file the clerk was sent
//   $ WORDS                mingce with these words; "init" gets the database of the test
//   = N                    the exit code it ended with (0 where no such line stands)
//   > words                said on one line of what it printed
//   < words                said nowhere in it
//   on DAY                 the clock of what follows stands on this day, nine in the morning
//   keep NAME              the last command's sheet, from its last empty line on, kept as a file
//   damage NAME            one byte in the middle of a file is another one now
//   photo NAME WORD [SIDE] a picture of 480×640 pixels, or of SIDE×SIDE; another word, another one
//   lose the record        its folder, its key and its database are gone
// {finding RULE}, {pair} and {folder} in a command stand for the first open finding of a rule, the
// first undecided pair, and the folder of the story. "restore" gets a database, too.
#include <algorithm>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/moment.h"
#include "base/text.h"
#include "each_database.h"
#include "pictures/picture_fixture.h"
#include "places.h"
#include "run_mingce.h"

namespace mingce {
namespace {

namespace fs = std::filesystem;
using testing::Outcome;
using testing::ScratchDatabase;

struct ScenarioLine {
    std::size_t number = 0;
    std::string text;
};

std::vector<ScenarioLine> lines_of(const fs::path& file) {
    std::ifstream stream(file);
    std::vector<ScenarioLine> lines;
    std::string text;
    while (std::getline(stream, text)) lines.push_back({lines.size() + 1, text});
    return lines;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words(1);
    bool quoted = false;
    for (char c : text) {
        if (c == '"')
            quoted = !quoted;
        else if (c == ' ' && !quoted)
            words.emplace_back();
        else
            words.back() += c;
    }
    return words;
}

class Story {
public:
    Story(const fs::path& file, Dialect dialect)
        : file_(file), dialect_(dialect), scratch_(std::make_unique<ScratchDatabase>(dialect)) {}

    void run() {
        const std::vector<ScenarioLine> lines = lines_of(file_);
        ASSERT_FALSE(lines.empty()) << file_;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const std::string& text = lines[i].text;
            if (text.empty() || text[0] == '#') continue;
            if (text.starts_with("file "))
                i = write_file(lines, i);
            else if (text.starts_with("$ "))
                i = run_command(lines, i);
            else
                EXPECT_TRUE(happens(text)) << where(lines[i]) << "not a line of a story";
        }
    }

private:
    std::string where(const ScenarioLine& line) const {
        return file_.filename().string() + ":" + std::to_string(line.number) + ": ";
    }

    std::size_t write_file(const std::vector<ScenarioLine>& lines, std::size_t at) const {
        const std::string name = lines[at].text.substr(5);
        std::string content;
        while (at + 1 < lines.size() && lines[at + 1].text.starts_with("    "))
            content += lines[++at].text.substr(4) + "\n";
        folder_.write(name, content);
        return at;
    }

    /// What is no command: false for what no story knows.
    bool happens(const std::string& text) {
        if (text.starts_with("on ")) return set_clock(text.substr(3));
        if (text.starts_with("keep ")) {
            const std::size_t at = said_.rfind("\n\n");
            folder_.write(text.substr(5), at == std::string::npos ? said_ : said_.substr(at + 2));
        } else if (text.starts_with("damage ")) {
            const std::string name = text.substr(7);
            std::string bytes = testing::contents(folder_.path() / name);
            if (bytes.empty()) return false;
            bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
            folder_.write(name, bytes);
        } else if (text.starts_with("photo ")) {
            const std::vector<std::string> words = words_of(text.substr(6));
            testing::PictureShape shape;
            shape.person = words.at(1);
            if (words.size() > 2)
                shape.width = shape.height = static_cast<std::uint32_t>(std::stoul(words[2]));
            folder_.write(words[0], testing::jpeg_of(shape));
        } else if (text == "lose the record") {
            fs::remove_all(folder_.path() / "data");
            fs::remove(folder_.path() / "data.key");
            scratch_ = std::make_unique<ScratchDatabase>(dialect_);
        } else {
            return false;
        }
        return true;
    }

    bool set_clock(std::string_view day) {
        std::string digits;
        std::copy_if(day.begin(), day.end(), std::back_inserter(digits), is_digit);
        const auto date = parse_compact_date(digits);
        if (!date) return false;
        constexpr std::int64_t kNineHours = 9 * 3'600'000;
        clock_ = testing::clock_ahead(start_of(*date).milliseconds + kNineHours -
                                      system_now().milliseconds);
        return true;
    }

    Outcome mingce(std::vector<std::string> words) const {
        if ((words[0] == "init" || words[0] == "restore") && dialect_ == Dialect::Postgres) {
            words.emplace_back("--db");
            words.push_back(scratch_->url());
        }
        words.emplace_back("--data");
        words.push_back((folder_.path() / "data").string());
        return testing::run_mingce(words, "en", "", clock_);
    }

    /// The first id that a listing prints under a key, "" where it has none.
    std::string first_id(std::string_view key, const std::vector<std::string>& listing) const {
        const std::string data = mingce(listing).data, mark = "\"" + std::string(key) + "\":\"";
        const std::size_t at = data.find(mark);
        return at == std::string::npos ? "" : data.substr(at + mark.size(), 32);
    }

    std::string filled(std::string word) const {
        if (word.starts_with("{finding "))
            return first_id("id", {"finding", "list", "--intake", "2026-ug", "--rule",
                                   word.substr(9, word.size() - 10), "--json"});
        if (word == "{pair}")
            return first_id("pair", {"match", "list", "--intake", "2026-ug", "--json"});
        const std::size_t at = word.find("{folder}");
        if (at != std::string::npos) word.replace(at, 8, folder_.path().string());
        return word;
    }

    std::size_t run_command(const std::vector<ScenarioLine>& lines, std::size_t at) {
        const ScenarioLine& command = lines[at];
        // {finding RULE} is one word, though it holds a blank.
        std::vector<std::string> words;
        for (const std::string& word : words_of(command.text.substr(2))) {
            if (!words.empty() && words.back() == "{finding")
                words.back() += " " + word;
            else
                words.push_back(word);
        }
        for (std::string& word : words) word = filled(word);
        const Outcome outcome = mingce(words);
        said_ = outcome.data;
        const std::string said = outcome.data + outcome.talk;
        int expected = 0;
        for (; at + 1 < lines.size(); ++at) {
            const std::string& text = lines[at + 1].text;
            if (text.starts_with("= "))
                expected = std::stoi(text.substr(2));
            else if (text.starts_with("> "))
                EXPECT_NE(said.find(text.substr(2)), std::string::npos)
                    << where(lines[at + 1]) << text << "\n--- said ---\n"
                    << said;
            else if (text.starts_with("< "))
                EXPECT_EQ(said.find(text.substr(2)), std::string::npos)
                    << where(lines[at + 1]) << text << "\n--- said ---\n"
                    << said;
            else
                break;
        }
        EXPECT_EQ(outcome.exit_code, expected) << where(command) << command.text << "\n" << said;
        return at;
    }

    testing::TemporaryFolder folder_;
    fs::path file_;
    Dialect dialect_;
    std::unique_ptr<ScratchDatabase> scratch_;
    std::string clock_;  // of the commands, as their environment
    std::string said_;   // by the last of them on standard output
};

std::vector<std::string> stories() {
    std::vector<std::string> names;
    for (const auto& entry :
         fs::directory_iterator(fs::path(testing::kProject) / "tests/scenarios"))
        names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

class Scenario : public ::testing::TestWithParam<std::tuple<std::string, Dialect>> {};

TEST_P(Scenario, HappensAsWritten) {
    const auto& [name, dialect] = GetParam();
    if (dialect == Dialect::Postgres && testing::test_server().empty())
        GTEST_SKIP() << "no PostgreSQL: run tools/with_postgres and the test, or ./dev test";
    Story(fs::path(testing::kProject) / "tests/scenarios" / (name + ".scenario"), dialect).run();
}

INSTANTIATE_TEST_SUITE_P(, Scenario,
                         ::testing::Combine(::testing::ValuesIn(stories()),
                                            ::testing::Values(Dialect::Sqlite, Dialect::Postgres)),
                         [](const auto& tested) {
                             return std::get<0>(tested.param) +
                                    (std::get<1>(tested.param) == Dialect::Sqlite ? "Sqlite"
                                                                                  : "Postgres");
                         });

}  // namespace
}  // namespace mingce
