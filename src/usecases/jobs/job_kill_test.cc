// The process is killed in the middle of an import job, while it reads and while it writes; the
// next worker does it as if nothing had happened.
#include <csignal>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pictures/picture_fixture.h"
#include "record_fixture.h"
#include "usecases/jobs/job_worker.h"
#include "usecases/jobs/uploads.h"

namespace mingce {
namespace {

enum class KillAt : std::uint8_t { Rows, Photo };

/// Reads as usual and kills its process at one point. Photos are opened again while the batch is
/// being written.
class KillingReading : public FileReading {
public:
    explicit KillingReading(KillAt at) : at_(at) {}
    Result<FileKind> kind(const FileSource& source) override { return real_->kind(source); }
    Result<std::vector<ZipEntry>> entries(const std::filesystem::path& archive,
                                          const ReadLimits& limits) override {
        return real_->entries(archive, limits);
    }
    Status sheets(const FileSource& source, const ReadOptions& options, SheetSink& sink) override {
        if (at_ == KillAt::Rows) ::raise(SIGKILL);
        return real_->sheets(source, options, sink);
    }
    Result<SeenPicture> picture(const FileSource& source, std::uint64_t bytes_max) override {
        return real_->picture(source, bytes_max);
    }
    Result<std::string> bytes(const FileSource& source, std::uint64_t bytes_max) override {
        if (at_ == KillAt::Photo) ::raise(SIGKILL);
        return real_->bytes(source, bytes_max);
    }

private:
    KillAt at_;
    std::unique_ptr<FileReading> real_ = read_in_this_process();
};

class JobKillTest : public testing::RecordOnEachDatabase {
protected:
    JobWorker::Options options() {
        JobWorker::Options made;
        made.clock = [this] { return now(); };
        return made;
    }
    Id uploaded(const std::string& name, const std::string& bytes) {
        const auto begun = begin_upload(context(), {name, bytes.size(), {}});
        EXPECT_TRUE(append_upload(context(), {begun.value().id, 0, bytes, {}}).ok());
        return begun.value().id;
    }
    /// In a process of its own, which dies of it.
    void work_and_die(KillAt at) {
        close();
        const pid_t process = ::fork();
        if (process == 0) {
            auto opened = Record::open({folder(), std::nullopt, now()});
            if (!opened.ok()) ::_exit(1);
            JobWorker::Options killing = options();
            killing.reading = [at] { return std::make_shared<KillingReading>(at); };
            JobWorker worker(opened.value(), killing);
            (void)worker.run_one();
            ::_exit(2);
        }
        int status = 0;
        ASSERT_EQ(::waitpid(process, &status, 0), process);
        ASSERT_TRUE(WIFSIGNALED(status)) << WEXITSTATUS(status);
        open();
    }
    std::int64_t count(std::string_view sql) {
        return read_value(database(), [&](Tx& tx) { return tx.integer(sql); }).value();
    }
};

TEST_ON_EACH_DATABASE(JobKillTest);

TEST_P(JobKillTest, TheNextWorkerDoesItAsIfNothingHadHappened) {
    ImportJob import;
    import.uploads = {
        uploaded("students.csv", testing::kThreeStudents),
        uploaded("26420101150001.jpg", testing::jpeg_of({480, 640, 60'000, "26420101150001"}))};
    import.intake = "2026-ug";
    import.commit = true;
    const Id job = submit_job(context(), import).value().id;
    for (const KillAt at : {KillAt::Rows, KillAt::Photo}) {
        work_and_die(at);
        EXPECT_EQ(job_of(context(), job).value().state, JobState::Running);
        EXPECT_EQ(all_students(), "");
        EXPECT_EQ(count("SELECT count(*) FROM batch"), 0);
    }
    JobWorker worker(record(), options());
    ASSERT_TRUE(worker.run_one().value());
    const JobView done = job_of(context(), job).value();
    EXPECT_EQ(done.state, JobState::Done) << (done.failure ? done.failure->code : "");
    EXPECT_EQ(done.attempts, 3U);
    EXPECT_EQ(count("SELECT count(*) FROM student"), 3);
    EXPECT_EQ(count("SELECT count(*) FROM batch"), 1);
    EXPECT_EQ(count("SELECT count(*) FROM source_row"), 3);
    EXPECT_EQ(count("SELECT count(*) FROM upload_piece"), 0);
    EXPECT_NE(done.result.find("\"photos\":{\"in\":1,\"new\":1"), std::string::npos) << done.result;
    EXPECT_FALSE(worker.run_one().value());
}

}  // namespace
}  // namespace mingce
