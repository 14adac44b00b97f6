// An edition from its draft until it is filed: every promise of its life (DESIGN 4.9), over HTTP.
#include "editions_fixture.h"

namespace mingce::testing {
namespace {

using http::Method;

class Editions : public EditionsOnEachDatabase {};

TEST_P(Editions, GoFromDraftToFiledThroughEveryLevel) {
    make();
    EXPECT_EQ(edition("registry").text("state"), "draft");
    const Answer submitted = submit();
    ASSERT_EQ(submitted.status, 201) << submitted.body;
    EXPECT_EQ(submitted.text("state"), "department_review");
    EXPECT_EQ(submitted.json.at("revision").at("listed").as_int64(), 4);
    EXPECT_EQ(submitted.json.at("departments_all").as_int64(), 2);

    ASSERT_EQ(endorse("physics", "物理学院").text("state"), "department_review");
    ASSERT_EQ(endorse("letters", "文学院").text("state"), "registry_review")
        << "the last department takes it on";
    ASSERT_EQ(recheck("registry2").text("state"), "leader_approval");
    const Answer approved = approve("university_leader");
    ASSERT_EQ(approved.status, 200) << approved.body;
    EXPECT_EQ(approved.text("state"), "leader_approval") << "approved, it waits for its number";

    pass_first_check("own");
    const Answer filed = file("registry", "学籍备〔2026〕3号");
    ASSERT_EQ(filed.status, 200) << filed.body;
    EXPECT_EQ(filed.json.at("edition").at("state").as_string(), "filed");
    EXPECT_EQ(filed.text("registered"), "1");
    EXPECT_EQ(filed.text("waiting"), "3");
    EXPECT_EQ(status_of("own"), "enrolled");
    EXPECT_EQ(status_of("same_class"), "admitted");

    EXPECT_EQ(number("SELECT count(*) FROM filed_student"), 4);
    const Answer sheet = get("registry", path() + "/filing-sheet");
    ASSERT_EQ(sheet.status, 200) << sheet.body;
    EXPECT_EQ(sheet.body.substr(0, 5), "%PDF-");
    EXPECT_EQ(get("registry2", path() + "/filing-sheet").body, sheet.body)
        << "the same sheet whenever it is asked for";
}

TEST_P(Editions, ABlockingFindingStopsTheSubmissionAndNamesTheCells) {
    make();
    set("own", R"({"id_number":"420101200801010021"})");
    const Answer refused = submit();
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.text("code"), "edition.blocked");
    EXPECT_NE(refused.body.find("张文静"), std::string::npos) << refused.body;
    const Answer ready = get("registry", path() + "/readiness");
    ASSERT_EQ(ready.status, 200) << ready.body;
    EXPECT_EQ(ready.json.at("blocking").as_array().at(0).at("field").as_string(), "id_number");
    EXPECT_EQ(edition("registry").text("state"), "draft") << "nothing was sealed";
}

TEST_P(Editions, WhoSubmittedItSignsAtNoLevel) {
    make();
    ASSERT_EQ(submit().status, 201);
    endorse("physics", "物理学院");
    endorse("letters", "文学院");
    const Answer own = recheck("registry");
    EXPECT_EQ(own.status, 403);
    EXPECT_EQ(own.text("code"), "review.own_submission");
    EXPECT_EQ(recheck("registry2").status, 200);
}

TEST_P(Editions, ALevelIsCompleteWhenAsManySignedAsTheSchoolAsksFor) {
    ask_for_signatures("department", 2);
    make();
    ASSERT_EQ(submit().status, 201);
    endorse("letters", "文学院");
    endorse("department_leader2", "文学院");
    const Answer once = endorse("physics", "物理学院");
    EXPECT_EQ(department(once, "物理学院").at("wanted").as_int64(), 2);
    EXPECT_FALSE(department(once, "物理学院").at("is_complete").as_bool());
    EXPECT_EQ(endorse("physics", "物理学院").text("code"), "review.signed_already");
    EXPECT_EQ(endorse("department_leader", "物理学院").text("state"), "registry_review");
}

TEST_P(Editions, WhatTheRegistryChecksAcrossDepartmentsIsAnsweredForInWords) {
    make();
    ASSERT_EQ(submit().status, 201);
    endorse("physics", "物理学院");
    endorse("letters", "文学院");
    const Answer checks = get("registry2", path() + "/checks");
    ASSERT_EQ(checks.status, 200) << checks.body;
    std::map<std::string, std::string> results;
    for (const auto& check : checks.items())
        results[std::string(check.at("key").as_string())] =
            std::string(check.at("result").as_string());
    EXPECT_EQ(results["balance"], "passed");
    EXPECT_EQ(results["doubles"], "passed");
    EXPECT_EQ(results["placed"], "passed");
    EXPECT_EQ(results["admission"], "differs") << "they were entered by hand, no import made them";
    look_at_everything("registry2", "");
    EXPECT_EQ(sign("registry2", "recheck", "").text("code"), "review.checks_opinion");
    EXPECT_EQ(sign("registry2", "recheck", R"(,"opinion":"补录四人，逐一核过")").status, 200);
    EXPECT_EQ(get("physics", path() + "/checks").status, 403) << "of the whole school";
}

TEST_P(Editions, RowsTheSignerEditedNeedASecondSigner) {
    set("own", R"({"remark":"核过"})", "physics");
    make();
    ASSERT_EQ(submit().status, 201);
    const Answer once = endorse("physics", "物理学院");
    ASSERT_EQ(once.status, 200) << once.body;
    const auto part = department(once, "物理学院");
    EXPECT_FALSE(part.at("is_complete").as_bool());
    EXPECT_EQ(part.at("unseconded").as_int64(), 1);
    EXPECT_EQ(once.text("state"), "department_review");
    const Answer twice = endorse("department_leader", "物理学院");
    ASSERT_EQ(twice.status, 200) << twice.body;
    EXPECT_TRUE(department(twice, "物理学院").at("is_complete").as_bool());
}

TEST_P(Editions, EveryChangedClassIsViewedAndEveryFlaggedRowOpened) {
    make();
    ASSERT_EQ(submit().status, 201);
    const Answer blind = sign("physics", "endorse", R"(,"department":"物理学院")");
    EXPECT_EQ(blind.text("code"), "review.not_viewed");
    view_classes("physics", "物理学院");
    const Answer unopened = sign("physics", "endorse", R"(,"department":"物理学院")");
    EXPECT_EQ(unopened.text("code"), "review.not_opened") << unopened.body;
    open_rows("physics", "物理学院");
    EXPECT_EQ(sign("physics", "endorse", R"(,"department":"物理学院")").status, 200);
}

TEST_P(Editions, ACorrectionSealsTheNextRevisionAndLeavesUnchangedDepartmentsTheirEndorsement) {
    make();
    ASSERT_EQ(submit().status, 201);
    endorse("physics", "物理学院");
    endorse("letters", "文学院");
    pass_seconds(1);
    set("other_department", R"({"political_status":"共青团员"})", "letters");
    EXPECT_EQ(edition("registry").text("changed_since"), "1") << "the next revision is proposed";
    const Answer revised = submit();
    ASSERT_EQ(revised.status, 201) << revised.body;
    EXPECT_EQ(revised.json.at("revision").at("number").as_int64(), 2);
    EXPECT_EQ(revised.text("state"), "department_review");
    EXPECT_TRUE(department(revised, "物理学院").at("is_complete").as_bool());
    EXPECT_FALSE(department(revised, "文学院").at("is_complete").as_bool());

    const Answer page = review("letters", "文学院");
    EXPECT_EQ(page.text("changed"), "1");
    EXPECT_TRUE(page.json.at("classes").as_array().at(0).at("was_viewed").as_bool());
    const Answer changes = get("registry", path() + "/changes?before_revision=1");
    ASSERT_EQ(changes.status, 200) << changes.body;
    const auto& cell = changes.json.at("rows").as_array().at(0).at("cells").as_array().at(0);
    EXPECT_EQ(cell.at("field").as_string(), "political_status");
    EXPECT_EQ(cell.at("after").as_string(), "共青团员");
    EXPECT_EQ(cell.at("source").at("actor").as_string(), "letters");
    EXPECT_EQ(endorse("department_leader2", "文学院").text("state"), "registry_review")
        << "who edited the row is not the only one to sign it";
}

TEST_P(Editions, AReturnGoesToTheLevelNamedInItAndSaysWhy) {
    make();
    ASSERT_EQ(submit().status, 201);
    endorse("physics", "物理学院");
    endorse("letters", "文学院");
    EXPECT_EQ(back("registry2", "department_review", "").text("code"), "review.return_reason");
    EXPECT_EQ(back("registry2", "leader_approval", R"(,"reason":"误")").status, 400);
    const Answer returned =
        back("registry2", "department_review",
             R"(,"cells":[{"student":")" + id("own").hex() + R"(","field":"name"}])");
    ASSERT_EQ(returned.status, 200) << returned.body;
    EXPECT_EQ(returned.text("state"), "department_review");
    EXPECT_FALSE(department(returned, "物理学院").at("is_complete").as_bool());
    EXPECT_TRUE(department(returned, "文学院").at("is_complete").as_bool())
        << "what it is not about stays endorsed";
    const Answer comments = get("physics", path() + "/comments");
    ASSERT_EQ(comments.items().size(), 1U) << "each cell is where it is mended";
    EXPECT_EQ(comments.items()[0].at("field").as_string(), "name");
    EXPECT_EQ(back("physics", "draft", R"(,"reason":"人数不对")").text("state"), "draft");
}

TEST_P(Editions, ASignatureIsOfTheRevisionThatWasLookedAt) {
    make();
    ASSERT_EQ(submit().status, 201);
    look_at_everything("physics", "物理学院");
    set("same_class", R"({"remark":"更正"})");
    ASSERT_EQ(submit().status, 201);
    const Answer moved = sign("physics", "endorse", R"(,"department":"物理学院")", 1);
    EXPECT_EQ(moved.status, 409);
    EXPECT_EQ(moved.text("code"), "review.revision_moved");
    EXPECT_EQ(edition("physics")
                  .json.at("departments")
                  .as_array()
                  .at(0)
                  .at("signatures")
                  .as_array()
                  .size(),
              0U);
}

TEST_P(Editions, ASuggestionIsTakenWithOneActAndAVanishedRowLosesNoComment) {
    make();
    ASSERT_EQ(submit().status, 201);
    const Answer said = post("registry2", path() + "/comments",
                             R"({"student":")" + id("same_class").hex() +
                                 R"(","field":"name","text":"少一字","suggestion":"李强生"})");
    ASSERT_EQ(said.status, 201) << said.body;
    const Answer taken =
        post("physics", path() + "/comments/" + said.text("number") + "/taking", "");
    ASSERT_EQ(taken.status, 200) << taken.body;
    EXPECT_EQ(taken.text("changed"), "1");
    EXPECT_EQ(
        post("physics", path() + "/comments/" + said.text("number") + "/taking", "").text("code"),
        "review.comment_closed");
    EXPECT_EQ(get("registry", path() + "/rows?department=物理学院&major=物理学&class=物理2601")
                  .body.find("李强生"),
              std::string::npos)
        << "what is sealed stays";

    const Answer other =
        post("registry2", path() + "/comments",
             R"({"student":")" + id("other_department").hex() + R"(","text":"核对"})");
    ASSERT_EQ(other.status, 201) << other.body;
    decline("other_department");
    ASSERT_EQ(submit().status, 201);
    const Answer comments = get("registry", path() + "/comments");
    ASSERT_EQ(comments.items().size(), 2U);
    EXPECT_EQ(post("registry", path() + "/comments/" + other.text("number") + "/closing",
                   R"({"outcome":"已放弃"})")
                  .status,
              204);
}

TEST_P(Editions, TheAnnexHoldsWhoGaveUpAndTheCountsAddUp) {
    decline("other_department");
    make();
    const Answer submitted = submit();
    ASSERT_EQ(submitted.status, 201) << submitted.body;
    const auto& revision = submitted.json.at("revision");
    EXPECT_EQ(revision.at("rows_in").as_int64(), 4);
    EXPECT_EQ(revision.at("listed").as_int64(), 3);
    EXPECT_EQ(revision.at("annexed").as_int64(), 1);
    EXPECT_EQ(revision.at("annex").as_array().at(0).at("state").as_string(), "declined");
}

TEST_P(Editions, ApprovalAndFilingAskForACode) {
    bring_to_approval();
    open_rows("university_leader", "");
    const Answer without = sign("university_leader", "approve", "");
    EXPECT_EQ(without.status, 403);
    EXPECT_EQ(without.text("code"), "session.confirm");
    ASSERT_EQ(approve("university_leader").status, 200);
    const Answer unfiled =
        post("registry", path() + "/filing",
             R"({"revision":1,"filing_no":"备1","filed_on":")" + today() + R"("})");
    EXPECT_EQ(unfiled.text("code"), "session.confirm");
    EXPECT_EQ(file("registry", "备1").status, 200);
}

TEST_P(Editions, TwoFilingsOfOneNumberAndOfAFiledEditionAreRefused) {
    bring_to_approval();
    EXPECT_EQ(file("registry", "备1").text("code"), "review.level_incomplete");
    ASSERT_EQ(approve("university_leader").status, 200);
    EXPECT_EQ(file("registry", "备*1").text("code"), "filing.number");
    ASSERT_EQ(file("registry", "备1").status, 200);
    EXPECT_EQ(file("registry", "备2").text("code"), "edition.state");

    EXPECT_EQ(
        post("registry", "/api/v1/editions", R"({"intake":"2026-ug","definition":"by_department"})")
            .text("code"),
        "edition.why");
    make("更正一人姓名");
    number_ = 2;
    set("own", R"({"name":"张文晶"})");
    bring_to_approval(false);
    ASSERT_EQ(approve("university_leader").status, 200);
    EXPECT_EQ(file("registry", "备1").text("code"), "edition.filing_no_taken");
    const Answer filed = file("registry", "备2");
    ASSERT_EQ(filed.status, 200) << filed.body;
    EXPECT_EQ(filed.text("superseded"), "1");
    number_ = 1;
    EXPECT_EQ(edition("registry").text("state"), "superseded");
}

TEST_P(Editions, OneEditionOfAnIntakeIsUnderWorkAtATime) {
    make();
    const Answer second = post("registry", "/api/v1/editions",
                               R"({"intake":"2026-ug","definition":"by_department","why":"再编"})");
    EXPECT_EQ(second.status, 409);
    EXPECT_EQ(second.text("code"), "edition.under_work");
}

TEST_P(Editions, ADepartmentSeesItsOwnPartAlone) {
    make();
    ASSERT_EQ(submit().status, 201);
    const Answer seen = edition("physics");
    ASSERT_EQ(seen.json.at("departments").as_array().size(), 1U);
    EXPECT_EQ(get("physics", path() + "/rows?department=文学院&major=物理学&class=中文2601").status,
              400);
    EXPECT_EQ(review("physics", "文学院").status, 404);
    const Answer changes = get("physics", path() + "/changes");
    ASSERT_EQ(changes.status, 200) << changes.body;
    EXPECT_EQ(changes.text("added"), "3") << "of its own students alone";
    EXPECT_EQ(changes.body.find("赵小红"), std::string::npos);
    EXPECT_EQ(get("physics", path() + "/paper?department=文学院").status, 404);
    EXPECT_EQ(get("physics", path() + "/paper").status, 403);
    const Answer paper = get("physics", path() + "/paper?department=物理学院");
    ASSERT_EQ(paper.status, 200);
    EXPECT_EQ(paper.body.substr(0, 5), "%PDF-");
    EXPECT_EQ(get("physics", path() + "/paper?department=物理学院").body, paper.body);
}

TEST_P(Editions, TwoReviewersAtOnceLoseNothing) {
    make();
    ASSERT_EQ(submit().status, 201);
    look_at_everything("physics", "物理学院");
    look_at_everything("letters", "文学院");
    std::vector<Answer> answers(2);
    {
        std::jthread one(
            [&] { answers[0] = sign("physics", "endorse", R"(,"department":"物理学院")"); });
        std::jthread two(
            [&] { answers[1] = sign("letters", "endorse", R"(,"department":"文学院")"); });
    }
    EXPECT_EQ(answers[0].status, 200) << answers[0].body;
    EXPECT_EQ(answers[1].status, 200) << answers[1].body;
    EXPECT_EQ(edition("registry").text("state"), "registry_review");
}

TEST_P(Editions, RemindersStandWithWhomTheEditionWaitsFor) {
    make();
    ASSERT_EQ(submit().status, 201);
    EXPECT_EQ(post("registry", path() + "/reminders", R"({"department":"物理学院"})").status, 204);
    EXPECT_EQ(post("registry", path() + "/reminders", R"({"department":"物理学院"})").text("code"),
              "review.reminder_soon");
    const auto part = department(edition("physics"), "物理学院");
    EXPECT_FALSE(part.at("reminded_at").as_string().empty());
    EXPECT_EQ(part.at("reminded_by").as_string(), "registry");
    EXPECT_FALSE(part.at("deadline").as_string().empty());
    EXPECT_FALSE(part.at("is_late").as_bool());
    pass_seconds(60LL * 60 * 24 * 10);
    EXPECT_TRUE(department(edition("physics"), "物理学院").at("is_late").as_bool());
}

TEST_P(Editions, TheHistorySaysWhoDidWhatWhenAndWhy) {
    make();
    ASSERT_EQ(submit().status, 201);
    look_at_everything("physics", "物理学院");
    ASSERT_EQ(sign("physics", "endorse", R"(,"department":"物理学院","opinion":"人已核对")").status,
              200);
    endorse("letters", "文学院");
    const std::string cell = R"({"student":")" + id("own").hex() + R"(","field":"name"})";
    ASSERT_EQ(
        back("registry2", "department_review", R"(,"reason":"姓名不对","cells":[)" + cell + "]")
            .status,
        200);
    const Answer history = get("registry", path() + "/history");
    ASSERT_EQ(history.status, 200) << history.body;
    std::string acts;
    for (const auto& step : history.json.at("steps").as_array())
        acts += std::string(step.at("act").as_string()) + " ";
    EXPECT_EQ(acts, "submit endorse endorse advance return ");
    const auto& last = history.json.at("steps").as_array().back();
    EXPECT_EQ(last.at("actor").as_string(), "registry2");
    EXPECT_EQ(last.at("from").as_string(), "registry_review");
    EXPECT_EQ(last.at("to").as_string(), "department_review");
    EXPECT_EQ(last.at("opinion").as_string(), "姓名不对");
    EXPECT_EQ(last.at("cells").as_array().at(0).at("field").as_string(), "name");
    const auto& sealed = history.json.at("revisions").as_array();
    ASSERT_EQ(sealed.size(), 1U);
    EXPECT_EQ(sealed.at(0).at("sha256").as_string(),
              edition("registry").json.at("revision").at("sha256").as_string());
    EXPECT_EQ(history.json.at("steps").as_array().at(1).at("sha256").as_string().size(), 64U);

    const Answer elsewhere = get("letters", path() + "/history");
    ASSERT_EQ(elsewhere.status, 200) << elsewhere.body;
    EXPECT_TRUE(elsewhere.json.at("steps").as_array().back().at("cells").as_array().empty())
        << "a cell of another department is not named";
    EXPECT_EQ(elsewhere.json.at("steps").as_array().at(1).at("opinion").as_string(), "")
        << "nor what its endorsement says";
    EXPECT_EQ(history.json.at("steps").as_array().at(1).at("opinion").as_string(), "人已核对");
}

TEST_ON_EACH_DATABASE(Editions);

}  // namespace
}  // namespace mingce::testing
