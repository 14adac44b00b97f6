#include "store/column_mappings.h"

namespace mingce::column_mappings {

Result<std::map<std::string, std::string>> all(Tx& tx) {
    std::map<std::string, std::string> mappings;
    TRY(tx.query("SELECT header, field FROM column_mapping ORDER BY header", {},
                 [&](const Row& row) -> Status {
                     mappings.emplace(row.text(0), row.text(1));
                     return Done{};
                 }));
    return mappings;
}

Status remember(Tx& tx, const Remember& by, const std::map<std::string, std::string>& mappings) {
    for (const auto& [header, field] : mappings)
        TRY(
            tx.run("INSERT INTO column_mapping (institution, header, field, at, actor)"
                   " VALUES ($1, $2, $3, $4, $5)"
                   " ON CONFLICT (institution, header) DO UPDATE"
                   " SET field = excluded.field, at = excluded.at, actor = excluded.actor",
                   {by.institution, header, field, by.at, by.actor}));
    return Done{};
}

Result<std::vector<SheetWord>> sheet_words(Tx& tx) {
    std::vector<SheetWord> words;
    TRY(
        tx.query("SELECT fingerprint, name, cell, value FROM sheet_mapping"
                 " ORDER BY fingerprint, name, cell",
                 {}, [&](const Row& row) -> Status {
                     words.push_back({row.string(0), row.string(1), row.string(2), row.string(3)});
                     return Done{};
                 }));
    return words;
}

Status remember(Tx& tx, const Remember& by, const std::vector<SheetWord>& words) {
    for (const SheetWord& word : words)
        TRY(tx.run(
            "INSERT INTO sheet_mapping (institution, fingerprint, name, cell, value, at, actor)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7)"
            " ON CONFLICT (institution, fingerprint, name, cell) DO UPDATE"
            " SET value = excluded.value, at = excluded.at, actor = excluded.actor",
            {by.institution, word.fingerprint, word.name, word.cell, word.value, by.at, by.actor}));
    return Done{};
}

}  // namespace mingce::column_mappings
