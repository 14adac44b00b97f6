// Editions: making, submitting, signing, returning, filing; how far each is, and its history.
#include "crypto/bytes_as_text.h"
#include "http/app.h"
#include "http/edition_answers.h"
#include "http/route.h"
#include "usecases/editions/edition_papers.h"
#include "usecases/editions/file_edition.h"
#include "usecases/editions/return_edition.h"
#include "usecases/editions/sign_edition.h"
#include "usecases/editions/submit_edition.h"
#include "usecases/rule_titles.h"

namespace mingce::http {

namespace {

const FailureLimits& code_limits(const Call& call) {
    return call.app.settings().people.account_failures;
}

struct ListEditionsInput {
    std::optional<std::string> intake;
    static constexpr std::string_view kName = "ListEditions";
    static constexpr auto members() {
        return std::tuple{Member{"intake", &ListEditionsInput::intake, kIntakeText}};
    }
};
struct EditionsAnswer {
    std::vector<EditionAnswer> items;
    static constexpr std::string_view kName = "Editions";
    static constexpr auto members() {
        return std::tuple{
            Member{"items", &EditionsAnswer::items, {"各版，新的在前", "editions, newest first"}}};
    }
};
Result<EditionsAnswer> list_editions_here(Call& call, const ListEditionsInput& in) {
    EditionsAnswer answer;
    for (const EditionView& view : TRY(list_editions(call.context, in.intake.value_or(""))))
        answer.items.push_back(http::answer_of(view));
    return answer;
}

Result<EditionAnswer> show_edition_here(Call& call, const EditionPath& in) {
    return http::answer_of(TRY(show_edition(call.context, in.name())));
}

struct MakeEditionInput {
    std::string intake, definition;
    std::optional<std::string> why;
    static constexpr std::string_view kName = "MakeEdition";
    static constexpr auto members() {
        using M = MakeEditionInput;
        return std::tuple{
            Member{"intake", &M::intake, kIntakeText},
            Member{"definition", &M::definition, {"编制规则的键", "key of the definition"}},
            Member{"why",
                   &M::why,
                   {"与上一版有何不同；第 2 版起必填",
                    "why it differs from the one before; asked for from the second on"},
                   Bounds{.length_max = 500}}};
    }
};
Result<EditionAnswer> make_edition_here(Call& call, const MakeEditionInput& in) {
    const std::int64_t number =
        TRY(make_edition(call.context, {in.intake, in.definition, in.why.value_or("")}));
    return http::answer_of(TRY(show_edition(call.context, {in.intake, number})));
}

// ── submitting ──

struct SubmitInput {
    std::string intake;
    std::int64_t number = 0;
    std::optional<std::string> definition;
    std::optional<std::int64_t> version;
    static constexpr std::string_view kName = "SubmitEdition";
    static constexpr auto members() {
        using S = SubmitInput;
        return std::tuple{
            Member{"intake", &S::intake, kIntakeText},
            Member{"number", &S::number, kEditionNumberText},
            Member{"definition",
                   &S::definition,
                   {"换一条编制规则", "another definition from here on"}},
            Member{"version",
                   &S::version,
                   {"编制规则第几版；缺省最新", "version of the definition; the newest without"}}};
    }
    SubmitEdition request() const { return {{intake, number}, definition, version}; }
};
Result<EditionAnswer> submit_edition_here(Call& call, const SubmitInput& in) {
    TRY(submit_edition(call.context, in.request()));
    return http::answer_of(TRY(show_edition(call.context, {in.intake, in.number})));
}

struct BlockingAnswer {
    std::string student, name, field, rule, zh, en;
    static constexpr std::string_view kName = "BlockingCell";
    static constexpr auto members() {
        using B = BlockingAnswer;
        return std::tuple{
            Member{"student", &B::student, {"学生编号；文件的问题为空", "student, or \"\""}},
            Member{"name", &B::name, {"姓名", "name"}},
            Member{"field", &B::field, {"字段", "field, or \"\""}},
            Member{"rule", &B::rule, {"规则编号", "code of the rule"}},
            Member{"zh", &B::zh, {"问题", "what is wrong, in Chinese"}},
            Member{"en", &B::en, {"问题（英文）", "what is wrong"}}};
    }
};
struct ReadinessAnswer {
    std::vector<BlockingAnswer> blocking;
    std::int64_t rows_in = 0, listed = 0, annexed = 0, left_out = 0, departments = 0;
    static constexpr std::string_view kName = "Readiness";
    static constexpr auto members() {
        using R = ReadinessAnswer;
        return std::tuple{
            Member{"blocking", &R::blocking, {"阻断的单元格，至多 200", "cells, 200 at most"}},
            Member{"rows_in", &R::rows_in, {"批次中的学生", "students of the intake"}},
            Member{"listed", &R::listed, {"将入册", "would be listed"}},
            Member{"annexed", &R::annexed, {"将列入附表", "would be in the annex"}},
            Member{"left_out", &R::left_out, {"按规则不列", "left out by the definition"}},
            Member{"departments", &R::departments, {"院系数", "departments"}}};
    }
};
constexpr std::size_t kBlockingTold = 200;
Result<ReadinessAnswer> edition_readiness_here(Call& call, const SubmitInput& in) {
    const Readiness ready = TRY(edition_readiness(call.context, in.request()));
    ReadinessAnswer answer;
    for (std::size_t i = 0; i < std::min(ready.blocking.size(), kBlockingTold); ++i) {
        const BlockingCell& cell = ready.blocking[i];
        const Text title = title_of_rule(cell.rule);
        answer.blocking.push_back({cell.student.is_none() ? "" : cell.student.hex(), cell.name,
                                   cell.field ? std::string(key_of(*cell.field)) : "", cell.rule,
                                   std::string(title.zh), std::string(title.en)});
    }
    answer.rows_in = static_cast<std::int64_t>(ready.head.rows_in);
    answer.listed = static_cast<std::int64_t>(ready.head.rows_listed);
    answer.annexed = static_cast<std::int64_t>(ready.head.rows_annexed);
    answer.left_out = static_cast<std::int64_t>(ready.head.rows_filtered);
    answer.departments = static_cast<std::int64_t>(ready.head.parts.size());
    return answer;
}

// ── signing, returning, filing ──

std::vector<std::string_view> signing_words() {
    return {key_of(EditionAct::Endorse), key_of(EditionAct::Recheck), key_of(EditionAct::Approve)};
}
struct SignInput {
    std::string intake, act;
    std::int64_t number = 0, revision = 0;
    std::optional<std::string> department, opinion, code;
    static constexpr std::string_view kName = "SignEdition";
    static constexpr auto members() {
        using S = SignInput;
        return std::tuple{
            Member{"intake", &S::intake, kIntakeText},
            Member{"number", &S::number, kEditionNumberText},
            Member{"act",
                   &S::act,
                   {"初审、复审或批准", "which signature"},
                   Bounds{.choices = signing_words}},
            Member{"revision", &S::revision, {"看的是哪个修订", "the revision looked at"}},
            Member{"department", &S::department, {"初审的院系", "department of an endorsement"}},
            Member{"opinion", &S::opinion, {"意见", "opinion"}, Bounds{.length_max = 500}},
            Member{"code",
                   &S::code,
                   {"批准须再输入动态口令", "a code of the authenticator, of an approval"},
                   Bounds{.length_max = 12}}};
    }
};
Result<EditionAnswer> sign_edition_here(Call& call, const SignInput& in) {
    SignEdition request;
    request.edition = {in.intake, in.number};
    request.act = parse_edition_act(in.act).value_or(EditionAct::Endorse);
    request.revision = in.revision;
    request.department = in.department.value_or("");
    request.opinion = in.opinion.value_or("");
    request.code = in.code.value_or("");
    TRY(sign_edition(call.context, code_limits(call), request));
    return http::answer_of(TRY(show_edition(call.context, request.edition)));
}

struct CellInput {
    std::string student, field;
    static constexpr std::string_view kName = "PointedCell";
    static constexpr auto members() {
        return std::tuple{
            Member{"student", &CellInput::student, {"学生编号", "student's id"}, kIdBounds},
            Member{"field", &CellInput::field, {"字段；整行为空", "field, \"\" for the row"}}};
    }
};
std::vector<std::string_view> return_words() {
    return {key_of(EditionState::Draft), key_of(EditionState::DepartmentReview),
            key_of(EditionState::RegistryReview)};
}
struct ReturnInput {
    std::string intake, to;
    std::int64_t number = 0, revision = 0;
    std::optional<std::vector<CellInput>> cells;
    std::optional<std::string> reason;
    std::optional<std::vector<std::string>> departments;
    static constexpr std::string_view kName = "ReturnEdition";
    static constexpr auto members() {
        using R = ReturnInput;
        return std::tuple{
            Member{"intake", &R::intake, kIntakeText},
            Member{"number", &R::number, kEditionNumberText},
            Member{"revision", &R::revision, {"看的是哪个修订", "the revision looked at"}},
            Member{
                "to", &R::to, {"退回到哪一级", "to which level"}, Bounds{.choices = return_words}},
            Member{"cells", &R::cells, {"指明的单元格", "cells that are wrong"}},
            Member{"reason", &R::reason, {"原因", "reason"}, Bounds{.length_max = 500}},
            Member{"departments",
                   &R::departments,
                   {"还有哪些院系要重新初审", "departments that endorse again beside the cells'"}}};
    }
};
Result<EditionAnswer> return_edition_here(Call& call, const ReturnInput& in) {
    ReturnEdition request;
    request.edition = {in.intake, in.number};
    request.revision = in.revision;
    request.to = parse_edition_state(in.to).value_or(EditionState::Draft);
    for (const CellInput& cell : in.cells.value_or(std::vector<CellInput>()))
        request.cells.push_back({cell.student, cell.field});
    request.reason = in.reason.value_or("");
    request.departments = in.departments.value_or(std::vector<std::string>());
    TRY(return_edition(call.context, request));
    return http::answer_of(TRY(show_edition(call.context, request.edition)));
}

struct FileInput {
    std::string intake, filing_no, filed_on;
    std::int64_t number = 0, revision = 0;
    std::optional<std::string> registered_on, opinion, code;
    static constexpr std::string_view kName = "FileEdition";
    static constexpr auto members() {
        using F = FileInput;
        return std::tuple{
            Member{"intake", &F::intake, kIntakeText},
            Member{"number", &F::number, kEditionNumberText},
            Member{"revision", &F::revision, {"批准的是哪个修订", "the revision approved"}},
            Member{"filing_no", &F::filing_no, {"备案号", "filing number"}},
            Member{"filed_on", &F::filed_on, {"备案日期", "filing date"}},
            Member{
                "registered_on",
                &F::registered_on,
                {"注册学籍的日期；缺省同备案日期", "day of registration; the filing date without"}},
            Member{"opinion", &F::opinion, {"意见", "opinion"}, Bounds{.length_max = 500}},
            Member{"code",
                   &F::code,
                   {"动态口令", "a code of the authenticator"},
                   Bounds{.length_max = 12}}};
    }
};
struct FiledAnswer {
    EditionAnswer edition;
    std::int64_t registered = 0, waiting = 0;
    std::vector<std::string> kept;
    std::optional<std::int64_t> superseded;
    static constexpr std::string_view kName = "FiledEdition";
    static constexpr auto members() {
        using F = FiledAnswer;
        return std::tuple{
            Member{"edition", &F::edition, {"这一版", "the edition"}},
            Member{"registered", &F::registered, {"注册学籍的学生", "students registered"}},
            Member{"waiting", &F::waiting, {"还没有初审合格的", "listed, check not passed"}},
            Member{"kept", &F::kept, {"冻结、没有注册的学生", "frozen ones, not registered"}},
            Member{"superseded", &F::superseded, {"取代了第几版", "edition superseded, or null"}}};
    }
};
Result<FiledAnswer> file_edition_here(Call& call, const FileInput& in) {
    FileEdition request;
    request.edition = {in.intake, in.number};
    request.revision = in.revision;
    request.filing_no = in.filing_no;
    request.filed_on = TRY(day_of_text("filed_on", in.filed_on));
    if (in.registered_on)
        request.registered_on = TRY(day_of_text("registered_on", *in.registered_on));
    request.opinion = in.opinion.value_or("");
    request.code = in.code.value_or("");
    request.today = call.today();
    const FiledEdition filed = TRY(file_edition(call.context, code_limits(call), request));
    FiledAnswer answer;
    answer.edition = http::answer_of(TRY(show_edition(call.context, request.edition)));
    answer.registered = static_cast<std::int64_t>(filed.registered);
    answer.waiting = static_cast<std::int64_t>(filed.waiting);
    for (const StatusRefusal& kept : filed.kept) answer.kept.push_back(kept.place);
    answer.superseded = filed.superseded;
    return answer;
}

struct RemindInput {
    std::string intake;
    std::int64_t number = 0;
    std::optional<std::string> department;
    static constexpr std::string_view kName = "RemindLevel";
    static constexpr auto members() {
        using R = RemindInput;
        return std::tuple{Member{"intake", &R::intake, kIntakeText},
                          Member{"number", &R::number, kEditionNumberText},
                          Member{"department", &R::department, kDepartmentNameText}};
    }
};
Result<Nothing> remind_level_here(Call& call, const RemindInput& in) {
    TRY(remind_level(call.context, {{in.intake, in.number}, in.department.value_or("")}));
    return Nothing{};
}

constexpr std::string_view kEditionTag = "editions";
constexpr std::string_view kOneEdition = "/api/v1/intakes/{intake}/editions/{number}";
const Route kEditionRoutes[] = {
    route<list_editions_here>({Method::Get,
                               "/api/v1/editions",
                               "listEditions",
                               kEditionTag,
                               {"花名册各版和进度", "Editions and how far they are"},
                               needs(Permission::RosterRead)}),
    route<make_edition_here>({Method::Post,
                              "/api/v1/editions",
                              "makeEdition",
                              kEditionTag,
                              {"建立一版", "Make an edition"},
                              needs(Permission::RosterSubmit),
                              kCreates}),
    route<show_edition_here>({Method::Get,
                              kOneEdition,
                              "showEdition",
                              kEditionTag,
                              {"一版花名册", "One edition"},
                              needs(Permission::RosterRead)}),
    route<edition_readiness_here>(
        {Method::Get,
         "/api/v1/intakes/{intake}/editions/{number}/readiness",
         "editionReadiness",
         kEditionTag,
         {"现在送审会封存什么、被什么挡住", "What submitting now would seal, and what stops it"},
         needs(Permission::RosterSubmit),
         kSlowRoute}),
    route<submit_edition_here>({Method::Post,
                                "/api/v1/intakes/{intake}/editions/{number}/revisions",
                                "submitEdition",
                                kEditionTag,
                                {"封存一个修订送审", "Seal a revision and submit it"},
                                needs(Permission::RosterSubmit),
                                kSlowRoute | kCreates}),
    route<sign_edition_here>({Method::Post,
                              "/api/v1/intakes/{intake}/editions/{number}/signatures",
                              "signEdition",
                              kEditionTag,
                              {"初审、复审或批准", "Endorse, pass or approve"},
                              needs(Permission::RosterRead),
                              kSlowRoute}),
    route<return_edition_here>({Method::Post,
                                "/api/v1/intakes/{intake}/editions/{number}/returns",
                                "returnEdition",
                                kEditionTag,
                                {"退回", "Return it"},
                                needs(Permission::RosterRead)}),
    route<file_edition_here>({Method::Post,
                              "/api/v1/intakes/{intake}/editions/{number}/filing",
                              "fileEdition",
                              kEditionTag,
                              {"备案并注册学籍", "File it and register the students"},
                              needs(Permission::RosterFile),
                              kSlowRoute}),
    route<remind_level_here>({Method::Post,
                              "/api/v1/intakes/{intake}/editions/{number}/reminders",
                              "remindLevel",
                              kEditionTag,
                              {"提醒在等的人", "Remind whom it waits for"},
                              needs(Permission::RosterSubmit)}),
};

}  // namespace

std::span<const Route> edition_routes() { return kEditionRoutes; }

}  // namespace mingce::http
