#include "domain/enrolment.h"

#include <algorithm>
#include <string>
#include <vector>

#include "domain/code_tables.h"
#include "domain/enrolment_life.h"
#include "domain/enrolment_problems.h"

namespace mingce {

namespace {

template <class Table>
auto parse(const Table& table, std::string_view code_table, std::string_view text) -> const
    typename Table::value_type* {
    if (text.empty()) return nullptr;
    for (const auto& row : table)
        if (row.key == text || row.name.zh == text) return &row;
    const auto found = CodeTables::shipped().find(code_table)->find(text);
    const std::string_view code = found ? std::string_view(found->entry->code) : text;
    for (const auto& row : table)
        if (!row.code.empty() && row.code == code) return &row;
    return nullptr;
}

/// "2. 2026-09-05 报到 report (放弃入学资格 declined)": dates and words of the tables, no person.
std::string naming(std::size_t place, const StatusEvent& event, EnrolmentState reached) {
    const EnrolmentEventText& happened = text_of(event.event);
    const EnrolmentStateText& state = text_of(reached);
    return std::to_string(place + 1) + ". " + iso_text(event.effective) + " " +
           std::string(happened.name.zh) + " " + std::string(happened.key) + " (" +
           std::string(state.name.zh) + " " + std::string(state.key) + ")";
}

const Problem* problem_of(const StatusEvent& event, const EnrolmentStep* step, bool first) {
    if (step == nullptr) return &problem::kEnrolmentStep;
    if (event.event == EnrolmentEvent::TransferIn && !first)
        return &problem::kEnrolmentTransferNotFirst;
    const UntilDate until = text_of(event.event).until;
    if (until == UntilDate::Required && !event.until) return &problem::kEnrolmentUntilMissing;
    if (until == UntilDate::None && event.until) return &problem::kEnrolmentUntilNotAllowed;
    if (event.until && *event.until < event.effective) return &problem::kEnrolmentUntilBefore;
    return nullptr;
}

}  // namespace

std::span<const EnrolmentStateText> enrolment_states() { return enrolment_life::kStates; }
std::span<const EnrolmentEventText> enrolment_events() { return enrolment_life::kEvents; }
std::span<const EnrolmentStep> enrolment_steps() { return enrolment_life::kSteps; }

const EnrolmentStateText& text_of(EnrolmentState state) { return enrolment_life::of(state); }
const EnrolmentEventText& text_of(EnrolmentEvent event) { return enrolment_life::of(event); }

Text text_of(StepNeed need) {
    switch (need) {
        case StepNeed::Nothing: return {"", ""};
        case StepNeed::Reason: return {"理由", "a reason"};
        case StepNeed::Decision: return {"学校决定及文号", "a decision of the school, numbered"};
        case StepNeed::TransferAgreement:
            return {"两校同意的转学手续", "the agreement of both schools"};
    }
    return {"", ""};
}

std::optional<EnrolmentState> parse_enrolment_state(std::string_view text) {
    const auto* row = parse(enrolment_life::kStates, "student_status", text);
    return row == nullptr ? std::nullopt : std::optional(row->state);
}

std::optional<EnrolmentEvent> parse_enrolment_event(std::string_view text) {
    const auto* row = parse(enrolment_life::kEvents, "change_kind", text);
    return row == nullptr ? std::nullopt : std::optional(row->event);
}

const EnrolmentStep* enrolment_step(EnrolmentState from, EnrolmentEvent event) {
    const std::size_t index = enrolment_life::step_index(from, event);
    return index < enrolment_life::kSteps.size() ? &enrolment_life::kSteps[index] : nullptr;
}

Result<EnrolmentState> state_after(std::span<const StatusEvent> events) {
    std::vector<StatusEvent> ordered(events.begin(), events.end());
    std::stable_sort(
        ordered.begin(), ordered.end(),
        [](const StatusEvent& a, const StatusEvent& b) { return a.effective < b.effective; });
    EnrolmentState state = EnrolmentState::Admitted;
    for (std::size_t i = 0; i < ordered.size(); ++i) {
        const EnrolmentStep* step = enrolment_step(state, ordered[i].event);
        if (const Problem* problem = problem_of(ordered[i], step, i == 0))
            return Error(*problem, naming(i, ordered[i], state));
        state = step->to;
    }
    return state;
}

Result<EnrolmentState> state_on(std::span<const StatusEvent> events, Date day) {
    std::vector<StatusEvent> happened;
    for (const StatusEvent& event : events)
        if (event.effective <= day) happened.push_back(event);
    return state_after(happened);
}

std::optional<Date> next_event_after(std::span<const StatusEvent> events, Date day) {
    std::optional<Date> next;
    for (const StatusEvent& event : events)
        if (event.effective > day && (!next || event.effective < *next)) next = event.effective;
    return next;
}

}  // namespace mingce
