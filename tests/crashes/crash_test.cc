// Whatever the disk does and whenever the program dies, a record is as it was before or as it was
// meant to be, and the next start works: every flow that writes, a fault at its n-th change of a
// file. MINGCE_CRASH_POINTS says how many; `./dev soak` asks for 10,000.
#include <algorithm>
#include <atomic>
#include <iostream>
#include <map>
#include <sstream>
#include <thread>

#include <gtest/gtest.h>

#include "fault_plan.h"
#include "flows.h"
#include "pictures/picture_fixture.h"
#include "record_in_words.h"
#include "usecases/record/output_file.h"

namespace mingce {
namespace {

using testing::Flow;
using testing::RecordInWords;
using testing::Scene;

/// What a person finds: the record, and the files that were asked for.
struct Situation {
    RecordInWords record;
    std::map<std::string, std::string> written;  // of files outside the record, by name
    std::set<std::string> files;                 // everything, by name

    bool operator==(const Situation& other) const {
        return record.lines == other.record.lines && written == other.written;
    }
};

/// What a file that was asked for says. The audit's holds ids and moments, other ones each time:
/// whether it is sound.
std::string told_by(const Scene& scene, const std::string& name) {
    if (name == "out/audit.txt")
        return scene.run({"audit", "verify", "@" + name}).exit_code == 0 ? "sound" : "not sound";
    // A backup was read back before it took its place; the flow of restoring reads it too.
    if (name.starts_with("out/record.backup")) return "a backup";
    return sha256_hex(testing::contents(scene.root() / name));
}

Situation look_at(const Scene& scene) {
    Situation found;
    scene.wait_until_alone();
    found.record = testing::read_record(scene.data());
    found.files = scene.files();
    for (const std::string& name : found.files)
        if (name.starts_with("out/") && !name.starts_with("out/."))
            found.written[name] = told_by(scene, name);
    return found;
}

bool went_well(const testing::FaultOutcome& outcome) {
    return outcome.exit_code == 0 || outcome.exit_code == 1;
}

bool refused_in_one_sentence(const testing::FaultOutcome& outcome) {
    std::istringstream lines(outcome.talk);
    std::size_t sentences = 0;
    for (std::string line; std::getline(lines, line);) sentences += line.starts_with("mingce: ");
    return outcome.exit_code == 2 && sentences == 1;
}

/// One flow, its scene, and what is found before and after it.
class Crash {
public:
    Crash(const Flow& flow, Dialect dialect) : flow_(flow), origin_(dialect) {
        origin_.write("first/list.csv", testing::made_up_list(24, "13800001999"));
        origin_.write("second/list.csv", testing::made_up_list(26, "13800001888"));
        for (const char* number : {"26440101110010", "26440101110011", "26440101110012"}) {
            const std::string name = std::string(number) + ".jpg";
            origin_.write("photos/" + name, testing::jpeg_of({480, 640, 60'000, number}));
            origin_.write("other_photos/" + name, testing::jpeg_of({480, 640, 70'000, number}));
        }
        std::filesystem::create_directory(origin_.root() / "out");
        for (const testing::Words& words : flow.before) {
            const auto outcome = origin_.run(words);
            if (!went_well(outcome)) throw std::runtime_error(words[0] + ": " + outcome.talk);
        }
        if (flow.prepare) flow.prepare(origin_);
        before_ = look_at(origin_);
        const Scene scene(dialect);
        scene.take_from(origin_);
        points_ = testing::fault_points(scene.run_of(flow.arguments));
        after_ = look_at(scene);
    }

    const std::vector<std::string>& points() const { return points_; }
    const Situation& before() const { return before_; }
    const Situation& after() const { return after_; }

    /// Runs the flow with a fault and says what is wrong with what is found then, "" when nothing.
    /// `tries_again`: then runs it undisturbed.
    std::string wrong_after(const testing::Fault& fault, const Scene& scene,
                            bool tries_again) const {
        scene.take_from(origin_);
        const auto outcome = scene.run(flow_.arguments, fault.text);
        std::string wrong;
        const bool died = outcome.killed && fault.kills && !outcome.timed_out;
        if (!died && !went_well(outcome) && !refused_in_one_sentence(outcome))
            wrong += "ended by " + std::to_string(outcome.exit_code) + "\n";
        const Situation found = look_at(scene);
        if (!found.record.broken.empty()) wrong += "broken: " + found.record.broken + "\n";
        // What is said to be done is done; also by one who died after saying so.
        const bool only_counts = flow_.may.goes_on;  // how far it is
        const bool said = went_well(outcome) || (died && !outcome.talk.empty() && !only_counts);
        if (said && !(found == after_))
            wrong += "said and not done" + testing::difference(after_.record, found.record) + "\n";
        else if (!(found == before_) && !(found == after_) && !may_be_left(found))
            wrong += "neither as before" + testing::difference(before_.record, found.record) +
                     "\nnor as after" + testing::difference(after_.record, found.record) + "\n";
        if (tries_again) wrong += wrong_after_next_try(scene, found);
        if (!wrong.empty()) wrong += "it had said: " + outcome.talk;
        return wrong;
    }

private:
    /// A file and a database do not change in one step. The record comes first: what lies in a
    /// folder was told of, what was told of may have to be written again.
    bool may_be_left(const Situation& found) const {
        const bool files_are_whole = std::includes(after_.written.begin(), after_.written.end(),
                                                   found.written.begin(), found.written.end());
        const Situation& told = flow_.may.files_first ? before_ : after_;
        if (flow_.may.goes_on) return values_in(found) == values_in(before_);
        return files_are_whole && found.record.lines == told.record.lines;
    }

    static std::vector<std::string> values_in(const Situation& found) {
        std::vector<std::string> lines;
        for (const std::string& line : found.record.lines)
            if (line.starts_with("values of ") || line.starts_with("changes of "))
                lines.push_back(line);
        return lines;
    }

    /// What was not done is done now; what was done is refused or done again, and changes nothing.
    std::string wrong_after_next_try(const Scene& scene, const Situation& first) const {
        const auto outcome = scene.run(flow_.arguments);
        std::string wrong;
        if (!went_well(outcome) && !(first == after_ && refused_in_one_sentence(outcome)))
            wrong += "the next try: " + outcome.talk;
        const Situation found = look_at(scene);
        if (!found.record.broken.empty()) wrong += "broken later: " + found.record.broken + "\n";
        const bool is_there_twice = flow_.may.adds_each_time && !(first == before_);
        if (!is_there_twice && found.record.lines != after_.record.lines)
            wrong += "later not as after" + testing::difference(after_.record, found.record) + "\n";
        if (found.written != after_.written) wrong += "later other files\n";
        for (const std::string& name : found.files)
            if (!after_.files.contains(name)) wrong += "left: " + name + "\n";
        return wrong;
    }

    const Flow& flow_;
    Scene origin_;
    std::vector<std::string> points_;
    Situation before_, after_;
};

void put_through(const Flow& flow, Dialect dialect, std::size_t faults) {
    const Crash crash(flow, dialect);
    ASSERT_EQ(crash.before().record.broken, "");
    ASSERT_EQ(crash.after().record.broken, "");
    ASSERT_FALSE(crash.before() == crash.after()) << "the flow does nothing";
    const auto plan = testing::plan_of(crash.points(), faults);
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        const Scene scene(dialect);
        for (std::size_t i = next++; i < plan.size(); i = next++) {
            const bool tries_again = testing::is_thorough() || i % 3 == 0;
            const std::string wrong = crash.wrong_after(plan[i], scene, tries_again);
            if (!wrong.empty())
                ADD_FAILURE() << plan[i].text << ", " << plan[i].point << "\n" << wrong;
        }
    };
    std::thread other(work);
    work();
    other.join();
    const auto deaths = std::count_if(plan.begin(), plan.end(),
                                      [](const testing::Fault& fault) { return fault.kills; });
    std::cout << flow.name << ": " << crash.points().size() << " points, " << plan.size()
              << " faults, " << deaths << " of them deaths\n";
}

class Crashes : public ::testing::TestWithParam<Flow> {};

TEST_P(Crashes, LeaveWhatWasOrWhatWasMeant) {
    put_through(GetParam(), Dialect::Sqlite,
                testing::runs_of(GetParam(), testing::points_wanted()));
}

/// The same with the words to a server as points: the program dies, or they cannot be sent.
class CrashesBesideAServer : public Crashes {};

TEST_P(CrashesBesideAServer, LeaveWhatWasOrWhatWasMeant) {
    if (testing::test_server().empty())
        GTEST_SKIP() << "no PostgreSQL: run tools/with_postgres and the test, or ./dev test";
    put_through(GetParam(), Dialect::Postgres, testing::points_wanted() / 40);
}

std::string flow_name(const ::testing::TestParamInfo<Flow>& flow) { return flow.param.name; }

INSTANTIATE_TEST_SUITE_P(, Crashes, ::testing::ValuesIn(testing::flows()), flow_name);
INSTANTIATE_TEST_SUITE_P(, CrashesBesideAServer,
                         ::testing::ValuesIn(testing::flows_beside_server()), flow_name);

}  // namespace
}  // namespace mingce
