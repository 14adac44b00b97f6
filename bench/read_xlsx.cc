// Reads one workbook and says what it cost: read_xlsx FILE inflate|one|two|strict. "inflate" is the
// yardstick of DESIGN 9: the same parts inflated by isa-l alone, without checksum or look inside.

#include <chrono>
#include <cstdio>
#include <cstring>
#include <memory>
#include <vector>

#include <isa-l/igzip_lib.h>
#include <sys/resource.h>

#include "formats/file_bytes.h"
#include "formats/xlsx_reader.h"
#include "formats/zip_archive.h"

namespace {

class CountingSink : public mingce::SheetSink {
public:
    std::uint64_t rows = 0, cells = 0, bytes = 0;
    mingce::Status begin_sheet(const mingce::SheetHead&) override { return mingce::Done{}; }
    mingce::Status row(const mingce::SourceRow& row) override {
        ++rows;
        for (const mingce::Cell& cell : row.cells) {
            cells += cell.kind != mingce::CellKind::Empty ? 1 : 0;
            bytes += cell.text.size();
        }
        return mingce::Done{};
    }
    mingce::Status end_sheet(const mingce::SheetTotals&) override { return mingce::Done{}; }
    void note(const mingce::ReadNote& note) override {
        if (note.kind == mingce::NoteKind::StrictPath)
            std::fprintf(stderr, "strict path: %s\n", note.detail.c_str());
    }
};

/// Inflates every worksheet and the shared strings with no check at all; returns their bytes.
std::uint64_t inflate_alone(mingce::Bytes bytes, const mingce::ZipArchive& archive) {
    std::uint64_t total = 0;
    std::vector<std::uint8_t> piece(256 * 1024);
    for (const mingce::ZipEntry& entry : archive.entries()) {
        if (entry.method != 8 || !entry.name.ends_with(".xml")) continue;
        std::uint16_t lengths[2];
        std::memcpy(lengths, bytes.data() + entry.offset + 26, sizeof lengths);
        const auto* const start = bytes.data() + entry.offset + 30 + lengths[0] + lengths[1];
        const auto state = std::make_unique<inflate_state>();
        isal_inflate_init(state.get());
        state->crc_flag = ISAL_DEFLATE;
        state->next_in =
            reinterpret_cast<std::uint8_t*>(const_cast<std::byte*>(start));  // only read
        state->avail_in = static_cast<std::uint32_t>(entry.stored_bytes);
        do {
            state->next_out = piece.data();
            state->avail_out = static_cast<std::uint32_t>(piece.size());
            if (isal_inflate(state.get()) < 0) return 0;
            total += piece.size() - state->avail_out;
        } while (state->block_state != ISAL_BLOCK_FINISH);
    }
    return total;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) return std::fprintf(stderr, "read_xlsx FILE inflate|one|two|strict\n"), 2;
    const std::string_view mode = argv[2];
    const auto file = mingce::FileBytes::open(argv[1]);
    if (!file.ok()) return std::puts("the file cannot be opened"), 1;
    const mingce::Bytes bytes = file.value().bytes();
    mingce::ReadOptions options;
    options.threads = mode == "two" ? 2 : 1;
    CountingSink sink;
    const auto before = std::chrono::steady_clock::now();
    mingce::Status status = mingce::Done{};
    if (mode == "inflate") {
        const auto archive = mingce::ZipArchive::open(bytes, options.limits);
        if (archive.ok()) sink.bytes = inflate_alone(bytes, archive.value());
    } else {
        status = mode == "strict" ? read_xlsx_strictly(bytes, options, sink)
                                  : read_xlsx(bytes, options, sink);
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - before;
    if (!status.ok()) {
        std::puts(status.error().sentence(mingce::Language::English).c_str());
        return 1;
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("rows %llu cells %llu text_bytes %llu seconds %.4f peak_kib %ld\n",
                static_cast<unsigned long long>(sink.rows),
                static_cast<unsigned long long>(sink.cells),
                static_cast<unsigned long long>(sink.bytes), took.count(), usage.ru_maxrss);
    return 0;
}
