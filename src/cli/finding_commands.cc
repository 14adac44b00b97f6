// finding: what the rules found in the record, and what people decide about it.
#include <ostream>

#include "access/field_mask.h"
#include "base/text.h"
#include "cli/record_door.h"
#include "cli/shared_options.h"
#include "domain/standard.h"
#include "rules/checks.h"
#include "usecases/problem_table.h"
#include "usecases/students/findings_work.h"
#include "usecases/students/fix_findings.h"
#include "usecases/students/waive_findings.h"

namespace mingce {

namespace {

const RuleText* rule_named(const std::string& code) {
    for (const RuleText* rule : rules_of_rooms())
        if (rule->code == code) return rule;
    return nullptr;
}

// A rule's sentence with its values; those of sealed fields masked.
std::string message_of(const StoredFinding& finding, const Console& console) {
    const RuleText* const rule = rule_named(finding.rule);
    if (rule == nullptr) return finding.detail.message;
    const FieldStandard* const field =
        finding.field ? &DataStandard::shipped().of(*finding.field) : nullptr;
    const auto value = [&](const std::string& raw) {
        return field == nullptr ? raw : shown(*field, raw);
    };
    // A count says nothing of anybody, a number of five digits and more may be somebody's.
    const bool is_long = finding.detail.arg.size() > 4;
    const std::string raw = value(finding.detail.raw);
    const std::string arg = is_long ? value(finding.detail.arg) : finding.detail.arg;
    return sentence_of(*rule, {finding.field, raw, arg}, console.language);
}

void print_line_json(const FindingLine& line, const Console& console) {
    const StoredFinding& finding = line.finding;
    std::string text = "{\"id\":";
    const auto add = [&text](std::string_view key, std::string_view value) {
        text.append(",\"").append(key).append("\":");
        append_json_string(text, value);
    };
    append_json_string(text, finding.id.hex());
    add("rule", finding.rule);
    add("severity", finding.severity);
    add("state", key_of(finding.state));
    add("student", finding.student.is_none() ? "" : finding.student.hex());
    add("name", line.name);
    add("field", finding.field ? key_of(*finding.field) : "");
    add("message", message_of(finding, console));
    const FieldStandard* const field =
        finding.field ? &DataStandard::shipped().of(*finding.field) : nullptr;
    add("proposal", field ? shown(*field, finding.detail.proposal) : finding.detail.proposal);
    console.data << text << "}\n";
}

void print_line(const FindingLine& line, const Console& console) {
    const StoredFinding& finding = line.finding;
    const FieldStandard* const field =
        finding.field ? &DataStandard::shipped().of(*finding.field) : nullptr;
    console.data << finding.id.hex() << "  " << finding.severity << "  " << finding.rule << "  "
                 << (line.name.empty() ? finding.detail.file : line.name) << "  "
                 << message_of(finding, console);
    if (!finding.detail.proposal.empty())
        console.data << console.say({"；建议 ", "; proposed: "})
                     << (field ? shown(*field, finding.detail.proposal) : finding.detail.proposal);
    if (finding.state != FindingState::Open)
        console.data << "  [" << key_of(finding.state) << " " << finding.decided_by << " "
                     << one_line(finding.detail.reason) << "]";
    console.data << '\n';
}

int run_list(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        ListFindings request;
        request.intake = arguments.intake;
        if (!arguments.state.empty())
            request.state = arguments.state == "all" ? "" : arguments.state;
        request.rule = arguments.rule;
        request.severity = arguments.severity;
        const auto lines = list_findings(context, request);
        if (!lines.ok()) return console.refuse(lines.error());
        for (const FindingLine& line : lines.value())
            console.json ? print_line_json(line, console) : print_line(line, console);
        console.talk << grouped(lines.value().size()) << console.say({" 个问题\n", " findings\n"});
        return static_cast<int>(lines.value().empty() ? kClean : kWithFindings);
    });
}

void tell_operation(std::optional<std::int64_t> number, const Console& console) {
    if (number)
        console.talk << console.say({"；可用 mingce operation undo ", "; mingce operation undo "})
                     << *number << console.say({" 撤销", " takes it back"});
    console.talk << '\n';
}

int run_fix(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        FixFindings request;
        request.id = arguments.who;
        request.intake = arguments.intake;
        request.rule = arguments.rule;
        if (!arguments.value.empty()) request.value = arguments.value;
        request.today = day_of(context.now);
        const auto outcome = fix_findings(context, request);
        if (!outcome.ok()) return console.refuse(outcome.error());
        console.talk << console.say({"已改正 ", "fixed "}) << grouped(outcome.value().fixed)
                     << console.say({"，没有建议值的 ", ", without a proposal "})
                     << grouped(outcome.value().without_proposal)
                     << console.say({"，新问题 ", ", findings opened "})
                     << grouped(outcome.value().findings.opened);
        tell_operation(outcome.value().operation, console);
        return static_cast<int>(outcome.value().findings.opened == 0 ? kClean : kWithFindings);
    });
}

int run_waive(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto operation = waive_finding(context, arguments.who, arguments.reason);
        if (!operation.ok()) return console.refuse(operation.error());
        console.talk << console.say({"已豁免", "waived"});
        tell_operation(operation.value(), console);
        return static_cast<int>(kClean);
    });
}

int run_reopen(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const Status done = reopen_finding(context, arguments.who, arguments.reason);
        if (!done.ok()) return console.refuse(done.error());
        console.talk << console.say({"已重新打开\n", "reopened\n"});
        return static_cast<int>(kClean);
    });
}

int run_check_again(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto counts = check_intake_again(context, arguments.intake, day_of(context.now));
        if (!counts.ok()) return console.refuse(counts.error());
        console.talk << console.say({"新问题 ", "opened "}) << grouped(counts.value().opened)
                     << console.say({"，已消除 ", ", gone "}) << grouped(counts.value().gone)
                     << '\n';
        return static_cast<int>(counts.value().opened == 0 ? kClean : kWithFindings);
    });
}

constexpr Option kFindingId = {"FINDING", {"问题编号", "id of the finding"}, &Arguments::who, true};
constexpr Option kRuleOption = {"--rule", {"规则代码", "code of a rule"}, &Arguments::rule};
constexpr Option kWhyOption = {"--reason", {"理由", "why"}, &Arguments::reason, true};

constexpr Option kListOptions[] = {
    kIntakeOption,
    {"--state",
     {"open、fixed、waived、gone 或 all，缺省 open",
      "open, fixed, waived, gone or all; open when not given"},
     &Arguments::state},
    kRuleOption,
    {"--severity",
     {"blocking、warning 或 note", "blocking, warning or note"},
     &Arguments::severity},
    kJsonOption,
};
constexpr Option kFixOptions[] = {
    {"FINDING", {"问题编号", "id of the finding"}, &Arguments::who},
    {"--intake",
     {"与 --rule 一起：该批次此规则的全部", "with --rule: all of the rule in this intake"},
     &Arguments::intake},
    kRuleOption,
    {"--value",
     {"不用建议值，改用此值", "this value instead of the proposed one"},
     &Arguments::value},
};
constexpr Option kWaiveOptions[] = {kFindingId, kWhyOption};
constexpr Option kCheckOptions[] = {kIntakeOption};

const Command kFindingCommands[] = {
    {"finding", "list", {"列出问题", "list findings"}, kListOptions, run_list},
    {"finding",
     "fix",
     {"采用建议值（或 --value）改正", "take the proposed value, or --value"},
     kFixOptions,
     run_fix},
    {"finding", "waive", {"写明理由豁免", "waive with a reason"}, kWaiveOptions, run_waive},
    {"finding", "reopen", {"重新打开", "open again"}, kWaiveOptions, run_reopen},
    {"finding",
     "check",
     {"对整个招生批次重新核查", "judge a whole intake again"},
     kCheckOptions,
     run_check_again},
};

}  // namespace

std::span<const Command> finding_commands() { return kFindingCommands; }

}  // namespace mingce
