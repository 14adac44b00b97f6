// The settings of mingce.toml that serving asks for: one table, from which the file is read and
// docs/settings.md printed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "usecases/jobs/uploads.h"
#include "usecases/people/people_settings.h"

namespace mingce::http {

struct ServerSettings {
    std::string address = "127.0.0.1";
    std::int64_t port = 8080;
    std::string certificate, key;              // paths, relative to the folder
    std::vector<std::string> trusted_proxies;  // addresses
    std::string log;                           // file; "" is stderr
    std::string public_address;                // https://…, printed in QR codes; "" is none

    std::int64_t threads = 4, slow_threads = 2, hashing_threads = 2, job_threads = 1;
    std::int64_t connections_max = 4'000, connections_per_address = 1'200;
    std::int64_t body_kib_max = 1'024;
    std::int64_t account_rate = 30, address_rate = 600;

    PeopleSettings people;
    std::int64_t upload_mib_max = 2'048, uploads_of_account_mib_max = 8'192, upload_hours = 24;
    UploadLimits upload_limits() const;

    std::string cas_url, cas_service;  // https://cas.school.edu.cn/cas, and this server's own URL
    std::string cas_attribute;         // whose value names the account; "" is the CAS user itself
    std::string cas_ca;                // PEM file of who signed the CAS server's certificate
};

struct Setting {
    std::string_view section, key;
    Text text;
    using Number = std::int64_t& (*)(ServerSettings&);
    std::variant<std::string ServerSettings::*, std::vector<std::string> ServerSettings::*, Number>
        place;
    std::int64_t least = 0, most = 0;  // of a number
};
std::span<const Setting> all_settings();
std::string value_text(const Setting& setting, ServerSettings& settings);

/// The folder's own mingce.toml. Errors: as read_data_folder; BadInput (folder.settings) with the
/// line.
Result<ServerSettings> read_server_settings(const std::filesystem::path& folder);

}  // namespace mingce::http
