// What goes wrong around an edition, said clearly and with nothing lost: people who left, deputies
// past their date, a definition that cannot be read, a hand at the database.
#include "editions_fixture.h"

namespace mingce::testing {
namespace {

class EditionTroubles : public EditionsOnEachDatabase {};

TEST_P(EditionTroubles, AnApproverWhoLeftAndADeputyPastTheDateAreSaidClearly) {
    join("university_leader2", Role::UniversityLeader);
    name_people("leader", "university_leader");
    bring_to_approval();
    const Answer not_named = approve("university_leader2");
    EXPECT_EQ(not_named.status, 403) << not_named.body;
    EXPECT_EQ(not_named.text("code"), "review.not_named");

    name_deputy("university_leader", "university_leader2", 2);
    pass_seconds(60LL * 60 * 24 * 5);
    const Answer past = approve("university_leader2");
    EXPECT_EQ(past.text("code"), "review.deputy_past");
    EXPECT_NE(past.body.find("university_leader"), std::string::npos) << "whose deputy until when";

    name_deputy("university_leader", "university_leader2", 2);
    ASSERT_EQ(post("system", "/api/v1/accounts/university_leader/disabling", "").status, 204);
    const auto waits = edition("registry").json.at("leader").at("waits_for").as_array();
    EXPECT_TRUE(waits.empty()) << "nobody can sign: the page says so";
    EXPECT_EQ(approve("university_leader2").text("code"), "review.principal_left");
    name_people("leader", "university_leader2");
    EXPECT_EQ(approve("university_leader2").status, 200);
}

TEST_P(EditionTroubles, ADeputySignsForWhomTheyStandInFor) {
    join("university_leader2", Role::UniversityLeader);
    name_people("leader", "university_leader");
    bring_to_approval();
    name_deputy("university_leader", "university_leader2", 2);
    const Answer approved = approve("university_leader2");
    ASSERT_EQ(approved.status, 200) << approved.body;
    const auto& signature = approved.json.at("leader").at("signatures").as_array().at(0);
    EXPECT_EQ(signature.at("login").as_string(), "university_leader2");
    EXPECT_EQ(signature.at("instead_of").as_string(), "university_leader");
}

TEST_P(EditionTroubles, ADefinitionThatNamesAFieldThatIsGoneStopsNothingButItself) {
    make();
    must(database().write([&](Tx& tx) -> Status {
        TRY(
            tx.run("INSERT INTO roster_definition (institution, key, version, document, note, at,"
                   " actor) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                   {record().identity().institution, "by_department", 1,
                    "title = \"花名册\"\ngroup = [\"department\"]\n[[columns]]\nfield = \"shoe\"\n",
                    "", Moment{1}, "registry"}));
        return Done{};
    }));
    const Answer refused = submit();
    EXPECT_EQ(refused.status, 409) << refused.body;
    EXPECT_EQ(refused.text("code"), "edition.definition_broken");
    EXPECT_NE(refused.body.find("shoe"), std::string::npos) << "it names the field";
    EXPECT_EQ(post("registry", path() + "/revisions", R"({"version":0})").status, 201)
        << "an older version seals as ever";
}

TEST_P(EditionTroubles, ANewVersionOfTheDefinitionProposesTheNextRevision) {
    make();
    ASSERT_EQ(submit().status, 201);
    EXPECT_EQ(edition("registry").text("definition_version"), "0") << "as shipped";
    boost::json::object definition = get("registry", "/api/v1/standard/definitions/by_department")
                                         .json.at("version")
                                         .at("definition")
                                         .as_object();
    definition["secrecy"] = "秘密";
    const boost::json::object saved{{"base", 0}, {"note", "密级"}, {"definition", definition}};
    ASSERT_EQ(ask({"registry", http::Method::Put, "/api/v1/standard/definitions/by_department",
                   boost::json::serialize(saved)})
                  .status,
              200);
    const Answer proposed = edition("registry");
    EXPECT_EQ(proposed.text("definition_version"), "1");
    EXPECT_EQ(proposed.json.at("revision").at("definition_version").as_int64(), 0);
    EXPECT_EQ(proposed.text("changed_since"), "0");
    const Answer revised = submit();
    ASSERT_EQ(revised.status, 201) << revised.body;
    EXPECT_EQ(revised.json.at("revision").at("definition_version").as_int64(), 1);
}

TEST_P(EditionTroubles, WhatIsSealedIsNeverChangedNorDeleted) {
    make();
    ASSERT_EQ(submit().status, 201);
    for (const char* const sql :
         {"UPDATE revision SET listed = 0", "DELETE FROM revision", "DELETE FROM revision_piece",
          "UPDATE revision_piece SET place = place + 100", "UPDATE edition_step SET actor = 'x'",
          "DELETE FROM edition_step"}) {
        const Status done = database().write([&](Tx& tx) -> Status {
            TRY(tx.run(sql));
            return Done{};
        });
        EXPECT_FALSE(done.ok()) << sql;
    }
    EXPECT_EQ(edition("registry").json.at("revision").at("listed").as_int64(), 4);
}

TEST_ON_EACH_DATABASE(EditionTroubles);

}  // namespace
}  // namespace mingce::testing
