#include "http/server_settings.h"

#include "domain/toml_section.h"
#include "usecases/record/data_folder.h"
#include "usecases/record/record_folder_problems.h"

namespace mingce::http {

namespace {

using S = ServerSettings;

constexpr Setting kSettings[] = {
    {"server", "address", {"监听地址", "address to listen at"}, &S::address},
    {"server", "port", {"端口", "port"}, +[](S& s) -> std::int64_t& { return s.port; }, 0, 65'535},
    {"server",
     "certificate",
     {"证书文件（PEM，含证书链）", "certificate with its chain, PEM"},
     &S::certificate},
    {"server", "key", {"证书私钥文件（PEM）", "the certificate's key, PEM"}, &S::key},
    {"server",
     "trusted_proxies",
     {"可信反向代理的地址；填写后只接受它们的连接",
      "addresses of reverse proxies; where any is named, only they may connect"},
     &S::trusted_proxies},
    {"server", "log", {"日志文件；不填为标准错误", "log file; standard error without"}, &S::log},
    {"server",
     "public_address",
     {"学校里外访问本系统的 https 地址，印在花名册的二维码里；不填则二维码里没有地址",
      "https address that people reach this server by, printed in the QR codes of rosters; without "
      "it they hold none"},
     &S::public_address},
    {"server",
     "threads",
     {"处理请求的线程数", "threads for quick requests"},
     +[](S& s) -> std::int64_t& { return s.threads; },
     1,
     256},
    {"server",
     "slow_threads",
     {"处理慢请求的线程数", "threads for slow requests"},
     +[](S& s) -> std::int64_t& { return s.slow_threads; },
     1,
     64},
    {"server",
     "hashing_threads",
     {"计算口令散列的线程数", "threads that hash passwords"},
     +[](S& s) -> std::int64_t& { return s.hashing_threads; },
     1,
     64},
    {"server",
     "job_threads",
     {"执行任务的线程数", "threads for jobs"},
     +[](S& s) -> std::int64_t& { return s.job_threads; },
     0,
     64},
    {"server",
     "connections_max",
     {"同时连接数上限", "connections at once"},
     +[](S& s) -> std::int64_t& { return s.connections_max; },
     1,
     100'000},
    {"server",
     "connections_per_address",
     {"每个地址的同时连接数上限（校园网出口往往共用一个地址）",
      "connections at once of one address (a campus often shares one)"},
     +[](S& s) -> std::int64_t& { return s.connections_per_address; },
     1,
     100'000},
    {"server",
     "body_kib_max",
     {"请求正文上限，KiB（上传另计）", "request body, KiB (uploads apart)"},
     +[](S& s) -> std::int64_t& { return s.body_kib_max; },
     1,
     65'536},
    {"server",
     "account_rate",
     {"每个账号每秒请求数", "requests a second of one account"},
     +[](S& s) -> std::int64_t& { return s.account_rate; },
     1,
     100'000},
    {"server",
     "address_rate",
     {"每个地址每秒请求数", "requests a second of one address"},
     +[](S& s) -> std::int64_t& { return s.address_rate; },
     1,
     1'000'000},

    {"session",
     "idle_minutes",
     {"无操作多久退出，分钟", "minutes without a request end a session"},
     +[](S& s) -> std::int64_t& { return s.people.session_idle_minutes; },
     1,
     1'440},
    {"session",
     "hours_max",
     {"登录最长多久，小时", "hours after which a session ends anyway"},
     +[](S& s) -> std::int64_t& { return s.people.session_hours_max; },
     1,
     168},
    {"session",
     "sessions_max",
     {"每个账号同时登录数", "sessions of one account at once"},
     +[](S& s) -> std::int64_t& { return s.people.sessions_max; },
     1,
     1'000},

    {"account",
     "activation_days",
     {"激活码有效天数", "days an activation code is good for"},
     +[](S& s) -> std::int64_t& { return s.people.activation_days; },
     1,
     365},
    {"account",
     "stale_days",
     {"多少天没有登录即停用", "days without signing in that disable an account"},
     +[](S& s) -> std::int64_t& { return s.people.stale_days; },
     1,
     3'650},
    {"account",
     "client_key_days",
     {"接口密钥有效天数", "days a program's key is good for"},
     +[](S& s) -> std::int64_t& { return s.people.client_key_days; },
     1,
     3'650},
    {"account",
     "delay_after",
     {"几次失败后开始等待", "failures after which the next attempt waits"},
     +[](S& s) -> std::int64_t& { return s.people.account_failures.delay_from; },
     1,
     1'000},
    {"account",
     "lock_after",
     {"几次失败后锁定", "failures that lock"},
     +[](S& s) -> std::int64_t& { return s.people.account_failures.lock_at; },
     1,
     1'000},
    {"account",
     "lock_minutes",
     {"锁定多少分钟", "minutes of a lock"},
     +[](S& s) -> std::int64_t& { return s.people.account_failures.lock_minutes; },
     1,
     1'440},
    {"account",
     "address_delay_after",
     {"同一地址（含校园网出口）几次失败后开始等待",
      "failures of one address, such as a campus's own, after which its next attempt waits"},
     +[](S& s) -> std::int64_t& { return s.people.address_failures.delay_from; },
     1,
     1'000'000},
    {"account",
     "address_lock_after",
     {"同一地址几次失败后锁定", "failures that lock an address"},
     +[](S& s) -> std::int64_t& { return s.people.address_failures.lock_at; },
     1,
     1'000'000},

    {"upload",
     "file_mib_max",
     {"一个上传文件的上限，MiB", "one uploaded file, MiB"},
     +[](S& s) -> std::int64_t& { return s.upload_mib_max; },
     1,
     65'536},
    {"upload",
     "account_mib_max",
     {"一个账号未用完的上传共多少，MiB", "uploads of one account that are not used yet, MiB"},
     +[](S& s) -> std::int64_t& { return s.uploads_of_account_mib_max; },
     1,
     1'048'576},
    {"upload",
     "kept_hours",
     {"未用的上传保留多少小时", "hours an upload that nobody used is kept"},
     +[](S& s) -> std::int64_t& { return s.upload_hours; },
     1,
     720},

    {"cas",
     "url",
     {"统一身份认证（CAS 3.0）地址；不填则不用", "URL of the school's CAS 3.0; none without"},
     &S::cas_url},
    {"cas",
     "service",
     {"本系统对外的地址，如 https://roster.school.edu.cn",
      "this server's own URL, such as https://roster.school.edu.cn"},
     &S::cas_service},
    {"cas",
     "attribute",
     {"用哪个属性对应账号的 CAS 名；不填用 CAS 用户名",
      "the attribute that names the account; the CAS user itself without"},
     &S::cas_attribute},
    {"cas",
     "ca",
     {"CAS 服务器证书的签发者（PEM 文件）", "who signed the CAS server's certificate, PEM file"},
     &S::cas_ca},
};

Status read_setting(const TomlSection& section, const Setting& setting, ServerSettings& into) {
    if (!section.has(setting.key)) return Done{};
    if (const auto* const text = std::get_if<std::string ServerSettings::*>(&setting.place)) {
        into.*(*text) = TRY(section.text(setting.key));
        return Done{};
    }
    if (const auto* const list =
            std::get_if<std::vector<std::string> ServerSettings::*>(&setting.place)) {
        into.*(*list) = TRY(section.texts(setting.key));
        return Done{};
    }
    const std::int64_t number = TRY(section.integer(setting.key));
    if (number < setting.least || number > setting.most)
        return section.refuse_value(setting.key, std::to_string(number));
    std::get<Setting::Number>(setting.place)(into) = number;
    return Done{};
}

}  // namespace

UploadLimits ServerSettings::upload_limits() const {
    UploadLimits limits;
    limits.file_bytes_max = static_cast<std::uint64_t>(upload_mib_max) << 20;
    limits.account_bytes_max = static_cast<std::uint64_t>(uploads_of_account_mib_max) << 20;
    limits.kept_milliseconds = upload_hours * 3'600'000;
    return limits;
}

std::span<const Setting> all_settings() { return kSettings; }

std::string value_text(const Setting& setting, ServerSettings& settings) {
    if (const auto* const text = std::get_if<std::string ServerSettings::*>(&setting.place))
        return settings.*(*text);
    if (const auto* const list =
            std::get_if<std::vector<std::string> ServerSettings::*>(&setting.place)) {
        std::string all;
        for (const std::string& one : settings.*(*list)) all += (all.empty() ? "" : ", ") + one;
        return all;
    }
    return std::to_string(std::get<Setting::Number>(setting.place)(settings));
}

Result<ServerSettings> read_server_settings(const std::filesystem::path& folder) {
    const std::string text = TRY(read_settings_text(folder));
    const TomlProblems problems{problem::kFolderSettings, problem::kFolderSettings,
                                problem::kFolderSettings};
    auto table = parse_toml(text, problems);
    if (!table.ok()) return std::move(table).error().in_file((folder / kSettingsFile).string());
    const TomlSection whole(table.value(), problems);
    ServerSettings settings;
    for (const std::string_view name : kServingSections) {
        const auto section = TRY(whole.section(name));
        if (!section) continue;
        for (const std::string& key : section->keys()) {
            const Setting* known = nullptr;
            for (const Setting& setting : kSettings)
                if (setting.section == name && setting.key == key) known = &setting;
            if (known == nullptr) return section->refuse(problems.key, key, key);
            TRY(read_setting(*section, *known, settings));
        }
    }
    return settings;
}

}  // namespace mingce::http
