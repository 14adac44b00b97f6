// libFuzzer door of the check of signed PDFs: any bytes give one refusal or who signed them, and
// what was signed covers the whole file, so that another byte behind it is one too many.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "crypto/pdf_signature.h"

namespace {

void require_promise(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string pdf(reinterpret_cast<const char*>(data), size);
    const auto signature = mingce::check_pdf_signature(pdf);
    if (!signature.ok()) return 0;
    require_promise(signature.value().certificate_sha256.size() == 64);
    pdf += '\n';
    require_promise(!mingce::check_pdf_signature(pdf).ok());
    return 0;
}
