// A thousand made-up numbers go through the API, well and badly asked; none of them is in what the
// server writes down or counts, nor in a header of an answer.
#include <fstream>
#include <sstream>

#include "api_fixture.h"

namespace mingce::testing {
namespace {

using http::Method;

class Canaries : public ApiOnEachDatabase {
protected:
    http::Log& log() override {
        if (!file_) file_ = std::make_unique<http::Log>((temporary() / "server.log").string());
        return *file_;
    }
    std::string written() const {
        std::ifstream file(temporary() / "server.log", std::ios::binary);
        std::ostringstream text;
        text << file.rdbuf();
        return std::move(text).str();
    }

private:
    std::unique_ptr<http::Log> file_;
};

TEST_P(Canaries, AreInNoLogNoMeasureAndNoHeader) {
    begin_school();
    join("registry", Role::Registry);
    std::vector<std::string> canaries;
    for (int i = 0; i < 1'000; ++i) canaries.push_back("7770" + std::to_string(1'000'000 + i));
    std::string headers;
    std::size_t answers = 0;
    const auto send = [&](const Ask& request) {
        const Answer answer = ask(request);
        for (const http::Header& header : answer.headers) headers += header.value + "\n";
        ++answers;
    };
    for (std::size_t i = 0; i < canaries.size(); ++i) {
        const std::string& canary = canaries[i];
        switch (i % 10) {
            case 0:
                send({"registry", Method::Post, "/api/v1/students",
                      R"({"intake":"2026-ug","values":{"name":"同学","phone":")" + canary +
                          R"("}})"});
                break;
            case 1: send({"registry", Method::Get, "/api/v1/students?search=" + canary}); break;
            case 2: send({"registry", Method::Get, "/api/v1/students/" + canary}); break;
            case 3:
                send({"registry", Method::Post, "/api/v1/checks",
                      R"({"values":{"id_number":")" + canary + R"("}})"});
                break;
            case 4:
                send({"registry", Method::Post, "/api/v1/checks",
                      R"({"values":{")" + canary + R"(":"x"}})"});
                break;
            case 5: send({"registry", Method::Get, "/api/v1/students?" + canary + "=1"}); break;
            case 6:
                send({"", Method::Post, "/api/v1/session",
                      R"({"login":")" + canary + R"(","password":")" + canary + R"("})"});
                break;
            case 7:
                send({"registry", Method::Get,
                      "/api/v1/students?intake=2026-ug&filter=phone%3D" + canary});
                break;
            case 8: send({"", Method::Get, "/" + canary}); break;
            default:
                send({"registry", Method::Post, "/api/v1/students/look-up",
                      R"({"number":")" + canary + R"("})"});
        }
    }
    EXPECT_EQ(answers, canaries.size());
    const std::string log = written(), measures = app().metrics_text();
    EXPECT_GT(log.size(), 100'000U) << "each request has its line";
    for (const std::string& canary : canaries) {
        EXPECT_EQ(log.find(canary), std::string::npos) << canary << " is in the log";
        EXPECT_EQ(measures.find(canary), std::string::npos) << canary << " is in the measures";
        EXPECT_EQ(headers.find(canary), std::string::npos) << canary << " is in a header";
    }
    EXPECT_EQ(log.find(password_of("registry")), std::string::npos);
}

TEST_ON_EACH_DATABASE(Canaries);

}  // namespace
}  // namespace mingce::testing
