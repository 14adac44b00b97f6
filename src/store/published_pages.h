// Pages of published editions, by which a printed page is told to be the school's.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "store/database.h"

namespace mingce {

struct PublishedPage {
    std::int64_t revision = 0;
    std::int64_t volume = 0, page = 0, pages = 0;  // from 1; pages of the volume
    std::string unit;                              // whose page: 信息学院 大数据2601
    std::int64_t first_row = 0, rows = 0, men = 0, women = 0;
    std::string code;  // 16 characters
    bool operator==(const PublishedPage&) const = default;
};

namespace published_pages {

/// Errors: Conflict where one of them is there already.
Status add(Tx& tx, const Id& edition, std::span<const PublishedPage> pages);
/// Of the last revision published, by volume and page.
Result<std::vector<PublishedPage>> of_edition(Tx& tx, const Id& edition);

struct Found {
    Id edition, intake;
    PublishedPage page;
};
Result<std::optional<Found>> find(Tx& tx, std::string_view code);

}  // namespace published_pages

}  // namespace mingce
