#include "http/pages.h"

#include <algorithm>

#include "base/assets.h"
#include "crypto/bytes_as_text.h"
#include "crypto/digest.h"
#include "http/problems.h"
#include "http/route.h"

namespace mingce::http {

namespace {

constexpr std::string_view kDocument = "pages/index.html";
constexpr std::string_view kAssetsFolder = "/assets/";

constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".json", "application/json"},
    {".wasm", "application/wasm"},
    {".html", "text/html; charset=utf-8"},
};

std::string_view type_of(std::string_view path) {
    const auto found =
        std::ranges::find_if(kTypes, [&](const auto& type) { return path.ends_with(type.first); });
    return found == std::end(kTypes) ? "application/octet-stream" : found->second;
}

/// "gzip, br;q=1.0": whether a coding is named there. One that is refused by q=0 nobody sends.
bool takes_coding(std::string_view accepted, std::string_view coding) {
    while (!accepted.empty()) {
        const std::size_t comma = accepted.find(',');
        std::string_view one = accepted.substr(0, comma);
        one = one.substr(0, one.find(';'));
        while (one.starts_with(' ')) one.remove_prefix(1);
        while (one.ends_with(' ')) one.remove_suffix(1);
        if (one == coding) return true;
        if (comma == std::string_view::npos) break;
        accepted.remove_prefix(comma + 1);
    }
    return false;
}

Response answer_bytes(Call& call, std::string_view bytes, std::string_view path) {
    return call.answer_file(std::string(bytes), type_of(path), path.substr(path.rfind('/') + 1),
                            true);
}

Response serve_asset(Call& call) {
    const std::string path = "pages" + call.request.path;
    const std::string_view plain = asset(path);
    if (plain.empty()) return call.refuse(Error(problem::kRequestNoRoute));
    // The name holds a hash of the content, so what a browser has is right for ever.
    call.set_header("Cache-Control", "public, max-age=31536000, immutable");
    call.set_header("Vary", "Accept-Encoding");
    const std::string_view accepted = call.request.header("accept-encoding");
    for (const auto& [coding, end] : {std::pair{"br", ".br"}, std::pair{"gzip", ".gz"}}) {
        const std::string_view packed = asset(path + end);
        if (packed.empty() || !takes_coding(accepted, coding)) continue;
        call.set_header("Content-Encoding", coding);
        return answer_bytes(call, packed, path);
    }
    return answer_bytes(call, plain, path);
}

Response serve_document(Call& call) {
    const std::string_view document = asset(kDocument);
    if (document.empty()) return call.refuse(Error(problem::kServerNoPages));
    call.set_header("Cache-Control", "no-store");
    return answer_bytes(call, document, kDocument);
}

constexpr Route page_row(std::string_view path, std::string_view operation,
                         Response (*handle)(Call&)) {
    return {Method::Get, path,        operation, "pages", {"页面", "Pages"},
            kAnyone,     kPlainRoute, handle,    nullptr};
}
const Route kAsset = page_row("/assets/{name}", "showAsset", serve_asset);
const Route kPage = page_row("/{page}", "showPage", serve_document);

}  // namespace

const Route* page_route(Method method, std::string_view path) {
    if (method != Method::Get && method != Method::Head) return nullptr;
    if (path.starts_with(kAssetsFolder)) return &kAsset;
    const bool is_api = path == "/api" || path.starts_with("/api/");
    const std::string_view last = path.substr(path.rfind('/') + 1);
    // "/favicon.ico", "/wp-login.php": a file that is not there, and no page of ours.
    return is_api || last.find('.') != std::string_view::npos ? nullptr : &kPage;
}

std::string pages_version() {
    const std::string_view document = asset(kDocument);
    return document.empty() ? "" : hex_of(sha256(document)).substr(0, 16);
}

}  // namespace mingce::http
