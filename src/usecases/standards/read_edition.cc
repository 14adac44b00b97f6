#include "usecases/standards/read_edition.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "domain/standard_problems.h"
#include "normalise/date_text.h"
#include "normalise/header_words.h"
#include "usecases/jobs/uploads.h"
#include "usecases/standards/standard_candidate.h"
#include "usecases/standards/standard_change_problems.h"
#include "usecases/standards/standard_in_force.h"

namespace mingce {

namespace {

constexpr std::uint64_t kHeaderRowMost = 12;  // a header stands no deeper
constexpr std::size_t kEntriesMost = 10'000;

enum class EditionColumn : std::uint8_t { Code, Name, NameEn, Aliases, From, To };
constexpr std::size_t kEditionColumnCount = 6;
struct EditionHeader {
    EditionColumn column;
    std::string_view words;  // header keys, between blanks
};
constexpr EditionHeader kEditionHeaders[] = {
    {EditionColumn::Code, " 代码 编码 代码值 值 code dm bm "},
    {EditionColumn::Name, " 名称 代码名称 中文名称 含义 汉字名称 name mc dmmc "},
    {EditionColumn::NameEn, " 英文名称 英文 英文名 nameen english englishname "},
    {EditionColumn::Aliases, " 别名 简称 曾用名 又称 aliases alias "},
    {EditionColumn::From, " 启用日期 生效日期 启用 起 from validfrom "},
    {EditionColumn::To, " 停用日期 失效日期 停用 止 to validto "},
};

constexpr Text kNoCode{"没有代码", "there is no code"}, kNoName{"没有名称", "there is no name"},
    kBadDay{"日期无法识别", "a day cannot be read"},
    kErrorCell{"单元格是错误值", "a cell is an error"};

/// The length that all codes of a table have; 0 where they differ.
std::size_t common_length(const CodeTable& table) {
    std::size_t length = 0;
    for (const CodeEntry& entry : table.entries()) {
        if (entry.code.empty() || (length != 0 && entry.code.size() != length)) return 0;
        length = entry.code.size();
    }
    return length;
}

std::vector<std::string> split_aliases(std::string_view text) {
    std::vector<std::string> aliases;
    std::string alias;
    const auto end = [&] {
        if (const auto trimmed = trim_blanks(alias); !trimmed.empty())
            aliases.emplace_back(trimmed);
        alias.clear();
    };
    while (!text.empty()) {
        const char32_t c = next_code_point(text);
        if (c == U'、' || c == U';' || c == U'；')
            end();
        else
            append_utf8(alias, c);
    }
    end();
    return aliases;
}

class EditionSink final : public SheetSink {
public:
    EditionSink(const CodeTable& table, ReadEditionOutcome& outcome)
        : table_(table), code_length_(common_length(table)), outcome_(outcome) {}

    Status begin_sheet(const SheetHead& head) override {
        head_ = head;
        rows_ = 0;
        has_columns_ = false;
        std::vector<Cell> declared;
        for (const DeclaredColumn& column : head.declared)
            declared.push_back({column.name, CellKind::Text});
        find_columns(declared);
        return Done{};
    }

    Status row(const SourceRow& row) override {
        if (!has_columns_) {
            if (++rows_ <= kHeaderRowMost) find_columns(row.cells);
            return Done{};
        }
        const bool is_blank = std::ranges::all_of(
            row.cells, [](const Cell& cell) { return trim_blanks(cell.text).empty(); });
        if (is_blank) return Done{};
        if (outcome_.edition.entries.size() + outcome_.refused.size() >= kEntriesMost)
            return Error(problem::kEditionSize, "> " + std::to_string(kEntriesMost));
        CodeEntry entry;
        if (const Text* const why = read_entry(row, entry); why != nullptr)
            refuse(row, *why);
        else
            outcome_.edition.entries.push_back(std::move(entry));
        return Done{};
    }
    Status end_sheet(const SheetTotals&) override { return Done{}; }
    void note(const ReadNote&) override {}

    bool found_columns() const { return found_columns_; }

private:
    void find_columns(std::span<const Cell> cells) {
        std::array<std::optional<std::size_t>, kEditionColumnCount> found;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const std::string key = header_key(cells[i].text);
            if (key.empty()) continue;
            for (const EditionHeader& header : kEditionHeaders) {
                std::optional<std::size_t>& at = found[static_cast<std::size_t>(header.column)];
                if (!at && header.words.find(" " + key + " ") != std::string_view::npos) at = i;
            }
        }
        if (!found[0] || !found[1]) return;
        columns_ = found;
        has_columns_ = found_columns_ = true;
    }

    const Cell* cell_of(const SourceRow& row, EditionColumn column) const {
        const auto at = columns_[static_cast<std::size_t>(column)];
        return at && *at < row.cells.size() ? &row.cells[*at] : nullptr;
    }
    std::string_view text_of_cell(const SourceRow& row, EditionColumn column) const {
        const Cell* const cell = cell_of(row, column);
        return cell == nullptr ? std::string_view() : trim_blanks(cell->text);
    }

    std::string code_of(const SourceRow& row) const {
        std::string code(text_of_cell(row, EditionColumn::Code));
        const Cell* const cell = cell_of(row, EditionColumn::Code);
        // A number cell has no zeros in front.
        if (cell != nullptr && cell->kind == CellKind::Number && all_digits(code) &&
            code.size() < code_length_)
            code.insert(0, code_length_ - code.size(), '0');
        return code;
    }

    /// False where there is a text that is no day.
    bool take_day(const SourceRow& row, EditionColumn column, std::optional<Date>& day) const {
        const std::string_view text = text_of_cell(row, column);
        if (text.empty()) return true;
        day = parse_written_date(text);
        if (!day) day = parse_serial_date(text, head_.date_system);
        return day.has_value();
    }

    const Text* read_entry(const SourceRow& row, CodeEntry& entry) const {
        for (EditionColumn column : {EditionColumn::Code, EditionColumn::Name})
            if (const Cell* cell = cell_of(row, column);
                cell != nullptr && cell->kind == CellKind::Error)
                return &kErrorCell;
        entry.code = code_of(row);
        entry.name = text_of_cell(row, EditionColumn::Name);
        entry.name_en = text_of_cell(row, EditionColumn::NameEn);
        entry.aliases = split_aliases(text_of_cell(row, EditionColumn::Aliases));
        if (entry.code.empty()) return &kNoCode;
        if (entry.name.empty()) return &kNoName;
        if (!take_day(row, EditionColumn::From, entry.valid_from) ||
            !take_day(row, EditionColumn::To, entry.valid_to))
            return &kBadDay;
        const CodeEntry* const known = table_.by_code(entry.code);
        if (known == nullptr || known->name != entry.name) return nullptr;
        if (entry.name_en.empty()) entry.name_en = known->name_en;
        if (entry.aliases.empty()) entry.aliases = known->aliases;
        return nullptr;
    }

    void refuse(const SourceRow& row, const Text& why) {
        std::string text;
        for (const Cell& cell : row.cells)
            if (!cell.text.empty()) text.append(text.empty() ? "" : " ").append(cell.text);
        outcome_.refused.push_back({head_.name, row.number, one_line(text, 100), why});
    }

    const CodeTable& table_;
    std::size_t code_length_;
    ReadEditionOutcome& outcome_;
    SheetHead head_;
    std::array<std::optional<std::size_t>, kEditionColumnCount> columns_;
    std::uint64_t rows_ = 0;
    bool has_columns_ = false, found_columns_ = false;
};

}  // namespace

Result<ReadEditionOutcome> read_edition(const Context& context, const ReadEdition& request) {
    TRY(require_standard_write(context));
    const StandardInForce school = TRY(standard_in_force(context, day_of(context.now)));
    const CodeTable* const table = school->codes().find(request.key);
    if (table == nullptr) return Error(problem::kChangeKey, one_line(request.key, 40));
    const FetchedUpload file = TRY(fetch_upload(context, request.upload));
    ReadEditionOutcome outcome;
    outcome.edition.standard = table->standard;
    outcome.edition.edition = table->edition;
    EditionSink sink(*table, outcome);
    const auto reading = request.reading ? request.reading : read_in_this_process();
    Status read = reading->sheets({file.path(), {}, {}}, {}, sink);
    if (!read.ok()) return std::move(read).error().in_file(file.row().name);
    if (!sink.found_columns()) return Error(problem::kEditionColumns).in_file(file.row().name);
    return outcome;
}

}  // namespace mingce
