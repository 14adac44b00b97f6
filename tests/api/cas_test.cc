// Signing in through the school's CAS, over HTTP: the redirect, the ticket that comes back, and the
// second factor that is asked for all the same.
#include <gmock/gmock.h>

#include "api_fixture.h"
#include "cas_server.h"

namespace mingce::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class CasOverHttp : public ApiOnEachDatabase {
protected:
    void SetUp() override {
        ApiOnEachDatabase::SetUp();
        if (IsSkipped()) return;
        begin_school();
        join("registry", Role::Registry, "wangxm");
        settings().cas_url = cas_.url();
        settings().cas_service = "https://roster.example.edu.cn";
        serve();
    }
    std::string ticket_for(const std::string& user) {
        cas_.know(user);
        return cas_.ticket_for(user, "https://roster.example.edu.cn/api/v1/cas/callback");
    }
    Answer come_back(const std::string& ticket) {
        return get("", "/api/v1/cas/callback?ticket=" + ticket);
    }

    CasServer cas_;
};

TEST_P(CasOverHttp, SendsThereAndTakesBackWhoHasATicket) {
    const Answer sent = get("", "/api/v1/cas");
    EXPECT_EQ(sent.status, 302);
    EXPECT_THAT(sent.header("Location"),
                StartsWith(cas_.url() + "/login?service=https%3A%2F%2Froster.example.edu.cn"));

    const Answer back = come_back(ticket_for("wangxm"));
    ASSERT_EQ(back.status, 200) << back.body;
    EXPECT_THAT(back.body, HasSubstr("<a href=/>"));
    EXPECT_EQ(back.header("Refresh"), "0; url=/");
    keep_session("registry", back);
    EXPECT_EQ(get("registry", "/api/v1/session").text("stage"), "code_asked");
    EXPECT_EQ(get("registry", "/api/v1/intakes").status, 401) << "the ticket is no second factor";
}

TEST_P(CasOverHttp, RefusesATicketTwiceAndWhoHasNoAccount) {
    const std::string ticket = ticket_for("nobody.here");
    EXPECT_EQ(come_back(ticket).text("code"), "session.refused");
    const Answer again = come_back(ticket);
    EXPECT_EQ(again.text("code"), "cas.refused");
    EXPECT_THAT(again.body, Not(HasSubstr(ticket)));
    cas_.behave(CasServer::Mood::Garbage);
    EXPECT_EQ(come_back(ticket_for("wangxm")).text("code"), "cas.malformed");
}

TEST_P(CasOverHttp, IsNotThereWhereNoneIsSet) {
    settings().cas_url.clear();
    serve();
    EXPECT_EQ(get("", "/api/v1/cas").status, 404);
    EXPECT_EQ(come_back("ST-1").status, 404);
}

TEST_ON_EACH_DATABASE(CasOverHttp);

}  // namespace
}  // namespace mingce::testing
