// A certificate that the program died over, or that a full disk refused, is completed by the next
// run; the one that was there serves until then.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "crypto/certificate.h"
#include "fault_run.h"

namespace mingce {
namespace {

namespace fs = std::filesystem;
using testing::FaultOutcome;
using testing::FaultRun;
using testing::TemporaryFolder;

class CertificateFiles : public ::testing::Test {
protected:
    CertificateFiles() {
        // What the command asks of a record, and nothing more.
        folder_.write("record/mingce.toml",
                      "record = \"0198f1c2a4007e3d9b51c6d2e8f40a17\"\ndatabase = \"mingce.db\"\n"
                      "key = \"../record.key\"\n");
        run_.arguments = {"cert", "--data", path("record"), "--name", "roster.school.edu.cn"};
        run_.folder = folder_.path();
    }
    std::string path(const std::string& name) const { return (folder_.path() / name).string(); }
    void begin_again() const {
        fs::remove_all(path("record/tls"));
        fs::remove_all(path("record.ca"));
    }
    /// Whether a server could start with what is there, and phones believe it.
    bool serves() const {
        const auto server = Certificate::parse(testing::contents(path("record/tls/server.crt")));
        const auto ca = Certificate::parse(testing::contents(path("record/tls/ca.crt")));
        const auto key = CertificateKey::read(path("record/tls/server.key"));
        if (!server.ok() || !ca.ok() || !key.ok()) return false;
        const HostName name = HostName::parse("roster.school.edu.cn").value();
        return server.value().is_of(key.value()) &&
               verify_server_certificate(server.value(), ca.value(), {name, system_now()}).ok();
    }

    TemporaryFolder folder_;
    FaultRun run_;
};

TEST_F(CertificateFiles, AreCompletedAfterADeath) {
    const auto points = testing::fault_points(run_);
    ASSERT_GE(points.size(), 10U);
    ASSERT_TRUE(serves());
    for (const char* fault : {"kill:", "tear:"})
        for (std::size_t point = 1; point <= points.size(); ++point) {
            SCOPED_TRACE(fault + std::to_string(point) + " " + points[point - 1]);
            begin_again();
            EXPECT_TRUE(testing::run_with_fault(run_, fault + std::to_string(point)).killed);
            const FaultOutcome next = testing::run_with_fault(run_, "");
            EXPECT_EQ(next.exit_code, 0) << next.talk;
            EXPECT_TRUE(serves());
        }
}

TEST_F(CertificateFiles, AreCompletedAfterAnError) {
    const auto points = testing::fault_points(run_);
    for (const char* fault : {"eio:", "enospc:"})
        for (std::size_t point = 1; point <= points.size(); ++point) {
            SCOPED_TRACE(fault + std::to_string(point) + " " + points[point - 1]);
            begin_again();
            const FaultOutcome outcome =
                testing::run_with_fault(run_, fault + std::to_string(point));
            EXPECT_THAT(outcome.exit_code, ::testing::AnyOf(0, 2)) << outcome.talk;
            if (outcome.exit_code == 0) {
                EXPECT_TRUE(serves());
            }
            const FaultOutcome next = testing::run_with_fault(run_, "");
            EXPECT_EQ(next.exit_code, 0) << next.talk;
            EXPECT_TRUE(serves());
        }
}

TEST_F(CertificateFiles, ServeOnWhenARenewalDies) {
    ASSERT_EQ(testing::run_with_fault(run_, "").exit_code, 0);
    const auto points = testing::fault_points(run_);
    ASSERT_GE(points.size(), 2U) << "a write and a rename";
    for (const char* fault : {"kill:", "tear:", "eio:"})
        for (std::size_t point = 1; point <= points.size(); ++point) {
            SCOPED_TRACE(fault + std::to_string(point) + " " + points[point - 1]);
            (void)testing::run_with_fault(run_, fault + std::to_string(point));
            EXPECT_TRUE(serves());
        }
}

}  // namespace
}  // namespace mingce
