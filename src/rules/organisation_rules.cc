// A student's major, level and duration against the school's own departments, and the plan.
#include <set>
#include <unordered_map>

#include "base/text.h"
#include "rules/rule_texts.h"
#include "rules/student_row.h"

namespace mingce {

namespace {

using enum Field;

/// The years a duration means: "4", "4年", "4.0" -> "4". "" when it holds no digits.
std::string_view years_of(std::string_view duration) {
    std::size_t end = 0;
    while (end < duration.size() && (is_digit(duration[end]) || duration[end] == '.')) ++end;
    std::string_view years = duration.substr(0, end);
    if (years.ends_with(".0")) years.remove_suffix(2);
    return years;
}

/// Every major with its level as the code table spells it.
class Offer {
public:
    explicit Offer(const CheckContext& context) : majors_(context.organisation.majors) {
        const CodeTable* levels = context.codes.find(context.standard.of(Level).code_table);
        for (std::size_t i = 0; i < majors_.size(); ++i) {
            const mingce::Major& major = majors_[i];
            by_text_[major.name].push_back(i);
            if (!major.school_code.empty()) by_text_[major.school_code].push_back(i);
            if (!major.national_code.empty()) by_text_[major.national_code].push_back(i);
            const auto found = levels == nullptr ? std::nullopt : levels->find(major.level);
            levels_.push_back(found ? found->entry->name : major.level);
        }
    }

    /// By name, by name without what follows in brackets, then by either code.
    const std::vector<std::size_t>* named(const Students& students, std::uint32_t row) const {
        const std::string_view name = students.value(row, Field::Major);
        const std::size_t bracket = std::min(name.find('('), name.find("（"));
        for (const std::string_view text :
             {name, name.substr(0, bracket), students.value(row, MajorSchoolCode),
              students.value(row, MajorCode)}) {
            if (text.empty()) continue;
            const auto found = by_text_.find(text);
            if (found != by_text_.end()) return &found->second;
        }
        return nullptr;
    }
    const mingce::Major& major(std::size_t at) const { return majors_[at]; }
    const std::string& level(std::size_t at) const { return levels_[at]; }
    std::size_t size() const { return majors_.size(); }

private:
    const std::vector<mingce::Major>& majors_;
    std::unordered_map<std::string_view, std::vector<std::size_t>> by_text_;
    std::vector<std::string> levels_;
};

/// One row held against the majors its words may mean; narrowed step by step, so that only the
/// first contradiction is a finding.
class OfferCheck {
public:
    OfferCheck(const Students& students, const Offer& offer, std::vector<Finding>& findings)
        : students_(students), offer_(offer), findings_(findings), admitted_(offer.size()) {}

    void check(std::uint32_t row) {
        if (students_.value(row, Field::Major).empty()) return;
        const auto* named = offer_.named(students_, row);
        if (named == nullptr) {
            findings_.push_back(finding_on(students_, row, Field::Major, rule::kMajorUnknown));
            return;
        }
        candidates_ = *named;
        const std::string_view department = students_.value(row, Department);
        const std::string_view level = students_.value(row, Level);
        const std::string_view years = years_of(students_.value(row, Duration));
        const auto same_department = [&](std::size_t at) {
            return department.empty() || offer_.major(at).department == department;
        };
        const auto same_level = [&](std::size_t at) {
            return level.empty() || offer_.level(at).empty() || offer_.level(at) == level;
        };
        const auto same_years = [&](std::size_t at) {
            const std::string_view own = years_of(offer_.major(at).duration);
            return years.empty() || own.empty() || own == years;
        };
        if (!narrow(same_department))
            return report(row, Field::Major, rule::kMajorElsewhere, first().department);
        if (!narrow(same_level))
            return report(row, Level, rule::kLevelAgainstMajor, offer_.level(candidates_[0]));
        if (!narrow(same_years))
            return report(row, Duration, rule::kDurationAgainstMajor, first().duration);
        if (candidates_.size() == 1) ++admitted_[candidates_[0]];
        levels_met_.insert(offer_.level(candidates_[0]));
    }

    /// Rows of the plan whose number was not met exactly; silent where majors cannot be told apart,
    /// and on levels of which no student was handed over.
    void report_plan() {
        for (std::size_t at = 0; at < offer_.size(); ++at) {
            const mingce::Major& major = offer_.major(at);
            if (!major.plan_count || *major.plan_count == admitted_[at]) continue;
            if (!levels_met_.contains(offer_.level(at))) continue;
            Finding& finding = findings_.emplace_back();
            finding.rule = &rule::kPlanDiffers;
            finding.file = major.file;
            finding.sheet = major.sheet;
            finding.row_number = major.row_number;
            finding.raw = major.name;
            finding.arg = std::to_string(admitted_[at]) + "/" + std::to_string(*major.plan_count);
        }
    }

private:
    const mingce::Major& first() const { return offer_.major(candidates_[0]); }
    /// Keeps the candidates that hold; when none does, keeps all and says so.
    template <class Holds>
    bool narrow(const Holds& holds) {
        kept_.clear();
        for (const std::size_t at : candidates_)
            if (holds(at)) kept_.push_back(at);
        if (kept_.empty()) return false;
        candidates_.swap(kept_);
        return true;
    }
    void report(std::uint32_t row, Field field, const RuleText& rule, const std::string& arg) {
        findings_.push_back(finding_on(students_, row, field, rule));
        findings_.back().arg = arg;
    }

    const Students& students_;
    const Offer& offer_;
    std::vector<Finding>& findings_;
    std::vector<std::uint32_t> admitted_;
    std::set<std::string_view> levels_met_;
    std::vector<std::size_t> candidates_, kept_;
};

}  // namespace

void check_organisation(const Students& students, const CheckContext& context,
                        std::vector<Finding>& findings) {
    if (context.organisation.empty()) return;
    const Offer offer(context);
    OfferCheck check(students, offer, findings);
    for (std::uint32_t row = 0; row < students.size(); ++row) check.check(row);
    check.report_plan();
}

}  // namespace mingce
