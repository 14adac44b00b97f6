// Uploads arrive whole or say where to go on; jobs are done once, whoever dies in between.
#include "usecases/jobs/jobs.h"

#include <gtest/gtest.h>

#include "child/child_reading.h"
#include "child/confinement.h"
#include "crypto/digest.h"
#include "places.h"
#include "record_fixture.h"
#include "usecases/jobs/job_request.h"
#include "usecases/jobs/job_worker.h"
#include "usecases/jobs/uploads.h"

namespace mingce {
namespace {

using testing::kThreeStudents;

/// As a server's worker reads; a sanitized build, which cannot be confined, in this process.
std::shared_ptr<FileReading> tested_reading() {
    if (!can_be_confined()) return read_in_this_process();
    return std::make_shared<ChildReading>(testing::kProgram);
}

class JobsTest : public testing::RecordOnEachDatabase {
protected:
    Context context_of(Role role, const std::string& name = "clerk") {
        Context made = context(name);
        made.caller = {name, account_, role, "", Scope::whole()};
        return made;
    }
    Context clerk() { return context_of(Role::Registry); }

    UploadRow upload(const std::string& name, const std::string& bytes) {
        const Context who = clerk();
        const auto begun = begin_upload(who, {name, bytes.size(), {}});
        EXPECT_TRUE(begun.ok());
        const auto whole = append_upload(who, {begun.value().id, 0, bytes, {}});
        EXPECT_TRUE(whole.ok()) << whole.error().sentence(Language::English);
        return whole.value();
    }
    ImportJob import_of(const std::vector<Id>& uploads, bool commit = true) {
        ImportJob job;
        job.uploads = uploads;
        job.intake = "2026-ug";
        job.commit = commit;
        return job;
    }
    Id submit(const JobRequest& request) {
        const auto job = submit_job(clerk(), request);
        EXPECT_TRUE(job.ok()) << job.error().sentence(Language::English);
        return job.value().id;
    }
    JobView look(const Id& job) {
        auto view = job_of(clerk(), job);
        EXPECT_TRUE(view.ok());
        return view.ok() ? view.value() : JobView{};
    }
    JobWorker::Options options() {
        JobWorker::Options made;
        made.clock = [this] { return now(); };
        made.lease.look_ms = 5;
        made.reading = tested_reading;
        return made;
    }
    /// Does what waits, by a worker of its own.
    std::size_t work() {
        JobWorker worker(record(), options());
        std::size_t done = 0;
        for (auto one = worker.run_one(); one.ok() && one.value(); one = worker.run_one()) ++done;
        return done;
    }

    Id account_ = Id::parse("0190f2c4000000000000000000000001").value();
};

TEST_ON_EACH_DATABASE(JobsTest);

TEST_P(JobsTest, AnUploadGoesOnWhereItBroke) {
    const std::string bytes = std::string(70'000, 'a') + std::string(1'200'000, 'b') + "end";
    const Context who = clerk();
    const Id id = begin_upload(who, {"名单.csv", bytes.size(), {}}).value().id;
    const std::string_view all = bytes;
    ASSERT_TRUE(append_upload(who, {id, 0, all.substr(0, 70'000), {}}).ok());
    const auto wrong = append_upload(who, {id, 0, all.substr(0, 70'000), {}});
    EXPECT_EQ(wrong.error().problem().code, "upload.offset");
    EXPECT_EQ(wrong.error().detail(), "70000");
    EXPECT_EQ(append_upload(who, {id, 70'000, "few", {}}).error().problem().code,
              "upload.piece_size");
    EXPECT_EQ(append_upload(who, {id, 70'000, bytes, {}}).error().problem().code,
              "upload.beyond_size");
    open();
    const Context later = clerk();
    EXPECT_EQ(upload_state(later, id).value().received, 70'000U);
    EXPECT_EQ(fetch_upload(later, id).error().problem().code, "upload.not_whole");
    const auto whole = append_upload(later, {id, 70'000, all.substr(70'000), {}});
    ASSERT_TRUE(whole.ok());
    EXPECT_EQ(whole.value().state, UploadState::Whole);
    Sha256 digest;
    digest.add(bytes);
    EXPECT_EQ(whole.value().sha256, digest.hex());
    const auto fetched = fetch_upload(later, id);
    ASSERT_TRUE(fetched.ok());
    EXPECT_EQ(testing::contents(fetched.value().path()), bytes);
    EXPECT_EQ(fetched.value().row().name, "名单.csv");
}

TEST_P(JobsTest, AnUploadIsItsAccountsAlone) {
    const Id id = upload("a.csv", kThreeStudents).id;
    Context other = context_of(Role::Registry, "other");
    other.caller.account = Id::parse("0190f2c4000000000000000000000002").value();
    EXPECT_EQ(upload_state(other, id).error().problem().code, "upload.unknown");
    EXPECT_EQ(end_upload(other, id).error().problem().code, "upload.unknown");
    EXPECT_EQ(submit_job(other, import_of({id})).error().problem().code, "upload.unknown");
    EXPECT_EQ(begin_upload(context_of(Role::UniversityLeader), {"a", 1, {}}).error().problem().code,
              "access.denied");
}

TEST_P(JobsTest, UploadsHaveLimitsAndATerm) {
    UploadLimits limits;
    limits.file_bytes_max = 100;
    limits.account_bytes_max = 150;
    EXPECT_EQ(begin_upload(clerk(), {"a", 101, limits}).error().problem().code, "upload.too_large");
    EXPECT_EQ(begin_upload(clerk(), {"a/b", 1, limits}).error().problem().code, "upload.name");
    const auto first = begin_upload(clerk(), {"a", 100, limits});
    ASSERT_TRUE(first.ok());
    EXPECT_EQ(begin_upload(clerk(), {"b", 100, limits}).error().problem().code,
              "upload.account_full");
    ASSERT_TRUE(end_upload(clerk(), first.value().id).ok());
    const auto second = begin_upload(clerk(), {"b", 100, limits});
    ASSERT_TRUE(second.ok());
    open_on({2026, 8, 25});
    EXPECT_EQ(upload_state(clerk(), second.value().id).error().problem().code, "upload.unknown");
    EXPECT_EQ(delete_expired_uploads(clerk()).value(), 1U);
    EXPECT_TRUE(list_uploads_of_caller(clerk()).value().empty());
}

TEST_P(JobsTest, AnImportIsDoneThroughTheChild) {
    const Id file = upload("students.csv", kThreeStudents).id;
    const Id job = submit(import_of({file}));
    EXPECT_EQ(look(job).state, JobState::Waiting);
    EXPECT_EQ(work(), 1U);
    const JobView done = look(job);
    ASSERT_EQ(done.state, JobState::Done)
        << (done.failure ? done.failure->code + " " + done.failure->detail : "");
    EXPECT_NE(done.result.find("\"batch\":1,\"committed\":true"), std::string::npos) << done.result;
    EXPECT_NE(done.result.find("\"new\":3"), std::string::npos) << done.result;
    EXPECT_EQ(done.result.find("张文静"), std::string::npos);
    EXPECT_EQ(upload_state(clerk(), file).value().state, UploadState::Used);
    EXPECT_EQ(student("26420101150001").values[Field::Name], "张文静");
}

TEST_P(JobsTest, AFileThatCannotBeReadFailsWithItsReason) {
    const Id job = submit(import_of({upload("a.xlsx", std::string(3000, '\x01')).id}));
    EXPECT_EQ(work(), 1U);
    const JobView failed = look(job);
    EXPECT_EQ(failed.state, JobState::Failed);
    ASSERT_TRUE(failed.failure.has_value());
    EXPECT_EQ(failed.failure->code, "file.unknown");
    EXPECT_EQ(failed.failure->file, "a.xlsx");
    EXPECT_FALSE(failed.failure->what.zh.empty());
}

TEST_P(JobsTest, OneThatDiedIsTakenUpAgainAndNothingDoubles) {
    const Id job = submit(import_of({upload("students.csv", kThreeStudents).id}));
    // A worker that wrote the batch and died before it said so.
    const Id dead = Id::make(now(), random());
    ASSERT_TRUE(
        database()
            .write([&](Tx& tx) -> Status {
                (void)TRY(job_queue::claim(tx, {dead, now(), {now().milliseconds + 30'000}}));
                return Done{};
            })
            .ok());
    import({kThreeStudents});
    const std::string before = all_students();
    open();
    EXPECT_EQ(work(), 1U);
    EXPECT_EQ(look(job).state, JobState::Done);
    EXPECT_EQ(look(job).attempts, 2U);
    EXPECT_EQ(all_students(), before);
    EXPECT_NE(look(job).result.find("\"batch\":1,\"committed\":true"), std::string::npos)
        << look(job).result;
}

TEST_P(JobsTest, OneThatKillsItsWorkerIsGivenUp) {
    const Id job = submit(CheckIntakeJob{"2026-ug"});
    for (int attempt = 0; attempt < 3; ++attempt) {
        const Id dead = Id::make(now(), random());
        ASSERT_TRUE(database()
                        .write([&](Tx& tx) -> Status {
                            EXPECT_TRUE(TRY(job_queue::claim(
                                                tx, {dead, now(), {now().milliseconds + 1000}}))
                                            .has_value());
                            return Done{};
                        })
                        .ok());
        open();
    }
    EXPECT_EQ(work(), 1U);
    EXPECT_EQ(look(job).state, JobState::Failed);
    EXPECT_EQ(look(job).failure->code, "job.attempts");
}

TEST_P(JobsTest, CancelledBeforeItBeginsItNeverBegins) {
    const Id job = submit(import_of({upload("students.csv", kThreeStudents).id}));
    EXPECT_EQ(cancel_job(clerk(), job).value().state, JobState::Cancelled);
    EXPECT_EQ(cancel_job(clerk(), job).error().problem().code, "job.ended");
    EXPECT_EQ(work(), 0U);
    EXPECT_EQ(all_students(), "");
}

TEST_P(JobsTest, CancelledWhileItReadsNothingIsWritten) {
    const Id job = submit(import_of({upload("students.csv", kThreeStudents).id}));
    JobWorker::Options slow = options();
    slow.reading = [&]() -> std::shared_ptr<FileReading> {
        EXPECT_TRUE(cancel_job(clerk(), job).ok());
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        return tested_reading();
    };
    JobWorker worker(record(), slow);
    ASSERT_TRUE(worker.run_one().value());
    EXPECT_EQ(look(job).state, JobState::Cancelled);
    EXPECT_EQ(all_students(), "");
}

TEST_P(JobsTest, WhatItsSubmitterMayNoLongerDoIsNotDone) {
    const Id job = submit(import_of({upload("students.csv", kThreeStudents).id}));
    JobWorker::Options options_now = options();
    options_now.caller_now = [](const Caller& then) -> Result<Caller> {
        Caller now = then;
        now.role = Role::Counsellor;
        return now;
    };
    JobWorker worker(record(), options_now);
    ASSERT_TRUE(worker.run_one().value());
    EXPECT_EQ(look(job).failure->code, "access.denied");
    EXPECT_EQ(all_students(), "");
}

TEST_P(JobsTest, JobsAreSeenByTheirOwnersAndAdministrators) {
    const Id job = submit(import_of({upload("students.csv", kThreeStudents).id}));
    Context other = context_of(Role::Registry, "other");
    other.caller.account = Id::parse("0190f2c4000000000000000000000002").value();
    EXPECT_EQ(job_of(other, job).error().problem().code, "job.unknown");
    EXPECT_TRUE(list_jobs(other, {}).value().empty());
    EXPECT_EQ(list_jobs(other, {true}).error().problem().code, "access.denied");
    other.caller.role = Role::SystemAdmin;
    EXPECT_EQ(list_jobs(other, {true}).value().size(), 1U);
    EXPECT_EQ(job_of(other, job).value().result, "");
    EXPECT_EQ(list_jobs(clerk(), {}).value().size(), 1U);
    EXPECT_TRUE(list_jobs(clerk(), {false, JobState::Done}).value().empty());
    EXPECT_EQ(submit_job(clerk(), BackupJob{}).error().problem().code, "access.denied");
    EXPECT_EQ(submit_job(clerk(), import_of({})).error().problem().code, "job.request");
}

TEST_P(JobsTest, AWorkerWakesAndStops) {
    JobWorker::Options slow = options();
    slow.poll_ms = 600'000;
    JobWorker worker(record(), slow);
    worker.start();
    const Id job = submit(import_of({upload("students.csv", kThreeStudents).id}));
    worker.wake();
    for (int i = 0; i < 500 && !has_ended(look(job).state); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    worker.stop();
    EXPECT_EQ(look(job).state, JobState::Done);
}

TEST_P(JobsTest, OtherKindsDoWhatTheirUseCaseDoes) {
    import({kThreeStudents});
    const Id check = submit(CheckIntakeJob{"2026-ug"});
    const Id undo = submit(UndoBatchJob{1, "错的文件"});
    Context auditor = context_of(Role::AuditAdmin), admin = context_of(Role::SystemAdmin);
    ASSERT_TRUE(record().settle_audit(now()).ok());
    const Id verify = submit_job(auditor, AuditVerifyJob{}).value().id;
    EXPECT_EQ(submit_job(admin, ResealJob{}).error().problem().code, "access.denied");
    const Id reseal = submit_job(context(), ResealJob{}).value().id;  // at the machine alone
    const Id backup = submit_job(admin, BackupJob{}).value().id;
    EXPECT_EQ(work(), 5U);
    EXPECT_EQ(look(check).state, JobState::Done);
    EXPECT_NE(look(undo).result.find("\"removed\":3"), std::string::npos) << look(undo).result;
    EXPECT_NE(look(verify).result.find("\"entries\":"), std::string::npos);
    EXPECT_EQ(job_of(context(), reseal).value().state, JobState::Done);
    EXPECT_EQ(look(backup).failure->code, "backup.no_folder");
}

TEST(AskedJobText, ComesBackAsItWentIn) {
    AskedJob asked;
    asked.caller = {
        "王\"五",
        Id::parse("0190f2c4000000000000000000000001").value(),
        Role::DepartmentSecretary,
        "kitchen",
        {ScopeKind::Department, {{"物理学院", ""}, {"文学院", "一班"}}, {}, {2026}, true}};
    ImportJob job;
    job.uploads = {asked.caller.account};
    job.intake = "2026-ug";
    job.kind = StudentKind::Undergraduate;
    job.columns = {{"考号", "exam_number"}};
    asked.request = job;
    const auto back = parse_asked_job(text_of(asked));
    ASSERT_TRUE(back.ok());
    EXPECT_EQ(text_of(back.value()), text_of(asked));
    EXPECT_EQ(back.value().caller.scope.units, asked.caller.scope.units);
    for (const char* text : {"", "{}", "[]", "{\"kind\":\"import\",\"caller\":{},\"asked\":{}}"})
        EXPECT_EQ(parse_asked_job(text).error().problem().code, "job.request") << text;
}

}  // namespace
}  // namespace mingce
