#include "store/majors.h"

#include <map>
#include <set>

#include "store/intakes.h"
#include "store/major_changes.h"

namespace mingce::majors {

Result<std::uint64_t> put(Tx& tx, const Source& source, const Organisation& organisation) {
    std::map<MajorKey, Major> known;
    for (Major& major : TRY(imported(tx))) known.emplace(key_of(major), std::move(major));
    std::int64_t position = TRY(tx.integer("SELECT coalesce(max(position), 0) FROM major"));
    std::set<MajorKey> seen;
    std::uint64_t written = 0;
    for (const Major& major : organisation.majors) {
        const auto before = known.find(key_of(major));
        if (before != known.end() && says_the_same(before->second, major)) continue;
        if (!seen.insert(key_of(major)).second) continue;  // named twice: the first counts
        const Param plan = major.plan_count ? Param(*major.plan_count) : Param();
        written += TRY(
            tx.run("INSERT INTO major (institution, department, name, level, batch, school_code,"
                   " national_code, duration, plan_count, position)"
                   " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                   {source.institution, major.department, major.name, major.level, source.batch,
                    text_or_null(major.school_code), text_or_null(major.national_code),
                    text_or_null(major.duration), plan, ++position}));
    }
    return written;
}

Result<Difference> compare(Tx& tx, const Organisation& organisation) {
    std::map<MajorKey, Major> known;
    for (Major& major : TRY(imported(tx))) known.emplace(key_of(major), std::move(major));
    std::set<MajorKey> seen;
    Difference difference;
    for (const Major& major : organisation.majors) {
        if (!seen.insert(key_of(major)).second) continue;
        const auto before = known.find(key_of(major));
        if (before == known.end())
            ++difference.fresh;
        else
            ++(says_the_same(before->second, major) ? difference.same : difference.changed);
    }
    return difference;
}

Result<std::vector<Major>> imported(Tx& tx) {
    std::vector<Major> list;
    std::map<MajorKey, std::size_t> places;
    TRY(
        tx.query("SELECT m.department, m.name, m.level, m.school_code, m.national_code,"
                 " m.duration, m.plan_count FROM major m JOIN batch b ON b.id = m.batch"
                 " ORDER BY b.number, m.position",
                 {}, [&](const Row& row) -> Status {
                     Major major;
                     major.department = row.text(0);
                     major.name = row.text(1);
                     major.level = row.text(2);
                     major.school_code = row.text(3);
                     major.national_code = row.text(4);
                     major.duration = row.text(5);
                     if (!row.is_null(6))
                         major.plan_count = static_cast<std::uint32_t>(row.integer(6));
                     const auto [place, is_new] = places.try_emplace(key_of(major), list.size());
                     if (is_new)
                         list.push_back(std::move(major));
                     else
                         list[place->second] = std::move(major);
                     return Done{};
                 }));
    return list;
}

Result<std::vector<HeldMajor>> held(Tx& tx) {
    return held_majors(TRY(imported(tx)), TRY(major_changes::standing(tx)));
}

Result<Organisation> all(Tx& tx) {
    Organisation organisation;
    if (const auto identity = TRY(intakes::identity(tx))) {
        organisation.institution = identity->institution_name;
        organisation.institution_code = identity->institution_code;
    }
    for (HeldMajor& major : TRY(held(tx))) organisation.majors.push_back(std::move(major.major));
    return organisation;
}

Status remove(Tx& tx, const Id& batch) {
    TRY(tx.run("DELETE FROM major WHERE batch = $1", {batch}));
    return Done{};
}

}  // namespace mingce::majors
