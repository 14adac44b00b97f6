// libFuzzer door of what a CAS server answers: one refusal, or a user and attributes that an
// account may be looked up by. Host names and domains of certificates come through it too.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/text.h"
#include "crypto/host_name.h"
#include "usecases/people/cas_response.h"

namespace {

using namespace mingce;

constexpr std::size_t kValueBytesMax = 4'096;

void require(bool promise_holds) {
    if (!promise_holds) std::abort();
}

bool is_name(std::string_view text) {
    return !text.empty() && text.size() <= kValueBytesMax && is_valid_utf8(text) &&
           std::ranges::none_of(text, [](char c) { return c >= 0 && c < ' '; });
}

void read_answer(std::string_view text) {
    const auto answer = read_cas_answer(text);
    if (!answer.ok()) return;
    require(is_name(answer.value().user));
    require(text.find("http://www.yale.edu/tp/cas") != std::string_view::npos);
    for (const auto& [key, value] : answer.value().attributes) {
        require(!key.empty() && value.size() <= kValueBytesMax && is_valid_utf8(value));
        const auto name = cas_name_in(answer.value(), key);
        if (name.ok()) require(is_name(name.value()));
    }
}

void read_host(std::string_view text) {
    const auto name = HostName::parse(text);
    if (name.ok()) {
        const auto again = HostName::parse(name.value().text());
        require(again.ok() && again.value() == name.value());
    }
    const auto domain = HostDomain::parse(text);
    if (!domain.ok()) return;
    const std::size_t block = domain.value().block().size();
    require(domain.value().is_address() ? block == 8 || block == 32
                                        : !domain.value().name().empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    read_answer(text);
    read_host(text);
    return 0;
}
