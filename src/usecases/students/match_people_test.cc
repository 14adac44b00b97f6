#include "usecases/students/match_people.h"

#include <rapidcheck.h>

#include "people_record.h"
#include "store/findings.h"
#include "usecases/imports/undo_batch.h"
#include "usecases/record/reseal_students.h"
#include "usecases/students/edit_students.h"
#include "usecases/students/list_students.h"
#include "usecases/students/student_view.h"

namespace mingce {
namespace {

using testing::must;
using testing::problem_of;

// One person twice, by a mistyped document number, and somebody else.
constexpr std::string_view kPeople =
    "考生号,姓名,性别,出生日期,证件类型,证件号码,手机号码,专业,家庭地址\n"
    "26420101150001,张文静,女,20080101,居民身份证,42010120080101002X,13800000001,软件工程,\n"
    "26420101150002,张文静,女,20080101,居民身份证,42010120080101003X,13800000001,,某路1号\n"
    "26420101150003,李强,男,20080202,居民身份证,420101200802020016,13800000003,软件工程,\n";

class MatchPeople : public testing::OnEachRecord {
protected:
    void SetUp() override {
        OnEachRecord::SetUp();
        if (IsSkipped()) return;
        path_ = write("people.csv", kPeople);
        import({path_});
    }
    std::vector<PairView> pairs(const std::string& state = "open") {
        return must(list_pairs(context(), {"2026-ug", state}));
    }
    std::string only_pair() {
        const auto open = pairs();
        EXPECT_EQ(open.size(), 1U);
        return open.empty() ? "" : open[0].pair.id.hex();
    }
    std::vector<StoredFinding> findings(std::string_view rule) {
        std::vector<StoredFinding> list;
        must(context().database().read([&](Tx& tx) -> Status {
            Boxes boxes = context().boxes();
            findings::Selection selection;
            selection.rule = rule;
            return findings::each(tx, boxes, selection, [&](StoredFinding& found) -> Status {
                list.push_back(std::move(found));
                return Done{};
            });
        }));
        return list;
    }
    MergeOutcome merge() { return must(decide_same(context(), {only_pair(), "同一人"})); }
    std::size_t listed() { return must(list_students(context(), {"2026-ug", ""})).lines.size(); }

    std::filesystem::path path_;
};

TEST_P(MatchPeople, APairSaysWhyAndHidesWhatIsSealed) {
    const auto open = pairs();
    ASSERT_EQ(open.size(), 1U);
    EXPECT_GT(open[0].bits(), kReviewBits);
    bool speaks_of_document = false;
    for (const PairReason& reason : open[0].reasons) {
        EXPECT_EQ(reason.one.find("42010120080101"), std::string::npos);
        speaks_of_document = speaks_of_document || reason.comparison->key == "id_number";
    }
    EXPECT_TRUE(speaks_of_document);
    EXPECT_EQ(must(show_pair(context(), open[0].pair.id.hex().substr(0, 30))).pair.id,
              open[0].pair.id);
    EXPECT_EQ(problem_of(list_pairs(context(), {"2026-ug", "maybe"})), "match.state");
    EXPECT_EQ(problem_of(show_pair(context(), "00000000")), "match.unknown");
}

TEST_P(MatchPeople, AMergeFillsBlanksAndTellsWhatLost) {
    const MergeOutcome outcome = merge();
    EXPECT_EQ(outcome.kept.values[Field::ExamNumber], "26420101150001");
    const StudentRecord kept = student("26420101150001");
    EXPECT_EQ(kept.values[Field::HomeAddress], "某路1号");
    EXPECT_EQ(kept.values[Field::IdNumber], "42010120080101002X");
    EXPECT_EQ(kept.version, 2);
    const auto found = findings("RC-003");
    ASSERT_EQ(found.size(), 2U);  // exam number and document number
    EXPECT_EQ(found[0].student, kept.id);
    EXPECT_EQ(found[1].detail.raw, "26420101150002");
    EXPECT_EQ(listed(), 2U);
    EXPECT_TRUE(pairs().empty());
    ASSERT_EQ(pairs("same").size(), 1U);
    EXPECT_EQ(student("26420101150002").id, kept.id) << "the other's number finds the person";
    EXPECT_EQ(number("SELECT count(*) FROM audit_entry WHERE action = 'match.merge'"
                     " AND commitment IS NOT NULL"),
              2);
}

TEST_P(MatchPeople, SideBySideMarksWhatDiffersAndWhoseWins) {
    const PairView view = must(show_pair(context(), only_pair()));
    const auto field = [&](Field wanted) {
        for (const PairField& one : view.fields)
            if (one.field == wanted) return one;
        ADD_FAILURE() << key_of(wanted);
        return PairField{};
    };
    const bool elder_is_one = view.one.values[Field::ExamNumber] == "26420101150001";
    EXPECT_EQ(view.one_is_kept, elder_is_one);
    EXPECT_FALSE(field(Field::Name).differs);
    EXPECT_TRUE(field(Field::IdNumber).differs);
    EXPECT_TRUE(field(Field::IdNumber).may_pick);
    EXPECT_EQ(field(Field::IdNumber).one_wins, elder_is_one);
    EXPECT_EQ(field(Field::IdNumber).one.find("42010120080101"), std::string::npos) << "masked";
    EXPECT_EQ(field(Field::HomeAddress).one_wins, !elder_is_one) << "the only one there is";
    EXPECT_FALSE(field(Field::HomeAddress).may_pick);
}

TEST_P(MatchPeople, WhatIsPickedStandsIsNoFindingAndGoesBackWithASplit) {
    const PairView view = must(show_pair(context(), only_pair()));
    DecidePair same{view.pair.id.hex(), "看过证件"};
    same.takes_other = {{Field::IdNumber, view.one_is_kept},
                        {Field::ExamNumber, !view.one_is_kept}};
    const MergeOutcome outcome = must(decide_same(context(), same));
    EXPECT_EQ(outcome.picked.size(), 1U);
    EXPECT_TRUE(outcome.lost.empty());
    EXPECT_EQ(student("26420101150001").values[Field::IdNumber], "42010120080101003X");
    EXPECT_EQ(student("26420101150001").values[Field::ExamNumber], "26420101150001");
    EXPECT_TRUE(findings("RC-003").empty());
    const ImportReport again = import({path_});
    EXPECT_EQ(again.batch.counts.students_changed, 0U) << "an import does not overwrite a pick";
    EXPECT_EQ(student("26420101150001").values[Field::IdNumber], "42010120080101003X");
    must(split_students(context(), {"26420101150002", "误合并"}));
    EXPECT_EQ(student("26420101150001").values[Field::IdNumber], "42010120080101002X");
}

TEST_P(MatchPeople, TheSameFileAfterAMergeChangesNothing) {
    merge();
    const ImportReport again = import({path_});
    EXPECT_TRUE(again.changes_nothing);
    EXPECT_EQ(again.batch.counts.students_same, 3U);
    EXPECT_EQ(listed(), 2U);
}

TEST_P(MatchPeople, NewsOfTheMergedRowReachTheKeptOne) {
    merge();
    std::string news(kPeople);
    news.replace(news.find("某路1号"), std::string("某路1号").size(), "某路2号");
    news.replace(news.find("3800000001,软件"), 10, "3900000009");
    const ImportReport report = import({write("news.csv", news)});
    EXPECT_EQ(report.batch.counts.students_changed, 2U);
    const StudentRecord kept = student("26420101150001");
    EXPECT_EQ(kept.values[Field::HomeAddress], "某路2号");
    EXPECT_EQ(kept.values[Field::Phone], "13900000009");
    EXPECT_EQ(kept.version, 3) << "two rows of one person are one change";
}

TEST_P(MatchPeople, ASplitLeavesBothAsTheyWere) {
    const FieldValues one = student("26420101150001").values;
    const FieldValues other = student("26420101150002").values;
    const MergeOutcome merged = merge();
    const SplitOutcome outcome = must(split_students(context(), {"26420101150001", "误合并"}));
    EXPECT_EQ(outcome.back.id, merged.gone.id);
    EXPECT_TRUE(outcome.standing.empty());
    EXPECT_EQ(canonical_text(student("26420101150001").values), canonical_text(one));
    EXPECT_EQ(canonical_text(student("26420101150002").values), canonical_text(other));
    EXPECT_EQ(listed(), 3U);
    EXPECT_TRUE(pairs().empty());
    ASSERT_EQ(pairs("different").size(), 1U);
    for (const StoredFinding& found : findings("RC-003"))
        EXPECT_EQ(found.state, FindingState::Gone);
    const ImportReport again = import({path_});
    EXPECT_TRUE(again.changes_nothing);
    EXPECT_TRUE(pairs().empty()) << "two people are not offered again";
}

TEST_P(MatchPeople, BothTellWithWhomTheyWereMergedWhenAndByWhom) {
    const MergeOutcome merged = merge();
    const auto view_of = [&](const Id& id, std::optional<Moment> as_of) {
        return must(show_student(context(), {id.hex(), as_of, ""}));
    };
    const StudentView kept = view_of(merged.kept.id, {}), gone = view_of(merged.gone.id, {});
    ASSERT_EQ(kept.merges.size(), 1U);
    EXPECT_FALSE(kept.merges[0].lives_on);
    EXPECT_EQ(kept.merges[0].exam_number, "26420101150002");
    EXPECT_EQ(kept.merges[0].merge.actor, "os:clerk");
    ASSERT_EQ(gone.merges.size(), 1U);
    EXPECT_TRUE(gone.merges[0].lives_on);
    EXPECT_EQ(gone.merges[0].other, merged.kept.id);
    const Moment before{kept.merges[0].merge.at.milliseconds - 1};
    EXPECT_TRUE(view_of(merged.kept.id, before).merges.empty()) << "not merged yet";
    must(split_students(context(), {"26420101150001", "误合并"}));
    EXPECT_TRUE(view_of(merged.kept.id, {}).merges.empty());
    const StudentHistory history = must(student_history(context(), "26420101150001"));
    ASSERT_EQ(history.merges.size(), 1U) << "what was taken back stays told";
    EXPECT_FALSE(history.merges[0].stands());
}

TEST_P(MatchPeople, AReasonIsSealedBesideItsPairAndNotInTheAudit) {
    const std::string pair = only_pair();
    must(decide_different(context(), {pair, "表姐赵敏来电说明"}));
    EXPECT_EQ(must(show_pair(context(), pair)).pair.reason, "表姐赵敏来电说明");
    EXPECT_EQ(number("SELECT count(*) FROM audit_entry WHERE detail LIKE '%赵敏%'"), 0);
    EXPECT_EQ(number("SELECT count(*) FROM audit_entry WHERE action = 'match.different'"
                     " AND commitment IS NOT NULL"),
              1);
    must(reseal_students(context(), {}));
    EXPECT_EQ(must(show_pair(context(), pair)).pair.reason, "表姐赵敏来电说明");
}

TEST_P(MatchPeople, ASplitLeavesWhatWasChangedSince) {
    merge();
    std::string news(kPeople);
    news.replace(news.find("某路1号"), std::string("某路1号").size(), "某路2号");
    import({write("news.csv", news)});
    const SplitOutcome outcome = must(split_students(context(), {"26420101150002", ""}));
    ASSERT_EQ(outcome.standing.size(), 1U);
    EXPECT_EQ(outcome.standing[0].field, Field::HomeAddress);
    EXPECT_EQ(student("26420101150001").values[Field::HomeAddress], "某路2号");
}

TEST_P(MatchPeople, AnUndoNamesAChangedStudentThatWasMergedSince) {
    std::string news(kPeople);
    news.replace(news.find("某路1号"), std::string("某路1号").size(), "某路2号");
    import({write("news.csv", news)});
    merge();
    const auto undo = [&] { return must(undo_batch(context(), {2, "送错", {2026, 9, 1}})); };
    const UndoOutcome refused = undo();
    ASSERT_EQ(refused.in_the_way.size(), 1U);
    EXPECT_EQ(refused.in_the_way[0].exam_number, "26420101150002");
    EXPECT_EQ(refused.in_the_way[0].reason, UndoReason::Merged);
    EXPECT_EQ(student("26420101150001").values[Field::HomeAddress], "某路2号") << "nothing undone";
    must(split_students(context(), {"26420101150002", ""}));
    EXPECT_EQ(undo().reverted, 1U);
    EXPECT_EQ(student("26420101150002").values[Field::HomeAddress], "某路1号");
    EXPECT_EQ(must(show_batch(context(), 2)).reason, "送错");
}

TEST_P(MatchPeople, TwoPeopleAreNotOfferedAgain) {
    must(decide_different(context(), {only_pair(), ""}));
    EXPECT_TRUE(pairs().empty());
    std::string more(kPeople);
    more += "26420101150004,王五,男,20080303,居民身份证,,13800000004,软件工程,\n";
    import({write("more.csv", more)});
    EXPECT_TRUE(pairs().empty());
    EXPECT_EQ(pairs("all").size(), 1U);
}

TEST_P(MatchPeople, TwoCanBeMergedByHandAndWhatCannotIsRefused) {
    EXPECT_EQ(problem_of(merge_students(context(), {"26420101150001", "26420101150001", ""})),
              "match.one_student");
    must(add_intake(context(), "2025-ug"));
    EXPECT_EQ(problem_of(split_students(context(), {"26420101150003", ""})), "match.not_merged");
    const MergeOutcome outcome =
        must(merge_students(context(), {"26420101150003", "26420101150001", "录错"}));
    EXPECT_EQ(outcome.kept.values[Field::ExamNumber], "26420101150001");
    must(merge_students(context(), {"26420101150001", "26420101150002", ""}));
    EXPECT_EQ(problem_of(split_students(context(), {"26420101150001", ""})), "match.split_which");
    EXPECT_EQ(problem_of(merge_students(context(), {"26420101150003", "26420101150001", ""})),
              "match.one_student")
        << "both numbers name the kept one";
    must(split_students(context(), {outcome.gone.id.hex(), ""}));
    EXPECT_EQ(listed(), 2U);
}

TEST_P(MatchPeople, AnyMergeTakenBackLeavesNoTrace) {
    const std::vector<Field> fields = {Field::Name, Field::Phone, Field::Email, Field::HomeAddress,
                                       Field::Remark};
    must(context().database().write([&](Tx& tx) -> Status {
        Boxes boxes = context().boxes();
        StudentSealer sealer(boxes);
        const auto is_fine = rc::check([&](std::vector<bool> own, std::vector<bool> others) {
            own.resize(fields.size());
            others.resize(fields.size());
            std::vector<NewStudent> both;
            std::vector<FieldValues> values(2);
            for (std::size_t i = 0; i < fields.size(); ++i) {
                if (own[i]) values[0][fields[i]] = "甲";
                if (others[i]) values[1][fields[i]] = i % 2 == 0 ? "甲" : "乙";
            }
            const Id intake = must(intakes::load(tx, "2026-ug")).id;
            for (std::uint32_t i = 0; i < 2; ++i) {
                const Id id = Id::make_nth(now(), i, random());
                both.push_back(
                    sealed_student(boxes, sealer, boxes.make_key(id, 2026), views_of(values[i])));
            }
            must(students::create(tx, {context().institution(), intake, {}, now(), "admitted"},
                                  both));
            const Context here = context();
            StudentMerger merger(tx, here, {2026, 9, 1});
            const Id a = both[0].id, b = both[1].id;
            must(merger.merge(b, a, ""));
            must(merger.split(*must(match_pairs::merge_of(tx, b)), ""));
            for (std::size_t i = 0; i < 2; ++i)
                RC_ASSERT(canonical_text(must(students::load(tx, boxes, both[i].id)).values) ==
                          canonical_text(values[i]));
        });
        EXPECT_TRUE(is_fine);
        return Done{};
    }));
}

TEST_ON_EACH_DATABASE(MatchPeople);

}  // namespace
}  // namespace mingce
