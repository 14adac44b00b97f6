// standard: what the school changed of its data standard, and taking it back.
#include <ostream>

#include "base/text.h"
#include "cli/record_door.h"
#include "cli/shared_options.h"
#include "usecases/standards/withdraw_change.h"

namespace mingce {

namespace {

void print_change_json(const StandardChangeView& view, const Console& console, bool is_whole) {
    const StandardChange& change = view.change;
    std::string text = "{\"number\":" + std::to_string(change.number);
    const auto add = [&text](std::string_view key, std::string_view value) {
        text.append(",\"").append(key).append("\":");
        append_json_string(text, value);
    };
    add("kind", key_of(change.kind));
    add("key", change.key);
    add("effective_from", iso_text(change.effective_from));
    add("state", key_of(view.state));
    add("actor", change.actor);
    add("at", utc_text(change.at));
    add("reason", change.reason);
    if (is_whole) add("document", change.document);
    console.data << text << "}\n";
}

void print_change(const StandardChangeView& view, const Console& console) {
    if (console.json) return print_change_json(view, console, false);
    const StandardChange& change = view.change;
    console.data << change.number << "  " << iso_text(change.effective_from) << "  "
                 << key_of(change.kind) << ' ' << change.key << "  " << key_of(view.state) << "  "
                 << change.actor << "  " << one_line(change.reason) << '\n';
}

int run_list_changes(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto views = list_changes(context, {});
        if (!views.ok()) return console.refuse(views.error());
        for (const StandardChangeView& view : views.value()) print_change(view, console);
        console.talk << grouped(views.value().size()) << console.say({" 项变更\n", " changes\n"});
        return static_cast<int>(kClean);
    });
}

int run_show_change(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto view = show_change(context, arguments.batch);
        if (!view.ok()) return console.refuse(view.error());
        if (console.json) {
            print_change_json(view.value(), console, true);
        } else {
            print_change(view.value(), console);
            console.data << view.value().change.document;
        }
        return static_cast<int>(kClean);
    });
}

int run_withdraw(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto made = withdraw_change(context, {arguments.batch, arguments.reason});
        if (!made.ok()) return console.refuse(made.error());
        const JudgedAgain& judged = made.value().judged;
        console.talk << console.say({"已撤回变更 ", "withdrew change "}) << arguments.batch
                     << console.say({"：问题消除 ", ": findings gone "})
                     << grouped(judged.findings.gone) << console.say({"，新增 ", ", opened "})
                     << grouped(judged.findings.opened);
        if (judged.jobs != 0)
            console.talk << console.say({"；另有任务 ", "; jobs for a server "})
                         << grouped(judged.jobs);
        console.talk << '\n';
        return static_cast<int>(kClean);
    });
}

constexpr Option kChangeNumber = {
    "NUMBER", {"变更编号", "number of the change"}, &Arguments::batch, true};
constexpr Option kListChangesOptions[] = {kJsonOption};
constexpr Option kShowChangeOptions[] = {kChangeNumber, kJsonOption};
constexpr Option kWithdrawOptions[] = {kChangeNumber, kReasonOption};

const Command kStandardCommands[] = {
    {"standard",
     "list",
     {"学校对数据标准的变更，新的在前", "what the school changed of its standard, newest first"},
     kListChangesOptions,
     run_list_changes},
    {"standard",
     "show",
     {"一项变更及其内容", "one change, with what it says"},
     kShowChangeOptions,
     run_show_change},
    {"standard",
     "withdraw",
     {"撤回一项变更：此前的规定重新生效", "take one back: what held before holds again"},
     kWithdrawOptions,
     run_withdraw},
};

}  // namespace

std::span<const Command> standard_commands() { return kStandardCommands; }

}  // namespace mingce
