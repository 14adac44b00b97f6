// The API as documents: OpenAPI 3.1 and a page for people, both printed from the route table.
#pragma once

#include <string>
#include <vector>

namespace mingce::http {

/// The whole API as one document: what /api/v1/openapi.json answers.
const std::string& openapi_text();

struct OpenapiPart {
    std::string file_name;  // below docs/openapi/
    std::string text;
};
/// The same as documents that refer to each other by file name. openapi.json is the entry and leads
/// to every path. A tag's file has its paths and what they alone use, common.json what several do.
std::vector<OpenapiPart> openapi_parts();

/// docs/api.md.
std::string api_page();

}  // namespace mingce::http
