#include "usecases/editions/edition_checks.h"

#include <algorithm>
#include <map>

#include "store/batches.h"
#include "store/majors.h"
#include "store/match_pairs.h"

namespace mingce {

namespace {

constexpr std::size_t kLinesMost = 200;
/// A class this many times the median, or the median this many times it, is told.
constexpr std::int64_t kClassSizeRatio = 2;

void add_line(EditionCheck& check, CheckLine line) {
    if (check.lines.size() < kLinesMost)
        check.lines.push_back(std::move(line));
    else
        ++check.lines_left_out;
}

std::int64_t signed_of(std::uint64_t number) { return static_cast<std::int64_t>(number); }

/// Rows in = listed + annexed + left out by the definition.
EditionCheck balance(const RevisionHead& head) {
    EditionCheck check{"balance", {"人数平衡", "Rows balance"}, {}, {}, {}, {}, 0};
    check.expected = signed_of(head.rows_in);
    check.found = signed_of(head.rows_listed + head.rows_annexed + head.rows_filtered);
    if (head.rows_filtered != 0) {
        check.result = CheckResult::Differs;
        add_line(check,
                 {"按规则不列 left out by the definition", 0, signed_of(head.rows_filtered), {}});
    }
    if (check.expected != check.found) check.result = CheckResult::Failed;
    return check;
}

/// As many as admission handed over: those that imports made, and nobody else.
Result<EditionCheck> admission(Tx& tx, const FoundEdition& found, const RevisionHead& head) {
    EditionCheck check{"admission", {"与录取数一致", "As many as admitted"}, {}, {}, {}, {}, 0};
    check.expected = TRY(batches::students_made(tx, found.intake.id));
    check.found = signed_of(head.rows_in);
    if (check.expected != check.found) {
        check.result = CheckResult::Differs;
        add_line(check, {"录取批次新增 made by imports", check.expected, check.found, {}});
    }
    return check;
}

/// Of each part of the roster, by majors of the plan.
Result<EditionCheck> plan(Tx& tx, const RevisionHead& head) {
    EditionCheck check{"plan", {"与招生计划一致", "As planned"}, {}, {}, {}, {}, 0};
    std::map<std::pair<std::string, std::string>, std::int64_t> planned, listed;
    for (const Major& major : TRY(majors::all(tx)).majors)
        if (major.plan_count) planned[{major.department, major.name}] += *major.plan_count;
    for (const RevisionPart& part : head.parts)
        for (const RevisionClass& group : part.classes)
            if (!group.annex) listed[{part.department, group.major}] += group.students;
    for (const auto& [major, count] : planned) {
        const auto here = listed.find(major);
        const std::int64_t there = here == listed.end() ? 0 : here->second;
        check.expected += count;
        check.found += there;
        if (count == there) continue;
        check.result = CheckResult::Differs;
        add_line(check, {major.first + " " + major.second, count, there, {}});
    }
    return check;
}

/// One person twice: the same document or exam number on two rows.
class Doubles {
public:
    void add(const RevisionHead& head, const RevisionRows& part) {
        for (std::size_t i = 0; i < head.fields.size(); ++i) {
            const Field field = head.fields[i];
            if (field == Field::IdNumber || field == Field::ExamNumber || field == Field::StudentNo)
                places_.emplace(i, field);
        }
        for (const RevisionRows::Row& row : part.rows()) {
            const std::vector<std::string> values = RevisionRows::values_of(row);
            for (const auto& [place, field] : places_)
                if (place < values.size() && !values[place].empty())
                    seen_[std::pair(field, values[place])].push_back(row.student);
        }
    }
    EditionCheck check() const {
        EditionCheck check{"doubles", {"同一人只出现一次", "Everybody once"}, {}, {}, {}, {}, 0};
        for (const auto& [key, students] : seen_) {
            if (students.size() < 2) continue;
            check.result = CheckResult::Failed;
            ++check.found;
            // Which number, never the number: the line is shown to whoever may sign.
            add_line(check, {std::string(key_of(key.first)), 1,
                             static_cast<std::int64_t>(students.size()), students});
        }
        return check;
    }

private:
    std::map<std::size_t, Field> places_;
    std::map<std::pair<Field, std::string>, std::vector<Id>> seen_;
};

Result<EditionCheck> pairs(Tx& tx, const FoundEdition& found) {
    EditionCheck check{
        "pairs", {"疑似同一人都已判定", "Nobody may be somebody else"}, {}, {}, {}, {}, 0};
    check.found = TRY(match_pairs::count_open(tx, found.intake.id));
    if (check.found != 0) check.result = CheckResult::Differs;
    return check;
}

EditionCheck placed(const RevisionHead& head) {
    EditionCheck check{"placed", {"都有院系和班级", "Everybody has a place"}, {}, {}, {}, {}, 0};
    for (const RevisionPart& part : head.parts) {
        const bool no_department = part.department == kNoDepartment;
        for (const RevisionClass& group : part.classes) {
            const bool unplaced =
                no_department || group.class_name == kNoClass || group.major == kNoMajor;
            if (group.annex || !unplaced) continue;
            check.found += group.students;
            if (check.result != CheckResult::Failed)
                check.result = no_department ? CheckResult::Failed : CheckResult::Differs;
            add_line(check, {part.department + " " + group.major + " " + group.class_name,
                             0,
                             group.students,
                             {}});
        }
    }
    return check;
}

EditionCheck class_sizes(const RevisionHead& head) {
    EditionCheck check{"class_sizes", {"班级人数相近", "Classes of a size"}, {}, {}, {}, {}, 0};
    std::vector<std::int64_t> sizes;
    for (const RevisionPart& part : head.parts)
        for (const RevisionClass& group : part.classes)
            if (!group.annex) sizes.push_back(group.students);
    if (sizes.empty()) return check;
    std::ranges::sort(sizes);
    const std::int64_t median = sizes[sizes.size() / 2];
    check.expected = median;
    for (const RevisionPart& part : head.parts)
        for (const RevisionClass& group : part.classes) {
            const std::int64_t size = group.students;
            if (group.annex ||
                (size <= median * kClassSizeRatio && size * kClassSizeRatio >= median))
                continue;
            ++check.found;
            check.result = CheckResult::Differs;
            add_line(check, {part.department + " " + std::string(group.name()), median, size, {}});
        }
    return check;
}

}  // namespace

Result<std::vector<EditionCheck>> edition_checks(Tx& tx, const Context& context,
                                                 const FoundEdition& found,
                                                 const OpenRevision& revision) {
    Boxes boxes = context.boxes();
    Doubles doubles;
    for (std::size_t i = 0; i < revision.head.parts.size(); ++i)
        doubles.add(revision.head,
                    TRY(revisions::part(tx, boxes, revision.sealed, revision.head, i)));
    std::vector<EditionCheck> checks;
    checks.push_back(balance(revision.head));
    checks.push_back(TRY(admission(tx, found, revision.head)));
    checks.push_back(TRY(plan(tx, revision.head)));
    checks.push_back(doubles.check());
    checks.push_back(TRY(pairs(tx, found)));
    checks.push_back(placed(revision.head));
    checks.push_back(class_sizes(revision.head));
    return checks;
}

CheckResult worst_of(const std::vector<EditionCheck>& checks) {
    CheckResult worst = CheckResult::Passed;
    for (const EditionCheck& check : checks) worst = std::max(worst, check.result);
    return worst;
}

}  // namespace mingce
