#include "cli/audit_report.h"

#include <ostream>

#include "base/text.h"

namespace mingce {

namespace {

constexpr Text kNeedsAnchor = {
    "没有外部检查点，以下几种情况看不出来：末尾连同检查点一起被截去、历史分叉、这是旧副本；"
    "用 --anchor 给出打印、邮寄或见证目录里的检查点",
    "a truncated tail with its checkpoints, a forked or an old copy cannot be told without an "
    "anchor: give one by --anchor"};
constexpr Text kKeyOfFile = {
    "公钥取自文件本身，换了钥匙整份重签看不出来：用 --public-key 给出 mingce init 打印的审计公钥",
    "the public key was taken from the file itself, so a whole file signed anew by another key "
    "cannot be told: give the audit key that mingce init printed by --public-key"};
constexpr Text kValuesNotCovered = {
    "未覆盖：问题因数据变化而自行消除或重现，以及有学生被删除或批次被撤销之后，"
    "批次中个别来源行、问题和待定对被删",
    "not covered: that findings went or came as data changed; single rows, findings and pairs "
    "deleted of a batch once students were erased or a batch undone"};

void print_limit(const Text& text, const Console& console) {
    console.data << console.say({"限制：", "limit: "}) << console.say(text) << '\n';
}

void print_more(std::uint64_t count, std::size_t shown, const Console& console) {
    if (count > shown)
        console.data << console.say({"另有 ", "and "}) << grouped(count - shown)
                     << console.say({" 处\n", " more\n"});
}

void append_item(std::string& line, std::string_view name, std::uint64_t value) {
    line.append(",\"").append(name).append("\":").append(std::to_string(value));
}

void append_text(std::string& line, std::string_view name, std::string_view value) {
    line.append(",\"").append(name).append("\":");
    append_json_string(line, value);
}

void print_json(const AuditVerdict& verdict, const Console& console) {
    for (const AuditFault& fault : verdict.faults) {
        std::string line = "{\"fault\":";
        append_json_string(line, code_of(fault.kind));
        append_item(line, "first", fault.first);
        append_item(line, "last", fault.last);
        append_text(line, "text", sentence(fault, console.language));
        console.data << line << "}\n";
    }
    std::string line = verdict.holds() ? "{\"holds\":true" : "{\"holds\":false";
    append_text(line, "origin", verdict.origin);
    append_text(line, "public_key", verdict.public_key);
    append_item(line, "entries", verdict.head.size);
    append_item(line, "checkpoints", verdict.checkpoints);
    append_item(line, "waiting", verdict.waiting);
    append_item(line, "anchors", verdict.anchors);
    append_item(line, "steps_back", verdict.steps_back);
    append_item(line, "faults", verdict.fault_count);
    line += verdict.has_anchor ? ",\"has_anchor\":true" : ",\"has_anchor\":false";
    line += verdict.is_key_of_file ? ",\"key_of_file\":true" : ",\"key_of_file\":false";
    console.data << line << "}\n";
}

void print_sums(const AuditVerdict& verdict, const Console& console) {
    console.data << console.say({"审计 ", "audit "}) << one_line(verdict.origin) << '\n'
                 << console.say({"公钥 ", "key "}) << one_line(verdict.public_key) << '\n'
                 << grouped(verdict.head.size) << console.say({" 条，", " entries, "})
                 << grouped(verdict.checkpoints) << console.say({" 个检查点，", " checkpoints, "})
                 << grouped(verdict.waiting) << console.say({" 条待编号", " waiting"});
    if (verdict.has_anchor)
        console.data << console.say({"，", ", "}) << grouped(verdict.anchors)
                     << console.say({" 个外部检查点相符", " anchors agree"});
    console.data << '\n';
    if (verdict.steps_back != 0)
        console.data << console.say({"注意：", "notice: "}) << grouped(verdict.steps_back)
                     << console.say({" 条的时间早于前一条（时钟被拨回过）；先后以序号为准\n",
                                     " entries tell an earlier time than the one before them (a "
                                     "clock was set back); their order is that of the numbers\n"});
}

}  // namespace

int print_verdict(const AuditVerdict& verdict, const Console& console) {
    if (console.json) {
        print_json(verdict, console);
        return verdict.holds() ? kClean : kWithFindings;
    }
    print_sums(verdict, console);
    for (const AuditFault& fault : verdict.faults)
        console.data << sentence(fault, console.language) << '\n';
    print_more(verdict.fault_count, verdict.faults.size(), console);
    if (verdict.holds()) {
        console.data << console.say({"审计完整：每一条都与签名的检查点相符\n",
                                     "the audit is whole: every entry is as signed\n"});
    } else {
        console.data << console.say({"审计不完整", "the audit is NOT whole"});
        if (const auto first = verdict.first_bad())
            console.data << console.say({"，可疑的第一条是第 ", ", the first doubtful entry is "})
                         << *first << console.say({" 条", ""});
        console.data << console.say({"；保留原件并报告审计管理员\n",
                                     "; keep it as it is and tell the audit administrator\n"});
    }
    if (!verdict.has_anchor) print_limit(kNeedsAnchor, console);
    if (verdict.is_key_of_file) print_limit(kKeyOfFile, console);
    return verdict.holds() ? kClean : kWithFindings;
}

int print_verdict(const ValuesVerdict& verdict, const Console& console) {
    const int code = verdict.holds() ? kClean : kWithFindings;
    for (const ValuesFault& fault : verdict.faults) {
        if (!console.json) {
            console.data << sentence(fault, console.language) << '\n';
            continue;
        }
        std::string line = "{\"fault\":";
        append_json_string(line, code_of(fault.kind));
        append_text(line, "id", fault.object.hex());
        append_text(line, "text", sentence(fault, console.language));
        console.data << line << "}\n";
    }
    if (console.json) {
        std::string line = verdict.holds() ? "{\"values_hold\":true" : "{\"values_hold\":false";
        append_item(line, "students", verdict.students);
        append_item(line, "erased", verdict.erased);
        append_item(line, "batches", verdict.batches);
        append_item(line, "undos", verdict.undos);
        append_item(line, "batches_not_covered", verdict.batches_not_covered);
        append_item(line, "students_not_covered", verdict.students_not_covered);
        append_item(line, "faults", verdict.fault_count);
        console.data << line << "}\n";
        return code;
    }
    print_more(verdict.fault_count, verdict.faults.size(), console);
    console.data << grouped(verdict.students)
                 << console.say({" 名学生的值与承诺值相比，", " students compared, "})
                 << grouped(verdict.batches)
                 << console.say({" 个批次的写入整体复核，", " batches found again whole, "})
                 << grouped(verdict.erased)
                 << console.say({" 名已删除，无可比\n", " erased, nothing to compare\n"});
    if (verdict.batches_not_covered + verdict.students_not_covered != 0)
        console.data << console.say({"限制：", "limit: "}) << grouped(verdict.batches_not_covered)
                     << console.say({" 个批次有学生其后被删除或撤销，写入不能整体复核；",
                                     " batches of which students were erased or taken back since "
                                     "cannot be found again whole; "})
                     << grouped(verdict.students_not_covered)
                     << console.say({" 名学生最近一次改动审计没有承诺值\n",
                                     " students' last change has no commitment in the audit\n"});
    print_limit(kValuesNotCovered, console);
    return code;
}

void print_proof(const CheckedProof& proof, const Console& console) {
    if (console.json) {
        std::string line = "{\"holds\":true";
        append_text(line, "origin", proof.checkpoint.origin);
        append_item(line, "size", proof.checkpoint.head.size);
        if (proof.entry) {
            append_item(line, "number", proof.number);
            append_text(line, "text", audit_sentence(*proof.entry, console.language));
        }
        if (proof.earlier) append_item(line, "earlier_size", proof.earlier->size);
        line += proof.is_key_of_file ? ",\"key_of_file\":true" : ",\"key_of_file\":false";
        console.data << line << "}\n";
        return;
    }
    const std::string origin = one_line(proof.checkpoint.origin);
    if (proof.entry)
        console.data << console.say({"证明成立：", "proved: "}) << origin
                     << console.say({" 的审计第 ", ", entry "}) << proof.number
                     << console.say({" 条（共 ", " of "}) << proof.checkpoint.head.size
                     << console.say({" 条）\n", "\n"})
                     << audit_sentence(*proof.entry, console.language) << '\n';
    if (proof.earlier)
        console.data << console.say({"证明成立：", "proved: "}) << origin
                     << console.say({" 的 ", ", the audit of "}) << proof.checkpoint.head.size
                     << console.say({" 条审计以先前的 ", " entries begins with the earlier "})
                     << proof.earlier->size
                     << console.say({" 条开头，未被改动\n", ", unaltered\n"});
    if (proof.is_key_of_file) print_limit(kKeyOfFile, console);
}

}  // namespace mingce
