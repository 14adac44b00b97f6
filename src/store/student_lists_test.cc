#include "store/student_lists.h"

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "crypto/random_fixture.h"
#include "each_database.h"
#include "store/migrations.h"

namespace mingce {
namespace {

constexpr Moment kNow{1'788'000'000'000};
constexpr std::size_t kStudents = 1'000;

/// A thousand made-up students, every other value absent, many values shared by many.
class StudentLists : public testing::OnEachDatabase {
protected:
    void SetUp() override {
        OnEachDatabase::SetUp();
        if (IsSkipped()) return;
        ASSERT_TRUE(migrate(database(), kNow).ok());
        const Status made = database().write([&](Tx& tx) { return add_students(tx); });
        ASSERT_TRUE(made.ok()) << made.error().sentence(Language::English);
    }

    Status add_students(Tx& tx) {
        testing::SeededRandom ids;
        intake_ = Id::make(kNow, ids);
        const Id other_intake = Id::make(kNow, ids);
        const std::array batches = {Id(), Id::make(kNow, ids), Id::make(kNow, ids)};
        const std::string_view names[] = {"", "张文静", "李强", "王小明"};
        const std::string_view numbers[] = {"", "2026010101", "2026010102", "2026010103"};
        const std::string_view departments[] = {"", "物理学院", "文学院"};
        std::mt19937 random(7);
        const auto one_of = [&random](const auto& list) {
            return list[random() % std::size(list)];
        };
        for (std::size_t i = 0; i < kStudents + 50; ++i) {
            const bool is_other = i >= kStudents;
            const Id id = Id::make(kNow, ids), batch = one_of(batches);
            const std::string_view name = one_of(names), department = one_of(departments);
            const Moment at{kNow.milliseconds + static_cast<std::int64_t>(random() % 4)};
            const std::int64_t row = batch.is_none() ? 0 : static_cast<std::int64_t>(random() % 50);
            if (!is_other) ids_.push_back(id);
            const std::string_view class_name = one_of(numbers);
            if (!is_other && department == "文学院") ++in_department_;
            if (!is_other) units_[id] = {std::string(department), std::string(class_name)};
            TRY(tx.run(
                "INSERT INTO student (id, institution, intake, version, state, created_at,"
                " updated_at, batch, source_row, status, name, name_key, student_no,"
                " department, major, class, fields, box, commitment) VALUES ($1, $1, $2, 1,"
                " 'live', $3, $3, $4, $5, 'admitted', $6, $7, $8, $9, $10, $11, '{}', $7,"
                " $7)",
                {id, is_other ? other_intake : intake_, at, batch, row, name, Param::Blob{name},
                 one_of(numbers), department, one_of(departments), class_name}));
        }
        return Done{};
    }

    /// Everybody, page by page, as somebody who turns pages sees them.
    std::vector<Id> turned(ListOrder order, const std::string& department, std::uint32_t size,
                           const Scope& scope = Scope::whole()) {
        std::vector<Id> seen;
        student_lists::Page page{intake_, order, department, size, {}};
        page.scope = scope;
        const Status read = database().read([&](Tx& tx) -> Status {
            for (;;) {
                const auto lines = TRY(student_lists::page(tx, page));
                for (const StudentLine& line : lines) seen.push_back(line.id);
                if (lines.size() < size || seen.size() > 2 * kStudents) return Done{};
                page.after = lines.back().id;
            }
        });
        EXPECT_TRUE(read.ok());
        return seen;
    }

    Id intake_;
    std::vector<Id> ids_;
    std::map<Id, ScopeUnit> units_;
    std::size_t in_department_ = 0;
};
TEST_ON_EACH_DATABASE(StudentLists);

TEST_P(StudentLists, TurnPagesPastEverybodyOnceInEveryOrder) {
    using enum ListOrder;
    std::sort(ids_.begin(), ids_.end());
    for (const ListOrder order : {StudentNumber, Name, Class, Change, Source})
        for (const std::uint32_t size : {7U, 50U}) {
            SCOPED_TRACE(static_cast<int>(order));
            const std::vector<Id> whole = turned(order, "", 2'000);
            std::vector<Id> seen = turned(order, "", size);
            EXPECT_EQ(seen, whole) << "pages cut the list and do not order it";
            std::sort(seen.begin(), seen.end());
            EXPECT_EQ(seen, ids_);
        }
}

TEST_P(StudentLists, TurnPagesOfOneDepartment) {
    using enum ListOrder;
    for (const ListOrder order : {StudentNumber, Name, Class, Change, Source}) {
        SCOPED_TRACE(static_cast<int>(order));
        const std::vector<Id> seen = turned(order, "文学院", 9);
        EXPECT_EQ(seen, turned(order, "文学院", 2'000));
        EXPECT_EQ(std::set<Id>(seen.begin(), seen.end()).size(), in_department_);
        EXPECT_EQ(seen.size(), in_department_);
    }
}

TEST_P(StudentLists, TurnPagesWithinClassesHoweverManyThereAre) {
    using enum ListOrder;
    Scope few{ScopeKind::Class,
              {{"物理学院", "2026010101"}, {"文学院", "2026010103"}, {"文学院", "nobody's"}},
              {},
              {},
              false};
    Scope many = few;
    for (int i = 0; i < 40; ++i) many.units.push_back({"物理学院", std::to_string(i)});
    for (const Scope& scope : {few, many})
        for (const ListOrder order : {StudentNumber, Name, Class, Change, Source}) {
            SCOPED_TRACE(std::to_string(scope.units.size()) + " classes by " +
                         std::to_string(static_cast<int>(order)));
            std::vector<Id> held = turned(order, "", 2'000);
            std::erase_if(held, [&](const Id& id) {
                return std::ranges::find(scope.units, units_.at(id)) == scope.units.end();
            });
            EXPECT_GT(held.size(), 50U);
            EXPECT_EQ(turned(order, "", 9, scope), held);
        }
}

}  // namespace
}  // namespace mingce
