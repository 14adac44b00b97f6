#include "domain/roster_difference.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/text_index.h"
#include "domain/enrolment.h"
#include "domain/student_record.h"

namespace mingce {

namespace {

constexpr std::array kRosterKeys = {Field::ExamNumber, Field::StudentNo, Field::IdNumber};

/// A state may be written by its key, name or code.
bool says_the_same(Field field, std::string_view file, std::string_view record) {
    if (file == record) return true;
    if (field != Field::EnrolmentStatus || file.empty()) return false;
    const auto state = parse_enrolment_state(file);
    return state && state == parse_enrolment_state(record);
}

class Matching {
public:
    Matching(const Students& file, const Students& record, const RosterComparison& how)
        : file_(file), record_(record), how_(how) {
        for (std::size_t k = 0; k < kRosterKeys.size(); ++k) {
            if (!how.may_compare(kRosterKeys[k])) continue;
            keys_.push_back(kRosterKeys[k]);
            TextIndex& index = indexes_.emplace_back();
            for (std::uint32_t row = 0; row < record.size(); ++row)
                if (const auto key = record.value(row, kRosterKeys[k]); !key.empty())
                    index.add(key, row);
            index.sort();
        }
        for (const SourceSheet& sheet : file.sources()) {
            std::vector<Field>& fields = fields_.emplace_back(fields_of(sheet));
            std::erase_if(fields, [&](Field field) { return !how.may_compare(field); });
        }
    }

    RosterDifference run() {
        RosterDifference found;
        found.rows.reserve(file_.size());
        for (std::uint32_t row = 0; row < file_.size(); ++row) found.rows.push_back(fate_of(row));
        for (std::uint32_t student = 0; student < record_.size(); ++student) {
            const bool annexed = how_.is_annexed(student);
            if (first_row_.contains(student))
                ++(annexed ? found.matched_annexed : found.matched);
            else
                (annexed ? found.absent_annexed : found.absent).push_back(student);
        }
        return found;
    }

private:
    FileRow fate_of(std::uint32_t row) {
        FileRow result;
        result.row = row;
        bool has_key = false;
        std::vector<std::uint32_t> people = people_of(row, has_key);
        if (people.empty()) {
            result.fate = has_key ? FileRowFate::OnlyHere : FileRowFate::NoKey;
            return result;
        }
        if (people.size() > 1) {
            result.fate = FileRowFate::TwoPeople;
            result.candidates = std::move(people);
            return result;
        }
        result.student = people.front();
        const auto [first, is_first] = first_row_.emplace(people.front(), row);
        if (!is_first) {
            result.fate = FileRowFate::Repeated;
            result.first_row = first->second;
            return result;
        }
        compare_cells(people.front(), result);
        return result;
    }

    /// Everybody whom one of the row's numbers means.
    std::vector<std::uint32_t> people_of(std::uint32_t row, bool& has_key) const {
        std::vector<std::uint32_t> people;
        for (std::size_t k = 0; k < keys_.size(); ++k) {
            const std::string_view key = file_.value(row, keys_[k]);
            if (key.empty()) continue;
            has_key = true;
            indexes_[k].find(key, [&](std::uint32_t student) {
                if (record_.value(student, keys_[k]) == key &&
                    std::ranges::find(people, student) == people.end())
                    people.push_back(student);
            });
        }
        return people;
    }

    void compare_cells(std::uint32_t student, FileRow& result) const {
        bool tells_state = false;
        for (Field field : fields_[file_.source_index(result.row)]) {
            const std::string_view said = file_.value(result.row, field),
                                   own = record_.value(student, field);
            const bool same = says_the_same(field, said, own);
            if (field == Field::EnrolmentStatus) tells_state = true;
            if (!same) result.cells.push_back({field, std::string(said), std::string(own)});
        }
        result.is_out_of_place = how_.is_annexed(student) && !tells_state;
        result.fate = result.cells.empty() && !result.is_out_of_place ? FileRowFate::Same
                                                                      : FileRowFate::Differs;
    }

    const Students& file_;
    const Students& record_;
    const RosterComparison& how_;
    std::vector<Field> keys_;
    std::vector<TextIndex> indexes_;                              // by key
    std::vector<std::vector<Field>> fields_;                      // compared, by source of the file
    std::unordered_map<std::uint32_t, std::uint32_t> first_row_;  // by student
};

}  // namespace

std::uint64_t RosterDifference::count(FileRowFate fate) const {
    return static_cast<std::uint64_t>(std::ranges::count(rows, fate, &FileRow::fate));
}

bool RosterDifference::agrees() const {
    return absent.empty() && count(FileRowFate::Same) == rows.size();
}

RosterDifference compare_roster(const Students& file, const Students& record,
                                const RosterComparison& how) {
    return Matching(file, record, how).run();
}

std::vector<Field> fields_of(const SourceSheet& sheet) {
    std::vector<Field> fields;
    for (Field field : kAllFields)
        if (sheet.column_of[static_cast<std::size_t>(field)] >= 0) fields.push_back(field);
    return fields;
}

}  // namespace mingce
