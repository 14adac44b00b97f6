// How fast a CSV is cut into cells: FILE -> rows, cells, seconds, peak memory.
#include <chrono>
#include <cstdio>

#include <sys/resource.h>

#include "formats/csv_reader.h"
#include "formats/file_bytes.h"

namespace {

struct Counting : mingce::SheetSink {
    mingce::Status begin_sheet(const mingce::SheetHead&) override { return mingce::Done{}; }
    mingce::Status row(const mingce::SourceRow& row) override {
        for (const mingce::Cell& cell : row.cells) bytes += cell.text.size();
        return mingce::Done{};
    }
    mingce::Status end_sheet(const mingce::SheetTotals& seen) override {
        totals = seen;
        return mingce::Done{};
    }
    void note(const mingce::ReadNote&) override {}
    mingce::SheetTotals totals;
    std::size_t bytes = 0;
};

}  // namespace

int main(int count, char** words) {
    if (count != 2) {
        std::fprintf(stderr, "usage: read_csv FILE\n");
        return 64;
    }
    const auto start = std::chrono::steady_clock::now();
    const auto file = mingce::FileBytes::open(words[1]);
    if (!file.ok()) return 2;
    Counting sink;
    const auto status = mingce::read_csv(file.value().bytes(), {}, sink);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    if (!status.ok()) {
        std::fprintf(stderr, "%s\n", status.error().sentence(mingce::Language::English).c_str());
        return 2;
    }
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    std::printf("rows %llu cells %llu text_bytes %zu seconds %.3f peak_kib %ld\n",
                static_cast<unsigned long long>(sink.totals.rows),
                static_cast<unsigned long long>(sink.totals.cells), sink.bytes, seconds.count(),
                used.ru_maxrss);
    return 0;
}
