// A published page as a picture, for staff who hold it beside the paper.
#pragma once

#include <cstdint>
#include <string>

#include "usecases/record/record.h"

namespace mingce {

struct AskPagePicture {
    std::string code;  // as typed
    std::uint32_t pixels_wide = 1'000;
};
/// PNG, without the mark. Needs RosterRead and a scope that holds the page's volume. Audited.
/// Errors: those of read_page_code(); Forbidden (access.denied, edition.scope); NotFound
/// (publication.page_unknown); Unavailable (no fonts).
Result<std::string> page_picture(const Context& context, const AskPagePicture& request);

}  // namespace mingce
