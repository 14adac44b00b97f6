// Published editions: marked pages, what a stranger is told of one, and the list that a page is
// checked on without a network.
#include <fstream>

#include "crypto/page_code.h"
#include "publications_fixture.h"
#include "run_mingce.h"
#include "usecases/publications/page_list.h"

namespace mingce::testing {
namespace {

constexpr std::string_view kVerify = "/api/v1/verification";

class Publications : public PublicationsOnEachDatabase {
protected:
    std::string page_list() { return get("registry", path() + "/page-list").body; }
    std::string public_key() { return get("", std::string(kVerify) + "/key").body; }
    /// What is signed, opened by the key that anybody may ask for.
    PageList opened_list() {
        std::string key = public_key();
        key.pop_back();  // the line's end
        return must(open_page_list(page_list(), key));
    }
    /// The first page with rows of people.
    PublishedPage page_with_rows() {
        for (const PublishedPage& page : opened_list().pages)
            if (page.rows > 0) return page;
        return {};
    }
    Answer verify(std::string_view what, std::string_view text) {
        return get("", std::string(kVerify) + "?" + std::string(what) + "=" + escaped(text));
    }
    /// What the QR codes of a PDF say, from pages rendered as a scanner of that many dots an inch
    /// sees them; nothing where the programs are not there.
    std::vector<std::string> scanned(const std::string& pdf, int dots) {
        const TemporaryFolder folder;
        std::ofstream(folder.path() / "a.pdf", std::ios::binary) << pdf;
        const std::string command = "cd '" + folder.path().string() + "' && pdftoppm -gray -r " +
                                    std::to_string(dots) +
                                    " a.pdf p >/dev/null 2>&1 && "
                                    "zbarimg -q --raw -Sdisable -Sqrcode.enable p*.pgm 2>/dev/null";
        std::vector<std::string> lines;
        std::string said = printed_by(command);
        for (std::size_t at; (at = said.find('\n')) != std::string::npos; said.erase(0, at + 1))
            lines.push_back(said.substr(0, at));
        return lines;
    }
    /// One byte changed, a code moved to another page, a page of another edition: none is the
    /// school's, asked of the server or of the list.
    void tampered_marks(const std::vector<std::string>& marks, const PageList& list,
                        const std::string& key) {
        std::string changed = marks[0];
        const std::size_t in_signature = changed.size() - 10;
        changed[in_signature] = changed[in_signature] == 'A' ? 'B' : 'A';
        std::string edition = marks[0];
        edition.replace(edition.find("/1/1/"), 5, "/2/1/");
        std::string moved = marks[0];
        const auto code_of = [](const std::string& mark) {
            std::size_t at = mark.find('#');
            for (int i = 0; i < 7; ++i) at = mark.find('/', at + 1);
            return std::pair{at + 1, mark.substr(at + 1, kPageCodeLength)};
        };
        moved.replace(code_of(moved).first, kPageCodeLength, code_of(marks[1]).second);
        for (const std::string& mark : {changed, edition, moved}) {
            const Answer told = verify("mark", mark);
            EXPECT_TRUE(told.text("code") == "crypto.mark_forged" ||
                        told.text("code") == "crypto.mark_malformed")
                << told.body;
            EXPECT_FALSE(page_on_list(list, key, mark).ok());
        }
    }
};
TEST_ON_EACH_DATABASE(Publications);

TEST_P(Publications, AListIsOfItsSchoolWordForWord) {
    bring_to_filed("备1");
    ASSERT_EQ(publish().status, 200);
    const std::string note = page_list();
    std::string key = public_key();
    key.pop_back();
    ASSERT_TRUE(open_page_list(note, key).ok());
    std::string changed = note;
    const std::size_t at = changed.find("备1");
    changed.replace(at, std::string("备1").size(), "备2");
    EXPECT_FALSE(open_page_list(changed, key).ok());
    EXPECT_FALSE(open_page_list(note.substr(0, note.size() / 2), key).ok());
    EXPECT_FALSE(open_page_list(note, "mingce+00000000+AAAA").ok());
}

TEST_P(Publications, AFiledEditionIsPublishedOnceAndEveryPageGetsACode) {
    bring_to_approval();
    EXPECT_EQ(publish().text("code"), "edition.state") << "it is not filed";
    ASSERT_EQ(approve("university_leader").status, 200);
    ASSERT_EQ(file("registry2", "学籍备〔2026〕1号").status, 200);
    EXPECT_EQ(get("registry", path() + "/page-list").text("code"), "publication.not_published");
    EXPECT_EQ(get("registry", path() + "/published-paper").text("code"),
              "publication.not_published");
    EXPECT_EQ(publish("physics").text("code"), "access.denied");
    const Answer published = publish();
    ASSERT_EQ(published.status, 200) << published.body;
    EXPECT_EQ(published.json.at("edition").at("state").as_string(), "published");
    EXPECT_EQ(published.text("volumes"), "2");
    EXPECT_EQ(publish().text("code"), "edition.state") << "once";

    const PageList list = opened_list();
    EXPECT_EQ(std::to_string(list.pages.size()), published.text("pages"));
    EXPECT_EQ(list.intake, "2026-ug");
    EXPECT_EQ(list.filing_no, "学籍备〔2026〕1号");
    std::int64_t people = 0;
    for (const PublishedPage& page : list.pages) people += page.rows;
    EXPECT_EQ(people, 4);
}

TEST_P(Publications, AStrangerIsToldWhatAPageIsAndNothingOfAPerson) {
    bring_to_filed("备1");
    ASSERT_EQ(publish().status, 200);
    const PublishedPage page = page_with_rows();
    const Answer told = verify("code", printed_page_code(page.code));
    ASSERT_EQ(told.status, 200) << told.body;
    EXPECT_EQ(told.text("unit"), page.unit);
    EXPECT_EQ(told.text("page"), std::to_string(page.page));
    EXPECT_EQ(told.text("rows"), std::to_string(page.rows));
    EXPECT_EQ(told.json.at("men").as_int64() + told.json.at("women").as_int64(), page.rows);
    EXPECT_TRUE(told.json.at("newer").is_null());
    for (const std::string_view name : {"张文静", "李强", "赵小红", "26420101150001"})
        EXPECT_EQ(told.body.find(name), std::string::npos) << name;

    std::string mistyped = page.code;
    mistyped[3] = mistyped[3] == 'A' ? 'B' : 'A';
    EXPECT_EQ(verify("code", mistyped).text("code"), "crypto.code_check");
    EXPECT_EQ(verify("code", page.code.substr(1)).text("code"), "crypto.code_length");
    EXPECT_EQ(verify("code", page_code(sha256("another"))).text("code"),
              "publication.page_unknown");
    EXPECT_EQ(get("", std::string(kVerify)).text("code"), "publication.nothing_asked");
}

TEST_P(Publications, APageIsVerifiedAtACommandLineWithoutTheRecord) {
    bring_to_filed("备1");
    ASSERT_EQ(publish().status, 200);
    const PublishedPage page = page_with_rows();
    const TemporaryFolder folder;
    const std::string list = (folder.path() / "pages.txt").string(),
                      key = (folder.path() / "key.txt").string();
    std::ofstream(list) << page_list();
    std::ofstream(key) << public_key();
    const auto asked = [&](const std::string& code) {
        return run_mingce({"verify", code, "--bundle", list, "--public-key", key, "--json"});
    };
    const Outcome told = asked(printed_page_code(page.code));
    EXPECT_EQ(told.exit_code, 0) << told.talk;
    EXPECT_NE(told.data.find("\"unit\":\"" + page.unit + "\""), std::string::npos) << told.data;
    const Outcome unknown = asked(page_code(sha256("another")));
    EXPECT_EQ(unknown.exit_code, 2);
    EXPECT_NE(unknown.talk.find("no such page"), std::string::npos) << unknown.talk;
}

TEST_P(Publications, AnEditionFiledLaterIsNamedOnThePagesOfTheOneBefore) {
    bring_to_filed("备1");
    ASSERT_EQ(publish().status, 200);
    const PublishedPage before = page_with_rows();
    number_ = 2;
    make("更正一人");
    bring_to_filed("备2", false);
    ASSERT_EQ(publish().status, 200);
    const PublishedPage after = page_with_rows();
    EXPECT_NE(before.code, after.code) << "the same rows in another edition are another page";
    EXPECT_EQ(verify("code", before.code).json.at("newer").as_int64(), 2);
    EXPECT_TRUE(verify("code", after.code).json.at("newer").is_null());
}

TEST_P(Publications, TheQrCodeOfAScannedPageSaysWhichPageItIs) {
    settings().public_address = "https://roster.school.edu.cn";
    bring_to_filed("备1");
    ASSERT_EQ(publish().status, 200);
    const Answer whole = get("registry", path() + "/published-paper");
    ASSERT_EQ(whole.status, 200) << whole.body;
    const Answer part =
        get("physics", path() + "/published-paper?department=" + escaped("物理学院"));
    ASSERT_EQ(part.status, 200) << part.body;
    EXPECT_EQ(get("physics", path() + "/published-paper").text("code"), "edition.scope");
    EXPECT_EQ(
        get("letters", path() + "/published-paper?department=" + escaped("物理学院")).text("code"),
        "review.department");
    if (printed_by("command -v pdftoppm && command -v zbarimg").find("zbarimg") ==
        std::string::npos)
        GTEST_SKIP() << "pdftoppm or zbarimg is absent";

    const std::vector<std::string> marks = scanned(whole.body, 150);
    const PageList list = opened_list();
    ASSERT_EQ(marks.size(), list.pages.size());
    std::string key = public_key();
    key.pop_back();
    for (const std::string& mark : marks) {
        EXPECT_LE(mark.size(), 200U);
        EXPECT_TRUE(mark.starts_with("HTTPS://ROSTER.SCHOOL.EDU.CN/VERIFY#1/2026-UG/1/1/")) << mark;
        const Answer told = verify("mark", mark);
        ASSERT_EQ(told.status, 200) << told.body;
        EXPECT_TRUE(told.json.at("is_signed").as_bool());
        EXPECT_TRUE(page_on_list(list, key, mark).ok());
    }
    const std::vector<std::string> of_part = scanned(part.body, 150);
    ASSERT_FALSE(of_part.empty());
    for (const std::string& mark : of_part)
        EXPECT_NE(std::ranges::find(marks, mark), marks.end()) << "a part's pages are the whole's";
    tampered_marks(marks, list, key);
}

}  // namespace
}  // namespace mingce::testing
