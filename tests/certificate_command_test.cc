// mingce cert: what it makes, what it keeps, and what it refuses to write over.
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "crypto/certificate.h"
#include "run_mingce.h"

namespace mingce {
namespace {

using testing::contents;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::Outcome;
using testing::run_mingce;
using testing::TemporaryFolder;

namespace fs = std::filesystem;

constexpr std::int64_t kDay = 86'400'000;

class CertCommand : public ::testing::Test {
protected:
    CertCommand() {
        // What the command asks of a record, and nothing more.
        folder_.write("record/mingce.toml",
                      "record = \"0198f1c2a4007e3d9b51c6d2e8f40a17\"\ndatabase = \"mingce.db\"\n"
                      "key = \"../record.key\"\n");
    }
    std::string at(const std::string& name) const { return (folder_.path() / name).string(); }
    std::string data() const { return at("record"); }
    std::string tls(const std::string& name) const { return at("record/tls/" + name); }
    Outcome cert(std::vector<std::string> arguments, const std::string& environment = {}) const {
        arguments.insert(arguments.begin(), {"cert", "--data", data()});
        return run_mingce(arguments, "en", "", environment);
    }
    Certificate read(const std::string& path) const {
        return Certificate::parse(contents(path)).value();
    }
    std::string verified(const std::string& host) const {
        const HostName name = HostName::parse(host).value();
        const Status status = verify_server_certificate(read(tls("server.crt")),
                                                        read(tls("ca.crt")), {name, system_now()});
        return status.ok() ? "" : std::string(status.error().problem().code);
    }
    /// Every file below the record's tls/ and beside it, with what it holds.
    std::map<std::string, std::string> files() const {
        std::map<std::string, std::string> all;
        for (const std::string folder : {"record/tls", "record.ca"})
            if (fs::exists(at(folder)))
                for (const auto& entry : fs::directory_iterator(at(folder)))
                    all[folder + "/" + entry.path().filename().string()] = contents(entry.path());
        return all;
    }
    static unsigned mode(const std::string& path) {
        struct stat state {};
        return stat(path.c_str(), &state) == 0 ? state.st_mode & 07777U : 0;
    }

    TemporaryFolder folder_;
};

std::vector<std::string> names_in(const Certificate& certificate) {
    std::vector<std::string> texts;
    for (const HostName& name : certificate.names()) texts.push_back(name.text());
    return texts;
}

TEST_F(CertCommand, MakesACaAndTheServersCertificate) {
    const Outcome made = cert({"--name", "roster.school.edu.cn", "--name", "10.0.0.5"});
    ASSERT_EQ(made.exit_code, 0) << made.talk;
    EXPECT_EQ(verified("roster.school.edu.cn"), "");
    EXPECT_EQ(verified("10.0.0.5"), "");
    EXPECT_EQ(verified("other.school.edu.cn"), "crypto.certificate_outside");
    EXPECT_THAT(made.data, HasSubstr(read(tls("ca.crt")).fingerprint()));
    EXPECT_THAT(made.talk, HasSubstr("certificate = \"tls/server.crt\""));
    EXPECT_THAT(made.talk, HasSubstr("Install ca.crt"));
    EXPECT_EQ(mode(at("record.ca")), 0700U);
    EXPECT_EQ(mode(at("record.ca/ca.key")), 0400U);
    EXPECT_EQ(mode(tls("server.key")), 0400U);
    EXPECT_EQ(contents(at("record.ca/ca.crt")), contents(tls("ca.crt")));
    EXPECT_TRUE(contents(tls("server.crt")).ends_with(contents(tls("ca.crt")))) << "its chain";
    EXPECT_TRUE(read(tls("server.crt")).is_of(CertificateKey::read(tls("server.key")).value()));
}

TEST_F(CertCommand, LeavesTheRecordAsItWas) {
    fs::remove_all(data());
    ASSERT_EQ(run_mingce({"init", "--data", data(), "--institution", "江城明远大学"}).exit_code, 0);
    const std::string settings = contents(at("record/mingce.toml"));
    ASSERT_EQ(cert({"--name", "roster"}).exit_code, 0);
    EXPECT_EQ(contents(at("record/mingce.toml")), settings);
    EXPECT_EQ(run_mingce({"audit", "verify", "--record", "--data", data()}).exit_code, 0);
}

TEST_F(CertCommand, RenewsWithTheSameCaKeyAndNames) {
    ASSERT_EQ(cert({"--name", "roster.school.edu.cn", "--name", "fd00::5"}).exit_code, 0);
    auto before = files();
    const Outcome again = cert({"--days", "30"});
    ASSERT_EQ(again.exit_code, 0) << again.talk;
    EXPECT_THAT(again.talk, Not(HasSubstr("Install ca.crt")));
    auto after = files();
    EXPECT_NE(before.at("record/tls/server.crt"), after.at("record/tls/server.crt"));
    EXPECT_THAT(names_in(read(tls("server.crt"))), ElementsAre("roster.school.edu.cn", "fd00::5"));
    const Certificate renewed = read(tls("server.crt"));
    EXPECT_NEAR(static_cast<double>(renewed.valid_until().milliseconds),
                static_cast<double>(system_now().milliseconds + 30 * kDay), 600'000.0);
    before.erase("record/tls/server.crt");
    after.erase("record/tls/server.crt");
    EXPECT_EQ(before, after);
    ASSERT_EQ(cert({"--name", "new.school.edu.cn"}).exit_code, 0);
    EXPECT_THAT(names_in(read(tls("server.crt"))), ElementsAre("new.school.edu.cn"));
}

TEST_F(CertCommand, RenewsAYearLater) {
    ASSERT_EQ(cert({"--name", "roster"}).exit_code, 0);
    ASSERT_EQ(cert({}, testing::clock_ahead(390 * kDay)).exit_code, 0);
    EXPECT_GT(read(tls("server.crt")).valid_until().milliseconds,
              system_now().milliseconds + 780 * kDay);
    const Outcome ended = cert({}, testing::clock_ahead(3'660 * kDay));
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_THAT(ended.talk, HasSubstr("not in force"));
}

TEST_F(CertCommand, TheCasKeyMayBeTakenAwayAndBroughtBack) {
    const std::string stick = at("stick/ca.pem");
    ASSERT_EQ(cert({"--name", "roster", "--ca-key", stick}).exit_code, 0);
    EXPECT_TRUE(fs::exists(at("stick/ca.crt")));
    EXPECT_FALSE(fs::exists(at("record.ca")));
    fs::rename(at("stick"), at("safe"));
    const auto before = files();
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{}, {"--ca-key", stick}}) {
        const Outcome gone = cert(arguments);
        EXPECT_EQ(gone.exit_code, 2);
        EXPECT_THAT(gone.talk, HasSubstr("the campus CA's key is not here"));
    }
    EXPECT_EQ(files(), before);
    EXPECT_EQ(cert({"--ca-key", at("safe/ca.pem")}).exit_code, 0);
    EXPECT_EQ(verified("roster"), "");
}

TEST_F(CertCommand, ARestoredFolderGoesOnWithItsCa) {
    ASSERT_EQ(cert({"--name", "roster"}).exit_code, 0);
    const std::string ca = contents(tls("ca.crt"));
    fs::remove_all(at("record/tls"));
    ASSERT_EQ(cert({"--name", "roster"}).exit_code, 0);
    EXPECT_EQ(contents(tls("ca.crt")), ca);
    // The copy beside the key was lost instead.
    fs::remove(at("record.ca/ca.crt"));
    ASSERT_EQ(cert({}).exit_code, 0);
    EXPECT_EQ(contents(at("record.ca/ca.crt")), ca);
}

TEST_F(CertCommand, KeepsToDomains) {
    const std::vector<std::string> domains = {"--domain", "school.edu.cn", "--domain",
                                              "10.0.0.0/8"};
    auto outside = domains;
    outside.insert(outside.end(), {"--name", "roster.elsewhere.cn"});
    EXPECT_THAT(cert(outside).talk, HasSubstr("may not vouch for this name"));
    EXPECT_TRUE(files().empty()) << "judged before the first file";
    auto inside = domains;
    inside.insert(inside.end(), {"--name", "roster.school.edu.cn", "--name", "10.1.2.3"});
    ASSERT_EQ(cert(inside).exit_code, 0);
    EXPECT_EQ(verified("10.1.2.3"), "");
    EXPECT_THAT(cert({"--name", "192.168.1.1"}).talk, HasSubstr("may not vouch"));
    EXPECT_THAT(cert({"--domain", "elsewhere.cn"}).talk, HasSubstr("domains are for good"));
}

TEST_F(CertCommand, RefusesWhatItCannotDo) {
    struct Case {
        std::vector<std::string> arguments;
        int exit_code;
        std::string said;
    };
    for (const Case& c : {
             Case{{}, 64, "1 to 100 names"},
             Case{{"--name", "https://roster"}, 2, "neither a host name"},
             Case{{"--name", "roster", "--days", "398"}, 64, "1 to 397"},
             Case{{"--name", "roster", "--days", "0"}, 64, "1 to 397"},
             Case{{"--name", "roster", "--domain", "10.0.0.1/8"}, 2, "neither a domain"},
             Case{{"--name", "roster", "--ca-key", tls("ca.key")}, 64, "may not lie"},
             Case{
                 {"--name", "roster", "--ca-key", at("other/../record/ca.key")}, 64, "may not lie"},
             Case{{"--name", "roster", "--ca-key", at("no/such/ca.key")}, 2, "cannot be written"},
         }) {
        SCOPED_TRACE(c.said);
        const Outcome outcome = cert(c.arguments);
        EXPECT_EQ(outcome.exit_code, c.exit_code) << outcome.talk;
        EXPECT_THAT(outcome.talk, HasSubstr(c.said));
        EXPECT_TRUE(files().empty());
    }
    EXPECT_EQ(run_mingce({"cert", "--data", at("nothing"), "--name", "roster"}).exit_code, 2);
    EXPECT_FALSE(fs::exists(at("nothing")));
}

TEST_F(CertCommand, ReplacesNothingOfAnother) {
    ASSERT_EQ(cert({"--name", "roster", "--ca-key", at("a/ca.key")}).exit_code, 0);
    fs::rename(at("record/tls"), at("old-tls"));
    ASSERT_EQ(cert({"--name", "roster", "--ca-key", at("b/ca.key")}).exit_code, 0);
    const auto before = files();
    const Outcome other_key = cert({"--ca-key", at("a/ca.key")});
    EXPECT_EQ(other_key.exit_code, 2);
    EXPECT_THAT(other_key.talk, HasSubstr("of another CA"));
    EXPECT_EQ(files(), before);
    // A school's own certificate under the name that ours would take.
    fs::copy_file(at("old-tls/server.crt"), tls("server.crt"),
                  fs::copy_options::overwrite_existing);
    const Outcome own = cert({"--ca-key", at("b/ca.key")});
    EXPECT_EQ(own.exit_code, 2);
    EXPECT_THAT(own.talk, HasSubstr("server.crt"));
    EXPECT_EQ(contents(tls("server.crt")), contents(at("old-tls/server.crt")));
}

TEST_F(CertCommand, DoesNotGoOnWithADamagedOrExposedKey) {
    ASSERT_EQ(cert({"--name", "roster"}).exit_code, 0);
    const auto before = files();
    fs::permissions(at("record.ca/ca.key"), fs::perms::owner_read | fs::perms::group_read);
    EXPECT_THAT(cert({}).talk, HasSubstr("chmod 400"));
    fs::permissions(at("record.ca/ca.key"), fs::perms::owner_read);
    EXPECT_EQ(files(), before);
    fs::remove(tls("server.key"));
    folder_.write("record/tls/server.key", "no key\n");
    fs::permissions(tls("server.key"), fs::perms::owner_read);
    EXPECT_THAT(cert({}).talk, HasSubstr("server.key"));
    fs::remove(tls("server.key"));
    ASSERT_EQ(cert({}).exit_code, 0) << "without its key a new one is made";
    EXPECT_TRUE(read(tls("server.crt")).is_of(CertificateKey::read(tls("server.key")).value()));
}

TEST_F(CertCommand, AsksAnotherCa) {
    EXPECT_EQ(cert({"--csr"}).exit_code, 64);
    const Outcome asked = cert({"--csr", "--name", "roster.school.edu.cn"});
    ASSERT_EQ(asked.exit_code, 0) << asked.talk;
    EXPECT_THAT(asked.data, HasSubstr("request.csr"));
    EXPECT_THAT(contents(tls("request.csr")), HasSubstr("BEGIN CERTIFICATE REQUEST"));
    EXPECT_EQ(mode(tls("request.key")), 0400U);
    EXPECT_FALSE(fs::exists(at("record.ca")));
    EXPECT_FALSE(fs::exists(tls("server.key")));
    const std::string key = contents(tls("request.key"));
    ASSERT_EQ(cert({"--csr", "--name", "other.school.edu.cn"}).exit_code, 0);
    EXPECT_EQ(contents(tls("request.key")), key) << "a certificate on its way still fits";
}

TEST_F(CertCommand, PrintsJson) {
    const Outcome made = cert({"--name", "roster", "--name", "10.0.0.5", "--json"});
    ASSERT_EQ(made.exit_code, 0) << made.talk;
    EXPECT_THAT(made.data, HasSubstr("\"names\":[\"roster\",\"10.0.0.5\"],"));
    EXPECT_THAT(made.data, HasSubstr("\"ca_is_new\":true}"));
    EXPECT_THAT(made.talk, ::testing::IsEmpty());
}

}  // namespace
}  // namespace mingce
