// Numbered copies on paper, the permission of a seal, and the list that goes to the archive.
#include "http/app.h"
#include "http/publication_answers.h"
#include "http/route.h"
#include "usecases/publications/paper_ledger.h"

namespace mingce::http {

namespace {

struct PaperVolumeAnswer {
    std::int64_t volume = 0, pages = 0, copies = 0;
    std::string name;
    static constexpr std::string_view kName = "PaperVolume";
    static constexpr auto members() {
        using V = PaperVolumeAnswer;
        return std::tuple{Member{"volume", &V::volume, {"第几分册", "number of the volume"}},
                          Member{"name", &V::name, {"名称", "name"}},
                          Member{"pages", &V::pages, {"页", "pages"}},
                          Member{"copies", &V::copies, {"已编几份", "copies numbered"}}};
    }
};
struct SealAnswer {
    std::string words, actor, at;
    std::int64_t times = 0, used = 0;
    static constexpr std::string_view kName = "SealPermission";
    static constexpr auto members() {
        using S = SealAnswer;
        return std::tuple{Member{"words", &S::words, {"理由", "why"}, kReasonBounds},
                          Member{"actor", &S::actor, {"谁许可", "who permitted it"}},
                          Member{"at", &S::at, {"何时", "when"}},
                          Member{"times", &S::times, {"许可几份", "copies permitted"}},
                          Member{"used", &S::used, {"已用几份", "copies used"}}};
    }
};
struct PaperEventAnswer {
    std::string act, at, actor, person, words;
    static constexpr std::string_view kName = "PaperCopyEvent";
    static constexpr auto members() {
        using E = PaperEventAnswer;
        return std::tuple{
            Member{
                "act", &E::act, {"怎样了", "what became of it"}, Bounds{.choices = paper_states}},
            Member{"at", &E::at, {"何时", "when"}},
            Member{"actor", &E::actor, {"谁登记", "recorded by"}},
            Member{"person", &E::person, {"领取、交回或监销的人", "who signed"}},
            Member{"words", &E::words, {"说明", "in words"}, kReasonBounds}};
    }
    static std::vector<std::string_view> paper_states() {
        return http::words<PaperState::Destroyed>();
    }
};
struct PaperCopyAnswer {
    std::int64_t number = 0, volume = 0, copy = 0;
    std::string printed_at, actor, state, holder;
    bool is_sealed = false;
    std::vector<PaperEventAnswer> events;
    static constexpr std::string_view kName = "PaperCopy";
    static constexpr auto members() {
        using P = PaperCopyAnswer;
        return std::tuple{Member{"number", &P::number, {"编号", "number"}},
                          Member{"volume", &P::volume, {"第几分册", "number of the volume"}},
                          Member{"copy", &P::copy, {"本册第几份", "the n-th of its volume"}},
                          Member{"is_sealed", &P::is_sealed, {"套印印章", "with a drawn seal"}},
                          Member{"printed_at", &P::printed_at, {"何时编号", "numbered at"}},
                          Member{"actor", &P::actor, {"谁", "by whom"}},
                          Member{"state",
                                 &P::state,
                                 {"状态", "state"},
                                 Bounds{.choices = words<PaperState::Destroyed>}},
                          Member{"holder", &P::holder, {"在谁手里", "who holds it"}},
                          Member{"events", &P::events, {"记录", "its history"}}};
    }
};
PaperCopyAnswer paper_answer(const PaperCopy& copy) {
    PaperCopyAnswer answer;
    answer.number = copy.number;
    answer.volume = copy.volume;
    answer.copy = copy.copy;
    answer.is_sealed = !copy.seal_permission.is_none();
    answer.printed_at = time_text(copy.printed_at);
    answer.actor = copy.actor;
    answer.state = key_of(copy.state);
    for (const PaperCopyEvent& event : copy.events)
        answer.events.push_back({std::string(key_of(event.to)), time_text(event.at), event.actor,
                                 event.person, event.words});
    if (copy.state == PaperState::HandedOut) answer.holder = copy.events.back().person;
    return answer;
}
struct PaperLedgerAnswer {
    std::vector<PaperVolumeAnswer> volumes;
    std::vector<PaperCopyAnswer> items;
    std::optional<SealAnswer> seal;
    bool may_permit = false;
    static constexpr std::string_view kName = "PaperCopies";
    static constexpr auto members() {
        using L = PaperLedgerAnswer;
        return std::tuple{
            Member{"volumes", &L::volumes, {"分册", "volumes"}},
            Member{"items", &L::items, {"各份", "copies"}},
            Member{"seal", &L::seal, {"套印印章的许可", "permission of a seal, or null"}},
            Member{"may_permit", &L::may_permit, {"我可以许可", "this caller may permit one"}}};
    }
};
PaperLedgerAnswer ledger_answer(const PaperLedger& ledger) {
    PaperLedgerAnswer answer;
    for (const PaperVolume& volume : ledger.volumes)
        answer.volumes.push_back({volume.volume, volume.pages, volume.copies, volume.name});
    for (const PaperCopy& copy : ledger.copies) answer.items.push_back(paper_answer(copy));
    if (ledger.seal)
        answer.seal = SealAnswer{ledger.seal->words, ledger.seal->actor, time_text(ledger.seal->at),
                                 ledger.seal->times, ledger.seal->used};
    answer.may_permit = ledger.may_permit;
    return answer;
}

Result<PaperLedgerAnswer> paper_copies_here(Call& call, const EditionPath& in) {
    return ledger_answer(TRY(show_paper_copies(call.context, in.name())));
}

struct PrintInput : OfEdition {
    std::optional<std::int64_t> volume;
    std::int64_t copies = 1;
    bool is_sealed = false;
    static constexpr std::string_view kName = "PrintPaperCopies";
    static constexpr auto members() {
        using P = PrintInput;
        return std::tuple_cat(
            OfEdition::path_members(),
            std::tuple{
                Member{"volume", &P::volume, {"第几分册；各册为 null", "a volume, or null: each"}},
                Member{"copies", &P::copies, {"每册几份", "copies of each"}},
                Member{"is_sealed", &P::is_sealed, {"套印印章", "with a drawn seal"}}});
    }
};
Result<PaperLedgerAnswer> print_here(Call& call, const PrintInput& in) {
    return ledger_answer(
        TRY(print_paper_copies(call.context, {in.name(), in.volume, in.copies, in.is_sealed})));
}

struct OfPaperCopy {
    std::int64_t number = 0;
    static constexpr auto path_members() {
        return std::tuple{Member{
            "number", &OfPaperCopy::number, {"编号", "number of the copy"}, Bounds{.least = 1}}};
    }
};
struct PaperPath : OfPaperCopy {
    static constexpr std::string_view kName = "PaperPath";
    static constexpr auto members() { return path_members(); }
};
Result<FileAnswer> paper_file_here(Call& call, const PaperPath& in) {
    Paper paper =
        TRY(paper_copy_file(call.context, {in.number, call.app.settings().public_address}));
    return FileAnswer{std::move(paper.bytes), "application/pdf", std::move(paper.name), true};
}

struct RecordInput : OfPaperCopy {
    std::string act, person;
    std::optional<std::string> words;
    static constexpr std::string_view kName = "RecordPaperCopy";
    static constexpr auto members() {
        using R = RecordInput;
        return std::tuple_cat(
            OfPaperCopy::path_members(),
            std::tuple{Member{"act",
                              &R::act,
                              {"怎样了", "what became of it"},
                              Bounds{.choices = PaperEventAnswer::paper_states}},
                       Member{"person",
                              &R::person,
                              {"领取、交回或监销的人", "who took it, brought it back, watched"}},
                       Member{"words", &R::words, {"说明", "in words"}, kReasonBounds}});
    }
};
Result<PaperCopyAnswer> record_here(Call& call, const RecordInput& in) {
    const PaperState to = parse_paper_state(in.act).value_or(PaperState::Printed);
    return paper_answer(
        TRY(record_paper_copy(call.context, {in.number, to, in.person, in.words.value_or("")})));
}

struct PermitInput : OfEdition {
    std::int64_t times = 0;
    std::string words;
    static constexpr std::string_view kName = "PermitSeal";
    static constexpr auto members() {
        using P = PermitInput;
        return std::tuple_cat(OfEdition::path_members(),
                              std::tuple{Member{"times", &P::times, {"几份", "how many copies"}},
                                         Member{"words", &P::words, kReasonText, kReasonBounds}});
    }
};
Result<PaperLedgerAnswer> permit_here(Call& call, const PermitInput& in) {
    return ledger_answer(TRY(permit_seal(call.context, {in.name(), in.times, in.words})));
}

Result<FileAnswer> transfer_list_here(Call& call, const EditionPath& in) {
    Paper paper = TRY(archive_transfer_list(call.context, in.name()));
    return FileAnswer{std::move(paper.bytes), "application/pdf", std::move(paper.name), true};
}

Result<FileAnswer> paper_register_here(Call& call, const EditionPath& in) {
    Paper paper = TRY(paper_register(call.context, in.name()));
    return FileAnswer{std::move(paper.bytes), "application/pdf", std::move(paper.name), true};
}

constexpr std::string_view kPaperTag = "paper";
constexpr Needs kPrints = needs(Permission::RosterPublish);
const Route kPaperRoutes[] = {
    route<paper_copies_here>({Method::Get,
                              "/api/v1/intakes/{intake}/editions/{number}/paper-copies",
                              "listPaperCopies",
                              kPaperTag,
                              {"纸质份", "Copies on paper"},
                              needs_either(Permission::RosterPublish, Permission::RosterApprove)}),
    route<print_here>({Method::Post,
                       "/api/v1/intakes/{intake}/editions/{number}/paper-copies",
                       "numberPaperCopies",
                       kPaperTag,
                       {"编号要印的份", "Number copies to be printed"},
                       kPrints}),
    route<permit_here>({Method::Post,
                        "/api/v1/intakes/{intake}/editions/{number}/seal-permission",
                        "permitSeal",
                        kPaperTag,
                        {"许可套印印章", "Permit a drawn seal"},
                        needs(Permission::RosterApprove)}),
    route<paper_register_here>({Method::Get,
                                "/api/v1/intakes/{intake}/editions/{number}/paper-register",
                                "paperRegister",
                                kPaperTag,
                                {"领用登记表，PDF", "Register to be signed, as PDF"},
                                kPrints,
                                kSlowRoute}),
    route<transfer_list_here>({Method::Get,
                               "/api/v1/intakes/{intake}/editions/{number}/transfer-list",
                               "transferList",
                               kPaperTag,
                               {"归档移交清单，PDF", "List for the archive, as PDF"},
                               kPrints,
                               kSlowRoute}),
    route<paper_file_here>({Method::Get,
                            "/api/v1/paper-copies/{number}/file",
                            "paperCopyFile",
                            kPaperTag,
                            {"这一份，PDF", "Its pages, as PDF"},
                            kPrints,
                            kSlowRoute}),
    route<record_here>({Method::Post,
                        "/api/v1/paper-copies/{number}/events",
                        "recordPaperCopy",
                        kPaperTag,
                        {"登记领取、交回、销毁", "Record what became of it"},
                        kPrints}),
};

}  // namespace

std::span<const Route> paper_routes() { return kPaperRoutes; }

}  // namespace mingce::http
