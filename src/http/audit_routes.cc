// The audit: entries read, its head, proofs, and the whole as a file that is verified offline.
#include <filesystem>

#include "http/answers.h"
#include "http/app.h"
#include "http/audit_answer.h"
#include "http/private_folder.h"
#include "http/route.h"
#include "usecases/access/reveal_fields.h"
#include "usecases/audit/audit_export.h"
#include "usecases/audit/audit_proof.h"
#include "usecases/audit/audit_view.h"

namespace mingce::http {

namespace {

struct AuditInput {
    std::optional<std::string> subject, since, action;
    std::optional<std::int64_t> limit;
    static constexpr std::string_view kName = "AuditInput";
    static constexpr auto members() {
        using A = AuditInput;
        return std::tuple{
            Member{"subject", &A::subject, {"关于谁或什么：编号", "id of what it is about"}},
            Member{"since", &A::since, {"从哪天起", "since a day"}},
            Member{"action", &A::action, {"动作", "action"}},
            Member{"limit",
                   &A::limit,
                   {"最多几条，取最近的；缺省 200", "at most, the latest; 200 without"},
                   Bounds{.least = 1, .most = 5'000}}};
    }
};
struct AuditAnswer {
    std::vector<EntryAnswer> items;
    bool is_cut = false;
    static constexpr std::string_view kName = "AuditEntries";
    static constexpr auto members() {
        return std::tuple{
            Member{"items",
                   &AuditAnswer::items,
                   {"审计条目，旧在前", "entries, oldest first"},
                   Bounds{.items_max = 5'000}},
            Member{"is_cut", &AuditAnswer::is_cut, {"更早的未列出", "earlier ones are left out"}}};
    }
};
Result<AuditAnswer> list_audit_here(Call& call, const AuditInput& in) {
    ListAudit request;
    request.subject = in.subject.value_or("");
    if (in.since) request.since = TRY(day_of_text("since", *in.since));
    request.action = in.action.value_or("");
    const auto limit = static_cast<std::size_t>(in.limit.value_or(200));
    AuditAnswer answer;
    TRY(list_audit(call.context, request, [&](const audit_log::ListedEntry& listed) {
        answer.items.push_back(entry_answer(listed));
        if (answer.items.size() < 2 * limit + 1'000) return;
        answer.items.erase(answer.items.begin(),
                           answer.items.end() - static_cast<std::ptrdiff_t>(limit));
        answer.is_cut = true;
    }));
    if (answer.items.size() > limit) {
        answer.items.erase(answer.items.begin(),
                           answer.items.end() - static_cast<std::ptrdiff_t>(limit));
        answer.is_cut = true;
    }
    return answer;
}

struct CheckpointAnswer {
    std::int64_t size = 0;
    std::string at, note;
    static constexpr std::string_view kName = "Checkpoint";
    static constexpr auto members() {
        using C = CheckpointAnswer;
        return std::tuple{Member{"size", &C::size, {"条目数", "entries"}},
                          Member{"at", &C::at, {"时间", "when"}},
                          Member{"note",
                                 &C::note,
                                 {"签名的检查点（C2SP）", "signed checkpoint (C2SP)"},
                                 Bounds{.length_max = 4'000}}};
    }
};
Result<CheckpointAnswer> show_checkpoint(Call& call, const Nothing&) {
    CheckpointAnswer answer;
    const auto last = TRY(last_audit_checkpoint(call.context));
    if (!last) return answer;
    return CheckpointAnswer{static_cast<std::int64_t>(last->size), time_text(last->at), last->note};
}
Result<FileAnswer> prove_here(Call& call, const ById& in) {
    return FileAnswer{TRY(prove_entry(call.context, in.id)), "text/plain; charset=utf-8",
                      "audit-proof.txt"};
}
Result<FileAnswer> export_here(Call& call, const Nothing&) {
    const PrivateFolder folder = TRY(PrivateFolder::make());
    const std::filesystem::path path = folder.path() / "audit.txt";
    TRY(export_audit(call.context, path));
    return FileAnswer{TRY(folder.read("audit.txt")), "text/plain; charset=utf-8",
                      "mingce-audit.txt"};
}

struct AlertAnswer {
    std::string at, actor, detail;
    static constexpr std::string_view kName = "Alert";
    static constexpr auto members() {
        using A = AlertAnswer;
        return std::tuple{Member{"at", &A::at, {"何时", "when"}},
                          Member{"actor", &A::actor, {"何人", "who"}},
                          Member{"detail", &A::detail, {"细节", "detail"}}};
    }
};
struct AlertsAnswer {
    std::vector<AlertAnswer> items;
    static constexpr std::string_view kName = "Alerts";
    static constexpr auto members() {
        return std::tuple{Member{"items", &AlertsAnswer::items, {"预警", "alerts"}}};
    }
};
struct SinceInput {
    std::optional<std::string> since;
    static constexpr std::string_view kName = "Since";
    static constexpr auto members() {
        return std::tuple{Member{"since", &SinceInput::since, {"从哪天起", "since a day"}}};
    }
};
Result<AlertsAnswer> list_alerts_here(Call& call, const SinceInput& in) {
    Moment since;
    if (in.since) since = start_of(TRY(day_of_text("since", *in.since)));
    AlertsAnswer answer;
    for (const Alert& alert : TRY(list_alerts(call.context, since)))
        answer.items.push_back({time_text(alert.at), alert.actor, alert.detail});
    return answer;
}

constexpr std::string_view kAuditTag = "audit";
const Route kAuditRoutes[] = {
    route<list_audit_here>({Method::Get,
                            "/api/v1/audit/entries",
                            "listAudit",
                            kAuditTag,
                            {"审计条目", "Entries"},
                            needs(Permission::AuditRead),
                            kSlowRoute}),
    route<show_checkpoint>({Method::Get,
                            "/api/v1/audit/checkpoint",
                            "showCheckpoint",
                            kAuditTag,
                            {"最近的检查点", "The last checkpoint"},
                            needs(Permission::AuditRead)}),
    route<prove_here>({Method::Get,
                       "/api/v1/audit/entries/{id}/proof",
                       "proveEntry",
                       kAuditTag,
                       {"条目在审计中的证明", "Proof that an entry is in the audit"},
                       needs(Permission::AuditVerify),
                       kSlowRoute}),
    route<export_here>({Method::Post,
                        "/api/v1/audit/exports",
                        "exportAudit",
                        kAuditTag,
                        {"导出审计", "The audit as a file"},
                        needs(Permission::AuditExport),
                        kSlowRoute}),
    route<list_alerts_here>({Method::Get,
                             "/api/v1/audit/alerts",
                             "listAlerts",
                             kAuditTag,
                             {"预警：查看原值过多", "Alerts: unusually many whole values"},
                             needs(Permission::AlertRead)}),
};

}  // namespace

std::span<const Route> audit_routes() { return kAuditRoutes; }

}  // namespace mingce::http
