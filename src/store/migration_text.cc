// The words of a migration: from the subset that both databases speak to the types of one.
#include <array>

#include "base/text.h"
#include "store/migrations.h"

namespace mingce {

namespace {

struct TypeWord {
    std::string_view common, sqlite, postgres;
};
constexpr std::array kTypeWords{
    TypeWord{"ID", "BLOB", "BYTEA"},
    TypeWord{"BYTES", "BLOB", "BYTEA"},
    TypeWord{"INTEGER", "INTEGER", "BIGINT"},
    // The database's own collation would order and compare otherwise, and slower.
    TypeWord{"TEXT", "TEXT", "TEXT COLLATE \"C\""},
};

bool is_word(char c) { return is_lower(c) || is_upper(c) || is_digit(c) || c == '_'; }

std::string_view in_words_of(Dialect dialect, std::string_view word) {
    for (const TypeWord& type : kTypeWords)
        if (type.common == word) return dialect == Dialect::Sqlite ? type.sqlite : type.postgres;
    return word;
}

// Takes what must stay as it is: a comment to its line's end, a text or name to its quote; else "".
std::string_view untouchable(std::string_view text) {
    if (text.starts_with("--")) return text.substr(0, text.find('\n'));
    if (text.front() != '\'' && text.front() != '"') return {};
    const std::size_t end = text.find(text.front(), 1);
    return text.substr(0, end == std::string_view::npos ? end : end + 1);
}

}  // namespace

std::string sql_for(std::string_view text, Dialect dialect) {
    constexpr std::string_view kTableEnd = "\n);\n", kTreeEnd = "\n) WITHOUT ROWID;\n";
    std::string sql;
    while (!text.empty()) {
        if (const std::string_view kept = untouchable(text); !kept.empty()) {
            sql += kept;
            text.remove_prefix(kept.size());
        } else if (is_word(text.front())) {
            std::size_t size = 1;
            while (size < text.size() && is_word(text[size])) ++size;
            sql += in_words_of(dialect, text.substr(0, size));
            text.remove_prefix(size);
        } else if (text.starts_with(kTreeEnd)) {
            sql += dialect == Dialect::Sqlite ? "\n) STRICT, WITHOUT ROWID;" : "\n);";
            text.remove_prefix(kTreeEnd.size() - 1);
        } else if (dialect == Dialect::Sqlite && text.starts_with(kTableEnd)) {
            sql += "\n) STRICT;";
            text.remove_prefix(kTableEnd.size() - 1);
        } else {
            sql += text.front();
            text.remove_prefix(1);
        }
    }
    return sql;
}

}  // namespace mingce
