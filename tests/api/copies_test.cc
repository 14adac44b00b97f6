// Copies of a roster that units took: numbered, locked, signed, gone on with, traced and verified;
// and copies on paper.
#include <algorithm>
#include <fstream>
#include <iterator>

#include "crypto/pdf_signature.h"
#include "crypto/signing_fixture.h"
#include "recipients_fixture.h"
#include "run_mingce.h"
#include "usecases/publications/cover_proof.h"
#include "usecases/publications/trace_file.h"

namespace mingce::testing {
namespace {

class Copies : public RecipientsOnEachDatabase {
protected:
    Result<FileTrace> traced(const std::string& name, const std::string& bytes) {
        const TemporaryFolder folder;
        const auto file = folder.path() / name;
        std::ofstream(file, std::ios::binary) << bytes;
        TraceFile request;
        request.file = file;
        request.reading = read_in_this_process();
        request.hand_over.paths = {file};
        return trace_file(machine_now(), request);
    }
};
TEST_ON_EACH_DATABASE(Copies);

TEST_P(Copies, TakeLockedCopiesWhosePasswordIsShownOnce) {
    const std::string link = physics_link(R"(,"formats":["screen","xlsx","pdf","csv","dbf"])");
    accept("physics", link);
    const std::pair<const char*, const char*> forms[] = {
        {"xlsx", "\xD0\xCF\x11\xE0"}, {"pdf", "%PDF"}, {"csv", "PK"}, {"dbf", "PK"}};
    std::int64_t before = 0;
    for (const auto& [form, head] : forms) {
        SCOPED_TRACE(form);
        const Answer copy = take("physics", link, form);
        ASSERT_EQ(copy.status, 201) << copy.body;
        const std::int64_t number = copy.json.at("number").as_int64();
        EXPECT_GT(number, before) << "each has a number of its own";
        before = number;
        EXPECT_TRUE(copy.json.at("has_password").as_bool());
        EXPECT_EQ(copy.body.find("\"password\""), std::string::npos) << "never beside the file";
        const std::string name = copy.text("file_name");
        EXPECT_NE(name.find("_2026级本科_新生入学花名册_v1.1_"), std::string::npos) << name;
        EXPECT_NE(name.find("_物理学院."), std::string::npos) << name;
        const Answer file = file_of("physics", number);
        ASSERT_EQ(file.status, 200) << file.body;
        EXPECT_TRUE(file.body.starts_with(head));
        EXPECT_EQ(std::to_string(file.body.size()), copy.text("size"));
        EXPECT_EQ(file.body.find("张文静"), std::string::npos);
        const std::string password_path = "/api/v1/copies/" + std::to_string(number) + "/password";
        EXPECT_EQ(post("letters", password_path, "{}").text("code"), "publication.copy_unknown");
        const std::string password = post("physics", password_path, "{}").text("password");
        EXPECT_EQ(password.size(), 23U);
        EXPECT_EQ(post("physics", password_path, "{}").text("code"), "publication.password_shown");
        EXPECT_EQ(file.body.find(password), std::string::npos);
    }
    EXPECT_EQ(file_of("letters", before).text("code"), "publication.copy_unknown");
    EXPECT_EQ(take("physics", link, "screen").text("code"), "publication.form_not_given");
}

TEST_P(Copies, GoOnWithADownloadThatWasCut) {
    const std::string link = physics_link();
    accept("physics", link);
    const std::int64_t number = take("physics", link, "xlsx").json.at("number").as_int64();
    const Answer whole = file_of("physics", number);
    const std::string tag = whole.header("ETag");
    const Answer rest = file_of("physics", number, {{"range", "bytes=1000-"}, {"if-range", tag}});
    EXPECT_EQ(rest.status, 206);
    EXPECT_EQ(rest.body, whole.body.substr(1000));
    EXPECT_EQ(rest.header("Content-Range"), "bytes 1000-" + std::to_string(whole.body.size() - 1) +
                                                "/" + std::to_string(whole.body.size()));
    const Answer piece = file_of("physics", number, {{"range", "bytes=10-19"}});
    EXPECT_EQ(piece.body, whole.body.substr(10, 10));
    for (const char* const range : {"bytes=99999999-", "bytes=-5", "lines=1-2", "bytes=9-3"})
        EXPECT_EQ(file_of("physics", number, {{"range", range}}).body, whole.body) << range;
    const Answer another =
        file_of("physics", number, {{"range", "bytes=1000-"}, {"if-range", "\"x\""}});
    EXPECT_EQ(another.status, 200) << "another file than the one that was begun";
    std::vector<std::string> acts;
    const Answer log = get("registry", of(1) + "/accesses");
    for (const auto& access : log.items()) acts.emplace_back(access.at("act").as_string());
    EXPECT_EQ(std::ranges::count(acts, "resumed"), 2) << "the two that began further on";
}

TEST_P(Copies, ACopyIsTracedAndNoneIsClaimedWhereSeveralFit) {
    const std::string link = physics_link(R"(,"formats":["xlsx","csv","pdf"])");
    accept("physics", link);
    const std::int64_t number = take("physics", link, "pdf").json.at("number").as_int64();
    const std::string pdf = file_of("physics", number).body;
    const FileTrace same = must(traced("a.pdf", pdf));
    EXPECT_EQ(same.basis, TraceBasis::SameBytes);
    ASSERT_EQ(same.found.size(), 1U);
    EXPECT_EQ(same.found[0].copies.at(0).number, number);
    ASSERT_EQ(take("physics", link, "csv").status, 201);
    const std::string rows = "姓名,性别\n张文静,女\n李强,男\n";
    const FileTrace some = must(traced("b.csv", rows));
    EXPECT_EQ(some.basis, TraceBasis::Rows);
    ASSERT_EQ(some.found.size(), 1U);
    EXPECT_EQ(some.found[0].copies.size(), 2U) << "either could have given them";
    for (const char* const other : {"姓名,性别\n张文静,男\n", "姓名,性别\n赵小红,女\n",
                                    "姓名,联系电话\n张文静,13800000000\n"})
        EXPECT_EQ(must(traced("c.csv", other)).basis, TraceBasis::Nothing) << other;
    EXPECT_EQ(problem_of(trace_file(
                  Context{record(), "registry", app().now(), random(), Caller::nobody()}, {})),
              "access.denied");
}

TEST_P(Copies, PaperCopiesAreNumberedAndASealIsPermittedAndCounted) {
    const std::string papers = path() + "/paper-copies";
    const Answer none = get("registry", papers);
    ASSERT_EQ(none.json.at("volumes").as_array().size(), 2U) << none.body;
    const auto print = [&](const std::string& members) {
        return post("registry", papers, "{" + members + "}");
    };
    ASSERT_EQ(print(R"("copies":2)").items().size(), 4U);
    EXPECT_EQ(print(R"("copies":0)").text("code"), "paper.count");
    EXPECT_EQ(print(R"("copies":1,"volume":9)").text("code"), "paper.volume");
    EXPECT_EQ(print(R"("copies":1,"volume":1,"is_sealed":true)").text("code"),
              "paper.seal_not_permitted");
    const std::string permit = path() + "/seal-permission";
    EXPECT_EQ(post("registry", permit, R"({"times":1,"words":"存档"})").text("code"),
              "access.denied");
    ASSERT_EQ(post("university_leader", permit, R"({"times":1,"words":"存档"})").status, 200);
    const Answer sealed = print(R"("copies":1,"volume":1,"is_sealed":true)");
    ASSERT_EQ(sealed.status, 200) << sealed.body;
    EXPECT_EQ(sealed.json.at("seal").at("used").as_int64(), 1);
    EXPECT_EQ(print(R"("copies":1,"volume":1,"is_sealed":true)").text("code"),
              "paper.seal_used_up");
    const auto file = [&](int number) {
        return get("registry", "/api/v1/paper-copies/" + std::to_string(number) + "/file");
    };
    ASSERT_TRUE(file(1).body.starts_with("%PDF")) << file(1).body.substr(0, 400);
    ASSERT_TRUE(file(5).body.starts_with("%PDF"));
    EXPECT_NE(file(1).body, file(5).body);
    const std::string events = "/api/v1/paper-copies/1/events";
    EXPECT_EQ(post("registry", events, R"({"act":"returned","person":"王老师"})").text("code"),
              "paper.state");
    EXPECT_EQ(post("registry", events, R"({"act":"handed_out","person":""})").text("code"),
              "paper.person");
    EXPECT_EQ(post("registry", events, R"({"act":"handed_out","person":"王老师"})").text("holder"),
              "王老师");
    EXPECT_EQ(post("registry", events, R"({"act":"destroyed","person":"两人监销"})").text("code"),
              "paper.state")
        << "what is out is returned first";
    EXPECT_EQ(post("registry", events, R"({"act":"returned","person":"王老师"})").text("state"),
              "returned");
    EXPECT_EQ(post("registry", events, R"({"act":"destroyed","person":"两人监销"})").text("state"),
              "destroyed");
    for (const char* const list : {"/transfer-list", "/paper-register"}) {
        EXPECT_TRUE(get("registry", path() + list).body.starts_with("%PDF")) << list;
        EXPECT_EQ(get("physics", path() + list).text("code"), "access.denied") << list;
    }
}

TEST_P(Copies, AJobMakesTheFilesReady) {
    const std::int64_t number = add("department", "物理学院");
    set_out(number, R"(,"formats":["xlsx","pdf"])");
    const Answer told = issue(number);
    ASSERT_EQ(told.status, 200) << told.body;
    const std::string job = told.text("job");
    ASSERT_FALSE(job.empty());
    do_jobs();
    const Answer done = get("registry", "/api/v1/jobs/" + job);
    ASSERT_EQ(done.text("state"), "done") << done.body;
    EXPECT_EQ(done.json.at("result").at("copies").as_int64(), 2) << done.body;
    const std::string link(told.items()[0].at("link").as_string());
    accept("physics", link);
    accept("department_leader", link);
    const std::int64_t first = take("physics", link, "pdf").json.at("number").as_int64();
    EXPECT_EQ(first, 2) << "the one that lay ready";
    EXPECT_EQ(take("department_leader", link, "pdf").json.at("number").as_int64(), 3)
        << "the next person gets another";
    EXPECT_EQ(take("physics", link, "pdf").json.at("number").as_int64(), first);
}

TEST_P(Copies, AFileIsVerifiedWithoutTheRecord) {
    const std::string link = physics_link();
    accept("physics", link);
    const std::int64_t number = take("physics", link, "xlsx").json.at("number").as_int64();
    const TemporaryFolder folder;
    const auto write = [&](const char* name, const std::string& bytes) {
        std::ofstream(folder.path() / name, std::ios::binary) << bytes;
        return (folder.path() / name).string();
    };
    const std::string bytes = file_of("physics", number).body;
    std::string other = bytes;
    other[other.size() / 2] = static_cast<char>(other[other.size() / 2] ^ 1);
    const std::string file = write("a.xlsx", bytes), changed = write("b.xlsx", other),
                      list = write("list.txt", get("registry", path() + "/page-list").body),
                      key = write("key.txt", get("", "/api/v1/verification/key").body);
    const auto verified = [&](const std::string& name) {
        return run_mingce({"verify", name, "--bundle", list, "--public-key", key, "--json"});
    };
    const Outcome genuine = verified(file);
    EXPECT_EQ(genuine.exit_code, 0) << genuine.talk;
    EXPECT_NE(genuine.data.find("\"verdict\":\"copy\""), std::string::npos) << genuine.data;
    const Outcome altered = verified(changed);
    EXPECT_EQ(altered.exit_code, 2);
    EXPECT_NE(altered.talk.find("not on the list"), std::string::npos) << altered.talk;
    const std::string code = get("registry", path() + "/page-list").body;
    EXPECT_NE(code.find("\nfile " + std::to_string(number) + " xlsx "), std::string::npos);
}

TEST_P(Copies, PdfsAreSignedByTheInstitutionOrRefused) {
    const std::string link = physics_link(R"(,"formats":["pdf"])");
    accept("physics", link);
    const auto set_signing = [&](const MakeIdentity& identity, const std::string& password) {
        const auto secret = temporary() / ("password" + password);
        std::ofstream(temporary() / "school.p12", std::ios::binary) << made_p12(identity);
        std::ofstream(secret) << password << "\n";
        std::filesystem::permissions(secret, std::filesystem::perms::owner_read);
        std::ifstream before(folder() / "mingce.toml");
        std::string text(std::istreambuf_iterator<char>(before), {});
        text = text.substr(0, text.find("[signing]"));
        std::ofstream(folder() / "mingce.toml")
            << text << "[signing]\ncertificate = \"" << (temporary() / "school.p12").string()
            << "\"\npassword_file = \"" << secret.string() << "\"\n";
        serve_anew();
    };
    MakeIdentity identity, expired;
    identity.from = {0};
    identity.until = {4'102'444'800'000};  // 2100
    expired.from = {0};
    expired.until = {1'000'000'000'000};  // 2001
    set_signing(expired, expired.password);
    EXPECT_EQ(take("physics", link, "pdf").text("code"), "crypto.identity_expired");
    set_signing(identity, "another");
    EXPECT_EQ(take("physics", link, "pdf").text("code"), "crypto.identity_password");
    EXPECT_TRUE(get("physics", received(link)).json.at("copies").as_array().empty())
        << "nothing half-published";
    set_signing(identity, identity.password);
    const Answer copy = take("physics", link, "pdf");
    ASSERT_EQ(copy.status, 201) << copy.body;
    const std::string pdf = file_of("physics", copy.json.at("number").as_int64()).body;
    const auto signature = check_pdf_signature(pdf);
    ASSERT_TRUE(signature.ok()) << signature.error().sentence(Language::English);
    EXPECT_EQ(signature.value().signer, "测试大学");
    ASSERT_EQ(post("registry", path() + "/paper-copies", R"({"copies":1})").status, 200);
    const std::string paper = get("registry", "/api/v1/paper-copies/1/file").body;
    EXPECT_TRUE(check_pdf_signature(paper).ok());
    std::string forged = paper;
    forged[forged.size() / 3] = static_cast<char>(forged[forged.size() / 3] ^ 1);
    EXPECT_FALSE(check_pdf_signature(forged).ok());
    const TemporaryFolder folder;
    std::ofstream(folder.path() / "a.pdf", std::ios::binary) << paper;
    std::ofstream(folder.path() / "list.txt") << get("registry", path() + "/page-list").body;
    std::ofstream(folder.path() / "key.txt") << get("", "/api/v1/verification/key").body;
    const Outcome signed_file =
        run_mingce({"verify", (folder.path() / "a.pdf").string(), "--bundle",
                    (folder.path() / "list.txt").string(), "--public-key",
                    (folder.path() / "key.txt").string(), "--json"});
    EXPECT_NE(signed_file.data.find("\"verdict\":\"signed\""), std::string::npos)
        << signed_file.talk << signed_file.data;
}

TEST_P(Copies, ACoverProvesThatItsPublishingStandsInTheAudit) {
    const FoundEdition found = must(database_value([&](Tx& tx) {
        return find_edition(tx, machine_now(), {"2026-ug", number_});
    }));
    const PublishingProof proof = must(publishing_proof(machine_now(), found));
    std::string key = get("", "/api/v1/verification/key").body;
    key.pop_back();
    const CheckedCover checked = must(check_cover_proof(proof.text, key));
    EXPECT_EQ(checked.entry.action, "edition.publish");
    EXPECT_NE(checked.entry.detail.find("pages_sha256="), std::string::npos);
    EXPECT_EQ(must(publishing_proof(machine_now(), found)).text, proof.text)
        << "the same whenever it is asked for";
    for (std::size_t at = 0; at < proof.text.size(); ++at) {
        std::string changed = proof.text;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        EXPECT_FALSE(check_cover_proof(changed, key).ok()) << at;
    }
    EXPECT_FALSE(check_cover_proof(proof.text.substr(0, proof.text.size() / 2), key).ok());
}

}  // namespace
}  // namespace mingce::testing
