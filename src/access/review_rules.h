// Who acts at each level of a review, how many sign, until when, and who stands in for whom: a
// school's own data (data/review.toml as shipped), held against the promises of edition_life.h.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/permission.h"
#include "base/date.h"
#include "base/moment.h"
#include "base/result.h"

namespace mingce {

/// Levels that somebody signs. Keys are stored: append only.
enum class ReviewLevel : std::uint8_t { Department, Registry, Leader, Filing };
constexpr std::size_t kReviewLevelCount = 4;
constexpr std::array<ReviewLevel, kReviewLevelCount> kReviewLevels = {
    ReviewLevel::Department, ReviewLevel::Registry, ReviewLevel::Leader, ReviewLevel::Filing};
/// "department", "registry", "leader", "filing".
std::string_view key_of(ReviewLevel level);
std::optional<ReviewLevel> parse_review_level(std::string_view key);
Text name_of(ReviewLevel level);
/// What somebody must be allowed to sign there.
Permission permission_of(ReviewLevel level);

struct LevelRule {
    std::vector<Role> roles;          // each holds permission_of(level); never empty
    std::vector<std::string> people;  // logins; empty: whoever has one of the roles
    std::uint32_t signatures = 1;     // different people; of a department, on its part
    std::uint32_t days = 3;           // from the day the level began to its deadline
    auto operator<=>(const LevelRule&) const = default;
};
constexpr std::uint32_t kSignaturesMost = 5, kReviewDaysMost = 90;
constexpr std::size_t kReviewPeopleMost = 50;

struct ReviewRules {
    std::int64_t number = 0;  // of the school's change that said so; 0: as shipped
    std::array<LevelRule, kReviewLevelCount> levels;
    const LevelRule& of(ReviewLevel level) const { return levels[static_cast<std::size_t>(level)]; }
    LevelRule& of(ReviewLevel level) { return levels[static_cast<std::size_t>(level)]; }
};

/// What edition_life.h promises of any school. Errors: BadInput, naming level and item: no role,
/// one twice, or one that may not sign at the level; a login that is none or is there twice, or
/// more than 50; 0 or more than 5 signatures, more than people are named, not one of filing, which
/// is one act; 0 or more than 90 days; approval and filing by one and the same person alone.
Status check_review_rules(const ReviewRules& rules);
/// Reads and checks. Errors: BadInput: not TOML, an unknown item, a value of the wrong kind, an
/// unknown role; those of check_review_rules().
Result<ReviewRules> parse_review_rules(std::string_view toml);
/// The same as TOML: parse_review_rules() reads it back.
std::string toml_of(const ReviewRules& rules);
const ReviewRules& shipped_review_rules();

/// One person standing in for another at some levels, from one day to another, both included.
struct Deputy {
    std::int64_t number = 0;        // of the institution, from 1
    std::string principal, deputy;  // logins
    std::vector<ReviewLevel> levels;
    Date from, until;
    std::string reason;
    Moment at;
    std::string actor;
    std::optional<Moment> ended_at;
    std::string ended_by;
    /// What the principal may act as where it is signed; none of an account that was disabled.
    /// What a person may no more do, nobody does for them.
    std::vector<Role> principal_roles;

    bool is_of(ReviewLevel level) const;
    bool holds(ReviewLevel level, Date day) const;
};

struct Signer {
    std::string login;
    Role role = Role::Registry;  // worked under now
};
/// Whether somebody may sign at a level on a day, for whom, or why not.
struct MaySign {
    bool may = false;
    /// The principal's login, of a deputy. It is their signature: a principal and a deputy of
    /// theirs are one of the people that a level asks for.
    std::string instead_of;
    /// review.role, review.not_named, review.deputy_early, review.deputy_past, review.deputy_ended,
    /// review.principal_left; null where they may.
    const Problem* why_not = nullptr;
    std::string detail;  // whose deputy until when
};
/// Pure: by the rules and the deputies alone; scope, own work and views are asked elsewhere. Who
/// has one of the level's roles and is named, where people are named, signs for themselves. A
/// deputy signs under any role that may sign at the level at all, and for a principal who might.
MaySign may_sign(const ReviewRules& rules, const std::vector<Deputy>& deputies, ReviewLevel level,
                 const Signer& signer, Date day);

}  // namespace mingce
