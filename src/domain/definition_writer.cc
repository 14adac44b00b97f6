#include "domain/definition_writer.h"

#include <charconv>
#include <cstdio>

namespace mingce {

namespace {

/// A TOML basic string.
std::string quoted_toml(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (byte < 0x20 || byte == 0x7F) {
            char code[8];
            std::snprintf(code, sizeof code, "\\u%04X", static_cast<unsigned>(byte));
            out += code;
        } else {
            out += c;
        }
    }
    return out + '"';
}

/// The shortest text that reads back as the same number.
std::string number_toml(double value) {
    char text[32];
    const auto end = std::to_chars(std::begin(text), std::end(text), value);
    return {text, end.ptr};
}

/// A list; the only text alone where it is empty, which a list may not hold.
std::string texts_toml(const std::vector<std::string>& texts) {
    if (texts.size() == 1 && texts.front().empty()) return "\"\"";
    std::string out = "[";
    for (const std::string& text : texts)
        out.append(out.size() > 1 ? ", " : "").append(quoted_toml(text));
    return out + "]";
}

template <class Item, class Word>
std::string words_toml(const std::vector<Item>& items, Word word) {
    std::vector<std::string> texts;
    texts.reserve(items.size());
    for (const Item& item : items) texts.emplace_back(word(item));
    return texts_toml(texts);
}

void add_item(std::string& out, std::string_view item, std::string_view value) {
    out.append(item).append(" = ").append(value).append("\n");
}

void add_text(std::string& out, std::string_view item, std::string_view text) {
    if (!text.empty()) add_item(out, item, quoted_toml(text));
}

void add_texts(std::string& out, std::string_view item, const std::vector<std::string>& texts) {
    if (!texts.empty()) add_item(out, item, texts_toml(texts));
}

std::string order_toml(const OrderTerm& term) {
    std::string out =
        "{ field = " + quoted_toml(key_of(term.field)) + ", by = " + quoted_toml(key_of(term.kind));
    return out + (term.descending ? ", descending = true }" : " }");
}

std::string paper_toml(const PaperSetup& paper) {
    std::string out = paper.size == PaperSize::A3 ? "{ size = \"A3\"" : "{ size = \"A4\"";
    out += paper.landscape ? ", orientation = \"landscape\"" : ", orientation = \"portrait\"";
    if (paper.rows_per_page > 0) out += ", rows_per_page = " + std::to_string(paper.rows_per_page);
    return out + ", row_height = " + number_toml(paper.row_height) + " }";
}

void add_filter(std::string& out, const FilterTerm& term) {
    out += "\n[[filter]]\n";
    add_text(out, "field", key_of(term.field));
    switch (term.kind) {
        case FilterKind::Is:
            add_item(out, "value",
                     term.values.size() == 1 ? quoted_toml(term.values.front())
                                             : texts_toml(term.values));
            break;
        case FilterKind::In: add_item(out, "in", texts_toml(term.values)); break;
        case FilterKind::NotIn: add_item(out, "not", texts_toml(term.values)); break;
        case FilterKind::Empty: add_item(out, "empty", "true"); break;
        case FilterKind::NotEmpty: add_item(out, "empty", "false"); break;
    }
}

void add_column(std::string& out, const RosterColumn& column) {
    out += "\n[[columns]]\n";
    if (column.kind == ColumnKind::Value)
        add_text(out, "field", key_of(column.field));
    else
        add_text(out, "builtin", key_of(column.kind));
    add_text(out, "label", column.label);
    add_text(out, "label_en", column.label_en);
    add_item(out, "width", number_toml(column.width));
    if (column.align != Align::Centre) add_text(out, "align", key_of(column.align));
    if (column.mask != MaskKind::None) add_text(out, "mask", key_of(column.mask));
    add_text(out, "band", column.band);
    add_text(out, "dbf", column.dbf);
}

void add_choices(std::string& out, const Definition& definition) {
    if (!definition.group.empty())
        add_item(out, "group", words_toml(definition.group, [](Field f) { return key_of(f); }));
    if (!definition.student_kinds.empty())
        add_item(out, "students",
                 words_toml(definition.student_kinds, [](StudentKind k) { return key_of(k); }));
    if (!definition.annex.empty())
        add_item(out, "annex",
                 words_toml(definition.annex, [](EnrolmentState s) { return text_of(s).key; }));
    std::string order;
    for (const OrderTerm& term : definition.order)
        order.append(order.empty() ? "" : ", ").append(order_toml(term));
    if (!order.empty()) add_item(out, "order", "[" + order + "]");
    add_text(out, "volumes", definition.volumes_by_department ? "department" : "one");
    add_text(out, "serial", definition.serial_by_group ? "group" : "volume");
    const auto yes_or_no = [](bool yes) { return yes ? "true" : "false"; };
    add_item(out, "cover", yes_or_no(definition.cover));
    add_item(out, "contents", yes_or_no(definition.contents));
    add_item(out, "statistics", yes_or_no(definition.statistics));
    add_item(out, "totals", yes_or_no(definition.totals));
}

}  // namespace

std::string definition_toml(const Definition& definition) {
    std::string out;
    add_text(out, "title", definition.title);
    add_text(out, "title_en", definition.title_en);
    if (definition.kind != TemplateKind::Roster) add_text(out, "kind", key_of(definition.kind));
    if (definition.language == Language::English) add_text(out, "language", "en");
    if (definition.page_title != definition.title)
        add_text(out, "page_title", definition.page_title);
    add_text(out, "intro", definition.intro);
    add_text(out, "secrecy", definition.secrecy);
    add_text(out, "retention", definition.retention);
    add_choices(out, definition);
    add_texts(out, "signatures", definition.signatures);
    add_texts(out, "cover_signatures", definition.cover_signatures);
    add_item(out, "paper", paper_toml(definition.paper));
    for (const FilterTerm& term : definition.filter) add_filter(out, term);
    for (const RosterColumn& column : definition.columns) add_column(out, column);
    return out;
}

}  // namespace mingce
