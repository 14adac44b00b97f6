#include "usecases/students/intake_counts.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "access/sight.h"
#include "domain/finding.h"
#include "domain/ordering.h"
#include "store/intake_figures.h"
#include "store/student_queries.h"
#include "store/students.h"
#include "usecases/access/permitted.h"
#include "usecases/access/reach.h"
#include "usecases/standards/standard_in_force.h"
#include "usecases/students/asked_students.h"
#include "usecases/students/value_label.h"

namespace mingce {

namespace {

using Tally = std::unordered_map<std::string, std::int64_t>;

struct Tallies {
    std::int64_t students = 0, with_number = 0;
    std::unordered_map<std::string, Tally> departments;  // majors by department
    Tally provinces, levels, sexes, statuses;

    void add(const intake_figures::CountedStudent& student) {
        ++students;
        if (student.has_number) ++with_number;
        ++departments[std::string(student.department)][std::string(student.major)];
        ++provinces[std::string(student.province)];
        ++levels[student.level];
        ++sexes[std::string(student.sex)];
        ++statuses[std::string(student.status)];
    }
};

bool is_told_all(const Caller& caller) {
    if (caller.is_at_the_machine()) return true;
    return (caller.role == Role::Registry || caller.role == Role::Admissions) &&
           caller.scope.kind == ScopeKind::Institution;
}

ValueFilter filter_by(Field field, const std::string& value) {
    if (value.empty()) return {field, FilterOp::Empty, {}};
    return {field, FilterOp::Is, {value}};
}

/// In the order of the values, so that no place tells how many a hidden one holds.
void put_in_order(std::vector<CountBucket>& buckets) {
    const Ordering ordering;
    std::vector<std::pair<std::string, CountBucket>> keyed;
    for (CountBucket& bucket : buckets) {
        std::string key;
        ordering.append_key(key, bucket.value, OrderKind::Text);
        keyed.emplace_back(std::move(key), std::move(bucket));
    }
    std::ranges::stable_sort(keyed, {},
                             [](const auto& item) { return std::string_view(item.first); });
    for (std::size_t i = 0; i < keyed.size(); ++i) buckets[i] = std::move(keyed[i].second);
}

CountBucket bucket_by(const CodeTables& codes, Field field, const std::string& value,
                      std::int64_t students) {
    ValueLabel label = label_of(codes, field, value);
    return {value, std::move(label.zh), std::move(label.en), students, {filter_by(field, value)}};
}

std::vector<CountBucket> buckets_by(const CodeTables& codes, Field field, const Tally& tally) {
    std::vector<CountBucket> buckets;
    for (const auto& [value, students] : tally)
        buckets.push_back(bucket_by(codes, field, value, students));
    put_in_order(buckets);
    return buckets;
}

std::vector<CountBucket> department_buckets(const Caller& caller, const Tallies& tallies,
                                            const CodeTables& codes) {
    std::vector<CountBucket> buckets;
    for (const auto& [department, majors] : tallies.departments) {
        std::int64_t students = 0;
        for (const auto& [major, count] : majors) students += count;
        CountBucket bucket = bucket_by(codes, Field::Department, department, students);
        if (may_filter_by(caller, Field::Major)) {
            bucket.parts = buckets_by(codes, Field::Major, majors);
            for (CountBucket& part : bucket.parts)
                part.filters.insert(part.filters.begin(), bucket.filters.front());
        }
        buckets.push_back(std::move(bucket));
    }
    put_in_order(buckets);
    return buckets;
}

/// Those who have it and those who have not.
std::vector<CountBucket> two_buckets(Field field, std::int64_t with, std::int64_t all) {
    return {{"with", {}, {}, with, {{field, FilterOp::NotEmpty, {}}}},
            {"without", {}, {}, all - with, {{field, FilterOp::Empty, {}}}}};
}

void hide_small_parts(IntakeCounts& counts) {
    hide_small_buckets(counts.departments);
    for (CountBucket& department : counts.departments) {
        if (department.students)
            hide_small_buckets(department.parts);
        else
            for (CountBucket& major : department.parts) major.students.reset();
    }
    for (auto* group : {&counts.provinces, &counts.levels, &counts.sexes, &counts.statuses,
                        &counts.photo, &counts.student_number})
        hide_small_buckets(*group);
    // Who has such a finding and who has none make up the whole, too.
    for (FindingBucket& bucket : counts.findings) {
        const std::int64_t with = bucket.students.value_or(0);
        std::vector<CountBucket> both = two_buckets(Field::Name, with, counts.students);
        hide_small_buckets(both);
        bucket.students = both.front().students;
        if (!bucket.students) bucket.findings.reset();
    }
    if (counts.open_pairs && *counts.open_pairs > 0 && *counts.open_pairs < kBucketLeast)
        counts.open_pairs.reset();
}

void take_groups(const Caller& caller, const Tallies& tallies, const CodeTables& codes,
                 IntakeCounts& counts) {
    counts.students = tallies.students;
    const auto whole = [&caller](Field field) { return may_filter_by(caller, field); };
    if (whole(Field::Department)) counts.departments = department_buckets(caller, tallies, codes);
    if (whole(Field::Province))
        counts.provinces = buckets_by(codes, Field::Province, tallies.provinces);
    if (whole(Field::Level)) counts.levels = buckets_by(codes, Field::Level, tallies.levels);
    if (whole(Field::Sex)) counts.sexes = buckets_by(codes, Field::Sex, tallies.sexes);
    if (whole(Field::EnrolmentStatus)) {
        Tally by_name;
        for (const auto& [key, students] : tallies.statuses)
            by_name[status_name_of(key)] += students;
        counts.statuses = buckets_by(codes, Field::EnrolmentStatus, by_name);
    }
    if (whole(Field::StudentNo))
        counts.student_number =
            two_buckets(Field::StudentNo, tallies.with_number, tallies.students);
}

Status take_findings(Tx& tx, const Caller& caller, const StudentSelection& selection,
                     IntakeCounts& counts) {
    const auto found = TRY(intake_figures::open_findings(
        tx, {selection.intake, selection.scope, hidden_fields(caller)}));
    for (const Severity severity : {Severity::Blocking, Severity::Warning, Severity::Note}) {
        FindingBucket bucket{std::string(key_of(severity)), 0, 0};
        for (const intake_figures::SeverityCount& count : found)
            if (count.severity == bucket.severity) {
                bucket.findings = count.findings;
                bucket.students = count.students;
            }
        counts.findings.push_back(std::move(bucket));
    }
    return Done{};
}

/// As the list of pairs shows them: who was merged stands for whom they live on in.
Result<std::int64_t> count_pairs(Tx& tx, const Scope& scope, const Id& intake) {
    std::int64_t pairs = 0;
    for (const auto& pair : TRY(intake_figures::open_pairs(tx, intake))) {
        const Id one = TRY(students::living(tx, pair.first));
        const Id other = TRY(students::living(tx, pair.second));
        if (one == other) continue;
        const bool is_seen =
            scope.kind == ScopeKind::Institution || (TRY(students::is_within(tx, scope, one)) &&
                                                     TRY(students::is_within(tx, scope, other)));
        if (is_seen) ++pairs;
    }
    return pairs;
}

/// What is of the intake as a whole: for those whose scope holds all of it.
Status take_imports(Tx& tx, const Caller& caller, IntakeCounts& counts) {
    const bool holds_all =
        caller.scope.kind == ScopeKind::Institution && is_within(caller.scope, counts.intake);
    if (!holds_all || !caller.may(Permission::ImportRead)) return Done{};
    counts.last_import = TRY(intake_figures::last_batch(tx, counts.intake.id));
    if (caller.may(Permission::FindingRead))
        counts.findings_on_files =
            TRY(intake_figures::open_findings_on_files(tx, counts.intake.id));
    return Done{};
}

Result<IntakeCounts> read_counts(Tx& tx, const Context& context, const std::string& key) {
    const Caller& caller = context.caller;
    IntakeCounts counts;
    counts.intake = TRY(intakes::load(tx, key));
    StudentSelection selection = TRY(selection_of(tx, context, {key}));
    Tallies tallies;
    TRY(intake_figures::each_student(tx, selection,
                                     [&tallies](const auto& student) { tallies.add(student); }));
    const StandardInForce school = TRY(standard_in_force(tx, context, day_of(context.now)));
    take_groups(caller, tallies, school->codes(), counts);
    if (caller.may(Permission::FindingRead)) TRY(take_findings(tx, caller, selection, counts));
    if (caller.may(Permission::MatchRead))
        counts.open_pairs = TRY(count_pairs(tx, selection.scope, counts.intake.id));
    TRY(take_imports(tx, caller, counts));
    if (caller.may(Permission::StudentRead)) {
        selection.filters = {{Field::Photo, FilterOp::NotEmpty, {}}};
        const std::int64_t with = TRY(student_queries::count(tx, selection));
        counts.photo = two_buckets(Field::Photo, with, counts.students);
    }
    if (!is_told_all(caller)) hide_small_parts(counts);
    return counts;
}

}  // namespace

void hide_small_buckets(std::vector<CountBucket>& parts) {
    std::size_t hidden = 0;
    std::int64_t students = 0;  // of the hidden ones together: the whole is known
    const auto hide_smallest = [&] {
        CountBucket* smallest = nullptr;
        for (CountBucket& part : parts)
            if (part.students && *part.students > 0 &&
                (smallest == nullptr || *part.students < *smallest->students))
                smallest = &part;
        if (smallest == nullptr) return false;
        // One that is missing alone is what the others leave; of a few together, each is one.
        const bool is_told_otherwise = hidden == 1 || (hidden > 1 && students < kBucketLeast);
        if (*smallest->students >= kBucketLeast && !is_told_otherwise) return false;
        ++hidden;
        students += *smallest->students;
        smallest->students.reset();
        return true;
    };
    while (hide_smallest()) continue;
}

Result<IntakeCounts> count_intake(const Context& context, const std::string& intake) {
    TRY(require(context, Permission::StudentList));
    return read_value(context.database(), [&](Tx& tx) { return read_counts(tx, context, intake); });
}

}  // namespace mingce
