// libFuzzer door of what the child that reads files may send: any bytes as frames give an answer
// that keeps every reader's promises, or one refusal. The first byte says what was asked.
#include <cstring>

#include "child/frames.h"
#include "judging_sink.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mingce;
    if (size == 0) return 0;
    constexpr unsigned kAsked = 6;
    ReadLimits limits;
    limits.rows_max = 1'000;
    limits.archive_entries_max = 100;
    constexpr std::uint64_t kBytesMax = 1'000;
    fuzzing::JudgingSink sink(fuzzing::JudgingSink::RowOrder::Free);
    AnswerReader answer(static_cast<Asked>(data[0] % kAsked), limits, &sink, kBytesMax);
    std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
    while (rest.size() >= sizeof(FrameHead)) {
        FrameHead head;
        std::memcpy(&head, rest.data(), sizeof head);
        rest.remove_prefix(sizeof head);
        const std::string_view payload = rest.substr(0, head.bytes);
        rest.remove_prefix(payload.size());
        const auto ended = answer.take(head, payload);
        if (!ended.ok() || ended.value()) break;
    }
    fuzzing::require(answer.entries().size() <= limits.archive_entries_max);
    fuzzing::require(answer.bytes().size() <= kBytesMax);
    return 0;
}
