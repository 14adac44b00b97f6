#include "http/serve.h"

#include <csignal>
#include <thread>

#include "http/app.h"
#include "http/problems.h"
#include "http/server.h"
#include "http/upkeep.h"
#include "usecases/files/confined_reading.h"
#include "usecases/jobs/job_worker.h"
#include "usecases/people/accounts.h"
#include "usecases/people/caller_now.h"

namespace mingce::http {

namespace {

std::string path_in(const std::filesystem::path& folder, const std::string& path) {
    const std::filesystem::path own(path);
    return own.is_absolute() ? path : (folder / own).string();
}

ServerConfig config_of(const ServerSettings& settings, const std::filesystem::path& folder) {
    ServerConfig config;
    config.address = settings.address == "localhost" ? "127.0.0.1" : settings.address;
    config.port = static_cast<std::uint16_t>(settings.port);
    if (!settings.certificate.empty())
        config.tls = TlsFiles{path_in(folder, settings.certificate), path_in(folder, settings.key)};
    config.trusted_proxies = settings.trusted_proxies;
    config.connections_max = static_cast<std::uint32_t>(settings.connections_max);
    config.connections_per_address_max =
        static_cast<std::uint32_t>(settings.connections_per_address);
    config.lanes[static_cast<std::size_t>(Lane::Quick)].threads =
        static_cast<std::uint32_t>(settings.threads);
    config.lanes[static_cast<std::size_t>(Lane::Slow)].threads =
        static_cast<std::uint32_t>(settings.slow_threads);
    // A sign-in waits for its hash; the line of those who wait is the hashing queue's own.
    config.lanes[static_cast<std::size_t>(Lane::SignIn)] = {
        static_cast<std::uint32_t>(settings.hashing_threads) + 8, 64};
    // Streams look once a second, all in one moment after a restart: no request waits behind them.
    config.lanes[static_cast<std::size_t>(Lane::Events)] = {1, config.connections_max};
    return config;
}

Status check_place(const ServerSettings& settings, const DataFolder& folder) {
    const bool is_open = !is_loopback(settings.address);
    const std::string place = settings.address + ":" + std::to_string(settings.port);
    if (settings.port > 65'535) return Error(problem::kListenFailed, place);
    if (is_open && folder.is_demo) return Error(problem::kDemoBeyondLoopback, place);
    if (is_open && settings.certificate.empty() && settings.trusted_proxies.empty())
        return Error(problem::kPlainBeyondLoopback, place);
    return Done{};
}

/// Waits for the signals that end a program, in a thread of its own.
class EndSignals {
public:
    /// Blocks them in this thread and those it makes from now on.
    EndSignals() {
        sigemptyset(&signals_);
        sigaddset(&signals_, SIGTERM);
        sigaddset(&signals_, SIGINT);
        sigaddset(&signals_, SIGUSR1);  // our own word to the waiting thread
        pthread_sigmask(SIG_BLOCK, &signals_, &before_);
        std::signal(SIGPIPE, SIG_IGN);
    }
    ~EndSignals() {
        if (thread_.joinable()) {
            pthread_kill(thread_.native_handle(), SIGUSR1);
            thread_.join();
        }
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }
    EndSignals(const EndSignals&) = delete;
    EndSignals& operator=(const EndSignals&) = delete;

    void then(std::function<void()> stop) {
        thread_ = std::thread([this, stop = std::move(stop)] {
            int signal = 0;
            sigwait(&signals_, &signal);
            if (signal != SIGUSR1) stop();
        });
    }

private:
    sigset_t signals_{}, before_{};
    std::thread thread_;
};

}  // namespace

Status serve_record(const ServeRecord& request,
                    const std::function<void(const Serving&)>& started) {
    ServerSettings settings = TRY(read_server_settings(request.folder));
    if (request.port) settings.port = *request.port;
    if (!request.address.empty()) settings.address = request.address;
    if (!request.behind_proxy.empty()) settings.trusted_proxies = request.behind_proxy;
    TRY(check_place(settings, TRY(read_data_folder(request.folder))));

    EndSignals signals;
    Record record = TRY(Record::open({request.folder, request.key, system_now()}));
    Log log(settings.log.empty() ? "" : path_in(request.folder, settings.log));
    PasswordHashing::Limits hashing_limits;
    hashing_limits.workers = static_cast<unsigned>(settings.hashing_threads);
    PasswordHashing hashing(hashing_limits);
    App app({record, settings, hashing, log});
    // Before the server, whose requests wake it to the last.
    JobWorker::Options doing;
    doing.threads = static_cast<std::size_t>(settings.job_threads);
    doing.clock = [&app] { return app.now(); };
    doing.reading = confined_reading;
    doing.caller_now = [&](const Caller& then) -> Result<Caller> {
        SystemRandom random;
        const Context context{record, std::string(kServerActor), app.now(), random};
        return caller_now(context, then);
    };
    JobWorker jobs(record, doing);
    app.wake_jobs_by([&jobs] { jobs.wake(); });
    const auto server = TRY(Server::listen(config_of(settings, request.folder), app));
    app.count_connections([&server] { return server->connections(); });
    {
        Upkeep upkeep(app);
        if (settings.job_threads != 0) jobs.start();
        const auto stop = [&] {
            app.set_stopping();
            server->stop();
        };
        signals.then(stop);
        SystemRandom random;
        const Context context{record, std::string(kServerActor), app.now(), random};
        Serving serving;
        serving.url = std::string(settings.certificate.empty() ? "http://" : "https://") +
                      settings.address + ":" + std::to_string(server->port());
        serving.has_accounts = !TRY(list_accounts(context)).empty();
        serving.stop = stop;
        log.event("started", serving.url);
        started(serving);
        server->run();
        jobs.stop();
        log.event("stopping", "");
    }
    TRY(record.settle_audit(app.now()));
    log.event("stopped", "");
    return Done{};
}

}  // namespace mingce::http
