// Departments, their majors and classes, with the plan and who is there: the organisation as it
// holds, beside what the students of an intake say of themselves.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/organisation.h"
#include "usecases/record/record.h"

namespace mingce {

struct ClassNode {
    std::string name;                      // "" for students without one
    std::optional<std::int64_t> students;  // nothing where it is not told
};
struct MajorNode {
    Major major;             // name and department alone where it is not listed
    bool is_listed = false;  // the organisation knows it; else students alone name it
    bool is_by_hand = false;
    bool is_imported = false;  // a file knows it, perhaps otherwise
    std::optional<std::int64_t> students;
    std::vector<ClassNode> classes;
};
struct DepartmentNode {
    std::string name;  // "" for students without one
    std::optional<std::int64_t> students, plan;
    std::vector<MajorNode> majors;
};
struct OrganisationTree {
    std::string institution;
    Intake intake;
    std::int64_t students = 0;
    std::vector<DepartmentNode> departments;
};

/// Of the caller's scope: all majors of the departments it holds, of single classes only those that
/// have a student in them. Small numbers as count_intake tells them. Errors: Forbidden
/// (access.denied; access.field_hidden where departments are not seen); NotFound (intake.unknown).
Result<OrganisationTree> show_organisation(const Context& context, const std::string& intake);

}  // namespace mingce
