// An import writes its rows by blocks and forgets each: what stands at the borders of blocks is
// whole, findings are sealed with the keys of their own students, and nobody is lost.
#include <algorithm>
#include <map>
#include <set>

#include "made_up_people.h"
#include "record_fixture.h"
#include "store/batches.h"
#include "store/findings.h"

namespace mingce {
namespace {

constexpr std::uint32_t kPeople = 2'600;
/// First and last of blocks of 1,024, and some between.
const std::set<std::uint32_t> kBorders = {0, 1, 1'022, 1'023, 1'024, 1'025, 2'047, 2'048, 2'599};

struct StoredRow {
    MadeUpPerson person;
    std::string address, phone;
};

class ImportBlocks : public testing::RecordOnEachDatabase {
protected:
    static std::vector<StoredRow> rows() {
        std::vector<StoredRow> rows;
        PeopleMaker maker(11);
        for (MadeUpPerson& person : maker.make(kPeople)) {
            const std::string number = std::to_string(rows.size());
            person.exam_number = "2642010115" + std::string(4 - number.size(), '0') + number;
            rows.push_back({person, "人民路" + number + "号", "1380000" + number.substr(0, 4)});
            rows.back().phone.resize(11, '0');
        }
        // A finding each: a telephone that is none.
        for (std::uint32_t row : kBorders) rows[row].phone = "12";
        return rows;
    }

    static std::string csv_of(const std::vector<StoredRow>& rows) {
        std::string csv = "考生号,姓名,性别,身份证号,出生日期,手机号码,家庭地址\n";
        for (const StoredRow& row : rows) {
            const MadeUpPerson& person = row.person;
            for (const std::string& text : {person.exam_number, person.name, person.sex,
                                            person.id_number, person.birth_date, row.phone})
                csv += text + ",";
            csv += row.address + "\n";
        }
        return csv;
    }

    struct Kept {
        std::map<std::string, StudentRecord> students;  // by exam number
        std::map<std::string, std::vector<std::string>>
            cells;  // as they arrived, of the last batch
    };
    Kept read() {
        Kept kept;
        EXPECT_TRUE(database()
                        .read([&](Tx& tx) -> Status {
                            Boxes boxes(record().ring(), random());
                            std::vector<OpenStudentKey> keys;
                            TRY(students::load_all(
                                tx, boxes, {}, [&](StudentRecord& r, OpenStudentKey& key) {
                                    keys.push_back(std::move(key));
                                    const std::string& number = r.values[Field::ExamNumber];
                                    kept.students[number] = std::move(r);
                                    return Status(Done{});
                                }));
                            for (const OpenStudentKey& key : keys)
                                for (const SourceRowRecord& row :
                                     TRY(source_rows::of_student(tx, boxes, key)))
                                    kept.cells[row.cells.front()] = row.cells;
                            return Done{};
                        })
                        .ok());
        return kept;
    }

    void expect_kept(const std::vector<StoredRow>& rows) {
        const Kept kept = read();
        ASSERT_EQ(kept.students.size(), rows.size());
        ASSERT_EQ(kept.cells.size(), rows.size());
        for (const StoredRow& row : rows) {
            const std::string& number = row.person.exam_number;
            const FieldValues& values = kept.students.at(number).values;
            ASSERT_EQ(values[Field::Name], row.person.name);
            ASSERT_EQ(values[Field::Phone], row.phone);
            ASSERT_EQ(values[Field::HomeAddress], row.address);
            ASSERT_EQ(kept.cells.at(number).back(), row.address);
        }
    }

    /// Exam numbers of the students whose telephone has a finding, its box opened.
    std::set<std::string> with_finding() {
        std::map<Id, std::string> numbers;
        for (const auto& [number, record] : read().students) numbers[record.id] = number;
        std::set<std::string> found;
        EXPECT_TRUE(database()
                        .read([&](Tx& tx) -> Status {
                            Boxes boxes(record().ring(), random());
                            return findings::each(tx, boxes, {}, [&](StoredFinding& finding) {
                                if (finding.field == Field::Phone && finding.detail.raw == "12")
                                    found.insert(numbers.at(finding.student));
                                return Status(Done{});
                            });
                        })
                        .ok());
        return found;
    }
};

TEST_P(ImportBlocks, KeepEveryRowWithItsOwn) {
    std::vector<StoredRow> people = rows();
    const ImportReport report = import({csv_of(people)});
    EXPECT_EQ(report.batch.counts.students_new, kPeople);
    expect_kept(people);
    std::set<std::string> bordering;
    for (std::uint32_t row : kBorders) bordering.insert(people[row].person.exam_number);
    EXPECT_EQ(with_finding(), bordering);

    const ImportReport again = import({csv_of(people)});
    EXPECT_TRUE(again.changes_nothing);

    // More students change than are written at a time.
    std::uint32_t changed = 0;
    for (std::uint32_t row = 0; row < people.size(); row += 2, ++changed)
        people[row].address += "2单元";
    std::reverse(people.begin(), people.end());
    const ImportReport second = import({csv_of(people), true, "second.csv"});
    EXPECT_EQ(second.batch.counts.students_changed, changed);
    EXPECT_EQ(second.batch.counts.students_same, kPeople - changed);
    expect_kept(people);
}

TEST_ON_EACH_DATABASE(ImportBlocks);

}  // namespace
}  // namespace mingce
