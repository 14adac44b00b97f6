#include "store/major_changes.h"

#include <charconv>
#include <deque>

#include "base/canonical_line.h"
#include "store/field_document.h"
#include "store/organisation_problems.h"
#include "store/record_problems.h"

namespace mingce::major_changes {

namespace {

constexpr std::string_view kChangeTable = "major_change";
constexpr std::size_t kMajorParts = 7;

std::string text_of(const std::optional<Major>& major) {
    std::string text;
    if (!major) return text;
    const std::string plan = major->plan_count ? std::to_string(*major->plan_count) : "";
    append_canonical_line(text, {major->department, major->name, major->level, major->school_code,
                                 major->national_code, major->duration, plan});
    return text;
}

Result<std::optional<Major>> major_of(std::string_view text) {
    if (text.empty()) return std::optional<Major>();
    if (!text.ends_with('\n')) return Error(problem::kDocumentDamaged);
    text.remove_suffix(1);
    auto parts = parse_canonical_line(text);
    if (!parts || parts->size() != kMajorParts) return Error(problem::kDocumentDamaged);
    Major major;
    major.department = std::move((*parts)[0]);
    major.name = std::move((*parts)[1]);
    major.level = std::move((*parts)[2]);
    major.school_code = std::move((*parts)[3]);
    major.national_code = std::move((*parts)[4]);
    major.duration = std::move((*parts)[5]);
    const std::string& plan = (*parts)[6];
    if (plan.empty()) return std::optional(std::move(major));
    std::uint32_t count = 0;
    const auto [end, failed] = std::from_chars(plan.data(), plan.data() + plan.size(), count);
    if (failed != std::errc() || end != plan.data() + plan.size())
        return Error(problem::kDocumentDamaged);
    major.plan_count = count;
    return std::optional(std::move(major));
}

Result<MajorChange> change_of(std::string_view before, std::string_view after) {
    return MajorChange{TRY(major_of(before)), TRY(major_of(after))};
}

}  // namespace

Result<std::int64_t> next_number(Tx& tx) {
    return TRY(tx.integer("SELECT coalesce(max(number), 0) FROM major_change")) + 1;
}

Status add(Tx& tx, Boxes& boxes, const Id& institution, const SaidOfMajor& said) {
    const std::string before = text_of(said.change.before), after = text_of(said.change.after);
    const std::string box = boxes.seal_for_record({kChangeTable, said.id}, said.reason);
    TRY(
        tx.run("INSERT INTO major_change (id, institution, number, before_word, after_word, at,"
               " actor, account, box) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
               {said.id, institution, said.number, before, after, said.at, said.actor, said.account,
                Param::Blob{box}}));
    return Done{};
}

Result<std::vector<MajorChange>> standing(Tx& tx) {
    std::vector<MajorChange> changes;
    TRY(
        tx.query("SELECT before_word, after_word FROM major_change WHERE undone_at IS NULL"
                 " ORDER BY number",
                 {}, [&changes](const Row& row) -> Status {
                     changes.push_back(TRY(change_of(row.text(0), row.text(1))));
                     return Done{};
                 }));
    return changes;
}

Result<std::vector<SaidOfMajor>> all(Tx& tx, Boxes& boxes) {
    std::vector<SaidOfMajor> list;
    TRY(
        tx.query("SELECT id, number, before_word, after_word, at, actor, account, box, undone_at,"
                 " undone_by FROM major_change ORDER BY number DESC",
                 {}, [&](const Row& row) -> Status {
                     SaidOfMajor said;
                     said.id = row.id(0);
                     said.number = row.integer(1);
                     said.change = TRY(change_of(row.text(2), row.text(3)));
                     said.at = row.moment(4);
                     said.actor = row.text(5);
                     said.account = row.id(6);
                     said.reason = TRY(boxes.open_for_record({kChangeTable, said.id}, row.blob(7)));
                     said.undone_at = row.moment(8);
                     said.undone_by = row.text(9);
                     list.push_back(std::move(said));
                     return Done{};
                 }));
    return list;
}

Status undo(Tx& tx, const Undoing& undoing) {
    const std::uint64_t changed =
        TRY(tx.run("UPDATE major_change SET undone_at = $1, undone_by = $2"
                   " WHERE id = $3 AND undone_at IS NULL",
                   {undoing.at, undoing.actor, undoing.said}));
    return changed == 1 ? Status(Done{}) : Status(Error(problem::kMajorUndone));
}

Result<std::vector<Concerned>> concerned(Tx& tx, std::span<const Major> majors) {
    const bool is_sqlite = tx.dialect() == Dialect::Sqlite;
    const std::string find = is_sqlite ? "instr(" : "strpos(";
    std::deque<std::string> texts;
    std::vector<Param> params;
    std::string any;
    const auto place = [&](std::string text) {
        params.emplace_back(texts.emplace_back(std::move(text)));
        return "$" + std::to_string(params.size());
    };
    const auto or_else = [&any](const std::string& condition) {
        any.append(any.empty() ? "" : " OR ").append(condition);
    };
    for (const Major& major : majors) {
        // As the rule reads it: the name, what stands before a bracket, either code.
        or_else("s.major = " + place(major.name));
        or_else(find + "s.major, " + place(major.name + "(") + ") = 1");
        or_else(find + "s.major, " + place(major.name + "（") + ") = 1");
        for (const std::string& code : {major.school_code, major.national_code}) {
            if (code.empty()) continue;
            or_else("s.major = " + place(code));
            for (const Field field : {Field::MajorSchoolCode, Field::MajorCode})
                or_else(find + "s.fields, " + place(document_entry(field, code)) + ") > 0");
        }
    }
    std::vector<Concerned> list;
    const std::string only = any.empty() ? "" : " AND (" + any + ")";
    TRY(tx.query("SELECT s.id, s.intake FROM student s WHERE s.state = 'live'" + only +
                     " ORDER BY s.intake, s.id",
                 params, [&list](const Row& row) -> Status {
                     list.push_back({row.id(0), row.id(1)});
                     return Done{};
                 }));
    return list;
}

}  // namespace mingce::major_changes
