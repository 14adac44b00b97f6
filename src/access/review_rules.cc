#include "access/review_rules.h"

#include <algorithm>
#include <stdexcept>

#include "access/review_problems.h"
#include "base/assets.h"
#include "base/text.h"
#include "domain/toml_section.h"

namespace mingce {

namespace {

struct ReviewLevelText {
    ReviewLevel level;
    std::string_view key;
    Text name;
    Permission permission;
};
constexpr ReviewLevelText kReviewLevelTexts[] = {
    {ReviewLevel::Department,
     "department",
     {"院系初审", "Department review"},
     Permission::RosterEndorse},
    {ReviewLevel::Registry,
     "registry",
     {"学籍科复审", "Registry review"},
     Permission::RosterRecheck},
    {ReviewLevel::Leader, "leader", {"校领导审批", "Leader's approval"}, Permission::RosterApprove},
    {ReviewLevel::Filing, "filing", {"备案", "Filing"}, Permission::RosterFile},
};
static_assert(std::size(kReviewLevelTexts) == kReviewLevelCount);

constexpr TomlProblems kTomlProblems{problem::kReviewNotToml, problem::kReviewItem,
                                     problem::kReviewValue};
constexpr std::size_t kLoginLeast = 2, kLoginMost = 64;

const ReviewLevelText& text_of_level(ReviewLevel level) {
    return kReviewLevelTexts[static_cast<std::size_t>(level)];
}

/// As accounts are named (usecases/people/accounts.h).
bool is_login(std::string_view login) {
    return login.size() >= kLoginLeast && login.size() <= kLoginMost &&
           std::ranges::all_of(login, [](char c) {
               return is_digit(c) || (c >= 'a' && c <= 'z') || c == '.' || c == '_' || c == '-' ||
                      c == '@';
           });
}

template <class T>
bool holds_one(const std::vector<T>& list, const T& one) {
    return std::ranges::find(list, one) != list.end();
}

template <class T>
bool has_one_twice(std::vector<T> list) {
    std::ranges::sort(list);
    return std::ranges::adjacent_find(list) != list.end();
}

Error refused(const Problem& problem, ReviewLevel level, std::string_view item) {
    return {problem, std::string(key_of(level)) + "." + std::string(item)};
}

Status check_people(ReviewLevel level, const LevelRule& rule) {
    if (rule.people.size() > kReviewPeopleMost || has_one_twice(rule.people))
        return refused(problem::kReviewPerson, level, "people");
    for (const std::string& login : rule.people)
        if (!is_login(login))
            return refused(problem::kReviewPerson, level, "people = " + one_line(login, 70));
    return Done{};
}

Status check_level(ReviewLevel level, const LevelRule& rule) {
    if (rule.roles.empty() || has_one_twice(rule.roles))
        return refused(problem::kReviewNoRole, level, "roles");
    for (const Role role : rule.roles)
        if (!may(role, permission_of(level)))
            return refused(problem::kReviewRoleLevel, level,
                           "roles = " + std::string(key_of(role)));
    TRY(check_people(level, rule));
    const std::string signatures = "signatures = " + std::to_string(rule.signatures);
    if (rule.signatures == 0 || rule.signatures > kSignaturesMost)
        return refused(problem::kReviewSignatures, level, signatures);
    if (level == ReviewLevel::Filing && rule.signatures != 1)
        return refused(problem::kReviewFilingOnce, level, signatures);
    if (!rule.people.empty() && rule.signatures > rule.people.size())
        return refused(problem::kReviewMoreThanNamed, level, signatures);
    if (rule.days == 0 || rule.days > kReviewDaysMost)
        return refused(problem::kReviewDays, level, "days = " + std::to_string(rule.days));
    return Done{};
}

/// What a number beyond every limit becomes: refused as such.
std::uint32_t count_of(std::int64_t number) {
    return number < 0 || number > 1'000'000 ? 0 : static_cast<std::uint32_t>(number);
}

Result<LevelRule> read_level(const TomlSection& section) {
    TRY(section.only({"roles", "people", "signatures", "days"}));
    LevelRule rule;
    for (const std::string& key : TRY(section.texts("roles"))) {
        const auto role = parse_role(key);
        if (!role) return section.refuse_value("roles", key);
        rule.roles.push_back(*role);
    }
    rule.people = TRY(section.texts("people"));
    rule.signatures = count_of(TRY(section.integer("signatures")));
    rule.days = count_of(TRY(section.integer("days")));
    return rule;
}

std::string list_text(const std::vector<std::string>& words) {
    std::string text = "[";
    for (const std::string& word : words)
        text.append(text.size() == 1 ? "\"" : ", \"").append(word).append("\"");
    return text + "]";
}

/// Whether the principal could sign there: what deputies stand on.
bool principal_may(const LevelRule& rule, const Deputy& deputy) {
    return (rule.people.empty() || holds_one(rule.people, deputy.principal)) &&
           std::ranges::any_of(deputy.principal_roles,
                               [&rule](Role role) { return holds_one(rule.roles, role); });
}

struct DeputyDoubt {
    const Problem* problem;
    std::string detail;
};
/// Why a deputyship of the level does not hold; nothing: it does.
std::optional<DeputyDoubt> doubt_of(const LevelRule& rule, const Deputy& deputy, Date day) {
    const std::string whose = deputy.principal + " ";
    if (deputy.ended_at)
        return DeputyDoubt{&problem::kSignDeputyEnded, whose + iso_text(day_of(*deputy.ended_at))};
    if (day > deputy.until)
        return DeputyDoubt{&problem::kSignDeputyPast, whose + iso_text(deputy.until)};
    if (day < deputy.from)
        return DeputyDoubt{&problem::kSignDeputyEarly, whose + iso_text(deputy.from)};
    if (!principal_may(rule, deputy))
        return DeputyDoubt{&problem::kSignPrincipalLeft, deputy.principal};
    return std::nullopt;
}

MaySign sign_refused(const Problem& problem, std::string detail) {
    return {false, {}, &problem, std::move(detail)};
}

}  // namespace

std::string_view key_of(ReviewLevel level) { return text_of_level(level).key; }
Text name_of(ReviewLevel level) { return text_of_level(level).name; }
Permission permission_of(ReviewLevel level) { return text_of_level(level).permission; }

std::optional<ReviewLevel> parse_review_level(std::string_view key) {
    const auto* const found = std::ranges::find(kReviewLevelTexts, key, &ReviewLevelText::key);
    if (found == std::end(kReviewLevelTexts)) return std::nullopt;
    return found->level;
}

Status check_review_rules(const ReviewRules& rules) {
    for (const ReviewLevel level : kReviewLevels) TRY(check_level(level, rules.of(level)));
    const auto& leader = rules.of(ReviewLevel::Leader).people;
    const auto& filing = rules.of(ReviewLevel::Filing).people;
    if (leader.size() == 1 && leader == filing)
        return Error(problem::kReviewOneAlone, leader.front());
    return Done{};
}

Result<ReviewRules> parse_review_rules(std::string_view text) {
    const toml::table table = TRY(parse_toml(text, kTomlProblems));
    const TomlSection root(table, kTomlProblems);
    TRY(root.only({"department", "registry", "leader", "filing"}));
    ReviewRules rules;
    for (const ReviewLevel level : kReviewLevels) {
        const auto* const below = table.get_as<toml::table>(key_of(level));
        if (below == nullptr) return root.refuse_value(key_of(level));
        rules.of(level) =
            TRY(read_level(TomlSection(*below, kTomlProblems, std::string(key_of(level)))));
    }
    TRY(check_review_rules(rules));
    return rules;
}

std::string toml_of(const ReviewRules& rules) {
    std::string text;
    for (const ReviewLevel level : kReviewLevels) {
        const LevelRule& rule = rules.of(level);
        std::vector<std::string> roles;
        roles.reserve(rule.roles.size());
        for (const Role role : rule.roles) roles.emplace_back(key_of(role));
        text.append("[").append(key_of(level)).append("]\nroles = ").append(list_text(roles));
        if (!rule.people.empty()) text.append("\npeople = ").append(list_text(rule.people));
        text.append("\nsignatures = ").append(std::to_string(rule.signatures));
        text.append("\ndays = ").append(std::to_string(rule.days)).append("\n");
    }
    return text;
}

const ReviewRules& shipped_review_rules() {
    static const ReviewRules rules = [] {
        auto parsed = parse_review_rules(asset("review.toml"));
        // The program's own file: a test reads it.
        if (!parsed.ok()) throw std::logic_error(parsed.error().sentence(Language::English));
        return std::move(parsed).value();
    }();
    return rules;
}

bool Deputy::is_of(ReviewLevel level) const { return holds_one(levels, level); }

bool Deputy::holds(ReviewLevel level, Date day) const {
    return is_of(level) && !ended_at && from <= day && day <= until;
}

MaySign may_sign(const ReviewRules& rules, const std::vector<Deputy>& deputies, ReviewLevel level,
                 const Signer& signer, Date day) {
    const LevelRule& rule = rules.of(level);
    const std::string where(key_of(level));
    if (!may(signer.role, permission_of(level))) return sign_refused(problem::kSignRole, where);
    const bool has_role = holds_one(rule.roles, signer.role);
    const bool is_named = rule.people.empty() || holds_one(rule.people, signer.login);
    if (has_role && is_named) return {true, {}, nullptr, {}};
    std::optional<DeputyDoubt> last;
    for (const Deputy& deputy : deputies) {
        if (deputy.deputy != signer.login || !deputy.is_of(level)) continue;
        auto doubt = doubt_of(rule, deputy, day);
        if (!doubt) return {true, deputy.principal, nullptr, {}};
        last = std::move(doubt);  // the latest named tells most
    }
    if (last) return sign_refused(*last->problem, std::move(last->detail));
    return sign_refused(has_role ? problem::kSignNotNamed : problem::kSignRole, where);
}

}  // namespace mingce
