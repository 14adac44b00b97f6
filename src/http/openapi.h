// The API as documents: OpenAPI 3.1 and a page for people, both printed from the route table.
#pragma once

#include <string>

namespace mingce::http {

/// docs/openapi.json, and what /api/v1/openapi.json answers.
const std::string& openapi_text();
/// docs/api.md.
std::string api_page();

}  // namespace mingce::http
