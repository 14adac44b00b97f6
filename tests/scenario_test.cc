// Runs the stories of tests/scenarios/ through the executable, each on every database.
//
// A line of a story is one of
//   # words                the story itself
//   file NAME              followed by indented lines: a file the clerk was sent
//   $ WORDS                mingce with these words; "init" gets the database of the test
//   = N                    the exit code it ended with (0 where no such line stands)
//   > words                said on one line of what it printed
//   < words                said nowhere in it
// {finding RULE}, {pair} and {folder} in a command stand for the first open finding of a rule, the
// first undecided pair, and the folder of the story.
#include <algorithm>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/text.h"
#include "each_database.h"
#include "run_mingce.h"

namespace mingce {
namespace {

namespace fs = std::filesystem;
using testing::Outcome;

struct Line {
    std::size_t number = 0;
    std::string text;
};

std::vector<Line> lines_of(const fs::path& file) {
    std::ifstream stream(file);
    std::vector<Line> lines;
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
    Story(const fs::path& file, std::string database)
        : file_(file), database_(std::move(database)) {}

    void run() {
        const std::vector<Line> lines = lines_of(file_);
        ASSERT_FALSE(lines.empty()) << file_;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const std::string& text = lines[i].text;
            if (text.empty() || text[0] == '#') continue;
            if (text.starts_with("file "))
                i = write_file(lines, i);
            else if (text.starts_with("$ "))
                i = run_command(lines, i);
            else
                ADD_FAILURE() << where(lines[i]) << "not a line of a story";
        }
    }

private:
    std::string where(const Line& line) const {
        return file_.filename().string() + ":" + std::to_string(line.number) + ": ";
    }

    std::size_t write_file(const std::vector<Line>& lines, std::size_t at) const {
        const std::string name = lines[at].text.substr(5);
        std::string content;
        while (at + 1 < lines.size() && lines[at + 1].text.starts_with("    "))
            content += lines[++at].text.substr(4) + "\n";
        folder_.write(name, content);
        return at;
    }

    Outcome mingce(std::vector<std::string> words) const {
        if (words[0] == "init" && !database_.empty()) {
            words.emplace_back("--db");
            words.push_back(database_);
        }
        words.emplace_back("--data");
        words.push_back((folder_.path() / "data").string());
        return testing::run_mingce(words);
    }

    /// The first id that a listing prints; what no listing has is left as it stands.
    std::string first_id(const std::vector<std::string>& listing) const {
        const std::string data = mingce(listing).data;
        const std::size_t at = data.find("\"id\":\"");
        return at == std::string::npos ? "" : data.substr(at + 6, 32);
    }

    std::string filled(std::string word) const {
        if (word.starts_with("{finding "))
            return first_id({"finding", "list", "--intake", "2026-ug", "--rule",
                             word.substr(9, word.size() - 10), "--json"});
        if (word == "{pair}") return first_id({"match", "list", "--intake", "2026-ug", "--json"});
        const std::size_t at = word.find("{folder}");
        if (at != std::string::npos) word.replace(at, 8, folder_.path().string());
        return word;
    }

    std::size_t run_command(const std::vector<Line>& lines, std::size_t at) {
        const Line& command = lines[at];
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
    std::string database_;
};

std::vector<std::string> stories() {
    std::vector<std::string> names;
    for (const auto& entry :
         fs::directory_iterator(fs::path(MINGCE_SOURCE_DIR) / "tests/scenarios"))
        names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

class Scenario : public ::testing::TestWithParam<std::tuple<std::string, Dialect>> {};

TEST_P(Scenario, HappensAsWritten) {
    const auto& [name, dialect] = GetParam();
    if (dialect == Dialect::Postgres && testing::test_server().empty())
        GTEST_SKIP() << "no PostgreSQL: run tools/with_postgres and the test, or ./dev test";
    const testing::ScratchDatabase scratch(dialect);
    const fs::path file = fs::path(MINGCE_SOURCE_DIR) / "tests/scenarios" / (name + ".scenario");
    Story(file, dialect == Dialect::Postgres ? scratch.url() : "").run();
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
