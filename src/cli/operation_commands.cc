// operation: what was done to many students at once, and taking it back.
#include <ostream>

#include "access/field_mask.h"
#include "base/text.h"
#include "cli/record_door.h"
#include "cli/shared_options.h"
#include "domain/standard.h"
#include "usecases/students/list_operations.h"
#include "usecases/students/operation_words.h"
#include "usecases/students/undo_operation.h"

namespace mingce {

namespace {

std::string_view state_of(const Operation& operation) {
    return operation.is_undone() ? "undone" : "done";
}

void print_json(const OperationView& view, const Console& console) {
    const Operation& operation = view.operation;
    std::string text = "{\"number\":" + std::to_string(operation.number);
    const auto add = [&text](std::string_view key, std::string_view value) {
        text.append(",\"").append(key).append("\":");
        append_json_string(text, value);
    };
    add("kind", key_of(operation.kind));
    add("intake", view.intake);
    add("actor", operation.actor);
    add("at", utc_text(operation.at));
    add("sentence", sentence_of(operation, console.language));
    add("state", state_of(operation));
    console.data << text << ",\"students\":" << operation.students
                 << ",\"cells\":" << operation.cells << ",\"findings\":" << operation.findings
                 << ",\"may_undo\":" << (view.why_not == nullptr ? "true" : "false") << "}\n";
}

void print_operation(const OperationView& view, const Console& console) {
    if (console.json) return print_json(view, console);
    const Operation& operation = view.operation;
    console.data << operation.number << "  " << civil_text(operation.at) << "  " << operation.actor
                 << "  " << sentence_of(operation, console.language);
    if (!operation.reason.empty()) console.data << "  " << one_line(operation.reason);
    if (operation.is_undone())
        console.data << console.say({"  [已撤销，第 ", "  [taken back in "}) << operation.undone_in
                     << console.say({" 号]", "]"});
    console.data << '\n';
}

int run_list(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto views = list_operations(context, {arguments.intake, 0, 0});
        if (!views.ok()) return console.refuse(views.error());
        for (const OperationView& view : views.value()) print_operation(view, console);
        console.talk << grouped(views.value().size())
                     << console.say({" 个操作\n", " operations\n"});
        return static_cast<int>(kClean);
    });
}

int run_show(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto detail = show_operation(context, arguments.batch);
        if (!detail.ok()) return console.refuse(detail.error());
        print_operation(detail.value().view, console);
        if (console.json) return static_cast<int>(kClean);
        for (const OperationCell& cell : detail.value().cells) {
            const FieldStandard& field = DataStandard::shipped().of(cell.change.field);
            console.data << "  " << cell.name << "  " << console.say({field.zh, field.en}) << "  "
                         << shown(field, cell.change.before) << " → "
                         << shown(field, cell.change.after) << '\n';
        }
        if (detail.value().is_cut) console.data << "  …\n";
        return static_cast<int>(kClean);
    });
}

int run_undo(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto undone =
            undo_operation(context, {arguments.batch, arguments.reason, day_of(context.now)});
        if (!undone.ok()) return console.refuse(undone.error());
        for (const KeptThing& kept : undone.value().kept) {
            console.data << console.say({"保留  ", "kept  "}) << kept.name << "  ";
            if (kept.field) {
                const FieldStandard& field = DataStandard::shipped().of(*kept.field);
                console.data << console.say({field.zh, field.en}) << "  ";
            }
            console.data << Error(*kept.why).sentence(console.language) << '\n';
        }
        console.talk << console.say({"已改回 ", "put back "})
                     << grouped(static_cast<std::uint64_t>(undone.value().cells))
                     << console.say({" 格，恢复 ", " cells and "})
                     << grouped(static_cast<std::uint64_t>(undone.value().findings))
                     << console.say({" 个问题", " decisions on findings"});
        if (undone.value().operation)
            console.talk << console.say({"；撤销第 ", "; undo operation "})
                         << *undone.value().operation
                         << console.say({" 号操作即重做", " to do it again"});
        console.talk << '\n';
        return static_cast<int>(undone.value().kept.empty() ? kClean : kWithFindings);
    });
}

constexpr Option kOperationNumber = {
    "NUMBER", {"操作编号", "number of the operation"}, &Arguments::batch, true};
constexpr Option kListOptions[] = {
    {"--intake", {"只列这个招生批次的", "of this intake alone"}, &Arguments::intake},
    kJsonOption,
};
constexpr Option kShowOptions[] = {kOperationNumber, kJsonOption};
constexpr Option kUndoOptions[] = {kOperationNumber, kReasonOption};

const Command kOperationCommands[] = {
    {"operation",
     "list",
     {"操作记录，新的在前", "operations, the newest first"},
     kListOptions,
     run_list},
    {"operation",
     "show",
     {"一个操作与它写入的格", "one, with the cells it wrote"},
     kShowOptions,
     run_show},
    {"operation",
     "undo",
     {"撤销：改回之后没有再改过的", "take one back, but for what was changed since"},
     kUndoOptions,
     run_undo},
};

}  // namespace

std::span<const Command> operation_commands() { return kOperationCommands; }

}  // namespace mingce
