#include "usecases/organisation/organisation_tree.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "access/problems.h"
#include "access/sight.h"
#include "domain/code_tables.h"
#include "store/intake_figures.h"
#include "store/majors.h"
#include "usecases/access/permitted.h"
#include "usecases/standards/standard_in_force.h"
#include "usecases/students/asked_students.h"
#include "usecases/students/intake_counts.h"

namespace mingce {

namespace {

using intake_figures::CountedStudent;

/// A level as students have it: by the code table.
std::string level_name(const CodeTables& codes, const std::string& level) {
    const FieldStandard& standard = DataStandard::shipped().of(Field::Level);
    const CodeTable* const table = codes.find(standard.code_table);
    const auto found = table == nullptr ? std::nullopt : table->find(level);
    return found ? found->entry->name : level;
}

class TreeBuilder {
public:
    explicit TreeBuilder(const Caller& caller) : caller_(caller) {}

    void list(const std::vector<HeldMajor>& majors, const CodeTables& codes) {
        for (const HeldMajor& held : majors) {
            if (!holds_department(held.major.department)) continue;
            Branch& branch = branch_of(held.major.department);
            levels_.push_back(level_name(codes, held.major.level));
            branch.listed[held.major.name].push_back({branch.majors.size(), levels_.size() - 1});
            MajorNode& node = branch.majors.emplace_back();
            node.major = held.major;
            node.is_listed = true;
            node.is_by_hand = held.is_by_hand;
            node.is_imported = held.imported.has_value();
            node.students = 0;
            branch.classes.emplace_back();
        }
    }

    void add(const CountedStudent& student) {
        ++students_;
        Branch& branch = branch_of(std::string(student.department));
        ++branch.students;
        const std::size_t at = place_of(branch, student);
        ++*branch.majors[at].students;
        ++branch.classes[at][std::string(student.class_name)];
    }

    void finish(OrganisationTree& tree) {
        tree.students = students_;
        const bool sees_majors = may_filter_by(caller_, Field::Major);
        const bool sees_classes = may_filter_by(caller_, Field::AdminClass);
        const bool has_every_major = caller_.scope.kind == ScopeKind::Institution ||
                                     caller_.scope.kind == ScopeKind::Department;
        for (const std::string& name : order_) {
            Branch& branch = branches_.at(name);
            DepartmentNode department{name, branch.students, {}, {}};
            for (std::size_t at = 0; at < branch.majors.size() && sees_majors; ++at) {
                MajorNode& major = branch.majors[at];
                if (!has_every_major && major.students == 0) continue;
                if (major.major.plan_count)
                    department.plan = department.plan.value_or(0) + *major.major.plan_count;
                for (const auto& [class_name, count] : branch.classes[at])
                    if (sees_classes) major.classes.push_back({class_name, count});
                department.majors.push_back(std::move(major));
            }
            if (has_every_major || branch.students != 0)
                tree.departments.push_back(std::move(department));
        }
    }

private:
    struct Listed {
        std::size_t at, level;
    };
    struct Branch {
        std::int64_t students = 0;
        std::vector<MajorNode> majors;
        std::vector<std::map<std::string, std::int64_t>> classes;  // of each major
        std::unordered_map<std::string, std::vector<Listed>> listed;
        std::map<std::string, std::size_t> unlisted;
    };

    bool holds_department(const std::string& department) const {
        const Scope& scope = caller_.scope;
        if (scope.kind == ScopeKind::Institution) return true;
        return std::ranges::any_of(scope.units, [&department](const ScopeUnit& unit) {
            return unit.department == department;
        });
    }

    Branch& branch_of(const std::string& department) {
        const auto [found, is_new] = branches_.try_emplace(department);
        if (is_new) order_.push_back(department);
        return found->second;
    }

    /// The listed major that the student's words mean, or one that students alone name.
    std::size_t place_of(Branch& branch, const CountedStudent& student) {
        const std::string name(student.major);
        if (const auto found = branch.listed.find(name); found != branch.listed.end()) {
            if (found->second.size() == 1) return found->second.front().at;
            for (const Listed& listed : found->second)
                if (levels_[listed.level] == student.level) return listed.at;
        }
        const auto [found, is_new] = branch.unlisted.try_emplace(name, branch.majors.size());
        if (is_new) {
            MajorNode& node = branch.majors.emplace_back();
            node.major.department = student.department;
            node.major.name = name;
            node.students = 0;
            branch.classes.emplace_back();
        }
        return found->second;
    }

    const Caller& caller_;
    std::int64_t students_ = 0;
    std::unordered_map<std::string, Branch> branches_;
    std::vector<std::string> order_, levels_;
};

std::vector<MajorNode>* parts_of(DepartmentNode& node) { return &node.majors; }
std::vector<ClassNode>* parts_of(MajorNode& node) { return &node.classes; }

template <class Node>
void forget_numbers(std::vector<Node>& nodes) {
    for (Node& node : nodes) {
        node.students.reset();
        if constexpr (!std::is_same_v<Node, ClassNode>) forget_numbers(*parts_of(node));
    }
}

/// Level by level: what is not told of a whole is not told of its parts.
template <class Node>
void hide_small_nodes(std::vector<Node>& nodes) {
    std::vector<CountBucket> buckets;
    buckets.reserve(nodes.size());
    for (const Node& node : nodes) buckets.push_back({"", "", "", node.students, {}});
    hide_small_buckets(buckets);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        nodes[i].students = buckets[i].students;
        if constexpr (!std::is_same_v<Node, ClassNode>) {
            if (nodes[i].students)
                hide_small_nodes(*parts_of(nodes[i]));
            else
                forget_numbers(*parts_of(nodes[i]));
        }
    }
}

}  // namespace

Result<OrganisationTree> show_organisation(const Context& context, const std::string& key) {
    TRY(require(context, Permission::StudentList));
    const Caller& caller = context.caller;
    if (!may_filter_by(caller, Field::Department)) return Error(problem::kFieldHidden);
    return read_value(context.database(), [&](Tx& tx) -> Result<OrganisationTree> {
        OrganisationTree tree;
        tree.intake = TRY(intakes::load(tx, key));
        tree.institution = context.record.identity().institution_name;
        TreeBuilder builder(caller);
        const StandardInForce school = TRY(standard_in_force(tx, context, day_of(context.now)));
        builder.list(TRY(majors::held(tx)), school->codes());
        const StudentSelection selection = TRY(selection_of(tx, context, {key}));
        TRY(intake_figures::each_student(
            tx, selection, [&builder](const CountedStudent& student) { builder.add(student); }));
        builder.finish(tree);
        if (!is_told_all(caller)) hide_small_nodes(tree.departments);
        return tree;
    });
}

}  // namespace mingce
