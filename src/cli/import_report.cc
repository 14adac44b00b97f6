#include "cli/import_report.h"

#include <ostream>

#include "access/field_mask.h"
#include "base/text.h"
#include "cli/check_summary.h"
#include "domain/standard.h"
#include "usecases/files/photo_rules.h"

namespace mingce {

namespace {

constexpr Text text_of(RowOutcome outcome) {
    switch (outcome) {
        case RowOutcome::New: return {"新增", "new"};
        case RowOutcome::Changed: return {"变更", "changed"};
        case RowOutcome::Same: return {"相同", "same"};
        case RowOutcome::Conflict: return {"冲突", "conflict"};
    }
    return {};
}

std::string label(Field field, Language language) {
    const FieldStandard& standard = DataStandard::shipped().of(field);
    return language == Language::Chinese ? standard.zh : standard.en;
}

std::string difference(const FieldChange& change, const Console& console) {
    const FieldStandard& field = DataStandard::shipped().of(change.field);
    const std::string before = shown(field, change.before), after = shown(field, change.after);
    return label(change.field, console.language) + " " + (before.empty() ? "∅" : before) + " → " +
           after;
}

void append_changes(std::string& line, const std::vector<FieldChange>& changes) {
    line += '[';
    for (const FieldChange& change : changes) {
        const FieldStandard& field = DataStandard::shipped().of(change.field);
        if (line.back() != '[') line += ',';
        line += "{\"field\":";
        append_json_string(line, key_of(change.field));
        line += ",\"before\":";
        append_json_string(line, shown(field, change.before));
        line += ",\"after\":";
        append_json_string(line, shown(field, change.after));
        line += '}';
    }
    line += ']';
}

void print_row_json(const ImportReport& report, const ComparedRow& row, const Console& console) {
    const Students& students = report.check.hand_over.students;
    std::string line = "{\"outcome\":";
    append_json_string(line, text_of(row.outcome).en);
    line += ",\"place\":";
    append_json_string(line, source_place(students, row.row));
    line += ",\"student\":";
    const auto at = static_cast<std::size_t>(row.existing);
    append_json_string(line, row.existing < 0 ? "" : report.existing[at].id.hex());
    line += ",\"taken\":";
    append_changes(line, row.taken());
    line += ",\"kept\":";
    append_changes(line, row.kept());
    console.data << line << "}\n";
}

// Only rows that say something about a student who is there: new ones are counted, not listed.
void print_rows(const ImportReport& report, const Console& console) {
    const Students& students = report.check.hand_over.students;
    for (const ComparedRow& row : report.rows) {
        if (row.taken().empty() && row.kept().empty() && row.candidates().empty()) continue;
        if (console.json) {
            print_row_json(report, row, console);
            continue;
        }
        console.data << source_place(students, row.row) << ": " << console.say(text_of(row.outcome))
                     << " " << students.value(row.row, Field::Name);
        for (const FieldChange& change : row.taken())
            console.data << "; " << difference(change, console);
        for (const FieldChange& change : row.kept())
            console.data << "; " << difference(change, console)
                         << console.say({"（保留库中的）", " (the record's was kept)"});
        if (!row.candidates().empty())
            console.data << console.say({"; 号码与库中另一人相同，按两人处理",
                                         "; a number is another student's, kept as two people"});
        console.data << '\n';
    }
}

void print_counts(const ImportReport& report, const Console& console) {
    const BatchCounts& counts = report.batch.counts;
    console.talk << console.say({"行数平衡：读入 ", "Rows balance: in "}) << grouped(counts.rows_in)
                 << console.say({" = 接收 ", " = accepted "}) << grouped(counts.rows_accepted)
                 << console.say({" + 搁置 ", " + held "}) << grouped(counts.rows_held)
                 << console.say({" + 拒绝 ", " + refused "}) << grouped(counts.rows_refused) << '\n'
                 << console.say({"接收 ", "Accepted "}) << grouped(counts.rows_accepted)
                 << console.say({" = 新增 ", " = new "}) << grouped(counts.students_new)
                 << console.say({" + 变更 ", " + changed "}) << grouped(counts.students_changed)
                 << console.say({" + 相同 ", " + same "}) << grouped(counts.students_same)
                 << console.say({" + 冲突 ", " + conflict "}) << grouped(counts.students_conflict);
    if (const std::uint64_t joined = report.check.hand_over.rows_joined; joined != 0)
        console.talk << console.say({" + 班级名单并入 ", " + class rows joined "})
                     << grouped(joined);
    console.talk << '\n'
                 << console.say({"文件 SHA-256 ", "Files SHA-256 "}) << report.batch.files_sha256
                 << '\n'
                 << console.say({"数据 SHA-256 ", "Values SHA-256 "}) << report.batch.values_sha256
                 << '\n';
}

void print_remembered(const ImportReport& report, const Console& console) {
    for (const auto& [header, field] : report.remembered)
        console.talk << console.say({"按上次指定的对应：", "As matched by hand before: "}) << header
                     << " → " << label(field, console.language) << '\n';
}

void print_other_kinds(const ImportReport& report, const Console& console) {
    if (report.rows_of_other_kinds == 0) return;
    console.talk << console.say({"搁置的行中 ", "Of the held rows, "})
                 << grouped(report.rows_of_other_kinds)
                 << console.say({" 行是另一类学生，请导入到他们的招生批次（或用 --kind 指定）\n",
                                 " are another kind of student: import them into their intake "
                                 "(or name the kind by --kind)\n"});
}

void print_majors(const ImportReport& report, const Console& console) {
    const majors::Difference& majors = report.majors;
    if (majors.changes() + majors.same == 0) return;
    console.talk << console.say({"专业：新增 ", "Majors: new "}) << grouped(majors.fresh)
                 << console.say({"，变更 ", ", changed "}) << grouped(majors.changed)
                 << console.say({"，相同 ", ", same "}) << grouped(majors.same) << '\n';
}

constexpr Text text_of(PhotoOutcome outcome) {
    switch (outcome) {
        case PhotoOutcome::New: return {"新增", "new"};
        case PhotoOutcome::Replaced: return {"替换", "replaced"};
        case PhotoOutcome::Same: return {"相同", "same"};
        case PhotoOutcome::Unused: return {"未用", "unused"};
        case PhotoOutcome::Unmatched: return {"未匹配", "unmatched"};
        case PhotoOutcome::Refused: return {"拒绝", "refused"};
    }
    return {};
}

void print_photo_json(const ImportReport& report, std::size_t i, const Console& console) {
    const HandOverPhoto& photo = report.check.hand_over.photos[i];
    const ComparedPhoto& compared = report.photos[i];
    std::string line = "{\"photo\":";
    append_json_string(line, photo.name);
    line += ",\"file\":";
    append_json_string(line, photo.container);
    line += ",\"outcome\":";
    append_json_string(line, text_of(compared.outcome).en);
    line += ",\"student\":";
    const auto at = static_cast<std::size_t>(compared.existing);
    append_json_string(line, compared.existing < 0 ? "" : report.existing[at].id.hex());
    console.data << line << "}\n";
}

/// New ones and those that are there already are counted; what replaces one, or is not taken, is
/// listed. What is wrong with a picture is told by its findings.
void print_photos(const ImportReport& report, const Console& console) {
    const std::vector<HandOverPhoto>& photos = report.check.hand_over.photos;
    for (std::size_t i = 0; i < photos.size(); ++i) {
        const PhotoOutcome outcome = report.photos[i].outcome;
        if (outcome == PhotoOutcome::New || outcome == PhotoOutcome::Same) continue;
        if (console.json) {
            print_photo_json(report, i, console);
            continue;
        }
        console.data << photos[i].container << console.say({"：照片 ", ": photo "})
                     << photos[i].name << ' ' << console.say(text_of(outcome)) << '\n';
    }
    for (const Finding& finding : report.check.findings)
        if (photo_rule::is_of_photos(finding.rule) && !finding.raw.empty() && !console.json)
            console.data << finding.rule->code << ' '
                         << message_of(finding, report.check.hand_over.students, console.language)
                         << "; " << console.say(finding.rule->fix) << '\n';
}

void print_photo_counts(const PhotoCounts& counts, const Console& console) {
    if (counts.in == 0) return;
    console.talk << console.say({"照片平衡：读入 ", "Photos balance: in "}) << grouped(counts.in)
                 << console.say({" = 匹配 ", " = matched "}) << grouped(counts.matched())
                 << console.say({" + 未匹配 ", " + unmatched "}) << grouped(counts.unmatched)
                 << console.say({" + 拒绝 ", " + refused "}) << grouped(counts.refused) << '\n'
                 << console.say({"匹配 ", "Matched "}) << grouped(counts.matched())
                 << console.say({" = 新增 ", " = new "}) << grouped(counts.fresh)
                 << console.say({" + 替换 ", " + replaced "}) << grouped(counts.replaced)
                 << console.say({" + 相同 ", " + same "}) << grouped(counts.same)
                 << console.say({" + 未用 ", " + unused "}) << grouped(counts.unused) << '\n';
}

void print_class_rows(const ImportReport& report, const Console& console) {
    const ClassRowCounts& rows = report.class_rows;
    if (rows.found + rows.held == 0) return;
    console.talk << console.say({"其中分班表的行：库中学生 ",
                                 "Of these, rows of class lists: students of the record "})
                 << grouped(rows.found) << console.say({"，搁置 ", ", held "}) << grouped(rows.held)
                 << '\n';
}

void print_outcome(const ImportReport& report, const Console& console) {
    if (report.changes_nothing) {
        console.talk << console.say({"库中已有全部内容，什么也没有写入\n",
                                     "All of it is in the record already; nothing was written\n"});
        return;
    }
    console.talk << console.say({"批次 ", "Batch "}) << report.batch.number;
    if (!report.is_committed) {
        console.talk << console.say({" 已暂存；核对后加 --commit 写入\n",
                                     " is staged; look it over, then add --commit to write it\n"});
        return;
    }
    console.talk << console.say({" 已写入；问题 ", " is written; findings "})
                 << grouped(report.findings_written)
                 << console.say({"，待定的同名同人 ", ", pairs to be decided "})
                 << grouped(report.pairs_written) << '\n';
}

}  // namespace

void print_import(const ImportReport& report, const Console& console) {
    print_rows(report, console);
    print_photos(report, console);
    print_check_summary(report.check, console);
    print_counts(report, console);
    print_photo_counts(report.batch.counts.photos, console);
    print_remembered(report, console);
    print_other_kinds(report, console);
    print_class_rows(report, console);
    print_majors(report, console);
    print_outcome(report, console);
}

}  // namespace mingce
