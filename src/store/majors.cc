#include "store/majors.h"

#include "store/intakes.h"

namespace mingce::majors {

Result<std::uint64_t> put(Tx& tx, const Source& source, const Organisation& organisation) {
    std::uint64_t written = 0;
    std::int64_t position = TRY(tx.integer("SELECT coalesce(max(position), 0) FROM major"));
    for (const Major& major : organisation.majors) {
        const Param plan = major.plan_count ? Param(*major.plan_count) : Param();
        written += TRY(tx.run(
            "INSERT INTO major (institution, department, name, level, school_code, national_code,"
            " duration, plan_count, position, batch)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
            " ON CONFLICT (institution, department, name, level) DO UPDATE SET"
            " school_code = excluded.school_code, national_code = excluded.national_code,"
            " duration = excluded.duration, plan_count = excluded.plan_count,"
            " batch = excluded.batch"
            " WHERE coalesce(major.school_code, '') <> coalesce(excluded.school_code, '')"
            " OR coalesce(major.national_code, '') <> coalesce(excluded.national_code, '')"
            " OR coalesce(major.duration, '') <> coalesce(excluded.duration, '')"
            " OR coalesce(major.plan_count, -1) <> coalesce(excluded.plan_count, -1)",
            {source.institution, major.department, major.name, major.level,
             text_or_null(major.school_code), text_or_null(major.national_code),
             text_or_null(major.duration), plan, ++position, source.batch}));
    }
    return written;
}

Result<Organisation> all(Tx& tx) {
    Organisation organisation;
    if (const auto identity = TRY(intakes::identity(tx))) {
        organisation.institution = identity->institution_name;
        organisation.institution_code = identity->institution_code;
    }
    TRY(
        tx.query("SELECT department, name, level, school_code, national_code, duration, plan_count"
                 " FROM major ORDER BY position, department, name",
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
                     organisation.majors.push_back(std::move(major));
                     return Done{};
                 }));
    return organisation;
}

}  // namespace mingce::majors
