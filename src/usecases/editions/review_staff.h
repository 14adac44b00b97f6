// The people of a school as far as reviews go: accounts, what they hold in force, deputyships.
// Read once, then asked of levels, departments and days.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/grant.h"
#include "store/accounts.h"
#include "store/review_levels.h"
#include "usecases/record/record.h"

namespace mingce {

/// Where somebody would sign. Grants reach it whose scope holds all of it: the whole school's
/// always, a department's its own, a class's never.
struct ReviewPlace {
    std::string department;            // "": of any department
    std::optional<std::int64_t> year;  // of the intake; nothing: of any
};

class ReviewStaff {
public:
    static Result<ReviewStaff> load(Tx& tx, const Context& context);

    /// By login; people alone, also those that were disabled.
    const std::vector<Account>& people() const { return people_; }
    const std::vector<KeptDeputy>& deputies() const { return deputies_; }
    /// Null where there is no such account of a person.
    const Account* find(std::string_view login) const;
    /// What somebody may work as; nothing of an account that is not active.
    std::vector<Role> roles_of(const Account& account, const ReviewPlace& place, Date day) const;
    /// Departments that grants of this person in force hold one by one.
    std::vector<std::string> departments_of(const Account& account, Date day) const;
    /// All of them, ended ones too, with what their principals may act as there and then.
    std::vector<Deputy> deputies_at(const ReviewPlace& place, Date day) const;

private:
    std::vector<Account> people_;
    std::map<Id, std::vector<Grant>> grants_;
    std::vector<KeptDeputy> deputies_;
};

}  // namespace mingce
