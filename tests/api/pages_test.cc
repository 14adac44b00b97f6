// The pages inside the program, as a browser fetches them.
#include "http/pages.h"

#include "api_fixture.h"
#include "base/assets.h"

namespace mingce::testing {
namespace {

using http::Method;

class Pages : public ApiOnEachDatabase {
protected:
    void SetUp() override {
        ApiOnEachDatabase::SetUp();
        if (!IsSkipped() && http::pages_version().empty())
            GTEST_SKIP() << "built without pages: ./dev pages";
    }
    Answer fetch(const std::string& path, std::vector<http::Header> headers = {}) {
        Ask asked{"", Method::Get, path, ""};
        asked.headers = std::move(headers);
        return ask(asked);
    }
    /// Address of the asset whose name begins and ends so; "" where there is none.
    static std::string asset_named(std::string_view begin, std::string_view end) {
        const std::string folder = "pages/assets/";
        for (const AssetBytes& each : asset_table())
            if (each.path.starts_with(folder + std::string(begin)) && each.path.ends_with(end))
                return "/assets/" + std::string(each.path.substr(folder.size()));
        return "";
    }
    /// Of the document's own script.
    std::string script() {
        const std::string document = fetch("/").body;
        const std::size_t from = document.find("/assets/index-");
        return document.substr(from, document.find('"', from) - from);
    }
};

TEST_P(Pages, EveryAddressOfAPageGivesTheDocument) {
    for (const char* path :
         {"/", "/verify", "/students", "/students/0123456789abcdef0123456789abcdef"}) {
        const Answer answer = fetch(path);
        EXPECT_EQ(answer.status, 200) << path;
        EXPECT_EQ(answer.header("Content-Type"), "text/html; charset=utf-8") << path;
        EXPECT_EQ(answer.header("Cache-Control"), "no-store") << path;
        EXPECT_NE(answer.body.find("<div id=\"app\">"), std::string::npos) << path;
        EXPECT_NE(answer.header("Content-Security-Policy").find("default-src 'self'"),
                  std::string::npos)
            << path;
        EXPECT_EQ(answer.header("Content-Security-Policy").find("unsafe-eval"), std::string::npos)
            << path;
    }
}

TEST_P(Pages, TheReaderOfQrCodesMayRunInItsWorkerAlone) {
    const std::string worker = asset_named("qr_worker", ".js");
    const std::string reader = asset_named("zxing_reader", ".wasm");
    ASSERT_FALSE(worker.empty());
    ASSERT_FALSE(reader.empty());
    const Answer script = fetch(worker);
    EXPECT_NE(script.header("Content-Security-Policy").find("script-src 'self' 'wasm-unsafe-eval'"),
              std::string::npos);
    EXPECT_EQ(script.header("Cross-Origin-Embedder-Policy"), "require-corp")
        << "a page that demands it starts no worker without";
    const Answer wasm = fetch(reader, {{"accept-encoding", "br"}});
    EXPECT_EQ(wasm.header("Content-Type"), "application/wasm");
    EXPECT_EQ(wasm.header("Content-Encoding"), "br");
}

TEST_P(Pages, WhatIsNoPageIsNotThere) {
    for (const char* path : {"/api", "/api/v1/nothing", "/api/v2/students", "/wp-login.php",
                             "/assets/nothing.js", "/assets/../index.html", "/assets/"}) {
        const Answer answer = fetch(path);
        EXPECT_EQ(answer.status, 404) << path;
        EXPECT_EQ(answer.text("code"), "request.no_route") << path;
    }
    Ask posted{"", Method::Post, "/students", "{}"};
    EXPECT_EQ(ask(posted).status, 404) << "pages are read alone";
}

TEST_P(Pages, AssetsComeInTheFormTheBrowserTakes) {
    const std::string path = script();
    ASSERT_TRUE(path.starts_with("/assets/index-")) << path;
    const Answer plain = fetch(path);
    struct Row {
        const char *accepted, *coding;
    };
    const Row rows[] = {
        {"gzip, deflate, br", "br"},
        {"br;q=1.0, gzip;q=0.8", "br"},
        {"gzip", "gzip"},
        {"deflate", ""},
        {"brotli", ""},
        {"", ""},
    };
    for (const Row& row : rows) {
        const Answer answer = fetch(path, {{"accept-encoding", row.accepted}});
        EXPECT_EQ(answer.status, 200) << row.accepted;
        EXPECT_EQ(answer.header("Content-Encoding"), row.coding) << row.accepted;
        EXPECT_EQ(answer.header("Content-Type"), "text/javascript; charset=utf-8");
        EXPECT_EQ(answer.header("Cache-Control"), "public, max-age=31536000, immutable");
        EXPECT_EQ(answer.header("Vary"), "Accept-Encoding");
        EXPECT_EQ(answer.body.size() < plain.body.size(), *row.coding != '\0') << row.accepted;
    }
}

TEST_P(Pages, TheSchoolTellsItsNameAndTheVersionOfThePages) {
    const Answer answer = fetch("/api/v1/school");
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_FALSE(answer.text("institution").empty());
    EXPECT_EQ(answer.text("pages"), http::pages_version());
}

TEST_ON_EACH_DATABASE(Pages);

}  // namespace
}  // namespace mingce::testing
