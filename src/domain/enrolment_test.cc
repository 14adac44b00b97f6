#include "domain/enrolment.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "domain/code_tables.h"
#include "places.h"
#include "temporary_folder.h"

namespace mingce {
namespace {

using E = EnrolmentEvent;
using S = EnrolmentState;

constexpr Date on(std::uint8_t month, std::uint8_t day) { return {2026, month, day}; }

/// "report 09-01, pass_first_check 09-01, defer 09-03 until 09-30": a life in one line.
std::vector<StatusEvent> life_of(std::string_view text) {
    std::vector<StatusEvent> events;
    std::istringstream words{std::string(text)};
    const auto date = [](const std::string& word) {
        return on(static_cast<std::uint8_t>(std::stoi(word.substr(0, 2))),
                  static_cast<std::uint8_t>(std::stoi(word.substr(3, 2))));
    };
    for (std::string word, day; words >> word >> day;) {
        if (word == "until") {
            events.back().until = date(day);
            continue;
        }
        events.push_back({parse_enrolment_event(word).value(), date(day), std::nullopt});
    }
    return events;
}

TEST(Enrolment, AddsEventsUpToAState) {
    struct Case {
        std::string_view why, life, state, problem;  // `problem` where it is refused
    };
    for (const Case& c : {
             Case{"nothing has happened", "", "admitted", ""},
             Case{"the common way", "report 09-01 pass_first_check 09-01 register 09-20",
                  "enrolled", ""},
             Case{"reported only", "report 09-01", "reported", ""},
             Case{"asks for two weeks", "leave_of_absence 08-30 until 09-14", "admitted", ""},
             Case{"asks for time without end", "leave_of_absence 08-30", "",
                  "enrolment.until_missing"},
             Case{"late, with a reason", "overdue 09-15 report 09-16", "reported", ""},
             Case{"late, and confirmed as given up", "overdue 09-15 decline 09-20", "declined", ""},
             Case{"declares it beforehand", "decline 08-01", "declined", ""},
             Case{"reports after giving up", "decline 08-01 report 09-01", "", "enrolment.step"},
             Case{"fails the first check", "report 09-01 fail_first_check 09-02", "revoked", ""},
             Case{"registered unchecked", "report 09-01 register 09-02", "", "enrolment.step"},
             Case{"enters the army", "defer 08-20 until 09-30 resume_deferred 09-28", "enrolled",
                  ""},
             Case{"keeps a place without end", "defer 08-20", "", "enrolment.until_missing"},
             Case{"keeps a place until yesterday", "defer 08-20 until 08-19", "",
                  "enrolment.until_before"},
             Case{"keeps a place for a day", "defer 08-20 until 08-20", "deferred", ""},
             Case{"reports until", "report 09-01 until 09-03", "", "enrolment.until_not_allowed"},
             Case{"never asks to resume", "defer 08-20 until 09-30 decline 10-01", "declined", ""},
             Case{"fails the re-check", "defer 08-20 until 09-30 revoke 09-29", "revoked", ""},
             Case{"on leave from a kept place", "defer 08-20 until 09-30 take_leave 09-01", "",
                  "enrolment.step"},
             Case{"found unfit after registration",
                  "report 09-01 pass_first_check 09-01 register 09-02 defer 10-01 until 12-31",
                  "deferred", ""},
             Case{"a revoked place restored", "revoke 08-20 restore_place 08-25 report 09-01",
                  "reported", ""},
             Case{"transfers in", "transfer_in 09-01", "enrolled", ""},
             Case{"transfers in after reporting",
                  "leave_of_absence 08-30 until 09-14 "
                  "transfer_in 09-01",
                  "", "enrolment.transfer_not_first"},
             Case{"leave and back", "transfer_in 03-01 take_leave 04-01 resume 09-01", "enrolled",
                  ""},
             Case{"a second year of leave",
                  "transfer_in 03-01 take_leave 04-01 until 09-01 take_leave 09-01 until 12-31",
                  "on_leave", ""},
             Case{"completed, then graduated", "transfer_in 03-01 complete 06-30 graduate 12-31",
                  "graduated", ""},
             Case{"graduated, then left", "transfer_in 03-01 graduate 06-30 leave 12-31", "",
                  "enrolment.step"},
             Case{"expelled, restored on appeal",
                  "transfer_in 03-01 expel 04-01 restore_status 05-01", "enrolled", ""},
             Case{"changes class and major",
                  "transfer_in 03-01 change_class 04-01 change_major 09-01", "enrolled", ""},
             Case{"recorded late, in effect early",
                  "pass_first_check 09-02 register 09-20 report 09-01", "enrolled", ""},
             Case{"of one day, in the order recorded", "pass_first_check 09-01 report 09-01", "",
                  "enrolment.step"},
         }) {
        SCOPED_TRACE(c.why);
        const auto state = state_after(life_of(c.life));
        EXPECT_EQ(state.ok() ? text_of(state.value()).key : "", c.state);
        EXPECT_EQ(state.ok() ? "" : state.error().problem().code, c.problem);
    }
}

TEST(Enrolment, NamesTheFirstStepThatCannotBe) {
    const auto state = state_after(life_of("report 09-01 register 09-02 graduate 09-03"));
    ASSERT_FALSE(state.ok());
    EXPECT_EQ(state.error().detail(), "2. 2026-09-02 注册学籍 register (待初审 reported)");
}

TEST(Enrolment, KnowsTheStateOnADay) {
    const auto life = life_of(
        "register 09-20 report 09-01 pass_first_check 09-02 take_leave 10-01 until 12-31 "
        "resume 12-01");
    struct Case {
        Date day;
        S state;
    };
    for (const Case& c :
         {Case{on(8, 31), S::Admitted}, Case{on(9, 1), S::Reported}, Case{on(9, 19), S::Passed},
          Case{on(9, 20), S::Enrolled}, Case{on(11, 30), S::OnLeave}, Case{on(12, 1), S::Enrolled}})
        EXPECT_EQ(state_on(life, c.day).value(), c.state) << iso_text(c.day);
}

TEST(Enrolment, IsFoundByKeyNameOrCode) {
    struct Case {
        std::string_view text;
        std::optional<E> event;
    };
    for (const Case& c : {
             Case{"report", E::Report},
             Case{"报到", E::Report},
             Case{"11", E::TakeLeave},
             Case{"休学", E::TakeLeave},
             Case{"保留入学资格", E::Defer},
             Case{"申请保留入学资格", E::Defer},
             Case{"2", E::RepeatYear},  // a spreadsheet lost its zero
             Case{"16", E::Revoke},     // the general one of two
             Case{"初审不合格", E::FailFirstCheck},
             Case{"转出", E::TransferOut},
             Case{"转班", E::ChangeClass},
             Case{"", std::nullopt},
             Case{"77", std::nullopt},
             Case{"Report", std::nullopt},
         })
        EXPECT_EQ(parse_enrolment_event(c.text), c.event) << c.text;
    EXPECT_EQ(parse_enrolment_state("在校"), S::Enrolled);
    EXPECT_EQ(parse_enrolment_state("转学(转出)"), S::TransferredOut);
    EXPECT_EQ(parse_enrolment_state("12"), S::Deferred);
    EXPECT_EQ(parse_enrolment_state("流失"), std::nullopt);
}

TEST(Enrolment, EveryStateAndEventIsNamedOnceAndFound) {
    std::set<std::string_view> words;
    for (const EnrolmentStateText& state : enrolment_states()) {
        SCOPED_TRACE(state.key);
        EXPECT_TRUE(words.insert(state.key).second && words.insert(state.name.zh).second);
        EXPECT_EQ(parse_enrolment_state(state.key), state.state);
        EXPECT_EQ(parse_enrolment_state(state.name.zh), state.state);
        EXPECT_FALSE(state.name.en.empty());
        const CodeTable& table = *CodeTables::shipped().find("student_status");
        if (state.code.empty()) continue;
        ASSERT_NE(table.by_code(state.code), nullptr);
        EXPECT_EQ(parse_enrolment_state(table.by_code(state.code)->name), state.state);
    }
    words.clear();
    for (const EnrolmentEventText& event : enrolment_events()) {
        SCOPED_TRACE(event.key);
        EXPECT_TRUE(words.insert(event.key).second && words.insert(event.name.zh).second);
        EXPECT_EQ(parse_enrolment_event(event.key), event.event);
        EXPECT_EQ(parse_enrolment_event(event.name.zh), event.event);
        EXPECT_FALSE(event.name.en.empty() || event.source.empty());
    }
}

TEST(Enrolment, EveryKindOfChangeOfTheStandardIsAnEvent) {
    for (const CodeEntry& entry : CodeTables::shipped().find("change_kind")->entries()) {
        const auto event = parse_enrolment_event(entry.name);
        ASSERT_TRUE(event.has_value()) << entry.name;
        EXPECT_EQ(text_of(*event).code, entry.code) << entry.name;
    }
}

/// Events down, states across; a cell is the number of the state reached, '.' a refusal.
std::string matrix() {
    std::string text;
    for (const EnrolmentStateText& state : enrolment_states())
        text += std::to_string(static_cast<int>(state.state)) + " " + std::string(state.key) + "\n";
    const auto cell = [](std::string word) { return std::string(4 - word.size(), ' ') + word; };
    text += "\n" + std::string(18, ' ');
    for (const EnrolmentStateText& state : enrolment_states())
        text += cell(std::to_string(static_cast<int>(state.state)));
    for (const EnrolmentEventText& event : enrolment_events()) {
        text += "\n" + std::string(event.key) + std::string(18 - event.key.size(), ' ');
        for (const EnrolmentStateText& state : enrolment_states()) {
            const EnrolmentStep* step = enrolment_step(state.state, event.event);
            text += cell(step == nullptr ? "." : std::to_string(static_cast<int>(step->to)));
        }
    }
    return text + "\n";
}

// After a change that is meant: MINGCE_GOLDEN=write build/domain_test --gtest_filter='Enrolment.*'
TEST(Enrolment, LeadsWhereItDid) {
    const auto file =
        std::filesystem::path(testing::kProject) / "tests" / "golden" / "enrolment_matrix.txt";
    const char* const wish = std::getenv("MINGCE_GOLDEN");
    if (wish != nullptr && std::string_view(wish) == "write")
        std::ofstream(file, std::ios::binary) << matrix();
    EXPECT_EQ(matrix(), testing::contents(file));
}

// Whatever happens in whatever order: what replays, replays to where single steps lead, and every
// earlier day replays too.
TEST(Enrolment, ReplaysAsItSteps) {
    EXPECT_TRUE(rc::check([] {
        std::vector<StatusEvent> life;
        S state = S::Admitted;
        std::uint8_t day = 1;
        for (int i = 0; i < 8; ++i) {
            const auto event =
                static_cast<E>(*rc::gen::inRange<std::size_t>(0, kEnrolmentEventCount));
            const EnrolmentStep* step = enrolment_step(state, event);
            const bool late_transfer = event == E::TransferIn && !life.empty();
            std::optional<Date> until;
            if (text_of(event).until == UntilDate::Required) until = on(12, 31);
            life.push_back({event, on(9, day++), until});
            if (step == nullptr || late_transfer) {
                RC_ASSERT(!state_after(life).ok());
                life.pop_back();
                continue;
            }
            state = step->to;
            RC_ASSERT(state_after(life).value() == state);
            RC_ASSERT(state_on(life, on(12, 31)).value() == state);
        }
        for (std::uint8_t d = 1; d <= day; ++d) RC_ASSERT(state_on(life, on(9, d)).ok());
    }));
}

}  // namespace
}  // namespace mingce
