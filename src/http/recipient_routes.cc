// Whom a published edition is given to: set out, issued, approved, taken back.
#include "access/publication_view.h"
#include "http/app.h"
#include "http/publication_answers.h"
#include "http/route.h"
#include "usecases/jobs/jobs.h"
#include "usecases/publications/issue_publications.h"

namespace mingce::http {

namespace {

struct ChoosableField {
    std::string field, zh, en, field_class;
    bool has_mask = false;
    static constexpr std::string_view kName = "PublicationField";
    static constexpr auto members() {
        using C = ChoosableField;
        return std::tuple{Member{"field", &C::field, {"字段", "field"}},
                          Member{"zh", &C::zh, {"中文名", "Chinese name"}},
                          Member{"en", &C::en, {"英文名", "English name"}},
                          Member{"field_class", &C::field_class, {"级别", "class"}},
                          Member{"has_mask", &C::has_mask, {"可以遮盖", "it can be masked"}}};
    }
};
struct KnownReceiver {
    std::string login, name;
    static constexpr std::string_view kName = "KnownReceiver";
    static constexpr auto members() {
        using K = KnownReceiver;
        return std::tuple{Member{"login", &K::login, {"账号", "login"}},
                          Member{"name", &K::name, {"姓名", "name"}}};
    }
};
struct RecipientAnswer {
    std::string kind, recipient, zh, en;
    std::int64_t rows = 0;
    std::vector<KnownReceiver> receivers;
    static constexpr std::string_view kName = "Recipient";
    static constexpr auto members() {
        using R = RecipientAnswer;
        return std::tuple{Member{"kind",
                                 &R::kind,
                                 {"哪一类", "which kind"},
                                 Bounds{.choices = words<RecipientKind::Public>}},
                          Member{"recipient", &R::recipient, {"接收单位", "its key"}},
                          Member{"zh", &R::zh, {"名称", "name in Chinese"}},
                          Member{"en", &R::en, {"名称（英文）", "name"}},
                          Member{"rows", &R::rows, {"人数", "students"}},
                          Member{"receivers", &R::receivers, {"接收人", "who would receive"}}};
    }
};
struct TemplateAnswer {
    std::string intake_zh, intake_en;
    std::int64_t edition = 0, recipients = 0;
    static constexpr std::string_view kName = "PublicationTemplate";
    static constexpr auto members() {
        using T = TemplateAnswer;
        return std::tuple{Member{"intake_zh", &T::intake_zh, {"招生批次", "intake in Chinese"}},
                          Member{"intake_en", &T::intake_en, {"招生批次（英文）", "intake"}},
                          Member{"edition", &T::edition, kEditionNumberText},
                          Member{"recipients", &T::recipients, {"几个接收单位", "recipients"}}};
    }
};
struct PublicationsAnswer {
    std::vector<ChoosableField> fields;
    std::vector<RecipientAnswer> recipients;
    std::vector<PublicationAnswer> items;
    std::optional<TemplateAnswer> before;
    static constexpr std::string_view kName = "Publications";
    static constexpr auto members() {
        using P = PublicationsAnswer;
        return std::tuple{
            Member{"fields", &P::fields, {"可以给的字段", "fields that may be given"}},
            Member{"recipients", &P::recipients, {"还没有列入的", "who is not listed yet"}},
            Member{"items", &P::items, {"发布", "publications"}},
            Member{"template", &P::before, {"可以套用的上一版", "list to take over, or null"}}};
    }
};

Result<PublicationsAnswer> publications_here(Call& call, const EditionPath& in) {
    const PublicationList list = TRY(list_publications(call.context, in.name()));
    PublicationsAnswer answer;
    for (const Field field : list.fields) {
        const FieldStandard& standard = DataStandard::shipped().of(field);
        answer.fields.push_back({std::string(key_of(field)), standard.zh, standard.en,
                                 "C" + std::to_string(static_cast<int>(standard.field_class)),
                                 view_mask(field).has_value()});
    }
    for (std::size_t i = 0; i < list.recipients.size(); ++i) {
        const NamedRecipient& named = list.recipients[i];
        RecipientAnswer recipient{std::string(key_of(named.recipient.kind)),
                                  named.recipient.key,
                                  named.zh,
                                  named.en,
                                  static_cast<std::int64_t>(named.rows),
                                  {}};
        for (const Receiver& receiver : list.receivers[i])
            recipient.receivers.push_back({receiver.login, receiver.name});
        answer.recipients.push_back(std::move(recipient));
    }
    answer.items = items_of(list.items).items;
    if (list.before)
        answer.before = TemplateAnswer{intake_title(list.before->intake, Language::Chinese),
                                       intake_title(list.before->intake, Language::English),
                                       list.before->edition,
                                       static_cast<std::int64_t>(list.before->recipients)};
    return answer;
}

struct AddPublicationInput : OfEdition {
    std::string kind, recipient;
    static constexpr std::string_view kName = "AddPublication";
    static constexpr auto members() {
        using A = AddPublicationInput;
        return std::tuple_cat(
            OfEdition::path_members(),
            std::tuple{Member{"kind",
                              &A::kind,
                              {"哪一类", "which kind"},
                              Bounds{.choices = words<RecipientKind::Public>}},
                       Member{"recipient", &A::recipient, {"接收单位", "key of the recipient"}}});
    }
};
Result<PublicationAnswer> add_publication_here(Call& call, const AddPublicationInput& in) {
    const auto kind = parse_recipient_kind(in.kind).value_or(RecipientKind::Unit);
    return http::answer_of(TRY(add_publication(call.context, {in.name(), {kind, in.recipient}})));
}

Result<PublicationsAnswer> template_here(Call& call, const EditionPath& in) {
    TRY(add_from_template(call.context, in.name()));
    return publications_here(call, in);
}

struct ChangePublicationInput : OfPublication {
    std::optional<std::string> purpose, until;
    std::optional<std::vector<ViewColumnInput>> view;
    std::optional<std::vector<std::string>> formats;
    static constexpr std::string_view kName = "ChangePublication";
    static constexpr auto members() {
        using C = ChangePublicationInput;
        return std::tuple_cat(
            OfPublication::path_members(),
            std::tuple{Member{"purpose", &C::purpose, {"用途", "what for"}, kReasonBounds},
                       Member{"until", &C::until, {"到期日，空为未定", "last day; empty: not set"}},
                       Member{"view",
                              &C::view,
                              {"给哪些字段", "which fields"},
                              Bounds{.items_max = kFieldCount}},
                       Member{"formats",
                              &C::formats,
                              {"形式", "forms"},
                              Bounds{.items_max = 5, .choices = words<CopyForm::Dbf>}}});
    }
};
Result<PublicationAnswer> change_publication_here(Call& call, const ChangePublicationInput& in) {
    ChangePublication request;
    request.number = in.number;
    request.version = call.version.value_or(0);
    request.purpose = in.purpose;
    if (in.until) {
        request.until.emplace();
        if (!in.until->empty()) request.until->emplace(TRY(day_of_text("until", *in.until)));
    }
    if (in.view) request.view = TRY(http::view_of(*in.view));
    if (in.formats) {
        request.forms.emplace();
        for (const std::string& key : *in.formats)
            if (const auto form = parse_copy_form(key)) request.forms->push_back(*form);
    }
    return http::answer_of(TRY(change_publication(call.context, request)));
}

Result<Nothing> remove_publication_here(Call& call, const PublicationPath& in) {
    TRY(remove_publication(call.context, in.number));
    return Nothing{};
}
Result<PublicationAnswer> show_publication_here(Call& call, const PublicationPath& in) {
    return http::answer_of(TRY(show_publication(call.context, in.number)));
}
Result<RowsAnswer> preview_here(Call& call, const PublicationPath& in) {
    return http::answer_of(TRY(preview_publication(call.context, in.number)));
}
Result<PublicationDifferenceAnswer> publication_difference_here(Call& call,
                                                                const PublicationPath& in) {
    return http::answer_of(TRY(difference_for_recipient(call.context, in.number)));
}

struct AccessAnswer {
    std::string at, actor, act, from;
    std::optional<std::int64_t> copy;
    std::int64_t rows = 0;
    static constexpr std::string_view kName = "PublicationAccess";
    static constexpr auto members() {
        using A = AccessAnswer;
        return std::tuple{Member{"at", &A::at, {"何时", "when"}},
                          Member{"actor", &A::actor, {"谁", "who"}},
                          Member{"act",
                                 &A::act,
                                 {"做了什么", "what they did"},
                                 Bounds{.choices = words<AccessAct::Password>}},
                          Member{"copy", &A::copy, {"哪一份", "number of the copy, or null"}},
                          Member{"from", &A::from, {"从哪里", "address it came from"}},
                          Member{"rows", &A::rows, {"几行", "rows"}}};
    }
};
struct AccessesAnswer {
    std::vector<AccessAnswer> items;
    static constexpr std::string_view kName = "PublicationAccesses";
    static constexpr auto members() {
        return std::tuple{Member{"items", &AccessesAnswer::items, {"记录", "what was done"}}};
    }
};
Result<AccessesAnswer> accesses_here(Call& call, const PublicationPath& in) {
    AccessesAnswer answer;
    for (const NotedAccess& noted : TRY(accesses_of(call.context, in.number)))
        answer.items.push_back({time_text(noted.access.at), noted.access.actor,
                                std::string(key_of(noted.access.act)), noted.access.from,
                                noted.copy, static_cast<std::int64_t>(noted.access.rows)});
    return answer;
}

struct IssueInput {
    std::vector<std::int64_t> numbers;
    static constexpr std::string_view kName = "IssuePublications";
    static constexpr auto members() {
        return std::tuple{Member{"numbers",
                                 &IssueInput::numbers,
                                 {"发出哪些", "which to issue"},
                                 Bounds{.least = 1, .items_max = 2'000}}};
    }
};
/// The files of those that are open at once are made ready meanwhile.
Result<PublicationItems> issue_here(Call& call, const IssueInput& in) {
    const std::vector<ShownPublication> issued = TRY(issue_publications(call.context, in.numbers));
    PublicationItems answer = items_of(issued);
    PublicationCopiesJob job;
    for (const ShownPublication& shown : issued)
        if (shown.publication.state == PublicationState::Open)
            job.publications.push_back(shown.publication.number);
    if (job.publications.empty()) return answer;
    answer.job = TRY(submit_job(call.context, job)).id.hex();
    call.app.wake_jobs();
    return answer;
}

struct DecidePublicationInput : OfPublication {
    bool approves = false;
    std::optional<std::string> words;
    static constexpr std::string_view kName = "DecidePublication";
    static constexpr auto members() {
        using D = DecidePublicationInput;
        return std::tuple_cat(
            OfPublication::path_members(),
            std::tuple{Member{"approves", &D::approves, {"同意", "approves"}},
                       Member{"words",
                              &D::words,
                              {"说明；不同意时必填", "in words; needed to refuse"},
                              kReasonBounds}});
    }
};
Result<PublicationAnswer> decide_publication_here(Call& call, const DecidePublicationInput& in) {
    return http::answer_of(
        TRY(decide_publication(call.context, {in.number, in.approves, in.words.value_or("")})));
}

struct RevokeInput : OfPublication {
    std::string words;
    static constexpr std::string_view kName = "RevokePublication";
    static constexpr auto members() {
        return std::tuple_cat(
            OfPublication::path_members(),
            std::tuple{Member{"words", &RevokeInput::words, kReasonText, kReasonBounds}});
    }
};
Result<PublicationAnswer> revoke_here(Call& call, const RevokeInput& in) {
    return http::answer_of(TRY(revoke_publication(call.context, in.number, in.words)));
}

struct ReissueInput : OfPublication {
    std::optional<std::string> until;
    static constexpr std::string_view kName = "ReissuePublication";
    static constexpr auto members() {
        return std::tuple_cat(
            OfPublication::path_members(),
            std::tuple{Member{"until", &ReissueInput::until, {"到期日", "last day"}}});
    }
};
Result<PublicationAnswer> reissue_here(Call& call, const ReissueInput& in) {
    ReissuePublication request{in.number, {}};
    if (in.until) request.until = TRY(day_of_text("until", *in.until));
    return http::answer_of(TRY(reissue_publication(call.context, request)));
}

Result<PublicationItems> to_decide_here(Call& call, const Nothing&) {
    return items_of(TRY(publications_to_decide(call.context)));
}

constexpr std::string_view kRecipientTag = "publications";
constexpr Needs kPublishes = needs(Permission::RosterPublish),
                kLooks = needs_either(Permission::RosterPublish, Permission::ExportApprove);
const Route kRecipientRoutes[] = {
    route<publications_here>({Method::Get,
                              "/api/v1/intakes/{intake}/editions/{number}/publications",
                              "listPublications",
                              kRecipientTag,
                              {"给谁、给什么、到何时", "Who is given what, until when"},
                              kLooks}),
    route<add_publication_here>({Method::Post,
                                 "/api/v1/intakes/{intake}/editions/{number}/publications",
                                 "addPublication",
                                 kRecipientTag,
                                 {"加接收单位", "Add a recipient"},
                                 kPublishes,
                                 kCreates}),
    route<template_here>({Method::Post,
                          "/api/v1/intakes/{intake}/editions/{number}/publications/template",
                          "takeOverPublications",
                          kRecipientTag,
                          {"套用上一版的设置", "Take over the last edition's list"},
                          kPublishes}),
    route<to_decide_here>({Method::Get,
                           "/api/v1/publications",
                           "publicationsToDecide",
                           kRecipientTag,
                           {"等我批准的发布", "Publications that wait for me"},
                           needs(Permission::ExportApprove)}),
    route<issue_here>({Method::Post,
                       "/api/v1/publications/issue",
                       "issuePublications",
                       kRecipientTag,
                       {"发出", "Issue them"},
                       kPublishes}),
    route<show_publication_here>({Method::Get,
                                  "/api/v1/publications/{number}",
                                  "showPublication",
                                  kRecipientTag,
                                  {"一项发布", "One publication"},
                                  kLooks}),
    route<change_publication_here>({Method::Patch,
                                    "/api/v1/publications/{number}",
                                    "changePublication",
                                    kRecipientTag,
                                    {"改用途、字段、形式、到期日", "Change what is given"},
                                    kPublishes,
                                    kVersioned}),
    route<remove_publication_here>({Method::Delete,
                                    "/api/v1/publications/{number}",
                                    "removePublication",
                                    kRecipientTag,
                                    {"去掉没有发出的一项", "Take out one that was not issued"},
                                    kPublishes}),
    route<preview_here>({Method::Get,
                         "/api/v1/publications/{number}/preview",
                         "previewPublication",
                         kRecipientTag,
                         {"接收单位会看到的样子", "As the recipient would see it"},
                         kLooks}),
    route<publication_difference_here>({Method::Get,
                                        "/api/v1/publications/{number}/difference",
                                        "publicationDifference",
                                        kRecipientTag,
                                        {"与上次取走的差异", "What changed since the last copy"},
                                        kLooks}),
    route<accesses_here>({Method::Get,
                          "/api/v1/publications/{number}/accesses",
                          "publicationAccesses",
                          kRecipientTag,
                          {"谁看过、取过", "Who looked and took what"},
                          kLooks}),
    route<decide_publication_here>({Method::Post,
                                    "/api/v1/publications/{number}/decision",
                                    "decidePublication",
                                    kRecipientTag,
                                    {"批准或不批准", "Approve or refuse"},
                                    needs(Permission::ExportApprove)}),
    route<revoke_here>({Method::Post,
                        "/api/v1/publications/{number}/revocation",
                        "revokePublication",
                        kRecipientTag,
                        {"收回", "Revoke it"},
                        kPublishes}),
    route<reissue_here>({Method::Post,
                         "/api/v1/publications/{number}/reissue",
                         "reissuePublication",
                         kRecipientTag,
                         {"重新发出，换链接", "Issue it again under another link"},
                         kPublishes}),
};

}  // namespace

std::span<const Route> recipient_routes() { return kRecipientRoutes; }

}  // namespace mingce::http
