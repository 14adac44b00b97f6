// What the registry checks across departments: everybody once, everybody somewhere, as many as were
// admitted and planned, classes of a size.
#pragma once

#include <string>
#include <vector>

#include "usecases/editions/edition_reading.h"

namespace mingce {

/// Passed; differs: an opinion is asked for; failed: it cannot be signed.
enum class CheckResult : std::uint8_t { Passed, Differs, Failed };
constexpr std::string_view key_of(CheckResult result) {
    switch (result) {
        case CheckResult::Passed: return "passed";
        case CheckResult::Differs: return "differs";
        case CheckResult::Failed: return "failed";
    }
    return "";
}

struct CheckLine {
    std::string what;  // department and major, class, or how two are one
    std::int64_t expected = 0, found = 0;
    std::vector<Id> students;  // it is about; of doubles
};
struct EditionCheck {
    std::string_view key;  // balance, admission, plan, doubles, pairs, placed, class_sizes
    Text name;
    CheckResult result = CheckResult::Passed;
    std::int64_t expected = 0, found = 0;
    std::vector<CheckLine> lines;  // where it is not as expected; 200 at most
    std::size_t lines_left_out = 0;
};
/// Of a revision. Reads every part: some hundred milliseconds at 60,000 students.
Result<std::vector<EditionCheck>> edition_checks(Tx& tx, const Context& context,
                                                 const FoundEdition& found,
                                                 const OpenRevision& revision);
CheckResult worst_of(const std::vector<EditionCheck>& checks);

}  // namespace mingce
