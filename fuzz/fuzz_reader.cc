// libFuzzer door of the whole room: the kind is told by content, and what is not read here is
// refused in one sentence.
#include "judging_sink.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mingce;
    ReadOptions options;
    options.limits.inflated_bytes_max = 16 << 20;
    options.limits.rows_max = 20'000;
    options.limits.columns_max = 1'000;
    fuzzing::JudgingSink sink(fuzzing::JudgingSink::RowOrder::Free);
    const Status status = read_sheets(fuzzing::bytes_of(data, size), options, sink);
    if (status.ok()) return 0;
    for (const Language language : {Language::Chinese, Language::English}) {
        const std::string sentence = status.error().sentence(language);
        fuzzing::require(is_valid_utf8(sentence) && sentence.find('\n') == std::string::npos);
    }
    return 0;
}
