// The audit by who, whom, what and when, a page at a time; its words; what one did oneself.
#include "http/app.h"
#include "http/audit_answer.h"
#include "http/route.h"
#include "usecases/audit/audit_view.h"

namespace mingce::http {

namespace {

struct AuditSearchInput {
    std::optional<std::string> actor, subject, action, from, to, after;
    std::optional<std::int64_t> limit;
    static constexpr std::string_view kName = "AuditSearch";
    static constexpr auto members() {
        using A = AuditSearchInput;
        return std::tuple{
            Member{"actor", &A::actor, {"何人：账号", "who: a login"}},
            Member{"subject",
                   &A::subject,
                   {"关于谁或什么：编号，或其前 8 位以上",
                    "id of what it is about, or its first 8 digits or more"}},
            Member{"action", &A::action, {"动作的键", "key of an action"}},
            Member{"from", &A::from, {"从哪天起，YYYY-MM-DD", "from a day on, YYYY-MM-DD"}},
            Member{"to", &A::to, {"到哪天为止，含当天", "to a day, which is included"}},
            Member{"after", &A::after, {"上一页给出的 next", "next, as the page before gave it"}},
            Member{"limit",
                   &A::limit,
                   {"每页几条；缺省 50", "entries a page; 50 without"},
                   Bounds{.least = 1, .most = 500}}};
    }
};
struct AuditPageAnswer {
    std::vector<EntryAnswer> items;
    std::optional<std::string> next;
    static constexpr std::string_view kName = "AuditPage";
    static constexpr auto members() {
        return std::tuple{
            Member{"items", &AuditPageAnswer::items, {"条目，新的在前", "entries, latest first"}},
            Member{"next",
                   &AuditPageAnswer::next,
                   {"下一页的 after；没有则为 null", "after of the next page, or null"}}};
    }
};
Result<AuditPageAnswer> search_audit_here(Call& call, const AuditSearchInput& in) {
    SearchAudit request;
    request.actor = in.actor.value_or("");
    request.subject = in.subject.value_or("");
    request.action = in.action.value_or("");
    if (in.from) request.from = TRY(day_of_text("from", *in.from));
    if (in.to) request.to = TRY(day_of_text("to", *in.to));
    if (in.after) request.after = TRY(id_of_text("after", *in.after));
    request.most = static_cast<std::size_t>(in.limit.value_or(50));
    const AuditPage page = TRY(search_audit(call.context, request));
    AuditPageAnswer answer;
    for (const audit_log::ListedEntry& listed : page.entries)
        answer.items.push_back(entry_answer(listed));
    if (page.is_cut) answer.next = answer.items.back().id;
    return answer;
}

struct AuditWordAnswer {
    std::string key, zh, en;
    static constexpr std::string_view kName = "AuditWord";
    static constexpr auto members() {
        using A = AuditWordAnswer;
        return std::tuple{Member{"key", &A::key, {"键", "key"}},
                          Member{"zh", &A::zh, {"中文", "in Chinese"}},
                          Member{"en", &A::en, {"英文", "in English"}}};
    }
};
struct AuditWordsAnswer {
    std::vector<AuditWordAnswer> items, objects;
    static constexpr std::string_view kName = "AuditWords";
    static constexpr auto members() {
        return std::tuple{
            Member{"items", &AuditWordsAnswer::items, {"动作", "actions"}},
            Member{"objects", &AuditWordsAnswer::objects, {"对象", "what they are on"}}};
    }
};
Result<AuditWordsAnswer> list_audit_words(Call&, const Nothing&) {
    AuditWordsAnswer answer;
    const auto word_of = [](const AuditAction& word) {
        return AuditWordAnswer{std::string(word.key), std::string(word.text.zh),
                               std::string(word.text.en)};
    };
    for (const AuditAction& action : audit_actions()) answer.items.push_back(word_of(action));
    for (const AuditAction& object : audit_objects()) answer.objects.push_back(word_of(object));
    return answer;
}

struct RecentInput {
    std::optional<std::int64_t> limit;
    static constexpr std::string_view kName = "RecentInput";
    static constexpr auto members() {
        return std::tuple{Member{"limit",
                                 &RecentInput::limit,
                                 {"最多几条；缺省 20", "at most; 20 without"},
                                 Bounds{.least = 1, .most = 100}}};
    }
};
struct ActAnswer {
    std::string at, action, zh, en, object, subject, detail;
    static constexpr std::string_view kName = "Act";
    static constexpr auto members() {
        using A = ActAnswer;
        return std::tuple{
            Member{"at", &A::at, {"何时", "when"}},
            Member{"action", &A::action, {"动作", "action"}},
            Member{"zh", &A::zh, {"做了什么", "what was done, in Chinese"}},
            Member{"en", &A::en, {"做了什么（英文）", "what was done"}},
            Member{"object", &A::object, {"对象", "object"}},
            Member{"subject", &A::subject, {"对象编号", "id of it"}},
            Member{"detail", &A::detail, {"细节", "detail"}, Bounds{.length_max = 4'000}}};
    }
};
struct ActsAnswer {
    std::vector<ActAnswer> items;
    static constexpr std::string_view kName = "Acts";
    static constexpr auto members() {
        return std::tuple{Member{"items", &ActsAnswer::items, {"新的在前", "latest first"}}};
    }
};
Result<ActsAnswer> list_recent_here(Call& call, const RecentInput& in) {
    const auto most = static_cast<std::size_t>(in.limit.value_or(20));
    ActsAnswer answer;
    for (const AuditEntry& act : TRY(recent_acts(call.context, most)))
        answer.items.push_back(
            {time_text(act.at), act.action,
             std::string(audit_action_text(act.action, Language::Chinese)),
             std::string(audit_action_text(act.action, Language::English)), act.object,
             act.subject.is_none() ? std::string() : act.subject.hex(), act.detail});
    return answer;
}

const Route kAuditSearchRoutes[] = {
    route<search_audit_here>(
        {Method::Get,
         "/api/v1/audit/search",
         "searchAudit",
         "audit",
         {"按何人、对象、动作、日期查审计", "Entries by who, what, whom and when"},
         needs(Permission::AuditRead)}),
    route<list_audit_words>({Method::Get,
                             "/api/v1/audit/actions",
                             "listAuditActions",
                             "audit",
                             {"审计的动作和对象", "The words of the audit"},
                             needs(Permission::AuditRead)}),
    route<list_recent_here>({Method::Get,
                             "/api/v1/recent",
                             "listRecent",
                             "session",
                             {"我最近做了什么", "What one did last"},
                             kOpenSession}),
};

}  // namespace

std::span<const Route> audit_search_routes() { return kAuditSearchRoutes; }

}  // namespace mingce::http
