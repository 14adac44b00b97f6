// libFuzzer door of the picture reader: a size or one refusal, and nothing behind the end mark
// counts.
#include "judging_sink.h"
#include "pictures/picture.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mingce;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto picture = read_picture(bytes);
    if (!picture.ok()) return 0;
    fuzzing::require(picture.value().width > 0 && picture.value().height > 0);
    const auto longer = read_picture(std::string(bytes) + "trailer");
    fuzzing::require(longer.ok() && longer.value().width == picture.value().width);
    return 0;
}
