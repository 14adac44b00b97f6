#include "http/log.h"

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/null_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>

#include "base/text.h"

namespace mingce::http {

namespace {

constexpr const char* kPattern = R"({"time":"%Y-%m-%dT%H:%M:%S.%e%z","level":"%l",%v})";

std::string member(std::string_view key, std::string_view value) {
    std::string text = "\"" + std::string(key) + "\":";
    append_json_string(text, value);
    return text;
}

std::shared_ptr<spdlog::logger> logger_to(std::shared_ptr<spdlog::sinks::sink> sink) {
    auto logger = std::make_shared<spdlog::logger>("mingce", std::move(sink));
    logger->set_pattern(kPattern);
    logger->flush_on(spdlog::level::info);
    return logger;
}

}  // namespace

Log::Log(const std::string& file) {
    if (file.empty()) {
        logger_ = logger_to(std::make_shared<spdlog::sinks::stderr_sink_mt>());
        return;
    }
    const mode_t before = umask(0077);
    logger_ = logger_to(std::make_shared<spdlog::sinks::basic_file_sink_mt>(file));
    umask(before);
}

Log::Log() : logger_(logger_to(std::make_shared<spdlog::sinks::null_sink_mt>())) {}

Log::~Log() = default;

void Log::request(const RequestLine& line) {
    std::string text = "\"event\":\"request\"," + member("request_id", line.id) + "," +
                       member("method", line.method) + "," + member("route", line.route) +
                       ",\"status\":" + std::to_string(line.status) +
                       ",\"us\":" + std::to_string(line.microseconds) +
                       ",\"bytes\":" + std::to_string(line.bytes);
    if (!line.account.empty()) text += "," + member("account", line.account);
    if (!line.problem.empty()) text += "," + member("problem", line.problem);
    logger_->info("{}", text);
}

void Log::event(std::string_view event, std::string_view detail) {
    logger_->info("{},{}", member("event", event), member("detail", detail));
}

void Log::fault(std::string_view request_id, std::string_view where, std::string_view what) {
    logger_->error("\"event\":\"fault\",{},{},{}", member("request_id", request_id),
                   member("route", where), member("what", what));
}

}  // namespace mingce::http
