// A small CAS server for tests (protocol 3.0): people sign in by name alone, a ticket is good once
// and for ten seconds, and it can be told to misbehave. One thread, a connection at a time.
#pragma once

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace mingce::testing {

class CasServer {
public:
    /// What it does with the next requests for a validation.
    enum class Mood {
        Honest,
        Slow,         // never answers
        Dripping,     // a byte now and then
        Garbage,      // no XML
        Huge,         // more than anybody should read
        Redirecting,  // to itself
        Failing,      // HTTP 500
    };
    using Attributes = std::vector<std::pair<std::string, std::string>>;

    CasServer() : CasServer("", "") {}
    /// Over TLS with these PEM files, where they are named.
    CasServer(const std::string& certificate, const std::string& key) {
        if (!certificate.empty()) {
            tls_ = SSL_CTX_new(TLS_server_method());
            if (SSL_CTX_use_certificate_chain_file(tls_, certificate.c_str()) != 1 ||
                SSL_CTX_use_PrivateKey_file(tls_, key.c_str(), SSL_FILETYPE_PEM) != 1)
                throw std::runtime_error("the CAS server's certificate cannot be used");
        }
        listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in place{};
        place.sin_family = AF_INET;
        place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof place;
        auto* const address = reinterpret_cast<sockaddr*>(&place);
        if (bind(listener_, address, size) != 0 || listen(listener_, 16) != 0 ||
            getsockname(listener_, address, &size) != 0)
            throw std::runtime_error("the CAS server cannot listen");
        port_ = ntohs(place.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    CasServer(const CasServer&) = delete;
    CasServer& operator=(const CasServer&) = delete;
    ~CasServer() {
        is_ending_ = true;
        thread_.join();
        close(listener_);
        SSL_CTX_free(tls_);
    }

    std::string url() const {
        return std::string(tls_ != nullptr ? "https" : "http") +
               "://127.0.0.1:" + std::to_string(port_) + "/cas";
    }
    void know(const std::string& user, const Attributes& attributes = {}) {
        const std::lock_guard lock(mutex_);
        people_[user] = attributes;
    }
    /// A person signs in: what their browser comes back with.
    std::string ticket_for(const std::string& user, const std::string& service) {
        const std::lock_guard lock(mutex_);
        return issue(user, service);
    }
    void behave(Mood mood) { mood_ = mood; }
    /// Its clock goes on.
    void pass(std::chrono::milliseconds time) { ahead_ms_ += time.count(); }
    /// How often a ticket was shown to it.
    int validations() const { return validations_; }
    /// The last request's first line.
    std::string last_request() {
        const std::lock_guard lock(mutex_);
        return last_request_;
    }

private:
    using Parameters = std::map<std::string, std::string>;
    struct Ticket {
        std::string user, service;
        std::int64_t until_ms;
    };
    /// A connection, plain or not.
    struct Wire {
        int file;
        SSL* tls = nullptr;
        ssize_t receive(char* bytes, std::size_t size) const {
            return tls != nullptr ? SSL_read(tls, bytes, static_cast<int>(size))
                                  : recv(file, bytes, size, 0);
        }
        bool send_all(std::string_view bytes) const {
            while (!bytes.empty()) {
                const ssize_t sent =
                    tls != nullptr ? SSL_write(tls, bytes.data(), static_cast<int>(bytes.size()))
                                   : send(file, bytes.data(), bytes.size(), MSG_NOSIGNAL);
                if (sent <= 0) return false;
                bytes.remove_prefix(static_cast<std::size_t>(sent));
            }
            return true;
        }
    };

    static constexpr std::int64_t kTicketMs = 10'000;

    std::int64_t now_ms() const {
        using namespace std::chrono;
        return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count() +
               ahead_ms_;
    }
    std::string issue(const std::string& user, const std::string& service) {
        const std::string ticket = "ST-" + std::to_string(++issued_) + "-made-up.cas/~";
        tickets_[ticket] = {user, service, now_ms() + kTicketMs};
        return ticket;
    }

    void serve() {
        // A client that hangs up is no reason to end the test.
        sigset_t broken_pipe;
        sigemptyset(&broken_pipe);
        sigaddset(&broken_pipe, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
        while (!is_ending_) {
            pollfd waiting{listener_, POLLIN, 0};
            if (poll(&waiting, 1, 20) != 1) continue;
            Wire wire{accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC)};
            if (wire.file < 0) continue;
            const timeval patience{2, 0};
            setsockopt(wire.file, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
            if (tls_ != nullptr) {
                wire.tls = SSL_new(tls_);
                SSL_set_fd(wire.tls, wire.file);
            }
            if (wire.tls == nullptr || SSL_accept(wire.tls) == 1) answer(wire);
            if (wire.tls != nullptr) SSL_shutdown(wire.tls);
            SSL_free(wire.tls);
            close(wire.file);
        }
    }

    void answer(const Wire& wire) {
        std::string request;
        char block[4096];
        while (request.find("\r\n\r\n") == std::string::npos && request.size() < 65'536) {
            const ssize_t got = wire.receive(block, sizeof block);
            if (got <= 0) return;
            request.append(block, static_cast<std::size_t>(got));
        }
        const std::string line = request.substr(0, request.find("\r\n"));
        const std::size_t from = line.find(' '), to = line.rfind(' ');
        if (!line.starts_with("GET ") || to <= from) return;
        const std::string target = line.substr(from + 1, to - from - 1);
        const Parameters parameters = parameters_of(target);
        {
            const std::lock_guard lock(mutex_);
            last_request_ = line;
        }
        if (target.starts_with("/cas/login?")) return sign_in(wire, parameters);
        if (target.starts_with("/cas/p3/serviceValidate?")) return validate(wire, parameters);
        send_response(wire, "404 Not Found", "");
    }

    void sign_in(const Wire& wire, Parameters parameters) {
        const std::lock_guard lock(mutex_);
        const std::string service = parameters["service"];
        if (!people_.contains(parameters["username"]))
            return send_response(wire, "200 OK", "<form>username</form>");
        const char joint = service.find('?') == std::string::npos ? '?' : '&';
        send_response(wire, "302 Found", "",
                      "Location: " + service + joint +
                          "ticket=" + issue(parameters["username"], service) + "\r\n");
    }

    void validate(const Wire& wire, Parameters parameters) {
        ++validations_;
        switch (mood_) {
            case Mood::Honest: break;
            case Mood::Slow: return wait_for_the_end(wire, "");
            case Mood::Dripping:
                wire.send_all("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n");
                return wait_for_the_end(wire, "<");
            case Mood::Garbage: return send_response(wire, "200 OK", "<html><p>Sign in</html>");
            case Mood::Huge:
                return send_response(wire, "200 OK", std::string(std::size_t{1} << 20, ' '));
            case Mood::Redirecting:
                return send_response(wire, "302 Found", "", "Location: " + url() + "/login\r\n");
            case Mood::Failing: return send_response(wire, "500 Internal Server Error", "");
        }
        const std::lock_guard lock(mutex_);
        send_response(wire, "200 OK", verdict(parameters["ticket"], parameters["service"]),
                      "Content-Type: application/xml;charset=UTF-8\r\n");
    }

    std::string verdict(const std::string& shown, const std::string& service) {
        const auto found = tickets_.find(shown);
        if (found == tickets_.end()) return refusal("INVALID_TICKET", shown);
        const Ticket ticket = found->second;
        tickets_.erase(found);  // good once, whatever becomes of it
        if (ticket.until_ms < now_ms()) return refusal("INVALID_TICKET", shown);
        if (ticket.service != service) return refusal("INVALID_SERVICE", service);
        std::string xml = "<cas:user>" + escaped(ticket.user) + "</cas:user><cas:attributes>";
        for (const auto& [key, value] : people_[ticket.user])
            xml += "<cas:" + key + ">" + escaped(value) + "</cas:" + key + ">";
        return response("<cas:authenticationSuccess>" + xml +
                        "</cas:attributes></cas:authenticationSuccess>");
    }
    static std::string escaped(const std::string& text) {
        std::string xml;
        for (const char c : text) xml += c == '&' ? "&amp;" : c == '<' ? "&lt;" : std::string(1, c);
        return xml;
    }
    static std::string refusal(const std::string& code, const std::string& about) {
        return response("<cas:authenticationFailure code=\"" + code + "\">" + escaped(about) +
                        " not recognized</cas:authenticationFailure>");
    }
    static std::string response(const std::string& inside) {
        return "<cas:serviceResponse xmlns:cas=\"http://www.yale.edu/tp/cas\">\n" + inside +
               "\n</cas:serviceResponse>\n";
    }

    static void send_response(const Wire& wire, const std::string& status, const std::string& body,
                              const std::string& headers = "") {
        wire.send_all("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " +
                      std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
    }
    /// Until the other side has gone, or the test ends.
    void wait_for_the_end(const Wire& wire, std::string_view drop) const {
        while (!is_ending_) {
            char byte = 0;
            if (recv(wire.file, &byte, 1, MSG_DONTWAIT | MSG_PEEK) == 0) return;
            if (!wire.send_all(drop)) return;
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    }

    static Parameters parameters_of(const std::string& target) {
        Parameters parameters;
        std::size_t at = target.find('?');
        while (at != std::string::npos) {
            const std::size_t end = target.find('&', at + 1);
            const std::string pair =
                target.substr(at + 1, end == std::string::npos ? std::string::npos : end - at - 1);
            const std::size_t equals = pair.find('=');
            if (equals != std::string::npos)
                parameters[pair.substr(0, equals)] = decoded(pair.substr(equals + 1));
            at = end;
        }
        return parameters;
    }
    static std::string decoded(const std::string& text) {
        std::string bytes;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '%' && i + 2 < text.size()) {
                bytes += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
                i += 2;
            } else {
                bytes += text[i];
            }
        }
        return bytes;
    }

    SSL_CTX* tls_ = nullptr;
    int listener_ = -1;
    std::uint16_t port_ = 0;
    std::atomic<bool> is_ending_ = false;
    std::atomic<Mood> mood_ = Mood::Honest;
    std::atomic<std::int64_t> ahead_ms_ = 0;
    std::atomic<int> validations_ = 0;
    std::mutex mutex_;  // of what follows
    std::map<std::string, Attributes> people_;
    std::map<std::string, Ticket> tickets_;
    std::string last_request_;
    int issued_ = 0;
    std::thread thread_;
};

}  // namespace mingce::testing
