// The mark that a filed roster carries on each page: a code to be typed and a QR code to be
// scanned, by which anybody asks the school about the page.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "documents/page_plan.h"

namespace mingce {

/// What a page is, for whoever marks it and answers for it later.
struct PageFacts {
    std::size_t volume = 0, page = 0, pages = 0;  // from 1; pages of the volume
    PageKind kind = PageKind::Rows;
    std::string unit;  // what it is of: 信息学院 大数据2601; of a front page the volume
    std::size_t first_row = 0;  // serial number of its first row; 0 on a page without rows
    std::vector<std::uint32_t> students;  // of its rows, as RosterRow names them
    std::string hash;                     // 64 hexadecimal digits, of the page's own canonical text
};
struct PageMark {
    std::string code;  // as it is printed under the QR code
    std::string qr;    // what the QR code says; 200 bytes at most
};
using PageMarker = std::function<PageMark(const PageFacts&)>;

}  // namespace mingce
