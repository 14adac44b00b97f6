#include "usecases/files/number_list.h"

#include <optional>

#include "base/text.h"
#include "formats/file_bytes.h"
#include "formats/reader.h"
#include "normalise/header_words.h"
#include "normalise/values.h"
#include "usecases/students/status_problems.h"

namespace mingce {

namespace {

constexpr std::uint64_t kHeaderRowMax = 12;  // a header stands no deeper

struct NumberColumn {
    Field field;
    std::string ListedNumbers::*member;
};
constexpr NumberColumn kNumberColumns[] = {
    {Field::ExamNumber, &ListedNumbers::exam_number},
    {Field::StudentNo, &ListedNumbers::student_no},
    {Field::IdNumber, &ListedNumbers::id_number},
};

class NumberListSink : public SheetSink {
public:
    NumberListSink(std::string file, const SchoolStandard& standard)
        : file_(std::move(file)),
          words_(standard.fields()),
          cleaner_(standard.fields(), standard.codes(), Regions::shipped()) {}

    Status begin_sheet(const SheetHead& head) override {
        head_ = head;
        columns_.clear();
        rows_ = 0;
        std::vector<Cell> declared;
        for (const DeclaredColumn& column : head.declared)
            declared.push_back({column.name, CellKind::Text});
        find_columns(declared);
        return Done{};
    }

    Status row(const SourceRow& row) override {
        if (columns_.empty()) {
            if (++rows_ <= kHeaderRowMax) find_columns(row.cells);
            return Done{};
        }
        ListedNumbers listed;
        bool says_something = false;
        for (const auto& [index, column] : columns_) {
            if (index >= row.cells.size()) continue;
            std::string& text = listed.*column->member;
            text =
                cleaner_.clean(column->field, row.cells[index], head_.date_system, scratch_).text;
            says_something = says_something || !text.empty();
        }
        if (!says_something) return Done{};
        listed.place =
            file_ + (head_.name.empty() ? "" : ":" + head_.name) + ":" + std::to_string(row.number);
        listed_.push_back(std::move(listed));
        return Done{};
    }
    Status end_sheet(const SheetTotals&) override { return Done{}; }
    void note(const ReadNote&) override {}

    bool found_columns() const { return found_columns_; }
    std::vector<ListedNumbers>& listed() { return listed_; }

private:
    void find_columns(std::span<const Cell> cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto found = words_.find(cells[i].text);
            for (const NumberColumn& column : kNumberColumns)
                if (found && found->field == column.field) columns_.emplace_back(i, &column);
        }
        found_columns_ = found_columns_ || !columns_.empty();
    }

    std::string file_, scratch_;
    HeaderWords words_;
    ValueCleaner cleaner_;
    SheetHead head_;
    std::vector<std::pair<std::size_t, const NumberColumn*>> columns_;
    std::uint64_t rows_ = 0;
    bool found_columns_ = false;
    std::vector<ListedNumbers> listed_;
};

}  // namespace

Result<std::vector<ListedNumbers>> read_number_list(const std::filesystem::path& path,
                                                    const SchoolStandard& standard) {
    auto bytes = FileBytes::open(path);
    if (!bytes.ok()) return std::move(bytes).error().in_file(path.string());
    NumberListSink sink(path.filename().string(), standard);
    Status read = read_sheets(bytes.value().bytes(), {}, sink);
    if (!read.ok()) return std::move(read).error().in_file(path.string());
    if (!sink.found_columns()) return Error(problem::kListNoColumn).in_file(path.string());
    return std::move(sink.listed());
}

}  // namespace mingce
