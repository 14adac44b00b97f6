#include "usecases/files/hand_over_sheets.h"

#include <algorithm>

#include "base/text.h"

namespace mingce {

namespace {

constexpr std::size_t kRowsJudged = 12;  // a header stands no deeper, below titles and remarks

struct SideHeader {
    std::string_view header;
    SideColumn column;
};
constexpr SideHeader kSideHeaders[] = {
    {"院系", SideColumn::Department},
    {"院系名称", SideColumn::Department},
    {"学院", SideColumn::Department},
    {"学院名称", SideColumn::Department},
    {"所属院系", SideColumn::Department},
    {"所属学院", SideColumn::Department},
    {"系部", SideColumn::Department},
    {"教学单位", SideColumn::Department},
    {"专业", SideColumn::MajorName},
    {"专业名称", SideColumn::MajorName},
    {"招生专业", SideColumn::MajorName},
    {"专业代码", SideColumn::MajorCode},
    {"国家专业代码", SideColumn::NationalCode},
    {"专业国家代码", SideColumn::NationalCode},
    {"国标专业代码", SideColumn::NationalCode},
    {"国标代码", SideColumn::NationalCode},
    {"专业国标代码", SideColumn::NationalCode},
    {"国家代码", SideColumn::NationalCode},
    {"校内专业代码", SideColumn::SchoolCode},
    {"专业校内代码", SideColumn::SchoolCode},
    {"校内代码", SideColumn::SchoolCode},
    {"学校专业代码", SideColumn::SchoolCode},
    {"层次", SideColumn::Level},
    {"培养层次", SideColumn::Level},
    {"学历层次", SideColumn::Level},
    {"学制", SideColumn::Duration},
    {"修业年限", SideColumn::Duration},
    {"计划", SideColumn::PlanCount},
    {"计划数", SideColumn::PlanCount},
    {"招生计划", SideColumn::PlanCount},
    {"计划人数", SideColumn::PlanCount},
    {"招生计划数", SideColumn::PlanCount},
    {"学校", SideColumn::Institution},
    {"学校名称", SideColumn::Institution},
    {"院校名称", SideColumn::Institution},
    {"学校代码", SideColumn::InstitutionCode},
    {"院校代码", SideColumn::InstitutionCode},
    {"考生号", SideColumn::ExamNumber},
    {"高考考生号", SideColumn::ExamNumber},
    {"KSH", SideColumn::ExamNumber},
    {"准考证号", SideColumn::TicketNumber},
    {"ZKZH", SideColumn::TicketNumber},
    {"身份证号", SideColumn::IdNumber},
    {"身份证号码", SideColumn::IdNumber},
    {"证件号码", SideColumn::IdNumber},
    {"证件号", SideColumn::IdNumber},
    {"公民身份号码", SideColumn::IdNumber},
    {"SFZH", SideColumn::IdNumber},
    {"班级", SideColumn::Class},
    {"班级名称", SideColumn::Class},
    {"行政班", SideColumn::Class},
    {"行政班级", SideColumn::Class},
    {"BJ", SideColumn::Class},
    {"学号", SideColumn::StudentNo},
    {"XH", SideColumn::StudentNo},
};

// A sheet with any of these speaks of people in full and goes the students' way.
constexpr std::string_view kPersonHeaders[] = {"性别", "出生日期", "民族",     "政治面貌",
                                               "XB",   "XBDM",     "联系电话", "手机号码"};

/// Without blanks and without what stands in brackets: "学制（年）" -> "学制".
std::string plain_header(std::string_view text) {
    std::string plain;
    while (!text.empty()) {
        const char32_t code_point = next_code_point(text);
        if (code_point == '(' || code_point == 0xFF08) break;
        if (!is_blank(code_point) && code_point != '*') append_utf8(plain, code_point);
    }
    std::transform(plain.begin(), plain.end(), plain.begin(), to_upper);
    return plain;
}

struct HeaderReading {
    std::array<std::optional<std::size_t>, kSideColumnCount> columns;
    bool speaks_of_people = false, has_name = false, has_department_code = false;
    std::size_t filled = 0;

    bool has(SideColumn column) const {
        return columns[static_cast<std::size_t>(column)].has_value();
    }
};

HeaderReading read_header(const std::vector<std::string>& texts) {
    HeaderReading header;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const std::string text = plain_header(texts[i]);
        if (text.empty()) continue;
        ++header.filled;
        if (text == "姓名" || text == "XM") header.has_name = true;
        if (text == "院系代码" || text == "学院代码") header.has_department_code = true;
        for (std::string_view person : kPersonHeaders)
            if (text == person) header.speaks_of_people = true;
        for (const SideHeader& known : kSideHeaders) {
            auto& column = header.columns[static_cast<std::size_t>(known.column)];
            if (known.header == text && !column) column = i;
        }
    }
    return header;
}

std::optional<SheetUse> use_of(const HeaderReading& header) {
    if (header.speaks_of_people) return std::nullopt;
    const bool has_key = header.has(SideColumn::ExamNumber) || header.has(SideColumn::IdNumber) ||
                         header.has(SideColumn::TicketNumber);
    // A class list may repeat the name; with much more beside it, it is a sheet of students.
    if (has_key && header.has(SideColumn::Class) && (!header.has_name || header.filled <= 6))
        return SheetUse::Classes;
    if (has_key || header.has_name || header.has(SideColumn::StudentNo)) return std::nullopt;
    if (header.has(SideColumn::MajorName) &&
        (header.has(SideColumn::PlanCount) || header.has(SideColumn::Duration) ||
         header.has(SideColumn::Department)))
        return SheetUse::Organisation;
    if (header.has(SideColumn::Department) && header.has_department_code)
        return SheetUse::Organisation;
    return std::nullopt;
}

}  // namespace

std::string_view SideSheet::text(const Row& row, SideColumn column) const {
    const auto index = columns[static_cast<std::size_t>(column)];
    if (!index || *index >= row.cells.size()) return {};
    return trim_blanks(row.cells[*index]);
}

Status SheetRouter::begin_sheet(const SheetHead& head) {
    head_ = head;
    has_begun_ = true;
    is_decided_ = false;
    use_ = SheetUse::Students;
    kept_.clear();
    return Done{};
}

Status SheetRouter::row(const SourceRow& row) {
    if (is_decided_) return pass_on(row);
    KeptRow kept{row.number, row.hidden, {}, {row.cells.begin(), row.cells.end()}};
    for (const Cell& cell : row.cells) kept.texts.emplace_back(cell.text);
    kept_.push_back(std::move(kept));
    return kept_.size() >= kRowsJudged ? decide() : Status(Done{});
}

Status SheetRouter::end_sheet(const SheetTotals& totals) {
    if (!is_decided_) TRY(decide());
    return use_ == SheetUse::Students ? normaliser_.end_sheet(totals) : Status(Done{});
}

void SheetRouter::note(const ReadNote& note) {
    if (note.kind == NoteKind::DeletedRecords) deleted_records_ += note.count;
    if (has_begun_ && is_decided_ && use_ == SheetUse::Students)
        normaliser_.note(note);
    else
        kept_notes_.push_back(note);
}

Status SheetRouter::decide() {
    is_decided_ = true;
    std::vector<std::string> declared;
    for (const DeclaredColumn& column : head_.declared) declared.push_back(column.name);
    HeaderReading header = read_header(declared);
    std::optional<SheetUse> use = use_of(header);
    std::size_t first = 0;
    for (std::size_t i = 0; !use && i < kept_.size(); ++i) {
        declared = kept_[i].texts;
        header = read_header(declared);
        use = use_of(header);
        first = i + 1;
    }
    if (use == SheetUse::Classes && classes_are_students_) use = SheetUse::Students;
    use_ = use.value_or(SheetUse::Students);
    if (use_ == SheetUse::Students) {
        TRY(normaliser_.begin_sheet(head_));
        for (const ReadNote& note : kept_notes_) normaliser_.note(note);
        first = 0;
    } else {
        SideSheet side;
        side.use = use_;
        side.file = file_;
        side.sheet = head_.name;
        side.headers = std::move(declared);
        side.columns = header.columns;
        side_sheets_.push_back(std::move(side));
    }
    kept_notes_.clear();
    for (std::size_t i = first; i < kept_.size(); ++i) {
        KeptRow& kept = kept_[i];
        for (std::size_t j = 0; j < kept.cells.size(); ++j) kept.cells[j].text = kept.texts[j];
        TRY(pass_on({kept.number, kept.hidden, kept.cells}));
    }
    kept_.clear();
    return Done{};
}

Status SheetRouter::pass_on(const SourceRow& row) {
    if (use_ == SheetUse::Students) return normaliser_.row(row);
    SideSheet::Row kept;
    kept.number = row.number;
    bool blank = true;
    for (const Cell& cell : row.cells) {
        kept.cells.emplace_back(cell.text);
        blank = blank && trim_blanks(cell.text).empty();
    }
    if (!blank) side_sheets_.back().rows.push_back(std::move(kept));
    return Done{};
}

}  // namespace mingce
