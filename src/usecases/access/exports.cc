#include "usecases/access/exports.h"

#include <algorithm>

#include "access/problems.h"
#include "access/sight.h"
#include "base/text.h"
#include "crypto/made_password.h"
#include "formats/zip_writer.h"
#include "usecases/access/export_contents.h"
#include "usecases/access/permitted.h"
#include "usecases/record/output_file.h"
#include "usecases/students/asked_students.h"

namespace mingce {

namespace {

constexpr std::size_t kPurposeLengthMax = 500;

bool is_own(const Caller& caller, const ExportRequest& request) {
    return caller.name == request.asked_by && caller.account == request.account;
}

/// Who may decide: whoever approves exports and may see all whom the asker may see.
bool may_decide(const Caller& caller, const ExportRequest& request) {
    return caller.may(Permission::ExportApprove) && !is_own(caller, request) &&
           caller.scope.covers(request.contents.scope);
}

/// A condition names a value: it is told to those who might have asked by it.
bool tell_students(const Caller& caller, AskedStudents& asked) {
    bool is_all_told = true;
    for (ValueFilter& filter : asked.filters) {
        if (filter.field == Field::Photo || may_filter_by(caller, filter.field)) continue;
        filter.values.clear();
        is_all_told = false;
    }
    const bool sees_names = sees_whole(caller, Field::Name) &&
                            sees_whole(caller, Field::StudentNo) &&
                            sees_whole(caller, Field::ExamNumber);
    if (sees_names || asked.search.empty()) return is_all_told;
    asked.search.clear();
    return false;
}

Result<ExportView> as_seen(Tx& tx, const Context& context, ExportRequest request) {
    Boxes boxes = context.boxes();
    const Caller& caller = context.caller;
    ExportView view;
    view.intake = TRY(intakes::load(tx, request.intake)).key;
    view.is_mine = is_own(caller, request);
    if (!view.is_mine)
        view.is_partly_told = !tell_students(caller, request.contents.students.asked);
    view.decisions = TRY(export_requests::decisions(tx, boxes, request.id));
    const bool has_decided = std::ranges::any_of(
        view.decisions, [&](const ExportDecision& made) { return made.actor == caller.name; });
    const bool is_past = request.expires_at <= context.now;
    if (is_past && (request.state == ExportState::Asked || request.state == ExportState::Approved))
        request.state = ExportState::Expired;
    view.may_decide =
        request.state == ExportState::Asked && may_decide(caller, request) && !has_decided;
    view.may_make = request.state == ExportState::Approved && is_own(caller, request) &&
                    caller.role == request.role && caller.may(Permission::ExportRun);
    view.request = std::move(request);
    return view;
}

/// A request as somebody may know of it: one's own, or one to decide on.
Result<ExportRequest> request_seen(Tx& tx, const Context& context, std::int64_t number) {
    Boxes boxes = context.boxes();
    ExportRequest request = TRY(export_requests::load(tx, boxes, number));
    if (!is_own(context.caller, request) && !may_decide(context.caller, request))
        return Error(problem::kExportUnknown, std::to_string(number));
    return request;
}

Status require_any(const Context& context) {
    return require(context, context.caller.may(Permission::ExportApprove)
                                ? Permission::ExportApprove
                                : Permission::ExportRun);
}

std::string measures_of(const ExportRequest& request) {
    return "number=" + std::to_string(request.number) +
           " rows=" + std::to_string(request.students) + " class=C" +
           std::to_string(static_cast<int>(request.highest)) +
           " approvals=" + std::to_string(request.approvals);
}

Status audit_export(Tx& tx, const Context& context, std::string_view action,
                    const ExportRequest& request) {
    return audit(tx, context, {action, "export", request.id, measures_of(request), ""});
}

bool is_locked(const ExportRequest& request) {
    return request.highest == FieldClass::C4 || request.students > kRowsWithoutTwo;
}

/// The request as it would be asked now: who is on it, how sensitive it is.
Result<ListedStudents> measure(Tx& tx, const Context& context, ExportRequest& request) {
    ListedStudents listed = TRY(list_now(tx, context, request.intake, request.contents));
    if (listed.ids.empty()) return Error(problem::kExportEmpty);
    request.students = listed.ids.size();
    request.highest = highest_class(context.caller, request.contents);
    return listed;
}

Result<ExportContents> contents_of(const Context& context, const AskExport& asked) {
    if (asked.fields.empty()) return Error(problem::kExportNoFields);
    ExportContents contents;
    contents.students = asked.students;
    contents.order = asked.order;
    contents.is_descending = asked.is_descending;
    contents.format = asked.format;
    contents.fields = asked.fields;
    contents.whole = asked.whole;
    contents.words = asked.purpose;
    contents.scope = context.caller.scope;
    TRY(require_asking(context, asked.students.asked));
    TRY(require_columns(context, contents));
    return contents;
}

/// How many must approve what was measured. Errors: Forbidden (export.too_wide).
Result<std::uint32_t> approvals_of(const Caller& caller, const ExportRequest& request) {
    if (caller.is_at_the_machine()) return 0U;
    const std::uint32_t needed = approvals_needed(caller.role, request.highest, request.students);
    if (caller.role == Role::Counsellor && needed != 0) return Error(problem::kExportTooWide);
    return needed;
}

}  // namespace

std::uint32_t approvals_needed(Role role, FieldClass highest, std::uint64_t rows) {
    if (highest == FieldClass::C4 || rows > kRowsWithoutTwo) return 2;
    if (highest == FieldClass::C3) return 1;
    // A unit takes students out of their departments: somebody of theirs says yes.
    return role == Role::Unit ? 1 : 0;
}

Result<ExportMeasure> measure_export(const Context& context, const AskExport& asked) {
    TRY(require(context, Permission::ExportRun));
    ExportRequest request;
    request.contents = TRY(contents_of(context, asked));
    return read_value(context.database(), [&](Tx& tx) -> Result<ExportMeasure> {
        request.intake = TRY(intakes::load(tx, asked.students.asked.intake)).id;
        ListedStudents listed = TRY(measure(tx, context, request));
        ExportMeasure measured;
        measured.students = request.students;
        measured.highest = request.highest;
        measured.approvals = TRY(approvals_of(context.caller, request));
        for (const RoleText& role : all_roles())
            if (may(role.role, Permission::ExportApprove)) measured.approvers.push_back(role.role);
        measured.is_locked = is_locked(request);
        measured.missing_numbers = std::move(listed.missing_numbers);
        return measured;
    });
}

Result<ExportView> ask_export(const Context& context, const AskExport& asked) {
    TRY(require(context, Permission::ExportRun));
    const Caller& caller = context.caller;
    const std::size_t length = code_point_count(asked.purpose);
    if (length == 0 || length > kPurposeLengthMax) return Error(problem::kExportNoPurpose);
    ExportRequest request;
    request.contents = TRY(contents_of(context, asked));
    return write_value(context.database(), [&](Tx& tx) -> Result<ExportView> {
        Boxes boxes = context.boxes();
        request.intake = TRY(intakes::load(tx, asked.students.asked.intake)).id;
        TRY(measure(tx, context, request));
        request.approvals = TRY(approvals_of(caller, request));
        request.id = context.make_id();
        request.number = TRY(export_requests::next_number(tx));
        request.state = request.approvals == 0 ? ExportState::Approved : ExportState::Asked;
        request.asked_at = context.now;
        request.expires_at = {context.now.milliseconds + kExportDays * kMillisecondsPerDay};
        request.asked_by = context.actor;
        request.account = caller.account;
        request.role = caller.role;
        request.purpose = caller.purpose;
        TRY(export_requests::add(tx, boxes, context.institution(), request));
        TRY(audit_export(tx, context, "export.ask", request));
        return as_seen(tx, context, request);
    });
}

Result<ExportView> decide_export(const Context& context, const DecideExport& decided) {
    TRY(require(context, Permission::ExportApprove));
    if (!decided.approves && decided.words.empty()) return Error(problem::kExportNoWords);
    return write_value(context.database(), [&](Tx& tx) -> Result<ExportView> {
        Boxes boxes = context.boxes();
        TRY(export_requests::expire(tx, context.now));
        ExportRequest request = TRY(export_requests::load(tx, boxes, decided.number));
        if (is_own(context.caller, request)) return Error(problem::kExportOwn);
        if (!may_decide(context.caller, request))
            return Error(problem::kExportUnknown, std::to_string(decided.number));
        if (request.state != ExportState::Asked) return Error(problem::kExportState);
        TRY(export_requests::decide(
            tx, boxes,
            {request.id, context.actor, context.caller.account, context.caller.role, context.now,
             decided.approves, decided.words}));
        const auto decisions = TRY(export_requests::decisions(tx, boxes, request.id));
        const auto approvals = std::ranges::count_if(
            decisions, [](const ExportDecision& made) { return made.approves; });
        const ExportState then = !decided.approves ? ExportState::Refused
                                 : static_cast<std::uint32_t>(approvals) >= request.approvals
                                     ? ExportState::Approved
                                     : ExportState::Asked;
        if (then != ExportState::Asked)
            TRY(export_requests::advance(tx, {request.id, ExportState::Asked, then}));
        request.state = then;
        TRY(audit_export(tx, context, decided.approves ? "export.approve" : "export.refuse",
                         request));
        return as_seen(tx, context, std::move(request));
    });
}

Result<std::vector<ExportView>> list_exports(const Context& context) {
    TRY(require_any(context));
    return read_value(context.database(), [&](Tx& tx) -> Result<std::vector<ExportView>> {
        Boxes boxes = context.boxes();
        std::vector<ExportView> views;
        for (ExportRequest& request : TRY(export_requests::all(tx, boxes)))
            if (is_own(context.caller, request) || may_decide(context.caller, request))
                views.push_back(TRY(as_seen(tx, context, std::move(request))));
        return views;
    });
}

Result<ExportView> show_export(const Context& context, std::int64_t number) {
    TRY(require_any(context));
    return read_value(context.database(), [&](Tx& tx) -> Result<ExportView> {
        return as_seen(tx, context, TRY(request_seen(tx, context, number)));
    });
}

namespace {

/// What was approved, measured again as of now, and its rows.
struct Prepared {
    ExportRequest request;
    std::string intake;
    ListTable table;
};
Result<Prepared> prepare(Tx& tx, const Context& context, std::int64_t number) {
    const Caller& caller = context.caller;
    Boxes boxes = context.boxes();
    Prepared prepared;
    ExportRequest& request = prepared.request;
    request = TRY(request_seen(tx, context, number));
    if (!is_own(caller, request) || caller.role != request.role ||
        caller.purpose != request.purpose)
        return Error(problem::kExportNotYours);
    if (request.state != ExportState::Approved || request.expires_at <= context.now)
        return Error(problem::kExportState);
    TRY(require_columns(context, request.contents));
    const ListedStudents listed = TRY(measure(tx, context, request));
    const std::uint32_t needed = approvals_needed(caller.role, request.highest, request.students);
    if (!caller.is_at_the_machine() && needed > request.approvals)
        return Error(problem::kExportGrew);
    prepared.intake = TRY(intakes::load(tx, request.intake)).key;
    prepared.table = TRY(read_table(tx, context, listed.ids, request.contents));
    return prepared;
}

Status fill_file(const Context& context, const Prepared& prepared, MadeExport& made) {
    const ExportRequest& request = prepared.request;
    const std::string number = std::to_string(request.number);
    const std::string stem = "mingce-" + prepared.intake + "-" + number;
    made.file_name = stem + "." + std::string(key_of(request.contents.format));
    if (request.contents.format == ExportFormat::Csv) {
        made.bytes = list_csv(prepared.table);
    } else {
        const ListMark mark{prepared.intake, context.actor, request.contents.words,
                            "No. " + number + " " + request.id.hex(), context.now};
        made.bytes = TRY(list_workbook(prepared.table, mark));
    }
    made.rows = prepared.table.rows.size();
    if (!is_locked(request)) return Done{};
    made.password = make_password(context.random);
    const ZipMember member{made.file_name, made.bytes};
    made.bytes = TRY(make_zip({&member, 1}, {context.now, made.password}));
    made.file_name = stem + ".zip";
    return Done{};
}

}  // namespace

Result<MadeExport> make_export(const Context& context, std::int64_t number) {
    TRY(require(context, Permission::ExportRun));
    const Prepared prepared =
        TRY(read_value(context.database(), [&](Tx& tx) { return prepare(tx, context, number); }));
    MadeExport made;
    made.request = prepared.request;
    TRY(fill_file(context, prepared, made));
    made.request.state = ExportState::Made;
    made.request.made_at = context.now;
    made.request.sha256 = sha256_hex(made.bytes);
    // Told before it is handed out, and handed out once.
    TRY(context.database().write([&](Tx& tx) -> Status {
        TRY(export_requests::advance(tx, {made.request.id, ExportState::Approved, ExportState::Made,
                                          context.now, made.request.sha256}));
        return audit_export(tx, context, "export.make", made.request);
    }));
    return made;
}

}  // namespace mingce
