#include "usecases/people/cas_ticket.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <new>

#include <curl/curl.h>

#include "base/owned.h"
#include "base/text.h"
#include "usecases/people/cas_problems.h"
#include "usecases/people/cas_response.h"

namespace mingce {

namespace {

using Transfer = Owned<CURL, curl_easy_cleanup>;
using Url = Owned<CURLU, curl_url_cleanup>;
using CurlText = Owned<char, curl_free>;

constexpr long kHttpOk = 200;

/// RFC 3986, 2.3: what a parameter holds as it is; all other bytes are percent-encoded.
std::string percent_encoded(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        if (is_lower(c) || is_upper(c) || is_digit(c) || c == '-' || c == '.' || c == '_' ||
            c == '~') {
            encoded += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        encoded += '%';
        encoded += kDigits[byte >> 4];
        encoded += kDigits[byte & 15];
    }
    return encoded;
}

std::string below(const CasSettings& settings, std::string_view path) {
    std::string url = settings.url;
    while (url.ends_with('/')) url.pop_back();
    return url + std::string(path) + "?service=" + percent_encoded(settings.service);
}

std::string part_of(CURLU* url, CURLUPart part) {
    char* text = nullptr;
    if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return "";
    const CurlText owned(text);
    return text;
}

/// Names that the system's resolver could send elsewhere do not count: curl itself resolves
/// localhost to the loopback addresses.
bool is_this_machine(std::string_view host) {
    return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

/// Whether people's tickets may be sent there. A query or fragment would swallow what is added.
bool may_be_asked(const std::string& text) {
    const Url url(curl_url());
    if (!url) throw std::bad_alloc();
    if (curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_DISALLOW_USER) != CURLUE_OK)
        return false;
    const std::string scheme = part_of(url.get(), CURLUPART_SCHEME);
    const bool is_plain = text.find_first_of("?#") == std::string::npos;
    return is_plain && (scheme == "https" ||
                        (scheme == "http" && is_this_machine(part_of(url.get(), CURLUPART_HOST))));
}

bool is_ticket(std::string_view text) {
    return text.starts_with("ST-") && text.size() <= kCasTicketBytesMax &&
           std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7F; });
}

struct Body {
    std::string text;
    bool is_too_long = false;
};

std::size_t take(char* bytes, std::size_t size, std::size_t count, void* into) {
    auto& body = *static_cast<Body*>(into);
    const std::size_t all = size * count;
    body.is_too_long = body.text.size() + all > kCasAnswerBytesMax;
    if (body.is_too_long) return 0;
    body.text.append(bytes, all);
    return all;
}

/// OpenSSL writes to a connection that the other side has closed and raises SIGPIPE, which would
/// end the program. Held back in this thread alone, as others may have plans for theirs.
class BrokenPipeUnheard {
public:
    BrokenPipeUnheard() {
        sigset_t pending;
        sigemptyset(&broken_pipe_);
        sigaddset(&broken_pipe_, SIGPIPE);
        sigpending(&pending);
        was_pending_ = sigismember(&pending, SIGPIPE) == 1;
        pthread_sigmask(SIG_BLOCK, &broken_pipe_, &before_);
    }
    BrokenPipeUnheard(const BrokenPipeUnheard&) = delete;
    BrokenPipeUnheard& operator=(const BrokenPipeUnheard&) = delete;
    ~BrokenPipeUnheard() {
        constexpr timespec kAtOnce{0, 0};
        if (!was_pending_)
            while (sigtimedwait(&broken_pipe_, nullptr, &kAtOnce) < 0 && errno == EINTR) continue;
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }

private:
    sigset_t broken_pipe_{}, before_{};
    bool was_pending_ = false;
};

/// Once in a program's life, before the first thread asks.
void begin_curl() {
    static const CURLcode kBegun = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (kBegun != CURLE_OK) throw std::bad_alloc();
}

void set_up(CURL* transfer, const CasSettings& settings, const std::string& url) {
    const auto set = [transfer](CURLoption option, auto value) {
        return curl_easy_setopt(transfer, option, value) == CURLE_OK;
    };
    bool is_set = set(CURLOPT_URL, url.c_str());
    is_set &= set(CURLOPT_PROTOCOLS_STR, settings.url.starts_with("http:") ? "http" : "https");
    is_set &= set(CURLOPT_FOLLOWLOCATION, 0L) && set(CURLOPT_NOSIGNAL, 1L);
    is_set &= set(CURLOPT_TIMEOUT_MS, static_cast<long>(settings.timeout_ms));
    is_set &= set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.timeout_ms));
    // Tickets go to this server and to nobody between, whatever the environment says.
    is_set &= set(CURLOPT_PROXY, "");
    is_set &= set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    is_set &= set(CURLOPT_SSL_VERIFYPEER, 1L) && set(CURLOPT_SSL_VERIFYHOST, 2L);
    is_set &= set(CURLOPT_USERAGENT, "mingce/" MINGCE_VERSION);
    if (!settings.ca_file.empty()) {
        is_set &= set(CURLOPT_CAINFO, settings.ca_file.c_str());
        is_set &= set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
    }
    if (!is_set) throw std::bad_alloc();
}

Result<std::string> answer_at(const CasSettings& settings, const std::string& url) {
    begin_curl();
    const Transfer transfer(curl_easy_init());
    if (!transfer) throw std::bad_alloc();
    set_up(transfer.get(), settings, url);
    Body body;
    curl_easy_setopt(transfer.get(), CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(transfer.get(), CURLOPT_WRITEDATA, static_cast<void*>(&body));
    const BrokenPipeUnheard unheard;
    const CURLcode done = curl_easy_perform(transfer.get());
    if (body.is_too_long) return Error(problem::kCasMalformed, "> 256 KiB");
    if (done != CURLE_OK) return Error(problem::kCasUnreachable, curl_easy_strerror(done));
    long status = 0;
    curl_easy_getinfo(transfer.get(), CURLINFO_RESPONSE_CODE, &status);
    if (status != kHttpOk) return Error(problem::kCasUnreachable, "HTTP " + std::to_string(status));
    return std::move(body.text);
}

}  // namespace

std::string cas_login_url(const CasSettings& settings) { return below(settings, "/login"); }

Result<std::string> cas_name_of_ticket(const CasSettings& settings, std::string_view ticket) {
    if (!may_be_asked(settings.url)) return Error(problem::kCasUrl);
    if (!is_ticket(ticket)) return Error(problem::kCasRefused);
    const std::string body = TRY(answer_at(
        settings, below(settings, "/p3/serviceValidate") + "&ticket=" + percent_encoded(ticket)));
    const CasAnswer answer = TRY(read_cas_answer(body));
    return cas_name_in(answer, settings.attribute);
}

}  // namespace mingce
