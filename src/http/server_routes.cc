// What the server says of itself: alive, ready, measures, and the API described.
#include "http/answers.h"
#include "http/app.h"
#include "http/openapi.h"
#include "http/pages.h"
#include "http/route.h"
#include "store/intakes.h"

namespace mingce::http {

namespace {

struct HealthAnswer {
    std::string status = "ok", version = MINGCE_VERSION;
    static constexpr std::string_view kName = "Health";
    static constexpr auto members() {
        return std::tuple{Member{"status", &HealthAnswer::status, {"状态", "status"}},
                          Member{"version", &HealthAnswer::version, {"版本", "version"}}};
    }
};
Result<HealthAnswer> show_health(Call&, const Nothing&) { return HealthAnswer{}; }

/// Ready for work: the database answers and nobody is stopping it.
Result<HealthAnswer> show_readiness(Call& call, const Nothing&) {
    if (call.app.is_stopping()) return Error(problem::kServerBusy);
    TRY(read_value(call.context.database(), [](Tx& tx) { return intakes::identity(tx); }));
    return HealthAnswer{"ready"};
}

struct SchoolAnswer {
    std::string institution, version = MINGCE_VERSION, pages = pages_version();
    bool has_cas = false;
    static constexpr std::string_view kName = "School";
    static constexpr auto members() {
        using S = SchoolAnswer;
        return std::tuple{Member{"institution", &S::institution, {"学校", "institution"}},
                          Member{"version", &S::version, {"版本", "version"}},
                          Member{"pages",
                                 &S::pages,
                                 {"页面的版本，变了就该刷新",
                                  "version of the pages: a page of another is an old one"}},
                          Member{"has_cas",
                                 &S::has_cas,
                                 {"可用统一身份认证登录", "the school's CAS signs people in"}}};
    }
};
/// What a page shows before anybody signed in.
Result<SchoolAnswer> show_school(Call& call, const Nothing&) {
    const auto identity =
        TRY(read_value(call.context.database(), [](Tx& tx) { return intakes::identity(tx); }));
    SchoolAnswer answer;
    if (identity) answer.institution = identity->institution_name;
    answer.has_cas = !call.app.settings().cas_url.empty();
    return answer;
}

/// To this machine alone: a scraper runs beside the server.
Result<FileAnswer> show_metrics(Call& call, const Nothing&) {
    if (!is_loopback(call.request.address)) return Error(problem::kRequestNoRoute);
    return FileAnswer{call.app.metrics_text(), "text/plain; version=0.0.4; charset=utf-8",
                      "metrics.txt", true};
}

Result<FileAnswer> show_openapi(Call& call, const Nothing&) {
    call.set_header("Cache-Control", "public, max-age=300");
    return FileAnswer{openapi_text(), "application/json; charset=utf-8", "openapi.json", true};
}

struct SettingAnswer {
    std::string section, key, zh, en, value;
    static constexpr std::string_view kName = "Setting";
    static constexpr auto members() {
        using S = SettingAnswer;
        return std::tuple{Member{"section", &S::section, {"节", "section"}},
                          Member{"key", &S::key, {"键", "key"}},
                          Member{"zh", &S::zh, {"中文说明", "in Chinese"}},
                          Member{"en", &S::en, {"英文说明", "in English"}},
                          Member{"value", &S::value, {"现值", "value"}}};
    }
};
struct SettingsAnswer {
    std::vector<SettingAnswer> items;
    static constexpr std::string_view kName = "Settings";
    static constexpr auto members() {
        return std::tuple{Member{"items", &SettingsAnswer::items, {"设置", "settings"}}};
    }
};
Result<SettingsAnswer> show_settings(Call& call, const Nothing&) {
    SettingsAnswer answer;
    ServerSettings settings = call.app.settings();
    for (const Setting& setting : all_settings())
        answer.items.push_back({std::string(setting.section), std::string(setting.key),
                                std::string(setting.text.zh), std::string(setting.text.en),
                                value_text(setting, settings)});
    return answer;
}

constexpr std::string_view kServerTag = "server";
const Route kServerRoutes[] = {
    route<show_health>(
        {Method::Get, "/healthz", "showHealth", kServerTag, {"是否在运行", "Alive"}, kAnyone}),
    route<show_readiness>(
        {Method::Get, "/readyz", "showReadiness", kServerTag, {"是否可用", "Ready"}, kAnyone}),
    route<show_school>({Method::Get,
                        "/api/v1/school",
                        "showSchool",
                        kServerTag,
                        {"学校与登录方式", "The school, and how to sign in"},
                        kAnyone}),
    route<show_metrics>({Method::Get,
                         "/metrics",
                         "showMetrics",
                         kServerTag,
                         {"运行指标，仅限本机", "Measures, for this machine"},
                         kAnyone}),
    route<show_openapi>({Method::Get,
                         "/api/v1/openapi.json",
                         "showOpenapi",
                         kServerTag,
                         {"接口说明（OpenAPI 3.1）", "This API as OpenAPI 3.1"},
                         kAnyone}),
    route<show_settings>({Method::Get,
                          "/api/v1/settings",
                          "showSettings",
                          kServerTag,
                          {"当前设置", "The settings in force"},
                          needs(Permission::SettingsRead)}),
};

}  // namespace

std::span<const Route> server_routes() { return kServerRoutes; }

}  // namespace mingce::http
