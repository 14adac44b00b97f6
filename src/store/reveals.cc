#include "store/reveals.h"

namespace mingce {

std::string keys_of(const std::vector<Field>& fields) {
    std::string keys;
    for (Field field : fields) keys.append(keys.empty() ? "" : ",").append(key_of(field));
    return keys;
}

std::vector<Field> fields_of(std::string_view keys) {
    std::vector<Field> fields;
    while (!keys.empty()) {
        const std::size_t comma = keys.find(',');
        if (const auto field = field_of(keys.substr(0, comma))) fields.push_back(*field);
        keys.remove_prefix(comma == std::string_view::npos ? keys.size() : comma + 1);
    }
    return fields;
}

namespace reveals {

namespace {

constexpr std::string_view kTable = "reveal";

}  // namespace

Status add(Tx& tx, Boxes& boxes, const Reveal& reveal) {
    const std::string box = boxes.seal_for_record({kTable, reveal.id}, reveal.words);
    const std::string fields = keys_of(reveal.fields);
    TRY(
        tx.run("INSERT INTO reveal (id, student, at, actor, role, fields, reason, box)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
               {reveal.id, reveal.student, reveal.at, reveal.actor, reveal.role, fields,
                reveal.reason, Param::Blob{box}}));
    return Done{};
}

Result<std::uint64_t> count_since(Tx& tx, std::string_view actor, Moment since) {
    return static_cast<std::uint64_t>(TRY(
        tx.integer("SELECT count(*) FROM reveal WHERE actor = $1 AND at >= $2", {actor, since})));
}

Result<std::vector<Reveal>> of_student(Tx& tx, Boxes& boxes, const Id& student) {
    std::vector<Reveal> list;
    TRY(
        tx.query("SELECT id, at, actor, role, fields, reason, box FROM reveal WHERE student = $1"
                 " ORDER BY at DESC, id DESC",
                 {student}, [&](const Row& row) -> Status {
                     Reveal reveal;
                     reveal.id = row.id(0);
                     reveal.student = student;
                     reveal.at = row.moment(1);
                     reveal.actor = row.text(2);
                     reveal.role = row.text(3);
                     reveal.fields = fields_of(row.text(4));
                     reveal.reason = row.text(5);
                     reveal.words = TRY(boxes.open_for_record({kTable, reveal.id}, row.blob(6)));
                     list.push_back(std::move(reveal));
                     return Done{};
                 }));
    return list;
}

Result<std::uint64_t> note_look_up(Tx& tx, const LookUp& look_up) {
    TRY(tx.run("DELETE FROM exact_look_up WHERE actor = $1 AND at < $2",
               {look_up.actor, look_up.since}));
    TRY(tx.run("INSERT INTO exact_look_up (id, actor, at) VALUES ($1, $2, $3)",
               {look_up.id, look_up.actor, look_up.at}));
    return static_cast<std::uint64_t>(
        TRY(tx.integer("SELECT count(*) FROM exact_look_up WHERE actor = $1", {look_up.actor})));
}

}  // namespace reveals

}  // namespace mingce
