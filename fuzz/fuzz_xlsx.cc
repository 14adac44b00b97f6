// libFuzzer door of the XLSX reader, archive and all: rows or one refusal, never a crash. What the
// strict reader accepts the fast one must accept too, and see the same.
#include "formats/xlsx_reader.h"
#include "judging_sink.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mingce;
    using fuzzing::JudgingSink;
    ReadOptions options;
    options.limits.inflated_bytes_max = 16 << 20;
    options.limits.rows_max = 20'000;
    options.limits.columns_max = 1'000;
    const Bytes bytes = fuzzing::bytes_of(data, size);
    JudgingSink fast(JudgingSink::RowOrder::Free), strict(JudgingSink::RowOrder::Free);
    const bool fast_ok = read_xlsx(bytes, options, fast).ok();
    const bool strict_ok = read_xlsx_strictly(bytes, options, strict).ok();
    if (strict_ok) fuzzing::require(fast_ok && fast.transcript == strict.transcript);
    return 0;
}
