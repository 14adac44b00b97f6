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
constexpr Text kChosen{"对列时选定", "chosen for this sheet"};
constexpr Text kChosenOut{"对列时选定不导入", "left out as chosen for this sheet"};
constexpr Text kSaidBefore{"与上次同样表头的文件相同", "as in the last file of the same headers"};
constexpr Text kHeader{"表头就是字段名称", "the header is the field's name"};
constexpr Text kAlias{"表头是字段的别名", "the header is an alias of the field"};
constexpr Text kBrackets{"去掉括号后是字段的别名", "an alias once the brackets are dropped"};
constexpr Text kTwice{"该字段已由前面的列对应，原样保留",
                      "an earlier column is this field already; kept as it came"};
constexpr Text kUnknown{"表头不在数据标准中，内容也看不出，原样保留",
                        "neither header nor content tells; kept as it came"};

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
        match.reason = ColumnReason::Content;
        match.confidence = share * 0.8;
        match.explanation = profile.why;
        return;
    }
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
        match.reason = ColumnReason::Forced;
        match.confidence = 1;
        match.explanation = match.field ? kForced : kLeftOut;
        return;
    }
    const auto found = words.find_joined(header);
    if (!found) return;
    match.field = found->field;
    const bool by_name = found->fit == HeaderFit::Name;
    match.reason = by_name ? ColumnReason::Header : ColumnReason::Alias;
    match.confidence = by_name ? 1 : found->fit == HeaderFit::Alias ? 0.95 : 0.9;
    match.explanation = by_name ? kHeader : found->fit == HeaderFit::Alias ? kAlias : kBrackets;
}

}  // namespace

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
            match.reason = ColumnReason::None;
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
    for (const ColumnReason reason :
         {ColumnReason::Forced, ColumnReason::Header, ColumnReason::Alias})
        for (ColumnMatch& match : matches)
            if (match.reason == reason) claim(match);
    for (ColumnMatch& match : matches) {
        if (match.reason != ColumnReason::None || match.explanation.zh != kUnknown.zh) continue;
        match_by_content(match, rows, taken, context);
        claim(match);
    }
    return matches;
}

void apply_mapping(std::vector<ColumnMatch>& matches, const SheetMapping& mapping) {
    std::array<const ColumnMatch*, kFieldCount> chosen{};
    for (ColumnMatch& match : matches) {
        const auto word = mapping.columns.find(match.name);
        if (word == mapping.columns.end()) continue;
        match.field = field_of(word->second.value);
        match.reason = ColumnReason::Forced;
        match.confidence = 1;
        match.is_remembered = word->second.is_remembered;
        match.explanation = match.is_remembered ? kSaidBefore : match.field ? kChosen : kChosenOut;
        if (match.field && chosen[static_cast<std::size_t>(*match.field)] == nullptr)
            chosen[static_cast<std::size_t>(*match.field)] = &match;
    }
    for (ColumnMatch& match : matches) {
        if (!match.field) continue;
        const ColumnMatch* const owner = chosen[static_cast<std::size_t>(*match.field)];
        if (owner == nullptr || owner == &match) continue;
        match.field.reset();
        match.reason = ColumnReason::None;
        match.confidence = 0;
        match.explanation = kTwice;
    }
}

}  // namespace mingce
