#include "documents/workbook_proof.h"

#include <gtest/gtest.h>

#include "documents/xlsx_writer.h"
#include "sample_students.h"
#include "temporary_folder.h"

namespace mingce {
namespace {

std::string unmasked(MaskKind, std::string_view value) { return std::string(value); }

CompiledRoster roster_of(const SampleStudents& sample) {
    return compile(parse_definition("class_roster", *shipped_definition("class_roster")).value(),
                   sample.students, sample_meta(), unmasked);
}

/// The code of the refusal with its detail; "" when the workbook is whole.
std::string verdict(const CompiledRoster& roster, const std::filesystem::path& file) {
    const Status proved = prove_workbook(roster, {0, roster.volumes.size()}, file);
    if (proved.ok()) return "";
    return std::string(proved.error().problem().code) + " " + proved.error().detail();
}

// Values are UTF-8 by the time they are printed: readers see to that.
TEST(WorkbookProof, HoldsWhateverAValueIs) {
    const std::string_view values[] = {"_x0000_", "_xFFFF_",      "_x0041_", "\x01\x02", " ",
                                       "\n",      "\xEF\xBF\xBD", "=1+1",    "<&\"'>"};
    SampleStudents sample({1, 1, 1, 20});
    for (std::uint32_t row = 0; row < std::size(values); ++row)
        sample.students.set(row, Field::Name, values[row]);
    const CompiledRoster roster = roster_of(sample);
    const testing::TemporaryFolder folder;
    const auto file = folder.path() / "roster.xlsx";
    const Status written = write_xlsx(roster, {0, roster.volumes.size()}, file);
    ASSERT_TRUE(written.ok()) << written.error().sentence(Language::English);
    EXPECT_EQ(verdict(roster, file), "");
}

TEST(WorkbookProof, FindsWhatIsMissing) {
    const SampleStudents fewer({1, 1, 1, 19}), more({1, 1, 1, 20});
    SampleStudents emptier({1, 1, 1, 19});
    emptier.students.set(4, Field::Name, "");
    const CompiledRoster roster = roster_of(fewer);
    const testing::TemporaryFolder folder;
    const auto file = folder.path() / "roster.xlsx";
    ASSERT_TRUE(write_xlsx(roster, {0, roster.volumes.size()}, file).ok());
    EXPECT_EQ(verdict(roster, file), "");
    EXPECT_TRUE(verdict(roster_of(more), file).starts_with("document.unwritable"));
    EXPECT_TRUE(verdict(roster_of(emptier), file).starts_with("document.unwritable"));
    const std::string whole = testing::contents(file);
    const auto cut = folder.write("cut.xlsx", whole.substr(0, whole.size() - 100));
    EXPECT_EQ(verdict(roster, cut), "document.unwritable ZIP");
}

}  // namespace
}  // namespace mingce
