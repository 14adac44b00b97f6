// Signing in through the school's CAS 3.0: sent there, and back with a ticket.
#include "http/app.h"
#include "http/route.h"
#include "http/session_answer.h"
#include "usecases/people/cas_ticket.h"

namespace mingce::http {

namespace {

constexpr std::string_view kCasCallback = "/api/v1/cas/callback";

Result<CasSettings> cas_of(const Call& call) {
    const ServerSettings& settings = call.app.settings();
    if (settings.cas_url.empty()) return Error(problem::kRequestNoRoute);
    CasSettings cas;
    cas.url = settings.cas_url;
    cas.service = settings.cas_service + std::string(kCasCallback);
    cas.attribute = settings.cas_attribute;
    cas.ca_file = settings.cas_ca;
    return cas;
}
Result<FileAnswer> go_to_cas(Call& call, const Nothing&) {
    call.set_header("Location", cas_login_url(TRY(cas_of(call))));
    call.status = 302;
    return FileAnswer{"", "text/plain; charset=utf-8", "cas", true};
}

struct TicketInput {
    std::string ticket;
    static constexpr std::string_view kName = "Ticket";
    static constexpr auto members() {
        return std::tuple{Member{"ticket",
                                 &TicketInput::ticket,
                                 {"CAS 票据", "service ticket"},
                                 Bounds{.length_max = 256}}};
    }
};
/// The browser comes from another site, so a strict cookie is not sent with what it loads next; a
/// page of ours that moves on by itself makes it ours again. The page takes the other token from a
/// cookie that lives a minute.
Result<FileAnswer> come_from_cas(Call& call, const TicketInput& in) {
    const std::string name = TRY(cas_name_of_ticket(TRY(cas_of(call)), in.ticket));
    const NewSession session = TRY(sign_in_by_cas(door_of(call), {name, call.comes_from()}));
    begin_session(call, session);
    std::string cookie =
        "mingce-csrf=" + session.csrf_token + "; Path=/; Max-Age=60; SameSite=Strict";
    if (call.request.is_secure) cookie += "; Secure";
    call.set_header("Set-Cookie", cookie);
    call.set_header("Refresh", "0; url=/");
    return FileAnswer{
        "<!doctype html><meta charset=utf-8><title>名册</title><p><a href=/>继续 / go on</a>",
        "text/html; charset=utf-8", "cas.html", true};
}

constexpr std::string_view kCasTag = "session";
const Route kCasRoutes[] = {
    route<go_to_cas>({Method::Get,
                      "/api/v1/cas",
                      "goToCas",
                      kCasTag,
                      {"去统一身份认证登录", "Sign in through the school's CAS"},
                      kAnyone}),
    route<come_from_cas>({Method::Get,
                          kCasCallback,
                          "comeFromCas",
                          kCasTag,
                          {"从统一身份认证回来", "Come back from it"},
                          kAnyone,
                          kSignInRoute}),
};

}  // namespace

std::span<const Route> cas_routes() { return kCasRoutes; }

}  // namespace mingce::http
