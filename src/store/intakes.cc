#include "store/intakes.h"

#include <algorithm>

#include "base/text.h"
#include "store/record_problems.h"

namespace mingce {

namespace {

Intake read_intake(const Row& row) {
    Intake intake;
    intake.id = row.id(0);
    intake.key = row.text(1);
    intake.year = row.integer(2);
    intake.kind = student_kind_of(row.text(3)).value_or(StudentKind::Undergraduate);
    intake.created_at = row.moment(4);
    intake.handed_over_at = row.moment(5);
    intake.handed_over_by = row.text(6);
    return intake;
}

constexpr std::string_view kSelectIntakes =
    "SELECT id, key, year, kind, created_at, handed_over_at, handed_over_by FROM intake ";

}  // namespace

std::optional<IntakeKey> parse_intake_key(std::string_view key) {
    if (key.size() < 7 || key.size() > 40 || !all_digits(key.substr(0, 4)) || key[4] != '-')
        return std::nullopt;
    IntakeKey parsed;
    for (char digit : key.substr(0, 4)) parsed.year = parsed.year * 10 + (digit - '0');
    if (parsed.year < 1949 || parsed.year > 2199) return std::nullopt;
    std::string_view rest = key.substr(5);
    const std::size_t end = std::min(rest.find('-'), rest.size());
    const auto kind = student_kind_of(rest.substr(0, end));
    if (!kind) return std::nullopt;
    parsed.kind = *kind;
    rest.remove_prefix(end);
    if (rest == "-") return std::nullopt;
    const auto fits = [](char c) { return is_digit(c) || is_lower(c) || c == '-'; };
    if (!std::all_of(rest.begin(), rest.end(), fits)) return std::nullopt;
    return parsed;
}

namespace intakes {

Status create_record(Tx& tx, const RecordIdentity& identity, std::string_view actor) {
    TRY(tx.run("INSERT INTO record (id, created_at, created_by) VALUES ($1, $2, $3)",
               {identity.id, identity.created_at, actor}));
    TRY(tx.run("INSERT INTO institution (id, name, code, created_at) VALUES ($1, $2, $3, $4)",
               {identity.institution, identity.institution_name,
                text_or_null(identity.institution_code), identity.created_at}));
    return Done{};
}

Result<std::optional<RecordIdentity>> identity(Tx& tx) {
    std::optional<RecordIdentity> found;
    TRY(tx.first(
        "SELECT r.id, r.created_at, i.id, i.name, i.code"
        " FROM record r, institution i ORDER BY i.created_at",
        {}, [&](const Row& row) {
            found =
                RecordIdentity{row.id(0), row.id(2), row.string(3), row.string(4), row.moment(1)};
        }));
    return found;
}

Status add(Tx& tx, const Id& institution, const Intake& intake) {
    TRY(tx.run(
        "INSERT INTO intake (id, institution, key, year, kind, created_at)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        {intake.id, institution, intake.key, intake.year, key_of(intake.kind), intake.created_at}));
    return Done{};
}

Result<Intake> load(Tx& tx, std::string_view key) {
    Intake intake;
    const bool found = TRY(tx.first(std::string(kSelectIntakes) + "WHERE key = $1", {key},
                                    [&](const Row& row) { intake = read_intake(row); }));
    if (!found) return Error(problem::kIntakeUnknown, std::string(key));
    return intake;
}

Result<Intake> load(Tx& tx, const Id& id) {
    Intake intake;
    const bool found = TRY(tx.first(std::string(kSelectIntakes) + "WHERE id = $1", {id},
                                    [&](const Row& row) { intake = read_intake(row); }));
    if (!found) return Error(problem::kIntakeUnknown, id.hex());
    return intake;
}

Result<std::vector<Intake>> all(Tx& tx) {
    std::vector<Intake> list;
    TRY(tx.query(std::string(kSelectIntakes) + "ORDER BY key", {}, [&](const Row& row) -> Status {
        list.push_back(read_intake(row));
        return Done{};
    }));
    return list;
}

Status set_handed_over(Tx& tx, const Intake& intake) {
    TRY(tx.run("UPDATE intake SET handed_over_at = $1, handed_over_by = $2 WHERE id = $3",
               {intake.is_handed_over() ? Param(intake.handed_over_at) : Param(),
                text_or_null(intake.handed_over_by), intake.id}));
    return Done{};
}

}  // namespace intakes

}  // namespace mingce
