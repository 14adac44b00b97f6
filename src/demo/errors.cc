#include <algorithm>
#include <cmath>

#include "demo/spoils.h"

namespace mingce {

namespace {

constexpr char letter_of(DemoForm form) {
    return form == DemoForm::Dbf ? 'D' : form == DemoForm::Xlsx ? 'X' : 'C';
}

class Injector {
public:
    explicit Injector(DemoHandOver& hand_over)
        : hand_over_(hand_over), random_(hand_over.options.seed, 21) {}

    void inject();

private:
    using Place = std::pair<std::size_t, std::size_t>;  // table, row

    bool is_clean(const Place& place) const {
        const DemoRow& row = hand_over_.tables[place.first].rows[place.second];
        return !row.spoiled && !row.deleted && row.person != DemoRow::kNobody &&
               hand_over_.people[row.person].admitted;
    }
    void collect();
    bool spoil_once(const Spoil& spoil);
    bool spoil_at(const Spoil& spoil, const Place& place);
    void note(const Place& place, DemoTruth truth);
    void swap_columns(Field a, Field b, std::string_view name);
    void shift_row();
    void share_phone();
    void repeat_person(DemoForm form);
    void cut_column(Field field, std::string_view name);
    void hide_rows();
    void change_slip();
    void spoil_until(std::size_t wanted);
    void list_foreign_documents();

    DemoHandOver& hand_over_;
    DemoRandom random_;
    std::vector<Place> places_;
};

void Injector::note(const Place& place, DemoTruth truth) {
    DemoTable& table = hand_over_.tables[place.first];
    truth.file = table.file;
    truth.sheet = table.sheet;
    truth.row = table.first_row + place.second;
    table.rows[place.second].spoiled = true;
    hand_over_.truth.push_back(std::move(truth));
}

void Injector::collect() {
    for (std::size_t t = 0; t < hand_over_.tables.size(); ++t)
        for (std::size_t r = 0; r < hand_over_.tables[t].rows.size(); ++r)
            if (is_clean({t, r})) places_.emplace_back(t, r);
}

bool Injector::spoil_at(const Spoil& spoil, const Place& place) {
    DemoTable& table = hand_over_.tables[place.first];
    if (!is_clean(place) || spoil.forms.find(letter_of(table.form)) == std::string_view::npos)
        return false;
    const auto column = table.column_of(spoil.field);
    if (!column) return false;
    DemoRow& row = table.rows[place.second];
    DemoCell& cell = row.cells[*column];
    if (cell.text.empty()) return false;
    const auto spoilt =
        spoil.apply({hand_over_, table, hand_over_.people[row.person], cell.text}, random_);
    if (!spoilt || spoilt->text == cell.text) return false;
    const bool fits = table.form != DemoForm::Dbf ||
                      demo_stored_bytes(spoilt->text) <= table.columns[*column].width;
    if (!fits) return false;
    DemoTruth truth;
    truth.error_class = spoil.error_class;
    truth.class_name = spoil.name;
    truth.field = key_of(spoil.field);
    truth.clean = spoilt->clean.empty() ? cell.text : spoilt->clean;
    truth.dirty = spoilt->text;
    cell.text = spoilt->text;
    cell.number = spoilt->number;
    note(place, std::move(truth));
    return true;
}

bool Injector::spoil_once(const Spoil& spoil) {
    if (places_.empty()) return false;
    const std::size_t start = random_.below(places_.size());
    std::uint32_t left = spoil.times;
    std::optional<std::size_t> table;
    // Strides over the places, so that neighbours in one table are not all spoiled the same way.
    for (std::size_t i = 0; i < places_.size() && left > 0; ++i) {
        const Place& place = places_[(start + i) % places_.size()];
        if (table && *table != place.first) continue;
        if (!spoil_at(spoil, place)) continue;
        table = place.first;
        --left;
    }
    return left < spoil.times;
}

void Injector::swap_columns(Field a, Field b, std::string_view name) {
    const std::size_t start = random_.below(places_.size());
    for (std::size_t i = 0; i < places_.size(); ++i) {
        const Place& place = places_[(start + i) % places_.size()];
        DemoTable& table = hand_over_.tables[place.first];
        const auto first = table.column_of(a), second = table.column_of(b);
        if (!is_clean(place) || table.form == DemoForm::Dbf || !first || !second) continue;
        DemoRow& row = table.rows[place.second];
        if (row.cells[*first].text == row.cells[*second].text) continue;
        std::swap(row.cells[*first], row.cells[*second]);
        const auto say = [&](Field field, std::size_t own, std::size_t other) {
            DemoTruth truth;
            truth.error_class = 18;
            truth.class_name = name;
            truth.field = key_of(field);
            truth.clean = row.cells[other].text;
            truth.dirty = row.cells[own].text;
            note(place, std::move(truth));
        };
        say(a, *first, *second);
        say(b, *second, *first);
        return;
    }
}

void Injector::shift_row() {
    const std::size_t start = random_.below(places_.size());
    for (std::size_t i = 0; i < places_.size(); ++i) {
        const Place& place = places_[(start + i) % places_.size()];
        DemoTable& table = hand_over_.tables[place.first];
        const auto from = table.column_of(Field::PoliticalStatus);
        if (!is_clean(place) || table.form == DemoForm::Dbf || !from) continue;
        DemoRow& row = table.rows[place.second];
        const std::vector<DemoCell> clean = row.cells;
        // The last column is 备注, empty in clean rows: nothing falls off the end.
        std::rotate(row.cells.begin() + static_cast<std::ptrdiff_t>(*from), row.cells.end() - 1,
                    row.cells.end());
        for (std::size_t c = *from; c < row.cells.size(); ++c) {
            if (row.cells[c].text == clean[c].text || !table.columns[c].field) continue;
            DemoTruth truth;
            truth.error_class = 19;
            truth.class_name = "row_shifted";
            truth.field = key_of(*table.columns[c].field);
            truth.clean = clean[c].text;
            truth.dirty = row.cells[c].text;
            note(place, std::move(truth));
        }
        return;
    }
}

void Injector::share_phone() {
    std::string phone;
    std::uint32_t left = 5;
    const std::size_t start = random_.below(places_.size());
    for (std::size_t i = 0; i < places_.size() && left > 0; ++i) {
        const Place& place = places_[(start + i) % places_.size()];
        DemoTable& table = hand_over_.tables[place.first];
        const auto column = table.column_of(Field::Phone);
        if (!is_clean(place) || !column) continue;
        DemoCell& cell = table.rows[place.second].cells[*column];
        if (cell.text.size() != 11) continue;
        if (phone.empty()) phone = "139" + random_.digits(8);
        DemoTruth truth;
        truth.error_class = 27;
        truth.class_name = "phone_shared";
        truth.field = key_of(Field::Phone);
        truth.clean = cell.text;
        truth.dirty = phone;
        cell.text = phone;
        note(place, std::move(truth));
        --left;
    }
}

void Injector::repeat_person(DemoForm form) {
    const std::size_t start = random_.below(places_.size());
    for (std::size_t i = 0; i < places_.size(); ++i) {
        const Place place = places_[(start + i) % places_.size()];
        DemoTable& table = hand_over_.tables[place.first];
        const auto id = table.column_of(Field::IdNumber);
        // In the newer generation a person is two records; there a repeat needs both, so not here.
        const bool halved = table.form == DemoForm::Dbf && !table.column_of(Field::MajorSchoolCode);
        if (!is_clean(place) || table.form != form || !id || halved) continue;
        table.rows[place.second].spoiled = true;
        DemoRow copy = table.rows[place.second];
        copy.hidden = false;  // a hidden row would be an error of its own
        DemoTruth truth;
        truth.error_class = 13;
        truth.class_name = "person_twice";
        truth.field = key_of(Field::IdNumber);
        truth.dirty = copy.cells[*id].text;
        table.rows.push_back(std::move(copy));
        note({place.first, table.rows.size() - 1}, std::move(truth));
        return;
    }
}

void Injector::cut_column(Field field, std::string_view name) {
    // Of the DBF tables, the one whose longest clean value is alone in its length: a column one
    // byte wider than the second longest then cuts it, and only it.
    const std::size_t start = random_.below(hand_over_.tables.size());
    for (std::size_t i = 0; i < hand_over_.tables.size(); ++i) {
        const std::size_t t = (start + i) % hand_over_.tables.size();
        DemoTable& table = hand_over_.tables[t];
        const auto column = table.column_of(field);
        if (table.form != DemoForm::Dbf || !column || table.rows.size() < 10) continue;
        std::vector<std::pair<std::size_t, std::size_t>> lengths;  // bytes, row
        for (std::size_t r = 0; r < table.rows.size(); ++r)
            lengths.emplace_back(demo_stored_bytes(table.rows[r].cells[*column].text), r);
        if (lengths.size() < 2) continue;
        std::sort(lengths.rbegin(), lengths.rend());
        const Place place{t, lengths[0].second};
        // Two bytes apart at least, or the cut would fall behind the last character.
        if (lengths[0].first < lengths[1].first + 2 || !is_clean(place)) continue;
        table.columns[*column].width = static_cast<std::uint16_t>(lengths[1].first + 1);
        DemoTruth truth;
        truth.error_class = 20;
        truth.class_name = name;
        truth.field = key_of(field);
        truth.clean = table.rows[place.second].cells[*column].text;
        truth.dirty = demo_cut_text(truth.clean, lengths[1].first + 1);
        note(place, std::move(truth));
        return;
    }
}

void Injector::hide_rows() {
    for (std::size_t t = 0; t < hand_over_.tables.size(); ++t) {
        DemoTable& table = hand_over_.tables[t];
        if (table.file != "补录名单.xlsx") continue;
        const auto say = [&](std::uint64_t row, std::string_view name, std::string_view dirty) {
            DemoTruth truth;
            truth.error_class = 32;
            truth.class_name = name;
            truth.file = table.file;
            truth.sheet = table.sheet;
            truth.row = row;
            truth.dirty = dirty;
            hand_over_.truth.push_back(std::move(truth));
        };
        say(1, "merged_header", "two header rows, merged");
        if (table.sheet == "备份") {
            table.hidden_sheet = true;
            say(0, "hidden_sheet", "sheet hidden");
        } else if (table.sheet == "第二批") {
            say(0, "second_sheet", "more people on a second sheet");
        }
        for (std::size_t r = 0; r < table.rows.size() && table.sheet == "第一批"; r += 4) {
            table.rows[r].hidden = true;
            say(table.first_row + r, "hidden_row", "row hidden");
        }
    }
}

void Injector::change_slip() {
    std::vector<std::string> files;
    for (const DemoTable& table : hand_over_.tables)
        if (table.lists_people() && table.rows.size() > 5) files.push_back(table.file);
    if (files.empty()) return;
    hand_over_.slip_changes[random_.pick(files)] = 2;
    hand_over_.slip_changes[random_.pick(files)] = -1;
}

void Injector::list_foreign_documents() {
    for (const DemoTable& table : hand_over_.tables) {
        const auto id = table.column_of(Field::IdNumber);
        if (table.file != "国际学生与港澳台.xlsx" || !id) continue;
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            const DemoRow& row = table.rows[r];
            const DemoPerson& person = hand_over_.people[row.person];
            if (row.spoiled) continue;
            DemoTruth truth;
            truth.must_not_alarm = true;
            truth.error_class = person.kind == DemoKind::Foreign ? 11 : 12;
            truth.class_name =
                person.kind == DemoKind::Foreign ? "foreign_document" : "overseas_document";
            truth.file = table.file;
            truth.sheet = table.sheet;
            truth.row = table.first_row + r;
            truth.field = key_of(Field::IdNumber);
            truth.clean = truth.dirty = row.cells[*id].text;
            hand_over_.truth.push_back(std::move(truth));
        }
    }
}

/// Every way once, then in turn until enough is spoiled. A way that finds no place any more never
/// will again, and rows that were spoiled are not looked at twice.
void Injector::spoil_until(std::size_t wanted) {
    std::vector<const Spoil*> ways;
    for (const Spoil& spoil : demo_spoils()) ways.push_back(&spoil);
    for (bool first = true; first || (!ways.empty() && hand_over_.truth.size() < wanted);
         first = false) {
        std::erase_if(places_, [this](const Place& place) { return !is_clean(place); });
        std::erase_if(ways, [&](const Spoil* spoil) {
            return (first || hand_over_.truth.size() < wanted) && !spoil_once(*spoil);
        });
    }
}

void Injector::inject() {
    collect();
    const auto wanted = static_cast<std::size_t>(
        std::llround(hand_over_.options.errors * hand_over_.options.students));
    if (wanted > 0 && !places_.empty()) {
        hide_rows();
        cut_column(Field::Name, "name_cut");
        cut_column(Field::HomeAddress, "address_cut");
        for (const DemoForm form : {DemoForm::Dbf, DemoForm::Xlsx, DemoForm::Csv})
            repeat_person(form);
        swap_columns(Field::Name, Field::GuardianName, "name_guardian_swapped");
        swap_columns(Field::Phone, Field::IdNumber, "phone_id_swapped");
        shift_row();
        share_phone();
        spoil_until(wanted);
        change_slip();
    }
    list_foreign_documents();
}

}  // namespace

void inject_demo_errors(DemoHandOver& hand_over) { Injector(hand_over).inject(); }

}  // namespace mingce
