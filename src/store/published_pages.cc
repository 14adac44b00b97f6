#include "store/published_pages.h"

namespace mingce::published_pages {

namespace {

constexpr std::string_view kSelectPages =
    "SELECT p.revision, p.volume, p.page, p.pages, p.unit, p.first_row, p.row_count, p.men,"
    " p.women, p.code, p.edition, e.intake FROM published_page p JOIN edition e ON e.id = "
    "p.edition ";

PublishedPage read_page(const Row& row) {
    return {row.integer(0), row.integer(1), row.integer(2), row.integer(3), row.string(4),
            row.integer(5), row.integer(6), row.integer(7), row.integer(8), row.string(9)};
}

}  // namespace

Status add(Tx& tx, const Id& edition, std::span<const PublishedPage> pages) {
    constexpr BulkColumn kColumns[] = {
        {"edition", ColumnType::Blob},      {"revision", ColumnType::Integer},
        {"volume", ColumnType::Integer},    {"page", ColumnType::Integer},
        {"pages", ColumnType::Integer},     {"unit", ColumnType::Text},
        {"first_row", ColumnType::Integer}, {"row_count", ColumnType::Integer},
        {"men", ColumnType::Integer},       {"women", ColumnType::Integer},
        {"code", ColumnType::Text}};
    const auto rows = TRY(tx.bulk_insert("published_page", kColumns));
    for (const PublishedPage& page : pages) {
        const Param params[] = {edition,    page.revision, page.volume,    page.page,
                                page.pages, page.unit,     page.first_row, page.rows,
                                page.men,   page.women,    page.code};
        TRY(rows->add(params));
    }
    TRY(rows->finish());
    return Done{};
}

Result<std::vector<PublishedPage>> of_edition(Tx& tx, const Id& edition) {
    std::vector<PublishedPage> pages;
    TRY(tx.query(std::string(kSelectPages) +
                     "WHERE p.edition = $1 AND p.revision = (SELECT max(revision)"
                     " FROM published_page WHERE edition = $1) ORDER BY p.volume, p.page",
                 {edition}, [&](const Row& row) -> Status {
                     pages.push_back(read_page(row));
                     return Done{};
                 }));
    return pages;
}

Result<std::optional<Found>> find(Tx& tx, std::string_view code) {
    std::optional<Found> found;
    TRY(tx.first(std::string(kSelectPages) + "WHERE p.code = $1", {code}, [&](const Row& row) {
        found = Found{row.id(10), row.id(11), read_page(row)};
    }));
    return found;
}

}  // namespace mingce::published_pages
