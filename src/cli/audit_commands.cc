// audit: reading it, handing it out, verifying and proving it.
#include <algorithm>
#include <ostream>

#include "base/text.h"
#include "cli/audit_report.h"
#include "cli/record_door.h"
#include "cli/requests.h"
#include "cli/shared_options.h"
#include "usecases/audit/audit_anchors.h"
#include "usecases/audit/audit_export.h"
#include "usecases/audit/audit_problems.h"
#include "usecases/audit/audit_proof.h"
#include "usecases/audit/audit_verify.h"
#include "usecases/audit/audit_view.h"

namespace mingce {

namespace {

void print_entry(const audit_log::ListedEntry& listed, const Console& console) {
    const AuditEntry& entry = listed.entry;
    if (!console.json) {
        console.data << (listed.number ? std::to_string(*listed.number) : "–") << "  "
                     << audit_sentence(entry, console.language) << '\n';
        return;
    }
    std::string line = "{\"number\":";
    line += listed.number ? std::to_string(*listed.number) : "null";
    const auto add = [&](std::string_view name, std::string_view value) {
        line.append(",\"").append(name).append("\":");
        append_json_string(line, value);
    };
    add("id", entry.id.hex());
    add("at", utc_text(entry.at));
    add("actor", entry.actor);
    add("action", entry.action);
    add("object", entry.object);
    add("subject", entry.subject.is_none() ? "" : entry.subject.hex());
    add("detail", entry.detail);
    console.data << line << "}\n";
}

int run_list(const Arguments& arguments, const Console& console) {
    ListAudit request{arguments.subject, std::nullopt, arguments.action};
    if (!arguments.since.empty()) {
        const auto day = date_of(arguments.since);
        if (!day.ok()) return console.refuse(day.error());
        request.since = day.value();
    }
    return with_record(arguments, console, [&](Context& context) {
        std::uint64_t count = 0;
        const Status listed =
            list_audit(context, request, [&](const audit_log::ListedEntry& entry) {
                print_entry(entry, console);
                ++count;
            });
        if (!listed.ok()) return console.refuse(listed.error());
        console.talk << grouped(count) << console.say({" 条\n", " entries\n"});
        return static_cast<int>(kClean);
    });
}

int run_export(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto exported = export_audit(context, arguments.file);
        if (!exported.ok()) return console.refuse(exported.error());
        const ExportEnd& counts = exported.value().counts;
        console.talk << arguments.file << console.say({"：", ": "}) << grouped(counts.entries)
                     << console.say({" 条，", " entries, "}) << grouped(counts.checkpoints)
                     << console.say({" 个检查点，SHA-256 ", " checkpoints, SHA-256 "})
                     << exported.value().file.sha256 << '\n';
        return static_cast<int>(kClean);
    });
}

std::optional<std::string> public_key_of(const Arguments& arguments) {
    if (arguments.public_key.empty()) return std::nullopt;
    return arguments.public_key;
}

int run_verify(const Arguments& arguments, const Console& console) {
    const AuditTrust trust{public_key_of(arguments),
                           {arguments.anchors.begin(), arguments.anchors.end()}};
    if (!arguments.file.empty()) {
        if (arguments.values) return console.refuse(Error(problem::kValuesNeedRecord));
        const auto verdict = verify_export(arguments.file, trust);
        if (!verdict.ok()) return console.refuse(verdict.error());
        return print_verdict(verdict.value(), console);
    }
    return with_record(arguments, console, [&](Context& context) {
        const auto verdict = verify_audit(context, trust);
        if (!verdict.ok()) return console.refuse(verdict.error());
        const int code = print_verdict(verdict.value(), console);
        if (!arguments.values) return code;
        const auto values = verify_values(context);
        if (!values.ok()) return console.refuse(values.error());
        return std::max(code, print_verdict(values.value(), console));
    });
}

int run_prove(const Arguments& arguments, const Console& console) {
    const bool is_of_entry = !arguments.who.empty();
    if (is_of_entry == !arguments.earlier_note.empty())
        return console.refuse(Error(problem::kProveWhat));
    return with_record(arguments, console, [&](Context& context) {
        Result<std::string> proof = std::string();
        if (is_of_entry) {
            proof = prove_entry(context, arguments.who);
        } else {
            const auto note = read_small_file(arguments.earlier_note, kProofBytesMax);
            if (!note.ok()) return console.refuse(note.error());
            proof = prove_consistency(context, note.value());
        }
        if (!proof.ok()) return console.refuse(proof.error());
        if (arguments.out.empty()) {
            console.data << proof.value();
            return static_cast<int>(kClean);
        }
        const auto written = write_output_bytes(arguments.out, proof.value());
        return written.ok() ? static_cast<int>(kClean) : console.refuse(written.error());
    });
}

int run_check_proof(const Arguments& arguments, const Console& console) {
    const auto text = read_small_file(arguments.file, kProofBytesMax);
    if (!text.ok()) return console.refuse(text.error());
    auto checked = check_proof(text.value(), public_key_of(arguments));
    if (!checked.ok()) return console.refuse(std::move(checked).error().in_file(arguments.file));
    print_proof(checked.value(), console);
    return kClean;
}

constexpr Option kPublicKeyOption = {
    "--public-key",
    {"审计公钥（mingce init 打印的一行）；不写则用文件或档案库里的",
     "audit key, the line that mingce init printed; the file's or the record's when not given"},
    &Arguments::public_key};

constexpr Option kListOptions[] = {
    {"--subject",
     {"只列这一编号（或其开头 8 位以上）的",
      "of this id alone (or of those that begin with these 8 digits or more)"},
     &Arguments::subject},
    {"--since", {"从这一天起", "from this day on"}, &Arguments::since},
    {"--action",
     {"只列这种操作，如 batch.commit", "of this kind alone, such as batch.commit"},
     &Arguments::action},
    kJsonOption,
};
constexpr Option kExportOptions[] = {
    {"FILE", {"写到哪个文件", "the file to write"}, &Arguments::file, true},
};
constexpr Option kVerifyOptions[] = {
    {"FILE",
     {"导出的文件，离线验证；不写则验证档案库本身",
      "an exported file, verified offline; the record itself when not given"},
     &Arguments::file},
    {"--anchor",
     {"外部检查点：文件，或见证目录；可多次",
      "a checkpoint from elsewhere: a file, or a witness's folder; may be repeated"},
     &Arguments::anchors},
    kPublicKeyOption,
    {"--record",
     {"另外重算每名学生的承诺值，与库和审计相比",
      "compute every student's commitment too, and compare it with the record and the audit"},
     &Arguments::values},
    kJsonOption,
};
constexpr Option kProveOptions[] = {
    {"ENTRY", {"审计条目的序号或编号", "number or id of an entry"}, &Arguments::who},
    {"--consistency",
     {"较早的检查点文件：证明审计自那时起只增未改",
      "an earlier checkpoint: proves that the audit only grew since"},
     &Arguments::earlier_note},
    {"-o,--out", {"写到文件", "write to this file"}, &Arguments::out},
};
constexpr Option kCheckProofOptions[] = {
    {"FILE", {"证明文件", "the proof"}, &Arguments::file, true},
    kPublicKeyOption,
    kJsonOption,
};

const Command kAuditCommands[] = {
    {"audit",
     "list",
     {"谁在何时对谁做了什么", "who did what to whom, when"},
     kListOptions,
     run_list},
    {"audit",
     "export",
     {"导出审计，可离线验证", "write the audit to a file that is verified offline"},
     kExportOptions,
     run_export},
    {"audit",
     "verify",
     {"验证审计没有被改动、删减、插入或调换",
      "verify that nothing in the audit was altered, deleted, inserted or moved"},
     kVerifyOptions,
     run_verify},
    {"audit",
     "prove",
     {"为一条审计、或为审计只增未改写出证明",
      "write a proof of an entry, or that the audit only grew"},
     kProveOptions,
     run_prove},
    {"audit",
     "check-proof",
     {"离线验证一份证明", "check a proof offline"},
     kCheckProofOptions,
     run_check_proof},
};

}  // namespace

std::span<const Command> audit_commands() { return kAuditCommands; }

}  // namespace mingce
