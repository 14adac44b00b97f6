// Any bytes given to the XLSX reader: rows or one refusal, never a crash. Where both the fast and
// the strict reader accept, they must agree.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "formats/xlsx_reader.h"

namespace {

class Transcript : public mingce::SheetSink {
public:
    std::string text;
    mingce::Status begin_sheet(const mingce::SheetHead& head) override {
        text += head.name + '\n';
        return mingce::Done{};
    }
    mingce::Status row(const mingce::SourceRow& row) override {
        text += std::to_string(row.number);
        for (const mingce::Cell& cell : row.cells) {
            text += static_cast<char>('0' + static_cast<int>(cell.kind));
            text += cell.text;
        }
        text += '\n';
        return mingce::Done{};
    }
    mingce::Status end_sheet(const mingce::SheetTotals&) override { return mingce::Done{}; }
    void note(const mingce::ReadNote&) override {}
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    mingce::ReadOptions options;
    options.limits.inflated_bytes_max = 16 << 20;
    options.limits.rows_max = 20'000;
    options.limits.columns_max = 1'000;
    const mingce::Bytes bytes(reinterpret_cast<const std::byte*>(data), size);
    Transcript fast, strict;
    const bool fast_ok = read_xlsx(bytes, options, fast).ok();
    const bool strict_ok = read_xlsx_strictly(bytes, options, strict).ok();
    if (fast_ok && strict_ok && fast.text != strict.text) std::abort();
    return 0;
}
