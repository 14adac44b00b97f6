// Findings as people look at them: one by one, by their causes, opened again, judged again.
#pragma once

#include <string>
#include <vector>

#include "store/findings.h"
#include "usecases/students/student_editor.h"

namespace mingce {

struct ListFindings {
    std::string intake;
    std::string state = "open";  // "" for any
    std::string rule, severity;
    Id after = {};         // the last of the page before; none: from the first
    std::size_t most = 0;  // 0: all
    // A department, kAssignedToAny or kAssignedToNone; "": whoever they wait for.
    std::string assigned_to = {};
    bool is_past_own = false;  // the last of the page before was not FindingLine::is_own
};
inline constexpr std::string_view kAssignedToAny = "*", kAssignedToNone = "-";
/// Who handed a finding to its department, when, and with which words; empty where nobody did.
struct HandedOver {
    std::string by, note;
    Moment at;
};
struct FindingLine {
    StoredFinding finding;
    std::string name, exam_number;  // of the student; "" where it is on a file
    bool is_own = false;            // told first: it waits for a department the caller works for
    HandedOver handed = {};
};
/// In the order they were made; secretaries of departments and counsellors are told first of those
/// that were handed to their departments.
/// Errors: NotFound (intake.unknown), BadInput (finding.state_unknown).
Result<std::vector<FindingLine>> list_findings(const Context& context, const ListFindings& request);

/// What findings have in common: their rule, how many there are of it and how far they are.
struct FindingCause {
    std::string rule, severity;
    std::uint64_t count = 0, students = 0;
    std::uint64_t with_proposal = 0;
    std::uint64_t assigned = 0;         // handed to a department
    std::uint64_t assigned_to_own = 0;  // of these, to one that the caller works for
};
/// By code of the rule; `after` and `most` are not asked for. Errors: as list_findings.
Result<std::vector<FindingCause>> find_causes(const Context& context, const ListFindings& request);

/// Errors: NotFound; BadInput (finding.no_reason); Conflict (finding.state).
Status reopen_finding(const Context& context, const std::string& id, const std::string& reason);

/// Judges a whole intake again.
Result<FindingCounts> check_intake_again(const Context& context, const std::string& intake,
                                         Date today);

}  // namespace mingce
