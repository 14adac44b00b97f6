// libFuzzer door of the DBF reader: any bytes give rows or one refusal.
#include "formats/dbf_reader.h"
#include "judging_sink.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mingce;
    ReadOptions options;
    options.limits.cell_bytes_max = 4096;
    // The table is its own memo: block numbers then point into bytes the fuzzer controls.
    options.memo = fuzzing::bytes_of(data, size);
    fuzzing::JudgingSink sink;
    (void)read_dbf(options.memo, options, sink);
    return 0;
}
