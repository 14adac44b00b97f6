// A small record to crash: its folder, its key beside it, the files it imports, where its rosters
// go, on either database. Made once for a flow and copied for every point, in memory where there is
// room.
#pragma once

#include <atomic>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "each_database.h"
#include "faults/fault_run.h"

namespace mingce::testing {

/// Arguments of the program. "@x" is the path x of the scene.
using Words = std::vector<std::string>;

/// A folder of its own, and on PostgreSQL a database of its own, gone with it.
class Scene {
public:
    explicit Scene(Dialect dialect = Dialect::Sqlite) {
        const bool has_memory = std::filesystem::is_directory("/dev/shm");
        const std::filesystem::path parent =
            has_memory ? "/dev/shm" : std::filesystem::temp_directory_path();
        std::string pattern = (parent / "mingce-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder for a scene");
        root_ = pattern;
        if (dialect == Dialect::Sqlite) return;
        // As many letters for each, so that mingce.toml names a copy's as well.
        static std::atomic<int> made = 0;
        database_ = "crash_" + std::to_string(getpid()) + "_" + std::to_string(1000 + ++made);
        make_database("template0");
    }
    Scene(const Scene&) = delete;
    Scene& operator=(const Scene&) = delete;
    ~Scene() {
        std::error_code ignored;
        std::filesystem::remove_all(root_, ignored);
        if (is_on_server()) drop_database();
    }

    const std::filesystem::path& root() const { return root_; }
    std::filesystem::path data() const { return root_ / "data"; }
    Dialect dialect() const { return is_on_server() ? Dialect::Postgres : Dialect::Sqlite; }
    void write(const std::string& name, const std::string& bytes) const {
        const std::filesystem::path file = root_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << bytes;
    }

    /// Becomes what the other, of the same database's kind, is.
    void take_from(const Scene& other) const {
        for (const auto& entry : std::filesystem::directory_iterator(root_))
            std::filesystem::remove_all(entry.path());
        std::filesystem::copy(other.root_, root_, std::filesystem::copy_options::recursive);
        if (!is_on_server()) return;
        drop_database();
        other.wait_until_alone();
        make_database(other.database_);
        std::string settings = contents(data() / "mingce.toml");
        const std::size_t at = settings.find(other.database_);
        if (at == std::string::npos) return;
        write("data/mingce.toml", settings.replace(at, other.database_.size(), database_));
    }

    FaultRun run_of(const Words& words) const {
        FaultRun run;
        run.folder = root_;
        run.arguments = {"--data", data().string()};
        for (const std::string& word : words)
            run.arguments.push_back(word.starts_with('@') ? (root_ / word.substr(1)).string()
                                                          : word);
        if (!is_on_server()) return run;
        run.environment.emplace_back("MINGCE_FAULT_SOCKETS", "1");
        if (words[0] != "init") return run;
        run.arguments.insert(run.arguments.end(), {"--db", test_server() + "&dbname=" + database_});
        return run;
    }
    FaultOutcome run(const Words& words, const std::string& fault = "") const {
        return run_with_fault(run_of(words), fault);
    }

    /// A server goes on for a moment with what a dead program had sent it.
    void wait_until_alone() const {
        if (!is_on_server()) return;
        on_test_server("DO $$ BEGIN WHILE EXISTS (SELECT FROM pg_stat_activity WHERE datname = '" +
                       database_ +
                       "') LOOP PERFORM pg_sleep(0.002); PERFORM pg_stat_clear_snapshot();"
                       " END LOOP; END $$");
    }

    /// Every file, by its path in the scene.
    std::set<std::string> files() const {
        std::set<std::string> names;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root_))
            if (!entry.is_directory())
                names.insert(entry.path().lexically_relative(root_).generic_string());
        return names;
    }

private:
    bool is_on_server() const { return !database_.empty(); }
    void make_database(const std::string& like) const {
        on_test_server("CREATE DATABASE " + database_ + " TEMPLATE " + like);
    }
    void drop_database() const { on_test_server("DROP DATABASE " + database_ + " WITH (FORCE)"); }

    std::filesystem::path root_;
    std::string database_;  // on the server
};

/// A list of `students` made-up undergraduates, the last one's phone as told. One in eight has a
/// phone that a rule finds too short.
inline std::string made_up_list(int students, const std::string& phone_of_last) {
    constexpr const char* kNames[] = {"王梓轩", "李若曦", "张静姝", "刘云起",
                                      "陈语桐", "杨志远", "赵思颖", "周诗涵"};
    std::string text = "姓名,性别,出生日期,考生号,院系,专业,行政班,手机号码\n";
    for (int i = 0; i < students; ++i) {
        const std::string two = std::to_string(10 + i), day = std::to_string(10 + i % 18);
        const std::string phone = i % 8 == 2 ? "1380000" + two : "138000010" + two;
        text += std::string(kNames[i % 8]) + (i % 2 == 0 ? ",男" : ",女") + ",2008-03-" + day +
                ",264401011100" + two + ",物理学院,物理学,物理" + std::to_string(1 + i % 3) +
                "班," + (i + 1 == students ? phone_of_last : phone) + "\n";
    }
    return text;
}

}  // namespace mingce::testing
