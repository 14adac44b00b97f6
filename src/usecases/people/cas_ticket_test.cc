#include "usecases/people/cas_ticket.h"

#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/moment.h"
#include "cas_server.h"
#include "crypto/certificate.h"
#include "results.h"
#include "temporary_folder.h"

namespace mingce {
namespace {

using testing::problem_of;

using testing::CasServer;
using ::testing::HasSubstr;
using testing::TemporaryFolder;
using Mood = CasServer::Mood;

constexpr const char* kService = "https://roster.example.edu.cn/api/v1/session/cas?to=/a b&x=名";

class CasTicket : public ::testing::Test {
protected:
    CasTicket() { server_.know("wangxm", {{"no", "20260001"}, {"role", "a"}, {"role", "b"}}); }
    CasSettings settings(const std::string& attribute = "") const {
        CasSettings settings;
        settings.url = server_.url();
        settings.service = kService;
        settings.attribute = attribute;
        return settings;
    }
    std::string ticket(const std::string& service = kService) {
        return server_.ticket_for("wangxm", service);
    }

    CasServer server_;
};

TEST_F(CasTicket, StandsForItsPerson) {
    EXPECT_EQ(cas_name_of_ticket(settings(), ticket()).value(), "wangxm");
    EXPECT_EQ(cas_name_of_ticket(settings("no"), ticket()).value(), "20260001");
    EXPECT_EQ(problem_of(cas_name_of_ticket(settings("role"), ticket())), "cas.attribute_missing");
    EXPECT_EQ(problem_of(cas_name_of_ticket(settings("none"), ticket())), "cas.attribute_missing");
    EXPECT_THAT(server_.last_request(),
                HasSubstr("/cas/p3/serviceValidate?service=https%3A%2F%2F"));
    EXPECT_THAT(server_.last_request(), HasSubstr("&ticket=ST-4-made-up.cas%2F~ "));
}

TEST_F(CasTicket, IsGoodOnce) {
    const std::string shown = ticket();
    EXPECT_EQ(problem_of(cas_name_of_ticket(settings(), shown)), "");
    const auto again = cas_name_of_ticket(settings(), shown);
    EXPECT_EQ(problem_of(again), "cas.refused");
    EXPECT_EQ(again.error().detail(), "INVALID_TICKET");
    EXPECT_EQ(server_.validations(), 2);
}

TEST_F(CasTicket, IsGoodForTenSeconds) {
    const std::string shown = ticket(), late = ticket();
    server_.pass(std::chrono::milliseconds(9'000));
    EXPECT_EQ(problem_of(cas_name_of_ticket(settings(), shown)), "");
    server_.pass(std::chrono::milliseconds(2'000));
    EXPECT_EQ(problem_of(cas_name_of_ticket(settings(), late)), "cas.refused");
}

TEST_F(CasTicket, OfAnotherServiceIsRefused) {
    const auto name = cas_name_of_ticket(settings(), ticket("https://library.example.edu.cn/"));
    EXPECT_EQ(problem_of(name), "cas.refused");
    EXPECT_EQ(name.error().detail(), "INVALID_SERVICE");
}

TEST_F(CasTicket, ThatIsNoneIsNotAskedAbout) {
    for (const std::string& odd :
         {std::string(), std::string("PT-1"), std::string("st-1"), std::string("ST 1"),
          std::string("ST-1 2"), std::string("ST-1\r\nX: y"), std::string("ST-\xE5\x90\x8D"),
          "ST-" + std::string(254, '1'), std::string("ST-1\0", 5)})
        EXPECT_EQ(problem_of(cas_name_of_ticket(settings(), odd)), "cas.refused") << odd;
    EXPECT_EQ(server_.validations(), 0);
    EXPECT_EQ(problem_of(cas_name_of_ticket(settings(), "ST-" + std::string(253, '1'))),
              "cas.refused");
    EXPECT_EQ(server_.validations(), 1);
}

TEST_F(CasTicket, TellsWhatAServerDoesWrong) {
    struct Case {
        const char* why;
        Mood mood;
        const char *code, *detail;
    };
    for (const Case& c : {
             Case{"never answers", Mood::Slow, "cas.unreachable", "Timeout was reached"},
             Case{"drips", Mood::Dripping, "cas.unreachable", "Timeout was reached"},
             Case{"a page", Mood::Garbage, "cas.malformed", ""},
             Case{"without end", Mood::Huge, "cas.malformed", "> 256 KiB"},
             Case{"elsewhere", Mood::Redirecting, "cas.unreachable", "HTTP 302"},
             Case{"failed", Mood::Failing, "cas.unreachable", "HTTP 500"},
         }) {
        SCOPED_TRACE(c.why);
        server_.behave(c.mood);
        CasSettings hurried = settings();
        if (std::string(c.detail) == "Timeout was reached") hurried.timeout_ms = 500;
        const auto start = std::chrono::steady_clock::now();
        const auto name = cas_name_of_ticket(hurried, ticket());
        EXPECT_EQ(problem_of(name), c.code);
        EXPECT_EQ(name.error().detail(), c.detail);
        EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
    }
    server_.behave(Mood::Honest);
    EXPECT_EQ(problem_of(cas_name_of_ticket(settings(), ticket())), "");
}

TEST_F(CasTicket, IsShownToNoProxy) {
    // Where nobody listens.
    setenv("http_proxy", "http://127.0.0.1:1", 1);
    EXPECT_EQ(problem_of(cas_name_of_ticket(settings(), ticket())), "");
    unsetenv("http_proxy");
}

TEST(CasUrl, IsSecureOrThisMachine) {
    struct Case {
        std::string url, code;
    };
    for (const Case& c : {
             Case{"https://127.0.0.1:1/cas", "cas.unreachable"},
             Case{"https://127.0.0.1:1/cas/", "cas.unreachable"},
             Case{"http://127.0.0.1:1/cas", "cas.unreachable"},
             Case{"http://localhost:1/cas", "cas.unreachable"},
             Case{"http://[::1]:1/cas", "cas.unreachable"},
             Case{"", "cas.url"},
             Case{"cas.example.edu.cn", "cas.url"},
             Case{"http://cas.example.edu.cn/cas", "cas.url"},
             Case{"http://127.0.0.1.example.edu.cn/cas", "cas.url"},
             Case{"http://localhost.example.edu.cn/cas", "cas.url"},
             Case{"https://user:secret@cas.example.edu.cn/cas", "cas.url"},
             Case{"https://cas.example.edu.cn/cas?x=1", "cas.url"},
             Case{"https://cas.example.edu.cn/cas#x", "cas.url"},
             Case{"https://cas.example.edu.cn /cas", "cas.url"},
             Case{"file:///etc/passwd", "cas.url"},
             Case{"ftp://127.0.0.1/cas", "cas.url"},
         }) {
        SCOPED_TRACE(c.url);
        CasSettings settings;
        settings.url = c.url;
        settings.service = kService;
        EXPECT_EQ(problem_of(cas_name_of_ticket(settings, "ST-1")), c.code);
    }
}

TEST(CasUrl, IsWherePeopleSignIn) {
    CasSettings settings;
    settings.service = "https://roster.example.edu.cn/back?a=1&b=名";
    for (const char* url : {"https://cas.example.edu.cn/cas", "https://cas.example.edu.cn/cas//"}) {
        settings.url = url;
        EXPECT_EQ(cas_login_url(settings),
                  "https://cas.example.edu.cn/cas/login?service=https%3A%2F%2Froster.example.edu.cn"
                  "%2Fback%3Fa%3D1%26b%3D%E5%90%8D");
    }
}

/// A CAS server with a certificate that our campus CA signed.
class CasOverTls : public ::testing::Test {
protected:
    std::string at(const std::string& name) const { return (folder_.path() / name).string(); }
    /// Certificate and key of a server, and ca.crt.
    void make_certificate(const std::string& host) const {
        SystemRandom random;
        const Moment now = system_now();  // curl goes by the machine's clock
        const CertificateKey ca_key = CertificateKey::make(random);
        const CertificateKey key = CertificateKey::make(random);
        const Certificate ca = make_ca_certificate(ca_key, {{}, now}, random);
        const HostName name = HostName::parse(host).value();
        const auto server =
            issue_server_certificate({ca, ca_key}, key, {{&name, 1}, 30, now}, random);
        folder_.write("ca.crt", ca.pem());
        folder_.write("server.crt", server.value().pem());
        ASSERT_TRUE(key.write(at("server.key")).ok());
    }
    std::string outcome(const std::string& ca_file) const {
        CasServer server(at("server.crt"), at("server.key"));
        server.know("wangxm");
        CasSettings settings;
        settings.url = server.url();
        settings.service = kService;
        settings.ca_file = ca_file;
        const auto name = cas_name_of_ticket(settings, server.ticket_for("wangxm", kService));
        return name.ok() ? name.value() : problem_of(name);
    }

    TemporaryFolder folder_;
};

TEST_F(CasOverTls, IsBelievedByItsCaAlone) {
    make_certificate("127.0.0.1");
    EXPECT_EQ(outcome(at("ca.crt")), "wangxm");
    EXPECT_EQ(outcome(""), "cas.unreachable") << "the system knows no such CA";
    EXPECT_EQ(outcome(at("none.crt")), "cas.unreachable");
}

TEST_F(CasOverTls, IsNotBelievedUnderAnotherName) {
    make_certificate("cas.example.edu.cn");
    EXPECT_EQ(outcome(at("ca.crt")), "cas.unreachable");
}

}  // namespace
}  // namespace mingce
