#include "domain/definition_difference.h"

#include <algorithm>
#include <cstdio>
#include <map>

#include "domain/standard.h"

namespace mingce {

namespace {

using DefinitionDifferences = std::vector<DefinitionDifference>;

SaidText said(const Text& text) { return {std::string(text.zh), std::string(text.en)}; }
SaidText same_in_both(const std::string& text) { return {text, text}; }
SaidText name_said(Field field) {
    const FieldStandard& standard = DataStandard::shipped().of(field);
    return {standard.zh, standard.en};
}
SaidText yes_said(bool yes) { return said(yes ? Text{"有", "yes"} : Text{"无", "no"}); }

/// Parts with 、 or a comma between them.
SaidText listed(const std::vector<SaidText>& parts) {
    SaidText all;
    for (const SaidText& part : parts) {
        all.zh.append(all.zh.empty() ? "" : "、").append(part.zh);
        all.en.append(all.en.empty() ? "" : ", ").append(part.en);
    }
    return all;
}

template <class Item, class Say>
SaidText listed_by(const std::vector<Item>& items, Say say) {
    std::vector<SaidText> parts;
    parts.reserve(items.size());
    for (const Item& item : items) parts.push_back(say(item));
    return listed(parts);
}

std::string shown(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%g", value);
    return text;
}

SaidText said_of(const FilterTerm& term) {
    static constexpr Text kVerbs[] = {{"是", "is"},
                                      {"是其中之一：", "is one of"},
                                      {"不是：", "is none of"},
                                      {"为空", "is empty"},
                                      {"不为空", "is not empty"}};
    const Text& verb = kVerbs[static_cast<std::size_t>(term.kind)];
    const SaidText field = name_said(term.field);
    const SaidText values = listed_by(term.values, same_in_both);
    SaidText text{field.zh + std::string(verb.zh) + values.zh,
                  field.en + " " + std::string(verb.en)};
    if (!values.en.empty()) text.en += " " + values.en;
    return text;
}

SaidText said_of(const OrderTerm& term) {
    const SaidText field = name_said(term.field), by = said(text_of(term.kind));
    return {field.zh + "（" + by.zh + (term.descending ? "，倒序）" : "）"),
            field.en + " (" + by.en + (term.descending ? ", descending)" : ")")};
}

Text text_of_template(TemplateKind kind) {
    switch (kind) {
        case TemplateKind::Roster: return {"花名册", "roster"};
        case TemplateKind::CheckIn: return {"报到签到表", "check-in sheet"};
        case TemplateKind::Publicity: return {"公示名单", "public list"};
    }
    return {};
}

Text text_of_student_kind(StudentKind kind) {
    switch (kind) {
        case StudentKind::Undergraduate: return {"本专科生", "undergraduates"};
        case StudentKind::Postgraduate: return {"研究生", "postgraduates"};
        case StudentKind::International: return {"国际学生", "international students"};
    }
    return {};
}

struct Fact {
    Text what;
    SaidText value;
};

/// Who stands on it, where, and in which order.
void add_choice_facts(std::vector<Fact>& facts, const Definition& d) {
    facts.push_back(
        {{"筛选", "filter"}, listed_by(d.filter, [](const FilterTerm& t) { return said_of(t); })});
    facts.push_back(
        {{"学生种类", "kinds of students"},
         listed_by(d.student_kinds, [](StudentKind k) { return said(text_of_student_kind(k)); })});
    facts.push_back({{"分组", "groups"}, listed_by(d.group, name_said)});
    facts.push_back({{"附表", "annex"},
                     listed_by(d.annex, [](EnrolmentState s) { return said(text_of(s).name); })});
    facts.push_back(
        {{"次序", "order"}, listed_by(d.order, [](const OrderTerm& t) { return said_of(t); })});
    facts.push_back({{"分册", "volumes"},
                     said(d.volumes_by_department ? Text{"每个学院一册", "one for each department"}
                                                  : Text{"全部一册", "one for all"})});
    facts.push_back({{"序号", "serial numbers"},
                     said(d.serial_by_group ? Text{"每组从 1 起", "from 1 in each group"}
                                            : Text{"全册连续", "through the volume"})});
}

std::vector<Fact> facts_of(const Definition& d) {
    std::vector<Fact> facts{
        {{"名称", "title"}, same_in_both(d.title)},
        {{"英文名称", "English title"}, same_in_both(d.title_en)},
        {{"种类", "kind"}, said(text_of_template(d.kind))},
        {{"印刷语言", "language of the paper"},
         said(d.language == Language::Chinese ? Text{"中文", "Chinese"} : Text{"英文", "English"})},
        {{"页题", "title of the pages"}, same_in_both(d.page_title)},
        {{"前言", "introduction"}, same_in_both(d.intro)},
        {{"密级", "secrecy"}, same_in_both(d.secrecy)},
        {{"保管期限", "kept"}, same_in_both(d.retention)}};
    add_choice_facts(facts, d);
    const bool a3 = d.paper.size == PaperSize::A3;
    facts.push_back(
        {{"纸张", "paper"},
         {std::string(a3 ? "A3" : "A4") + (d.paper.landscape ? " 横" : " 纵"),
          std::string(a3 ? "A3" : "A4") + (d.paper.landscape ? " landscape" : " portrait")}});
    facts.push_back({{"每页行数", "rows on a page"},
                     d.paper.rows_per_page == 0
                         ? said({"排满", "as many as fit"})
                         : same_in_both(std::to_string(d.paper.rows_per_page))});
    facts.push_back({{"行高", "height of rows"}, same_in_both(shown(d.paper.row_height) + " mm")});
    facts.push_back({{"封面", "cover"}, yes_said(d.cover)});
    facts.push_back({{"目录", "contents"}, yes_said(d.contents)});
    facts.push_back({{"统计页", "statistics"}, yes_said(d.statistics)});
    facts.push_back({{"合计", "totals"}, yes_said(d.totals)});
    facts.push_back({{"签字栏", "signatures"}, listed_by(d.signatures, same_in_both)});
    facts.push_back(
        {{"封面签字栏", "signatures on the cover"}, listed_by(d.cover_signatures, same_in_both)});
    return facts;
}

std::string without_breaks(std::string label) {
    std::ranges::replace(label, '\n', ' ');
    return label;
}

SaidText column_name(const RosterColumn& column) {
    SaidText name =
        column.kind == ColumnKind::Value ? name_said(column.field) : said(text_of(column.kind));
    if (!column.label.empty()) name.zh = without_breaks(column.label);
    if (!column.label_en.empty()) name.en = without_breaks(column.label_en);
    return name;
}

SaidText column_said(const RosterColumn& column) {
    SaidText text = same_in_both(shown(column.width) + " mm");
    if (column.mask == MaskKind::None) return text;
    const Text mask = text_of(column.mask);
    return {text.zh + "，" + std::string(mask.zh), text.en + ", " + std::string(mask.en)};
}

std::vector<Fact> facts_of(const RosterColumn& column) {
    static constexpr Text kAligns[] = {{"左", "left"}, {"中", "centre"}, {"右", "right"}};
    return {{{"列名", "heading"}, same_in_both(without_breaks(column.label))},
            {{"英文列名", "English heading"}, same_in_both(without_breaks(column.label_en))},
            {{"宽度", "width"}, same_in_both(shown(column.width) + " mm")},
            {{"遮盖", "mask"}, said(text_of(column.mask))},
            {{"对齐", "alignment"}, said(kAligns[static_cast<std::size_t>(column.align)])},
            {{"合并表头", "heading above"}, same_in_both(column.band)},
            {{"DBF 列名", "column of a DBF"}, same_in_both(column.dbf)}};
}

/// What it shows, and the how-manieth such column it is.
using ColumnIdentity = std::pair<std::pair<ColumnKind, Field>, std::size_t>;

std::vector<ColumnIdentity> identities(const std::vector<RosterColumn>& columns) {
    std::vector<ColumnIdentity> all;
    all.reserve(columns.size());
    std::map<std::pair<ColumnKind, Field>, std::size_t> met;
    for (const RosterColumn& column : columns) {
        const std::pair what{column.kind, column.field};
        all.emplace_back(what, met[what]++);
    }
    return all;
}

class ColumnComparison {
public:
    ColumnComparison(const Definition& before, const Definition& after)
        : before_(before.columns),
          after_(after.columns),
          ids_before_(identities(before_)),
          ids_after_(identities(after_)) {}

    void add_to(DefinitionDifferences& found) const {
        std::vector<std::size_t> partners;  // in `after`, of the columns both have
        for (std::size_t i = 0; i < before_.size(); ++i) {
            const auto partner = std::ranges::find(ids_after_, ids_before_[i]);
            if (partner == ids_after_.end())
                found.push_back({whole(before_[i]), column_said(before_[i]), {}});
            else
                partners.push_back(static_cast<std::size_t>(partner - ids_after_.begin()));
        }
        for (std::size_t i = 0; i < after_.size(); ++i) {
            const auto partner = std::ranges::find(ids_before_, ids_after_[i]);
            if (partner == ids_before_.end())
                found.push_back({whole(after_[i]), {}, column_said(after_[i])});
            else
                add_changed(found, before_[static_cast<std::size_t>(partner - ids_before_.begin())],
                            after_[i]);
        }
        if (!std::ranges::is_sorted(partners))
            found.push_back({said({"列的次序", "order of the columns"}),
                             listed_by(before_, column_name), listed_by(after_, column_name)});
    }

private:
    static SaidText whole(const RosterColumn& column) {
        const SaidText name = column_name(column);
        return {"列“" + name.zh + "”", "column \"" + name.en + "\""};
    }

    static void add_changed(DefinitionDifferences& found, const RosterColumn& before,
                            const RosterColumn& after) {
        const std::vector<Fact> then = facts_of(before), now = facts_of(after);
        const SaidText column = whole(after);
        for (std::size_t i = 0; i < now.size(); ++i)
            if (then[i].value != now[i].value)
                found.push_back({{column.zh + "的" + std::string(now[i].what.zh),
                                  std::string(now[i].what.en) + " of " + column.en},
                                 then[i].value,
                                 now[i].value});
    }

    const std::vector<RosterColumn>&before_, &after_;
    std::vector<ColumnIdentity> ids_before_, ids_after_;
};

}  // namespace

Text text_of(MaskKind mask) {
    switch (mask) {
        case MaskKind::None: return {"不遮盖", "not masked"};
        case MaskKind::Number: return {"前三后二", "first three and last two"};
        case MaskKind::LastFour: return {"只印后四位", "last four only"};
        case MaskKind::Phone: return {"中间遮盖", "middle hidden"};
        case MaskKind::Surname: return {"只印姓氏", "surname only"};
        case MaskKind::ExamEnds: return {"首尾各四位", "first and last four"};
        case MaskKind::Year: return {"只到年", "year only"};
        case MaskKind::Month: return {"只到月", "year and month"};
        case MaskKind::Hidden: return {"全部遮盖", "hidden"};
    }
    return {};
}

Text text_of(OrderKind kind) {
    switch (kind) {
        case OrderKind::Text: return {"文字", "text"};
        case OrderKind::Number: return {"数字", "number"};
        case OrderKind::Pinyin: return {"拼音", "pinyin"};
        case OrderKind::Strokes: return {"姓氏笔画", "strokes of the surname"};
    }
    return {};
}

Text text_of(ColumnKind kind) {
    switch (kind) {
        case ColumnKind::Value: return {"字段", "field"};
        case ColumnKind::Serial: return {"序号", "serial number"};
        case ColumnKind::Signature: return {"签字", "signature"};
        case ColumnKind::TickBox: return {"勾选框", "tick box"};
        case ColumnKind::Blank: return {"空白", "blank"};
    }
    return {};
}

std::vector<DefinitionDifference> differences(const Definition& before, const Definition& after) {
    DefinitionDifferences found;
    const std::vector<Fact> then = facts_of(before), now = facts_of(after);
    for (std::size_t i = 0; i < now.size(); ++i)
        if (then[i].value != now[i].value)
            found.push_back({said(now[i].what), then[i].value, now[i].value});
    ColumnComparison(before, after).add_to(found);
    return found;
}

}  // namespace mingce
