#include "documents/dbf_columns.h"

#include <algorithm>

#include "base/text.h"
#include "formats/writers.h"

namespace mingce {

namespace {

constexpr std::size_t kDbfNameBytes = 10, kDbfWidthMost = 254;

}  // namespace

std::string dbf_name(std::string_view wanted, std::set<std::string>& taken) {
    std::string name;
    for (const char c : wanted.substr(0, kDbfNameBytes)) name += to_upper(c);
    const std::string stem = name.substr(0, kDbfNameBytes - 2);
    for (int i = 2; !taken.insert(name).second; ++i) name = stem + std::to_string(i);
    return name;
}

std::uint8_t dbf_width(const std::vector<std::vector<std::string_view>>& rows, std::size_t column) {
    std::size_t widest = 1;
    std::string bytes;
    for (const auto& row : rows) {
        bytes.clear();
        widest = std::max(
            widest, to_gbk(row[column], bytes) ? bytes.size() : half_width_count(row[column]));
    }
    return static_cast<std::uint8_t>(std::min(widest, kDbfWidthMost));
}

}  // namespace mingce
