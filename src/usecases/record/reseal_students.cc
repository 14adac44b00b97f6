#include "usecases/record/reseal_students.h"

#include <algorithm>
#include <set>

#include "store/erasures.h"
#include "store/jobs.h"
#include "store/resealing.h"
#include "usecases/access/permitted.h"

namespace mingce {

namespace {

constexpr std::string_view kJob = "reseal";
// Some boxes hold pictures: so many students at once are some tens of MiB.
constexpr std::uint64_t kStudentsAtOnce = 300;

bool is_old_year(const SealingKey& key) {
    return key.purpose == KeyPurpose::Year && key.is_retired;
}

Result<std::set<std::int64_t>> years_of(Tx& tx, const KeyRing& ring, const std::string& intake) {
    std::set<std::int64_t> years;
    if (!intake.empty()) {
        years.insert(TRY(intakes::load(tx, intake)).year);
        return years;
    }
    for (const SealingKey& key : ring.all())
        if (key.purpose == KeyPurpose::Year) years.insert(key.year);
    return years;
}

/// The unfinished job, or a new one with new keys.
Result<Job> begin(Tx& tx, const Context& context, const std::string& intake, bool& resumed) {
    const auto running = TRY(jobs::running(tx, kJob));
    resumed = running.has_value();
    if (running) return *running;
    KeyRing ring = TRY(KeyRing::load(tx, context.record.ring().root().copy()));
    const std::set<std::int64_t> years = TRY(years_of(tx, ring, intake));
    for (const std::int64_t year : years)
        TRY(ring.add(tx, {context.institution(), KeyPurpose::Year, year}, context.now,
                     context.random));
    if (intake.empty())
        TRY(ring.add(tx, {context.institution(), KeyPurpose::Index, 0}, context.now,
                     context.random));
    Job job;
    job.id = context.make_id();
    job.kind = kJob;
    job.actor = context.actor;
    job.created_at = context.now;
    job.detail = intake.empty() ? "all" : intake;
    for (const SealingKey& key : ring.all())
        if (is_old_year(key)) job.total += TRY(resealing::count_under(tx, key.id));
    TRY(jobs::begin(tx, context.institution(), job));
    return job;
}

/// Destroys what nothing is sealed under any more.
Status end(Tx& tx, const Context& context, const Job& job) {
    std::uint64_t destroyed = 0;
    const auto keys = TRY(KeyRing::list(tx));
    const bool years_left = std::any_of(keys.begin(), keys.end(), [](const KeyRing::Listed& key) {
        return key.purpose == KeyPurpose::Year && key.retired_at && key.students != 0;
    });
    for (const KeyRing::Listed& key : keys) {
        const bool year = key.purpose == KeyPurpose::Year && key.students == 0;
        const bool index = key.purpose == KeyPurpose::Index && !years_left;
        if (!key.retired_at || (!year && !index)) continue;
        TRY(KeyRing::destroy(tx, key.id));
        ++destroyed;
    }
    TRY(jobs::end(tx, job.id, context.now));
    return audit(tx, context,
                 {"key.reseal", "key", job.id,
                  "scope=" + job.detail + " students=" + std::to_string(job.done) +
                      " keys_destroyed=" + std::to_string(destroyed),
                  ""});
}

Status reseal_all_under(const Context& context, const SealingKey& old, Job& job,
                        const ResealStudents& request) {
    const KeyRing& ring = context.record.ring();
    const resealing::Step step{old.id, ring.current(KeyPurpose::Year, old.year).id,
                               kStudentsAtOnce};
    Boxes boxes(ring, context.random);
    StudentSealer sealer(boxes);
    for (;;) {
        std::uint64_t sealed = 0;
        TRY(context.database().write([&](Tx& tx) -> Status {
            sealed = TRY(resealing::reseal_some(tx, boxes, sealer, step));
            return sealed == 0 ? Status(Done{}) : jobs::advance(tx, job.id, sealed, context.now);
        }));
        if (sealed == 0) return Done{};
        job.done += sealed;
        if (request.progress) request.progress({job.done, job.total});
    }
}

}  // namespace

Result<ResealedStudents> reseal_students(const Context& context, const ResealStudents& request) {
    TRY(require(context, Permission::KeyManage));
    ResealedStudents done;
    Job job;
    TRY(context.database().write([&](Tx& tx) -> Status {
        job = TRY(begin(tx, context, request.intake, done.resumed));
        return Done{};
    }));
    TRY(context.record.reload_ring());
    for (const SealingKey& key : context.record.ring().all())
        if (is_old_year(key)) TRY(reseal_all_under(context, key, job, request));
    TRY(context.database().write([&](Tx& tx) { return end(tx, context, job); }));
    TRY(context.record.reload_ring());
    TRY(erasures::forget_deleted(context.database()));
    done.students = job.done;
    return done;
}

}  // namespace mingce
