// libFuzzer door of the CSV reader: any bytes give rows or one refusal.
#include <cstdlib>

#include "base/text.h"
#include "formats/csv_reader.h"

namespace {

struct Judging : mingce::SheetSink {
    mingce::Status begin_sheet(const mingce::SheetHead&) override { return mingce::Done{}; }
    mingce::Status row(const mingce::SourceRow& row) override {
        for (const mingce::Cell& cell : row.cells)
            if (!mingce::is_valid_utf8(cell.text)) std::abort();
        return mingce::Done{};
    }
    mingce::Status end_sheet(const mingce::SheetTotals&) override { return mingce::Done{}; }
    void note(const mingce::ReadNote&) override {}
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const mingce::Bytes bytes(reinterpret_cast<const std::byte*>(data), size);
    mingce::ReadOptions options;
    options.limits.cell_bytes_max = 4096;
    Judging sink;

    (void)mingce::read_csv(bytes, options, sink);
    return 0;
}
