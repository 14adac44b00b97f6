#include "normalise/mapping.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "normalise/characters.h"
#include "normalise/date_text.h"

namespace mingce {

namespace {

constexpr Text kForced{"由列对应文件指定", "named by the column map"};
constexpr Text kLeftOut{"列对应文件要求不导入", "left out by the column map"};
constexpr Text kHeader{"表头就是字段名称", "the header is the field's name"};
constexpr Text kAlias{"表头是字段的别名", "the header is an alias of the field"};
constexpr Text kBrackets{"去掉括号后是字段的别名", "an alias once the brackets are dropped"};
constexpr Text kTwice{"该字段已由前面的列对应", "an earlier column is this field already"};
constexpr Text kUnknown{"表头不在数据标准中，内容也看不出", "neither header nor content tells"};

std::string_view cell_of(const SampleRow& row, std::size_t column) {
    return column < row.cells.size() ? trim_blanks(row.cells[column]) : std::string_view();
}

// What a column's cells look like. Only fields whose values cannot be taken for another's.
struct Profile {
    Field field;
    Text why;
    bool (*fits)(std::string_view value, const NormaliseContext& context);
    bool needs_empty_header;  // names and phones: too many columns hold some
};

bool is_document_number(std::string_view value, const NormaliseContext&) {
    return value.size() == 18 && all_digits(value.substr(0, 17)) &&
           (is_digit(value[17]) || value[17] == 'X' || value[17] == 'x') &&
           parse_compact_date(value.substr(6, 8)).has_value();
}
bool is_exam_number(std::string_view value, const NormaliseContext& context) {
    if (value.size() != 14 || !all_digits(value)) return false;
    const auto prefix = static_cast<std::uint32_t>((value[2] - '0') * 10 + (value[3] - '0'));
    return !context.regions.province_name(prefix * 10000).empty();
}
bool is_mobile_number(std::string_view value, const NormaliseContext&) {
    return value.size() == 11 && value[0] == '1' && all_digits(value);
}
bool is_sex(std::string_view value, const NormaliseContext&) {
    return value == "男" || value == "女";
}
bool is_date(std::string_view value, const NormaliseContext&) {
    return parse_written_date(value).has_value();
}
bool is_ethnicity(std::string_view value, const NormaliseContext& context) {
    const CodeTable* table = context.codes.find("ethnicity");
    return table != nullptr && !is_digit(value.front()) && table->find(value).has_value();
}
bool is_person_name(std::string_view value, const NormaliseContext&) {
    const bool dotted = value.find("·") != std::string_view::npos;
    const std::size_t count = code_point_count(value);
    if (count < 2 || (count > 4 && !dotted)) return false;
    while (!value.empty()) {
        const char32_t code_point = next_code_point(value);
        if (!is_han(code_point) && !is_name_dot(code_point)) return false;
    }
    return true;
}

// A header about the student's people: what stands below is theirs, not the student's.
bool speaks_of_another(std::string_view header) {
    constexpr std::string_view kOthers[] = {"父",       "母",     "监护",   "家长",   "家庭成员",
                                            "联系人",   "配偶",   "导师",   "辅导员", "班主任",
                                            "收件",     "介绍",   "经办",   "负责",   "制表",
                                            "Guardian", "Parent", "Father", "Mother", "Emergency"};
    return std::any_of(std::begin(kOthers), std::end(kOthers), [header](std::string_view other) {
        return header.find(other) != std::string_view::npos;
    });
}

constexpr Profile kProfiles[] = {
    {Field::IdNumber,
     {"内容是公民身份号码", "the cells are citizen numbers"},
     is_document_number,
     false},
    {Field::ExamNumber,
     {"内容是 14 位考生号", "the cells are exam numbers"},
     is_exam_number,
     false},
    {Field::Sex, {"内容是男、女", "the cells are 男 and 女"}, is_sex, false},
    {Field::Ethnicity, {"内容是民族名称", "the cells are ethnic groups"}, is_ethnicity, false},
    {Field::Phone, {"内容是手机号", "the cells are mobile numbers"}, is_mobile_number, true},
    {Field::BirthDate, {"内容是日期", "the cells are dates"}, is_date, true},
    {Field::Name, {"内容是姓名", "the cells are names"}, is_person_name, true},
};
constexpr double kProfileShare = 0.8;
constexpr double kDistinctNames = 0.7;  // of a class; a column of majors or levels repeats itself

// The share of a column's filled cells that fit a profile; 0 where nothing is filled.
double fitting_share(const ColumnMatch& match, const Profile& profile,
                     const std::vector<SampleRow>& rows, const NormaliseContext& context) {
    std::size_t filled = 0, fitting = 0;
    std::set<std::string_view> distinct;
    for (const SampleRow& row : rows) {
        const std::string_view value = cell_of(row, match.column);
        if (value.empty()) continue;
        ++filled;
        if (profile.fits(value, context)) ++fitting;
        distinct.insert(value);
    }
    const auto share_of = [filled](std::size_t part) {
        return filled == 0 ? 0 : static_cast<double>(part) / static_cast<double>(filled);
    };
    if (profile.field == Field::Name && share_of(distinct.size()) < kDistinctNames) return 0;
    return share_of(fitting);
}

void match_by_content(ColumnMatch& match, const std::vector<SampleRow>& rows,
                      const std::array<bool, kFieldCount>& taken, const NormaliseContext& context) {
    if (speaks_of_another(match.header)) return;
    for (const Profile& profile : kProfiles) {
        if (taken[static_cast<std::size_t>(profile.field)]) continue;
        if (profile.needs_empty_header && !match.header.empty()) continue;
        const double share = fitting_share(match, profile, rows, context);
        if (share < kProfileShare) continue;
        match.field = profile.field;
        match.reason = MatchReason::Content;
        match.confidence = share * 0.8;
        match.explanation = profile.why;
        return;
    }
}

// The parts of a header joined over two rows are looked up together, then the lower one alone
// unless the upper one says that it is somebody else's.
std::optional<HeaderWords::Found> find_words(const HeaderWords& words, const std::string& header) {
    if (auto found = words.find(header)) return found;
    const std::size_t slash = header.rfind('/');
    if (slash == std::string::npos) return std::nullopt;
    std::string upper = header.substr(0, slash);
    const std::string lower = header.substr(slash + 1);
    if (auto found = words.find(upper + lower)) return found;
    for (std::string_view general : {"信息", "情况"})
        if (upper.size() > general.size() && upper.ends_with(general))
            upper.resize(upper.size() - general.size());
    if (auto found = words.find(upper + lower)) return found;
    return speaks_of_another(upper) ? std::nullopt : words.find(lower);
}

// What --map says of a header; null where it says nothing.
const std::string* forced_field(const NormaliseContext& context, std::string_view header) {
    const std::string key = header_key(header);
    for (const auto& [named, field] : context.forced)
        if (!key.empty() && header_key(named) == key) return &field;
    return nullptr;
}

void match_by_header(ColumnMatch& match, const HeaderWords& words,
                     const NormaliseContext& context) {
    const std::string header(trim_blanks(match.header));
    if (const std::string* forced = forced_field(context, header)) {
        match.field = field_of(*forced);
        match.reason = MatchReason::Forced;
        match.confidence = 1;
        match.explanation = match.field ? kForced : kLeftOut;
        return;
    }
    const auto found = find_words(words, header);
    if (!found) return;
    match.field = found->field;
    const bool by_name = found->fit == HeaderFit::Name;
    match.reason = by_name ? MatchReason::Header : MatchReason::Alias;
    match.confidence = by_name ? 1 : found->fit == HeaderFit::Alias ? 0.95 : 0.9;
    match.explanation = by_name ? kHeader : found->fit == HeaderFit::Alias ? kAlias : kBrackets;
}

bool is_filled(const std::string& cell) { return !trim_blanks(cell).empty(); }

std::size_t filled_cells(const SampleRow& row) {
    return static_cast<std::size_t>(std::count_if(row.cells.begin(), row.cells.end(), is_filled));
}

std::size_t known_cells(const SampleRow& row, const HeaderWords& words) {
    return static_cast<std::size_t>(
        std::count_if(row.cells.begin(), row.cells.end(),
                      [&words](const std::string& cell) { return words.find(cell).has_value(); }));
}

bool holds_digits(const SampleRow& row) {
    return std::any_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) {
        return std::any_of(cell.begin(), cell.end(), is_digit);
    });
}

// The row with the most names of fields. One such name in a row of several cells may be a value;
// it heads the sheet only in the first row of a table, where no cell holds a digit.
std::optional<std::size_t> header_row(const std::vector<SampleRow>& rows,
                                      const HeaderWords& words) {
    std::optional<std::size_t> found;
    std::size_t best = 0;
    bool table_began = false;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::size_t known = known_cells(rows[i], words);
        const bool several = filled_cells(rows[i]) > 1;
        const bool first = several && !table_began;
        table_began = table_began || several;
        if (known <= best || (known == 1 && several && (!first || holds_digits(rows[i])))) continue;
        best = known;
        found = i;
    }
    return found;
}

// A group title over several columns is written once: its cells to the right are empty.
std::vector<std::string> spread_right(const std::vector<std::string>& cells, std::size_t width) {
    std::vector<std::string> spread(width);
    std::string last;
    for (std::size_t i = 0; i < width; ++i) {
        if (i < cells.size() && !trim_blanks(cells[i]).empty())
            last = std::string(trim_blanks(cells[i]));
        spread[i] = last;
    }
    return spread;
}

// A second header row under the first: names of fields again, or parts of names under the titles of
// groups ("类型" and "号码" under "证件") and nothing under the title of a single column.
bool continues_below(const SampleRow& head, const SampleRow& below, const HeaderWords& words) {
    if (known_cells(below, words) >= 2) return true;
    const std::vector<std::string> titles = spread_right(head.cells, below.cells.size());
    bool any_known = false;
    for (std::size_t i = 0; i < below.cells.size(); ++i) {
        const std::string part(cell_of(below, i));
        if (part.empty()) continue;
        const bool single = !cell_of(head, i).empty() && !cell_of(head, i + 1).empty();
        if (single || i + 1 > head.cells.size()) return false;
        any_known = any_known || find_words(words, titles[i] + "/" + part).has_value();
    }
    return any_known && !holds_digits(below);
}

void join_below(std::vector<std::string>& texts, const SampleRow& below) {
    const std::vector<std::string> titles = spread_right(texts, texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const std::string part(cell_of(below, i));
        if (!part.empty()) texts[i] = titles[i].empty() ? part : titles[i] + "/" + part;
    }
}

// Two words or more, and none of them a remark ("制表：招办", "2026年8月").
bool holds_group_titles(const SampleRow& row) {
    const bool has_remark =
        std::any_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) {
            return cell.find("：") != std::string::npos || cell.find(':') != std::string::npos;
        });
    return filled_cells(row) >= 2 && !has_remark && !holds_digits(row);
}

// Titles of groups over the row of names: needed where the names alone say too little, or would be
// taken for the student's own.
void join_above(std::vector<std::string>& texts, const SampleRow& above, const HeaderWords& words) {
    const std::vector<std::string> titles = spread_right(above.cells, texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (texts[i].empty())
            texts[i] = std::string(cell_of(above, i));
        else if (!titles[i].empty() && (!words.find(texts[i]) || speaks_of_another(titles[i])))
            texts[i] = titles[i] + "/" + texts[i];
    }
}

}  // namespace

HeaderPlace find_header(const std::vector<SampleRow>& rows, const HeaderWords& words) {
    HeaderPlace place;
    const auto row = header_row(rows, words);
    if (!row) return place;
    place.found = true;
    place.first = place.last = *row;
    std::size_t width = 0;
    for (const SampleRow& each : rows) width = std::max(width, each.cells.size());
    place.texts.assign(width, "");
    for (std::size_t i = 0; i < width; ++i) place.texts[i] = std::string(cell_of(rows[*row], i));
    if (*row + 1 < rows.size() && continues_below(rows[*row], rows[*row + 1], words)) {
        ++place.last;
        join_below(place.texts, rows[place.last]);
    } else if (*row > 0 && holds_group_titles(rows[*row - 1])) {
        --place.first;
        join_above(place.texts, rows[place.first], words);
    }
    return place;
}

std::vector<ColumnMatch> match_columns(const std::vector<std::string>& headers,
                                       const std::vector<SampleRow>& rows, const HeaderWords& words,
                                       const NormaliseContext& context) {
    std::vector<ColumnMatch> matches(headers.size());
    std::array<bool, kFieldCount> taken{};
    const auto claim = [&taken](ColumnMatch& match) {
        if (!match.field) return;
        bool& is_taken = taken[static_cast<std::size_t>(*match.field)];
        if (is_taken) {
            match.field.reset();
            match.reason = MatchReason::None;
            match.confidence = 0;
            match.explanation = kTwice;
        }
        is_taken = true;
    };
    for (std::size_t i = 0; i < headers.size(); ++i) {
        matches[i].column = i;
        matches[i].header = headers[i];
        matches[i].explanation = kUnknown;
        match_by_header(matches[i], words, context);
    }
    // Surest first, so that an exact name keeps its field against an alias further left.
    for (const MatchReason reason : {MatchReason::Forced, MatchReason::Header, MatchReason::Alias})
        for (ColumnMatch& match : matches)
            if (match.reason == reason) claim(match);
    for (ColumnMatch& match : matches) {
        if (match.reason != MatchReason::None || match.explanation.zh != kUnknown.zh) continue;
        match_by_content(match, rows, taken, context);
        claim(match);
    }
    return matches;
}

}  // namespace mingce
