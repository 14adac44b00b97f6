// The data standard, code tables and rules that hold for a school on a day: what the program ships,
// overlaid with what the school changed and did not take back (docs/adr/0016).
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/moment.h"
#include "base/result.h"
#include "domain/finding.h"
#include "domain/standard_terms.h"

namespace mingce {

/// One thing a school said, as it is kept: never altered, confirmed or withdrawn at most once.
struct StandardChange {
    std::int64_t number = 0;  // from 1, of the institution
    StandardKind kind = StandardKind::Field;
    std::string key;  // of the field or table; code of the rule
    Date effective_from;
    std::string document;  // text_of() its terms
    std::string reason;
    Moment at;
    std::string actor;
    Id account;  // none: at the machine
    bool needs_second = false;
    Moment confirmed_at, withdrawn_at;  // 0: not so
    std::string confirmed_by, withdrawn_by, withdrawn_reason;

    bool is_withdrawn() const { return withdrawn_at.milliseconds != 0; }
    bool is_confirmed() const { return confirmed_at.milliseconds != 0; }
    bool is_waiting() const { return needs_second && !is_confirmed() && !is_withdrawn(); }
    bool holds_on(Date day) const {
        return !is_withdrawn() && !is_waiting() && effective_from <= day;
    }
};

enum class StandardChangeState : std::uint8_t { Waiting, Coming, InForce, Replaced, Withdrawn };
constexpr std::string_view key_of(StandardChangeState state) {
    switch (state) {
        case StandardChangeState::Waiting: return "waiting";
        case StandardChangeState::Coming: return "coming";
        case StandardChangeState::InForce: return "in_force";
        case StandardChangeState::Replaced: return "replaced";
        case StandardChangeState::Withdrawn: return "withdrawn";
    }
    return "";
}

/// Of those of one kind and key that hold on the day, the one effective last; of one day, the one
/// with the highest number. nullptr: as shipped.
const StandardChange* in_force(std::span<const StandardChange> changes, StandardKind kind,
                               std::string_view key, Date day);
StandardChangeState state_of(const StandardChange& change, std::span<const StandardChange> changes,
                             Date day);

class SchoolStandard {
public:
    /// Nothing changed.
    static const SchoolStandard& shipped();
    /// Changes of what this program does not know are passed over. Errors: BadInput of a document
    /// that is none.
    static Result<SchoolStandard> on(Date day, std::span<const StandardChange> changes);

    const DataStandard& fields() const { return fields_ ? *fields_ : DataStandard::shipped(); }
    const CodeTables& codes() const { return codes_ ? *codes_ : CodeTables::shipped(); }
    bool is_on(const RuleText& rule) const { return of(rule).is_on; }
    Severity severity_of(const RuleText& rule) const { return of(rule).severity; }
    RuleTerms of(const RuleText& rule) const;
    FieldTerms of(Field field) const;

    /// Numbers of the changes that hold, ascending.
    const std::vector<std::int64_t>& changes() const { return changes_; }
    bool is_changed(StandardKind kind, std::string_view key) const;

    /// Lets something hold as well. The key is known.
    void take(const std::string& key, const StandardTerms& terms, Date day);
    /// Leaves out what rules say that are off, and grades the rest: the one place where it is done.
    void judge(std::vector<Finding>& findings) const;

private:
    void take_terms(const std::string& key, const FieldTerms& terms, Date day);
    void take_terms(const std::string& key, const RuleTerms& terms, Date day);
    void take_terms(const std::string& key, const CodeEdition& edition, Date day);

    std::optional<DataStandard> fields_;
    std::optional<CodeTables> codes_;
    std::map<std::string, RuleTerms, std::less<>> rules_;
    std::vector<std::int64_t> changes_;
    std::set<std::string> changed_;  // "field name"
};

}  // namespace mingce
