// The register of paper copies: every copy has its row, over as many pages as it takes.
#include "documents/paper_register.h"

#include <gtest/gtest.h>

namespace mingce {
namespace {

TEST(PaperRegister, HasARowForEachCopyOverAsManyPagesAsItTakes) {
    const auto typefaces = Typefaces::open();
    if (!typefaces.ok()) GTEST_SKIP() << "the type faces for printing are missing";
    PaperRegister paper{"江城明远大学", "2026级本科新生入学花名册", "备1", {}, {2026, 9, 1}};
    for (const auto& [copies, pages] : {std::pair{1, 1U}, std::pair{15, 1U}, std::pair{40, 3U}}) {
        paper.copies.assign(static_cast<std::size_t>(copies),
                            {1, 1, "物理学院", "王老师 2026-09-01", "", ""});
        const auto made = make_paper_register(paper, *typefaces.value());
        ASSERT_TRUE(made.ok());
        EXPECT_EQ(made.value().pages, pages) << copies;
        EXPECT_EQ(made.value().bytes, make_paper_register(paper, *typefaces.value()).value().bytes)
            << "the same whenever it is made";
    }
}

}  // namespace
}  // namespace mingce
