// The pages inside the program: what web/app/ was built into, as it is handed to browsers.
#pragma once

#include <string>
#include <string_view>

#include "http/message.h"

namespace mingce::http {

struct Route;

/// The row that hands out `path`: an asset, or the one document whose script shows the page of that
/// address. Nothing for addresses of the API, and for other methods than GET and HEAD.
const Route* page_route(Method method, std::string_view path);

/// Changes whenever the pages do, so that an open page sees that it is an old one; "" where the
/// program was built without pages.
std::string pages_version();

}  // namespace mingce::http
