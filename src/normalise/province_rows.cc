// One admitted candidate: codes to names, the major from the plan, scores by their names.
#include <algorithm>

#include "base/text.h"
#include "normalise/province_reader.h"
#include "normalise/province_rules.h"

namespace mingce {

const Cell& ProvinceReader::cell_of(std::optional<std::size_t> placed,
                                    std::optional<std::size_t> registered,
                                    const Candidate& candidate) const {
    static const Cell kNothing;
    if (placed) {
        const Cell& cell = placements_.cell(candidate.placed, *placed);
        if (!trim_blanks(cell.text).empty() || !registered) return cell;
    }
    if (!registered || !candidate.registered) return kNothing;
    return registrations_->cell(*candidate.registered, *registered);
}

void ProvinceReader::read_candidate(std::size_t row) {
    Candidate candidate;
    candidate.placed = row;
    const std::string_view exam_number =
        plain_code(placements_.text(row, placements_.column("KSH")));
    const auto registration = registration_of_.find(std::string(exam_number));
    if (registration != registration_of_.end()) candidate.registered = registration->second;
    candidate.student = students_.add_row(source_, placements_.number(row));
    if (candidate.registered)
        students_.join_row(candidate.student, registrations_->number(*candidate.registered));
    for (Binding& binding : bindings_) set_field(binding, candidate);
    if (province_ != nullptr) {
        const Cell name{province_->zh, CellKind::Text};
        const CleanValue clean =
            cleaner_.clean(Field::Province, name, DateSystem::From1900, scratch_);
        students_.set(candidate.student, Field::Province, clean.text);
    }
    set_major(candidate);
    set_scores(candidate);
    for (const CodeListBinding& list : lists_) set_code_list(list, candidate);
    keep_rest(candidate);
    if (registrations_ != nullptr && !registrations_->empty() && !candidate.registered)
        add_row_finding(province_rule::kRegistrationMissing, candidate.student, Field::ExamNumber,
                        exam_number, "");
}

void ProvinceReader::add_row_finding(const RuleText& rule, std::uint32_t student, Field field,
                                     std::string_view raw, std::string_view arg) {
    Finding finding;
    finding.rule = &rule;
    finding.row = student;
    finding.field = field;
    finding.raw = raw;
    finding.arg = arg;
    outcome_.findings.push_back(std::move(finding));
}

void ProvinceReader::set_plain(Field field, std::uint32_t student, const Cell& cell) {
    const CleanValue clean = cleaner_.clean(field, cell, DateSystem::From1900, scratch_);
    if (clean.changes != 0)
        students_.set_changed(student, field, cell.text, clean.text, clean.changes);
    else
        students_.set(student, field, clean.text);
    for (Mark mark : clean.marks) students_.mark(student, field, mark);
}

void ProvinceReader::set_field(Binding& binding, const Candidate& candidate) {
    const Cell& cell = cell_of(binding.placed, binding.registered, candidate);
    const std::string_view text = trim_blanks(cell.text);
    if (text.empty()) return;
    if (binding.lookup.empty())
        set_plain(binding.field, candidate.student, cell);
    else
        set_code(binding, candidate, text);
}

void ProvinceReader::count_untranslated(std::string_view prefix, std::string_view code) {
    const std::string table_name = "TD_" + std::string(prefix) + "DM";
    if (lookup(prefix).empty())
        ++lookups_missing_[table_name];
    else
        ++codes_unknown_[table_name + " " + std::string(plain_code(code))];
}

void ProvinceReader::set_code(Binding& binding, const Candidate& candidate, std::string_view text) {
    const CodeLookup& names = lookup(binding.lookup);
    const auto name = names.name_of(text);
    if (name) {
        const auto [known, is_new] = binding.clean_names.try_emplace(std::string(*name));
        if (is_new) known->second = clean_name(binding.field, *name);
        set_named(binding.field, candidate.student, text, known->second);
        if (students_.value(candidate.student, binding.field) != *name)
            students_.keep_unmapped(candidate.student, *binding.name_column, *name);
        return;
    }
    count_untranslated(binding.lookup, text);
    // Sex, ethnicity and political status follow the national codes where the province is silent;
    // any other code would be guessed at.
    if (names.empty() && binding.national) {
        set_plain(binding.field, candidate.student, {plain_code(text), CellKind::Text});
        return;
    }
    students_.set(candidate.student, binding.field, text);
    if (context_.standard.of(binding.field).type == FieldType::Code)
        students_.mark(candidate.student, binding.field, Mark::UnknownCode);
}

ProvinceReader::CleanName ProvinceReader::clean_name(Field field, std::string_view name) {
    const Cell cell{name, CellKind::Text};
    const CleanValue clean = cleaner_.clean(field, cell, DateSystem::From1900, scratch_);
    const bool unknown =
        std::find(clean.marks.begin(), clean.marks.end(), Mark::UnknownCode) != clean.marks.end();
    return {std::string(clean.text), clean.changes, unknown};
}

void ProvinceReader::set_named(Field field, std::uint32_t student, std::string_view raw,
                               const CleanName& name) {
    if (name.text.empty()) return;
    if (raw == name.text)
        students_.set(student, field, name.text);
    else
        students_.set_changed(student, field, raw, name.text,
                              name.changes | change_bit(ChangeCode::ProvinceCode));
    if (name.unknown) students_.mark(student, field, Mark::UnknownCode);
}

void ProvinceReader::set_major(const Candidate& candidate) {
    MajorKey key;
    for (std::size_t part = 0; part < kMajorPartCount; ++part)
        key[part] = placements_.text(candidate.placed, major_columns_[part]);
    std::string_view& number = key[static_cast<std::size_t>(MajorPart::Number)];
    if (number.empty()) number = placements_.text(candidate.placed, admitted_column_other_);
    const FoundMajor found = majors_.find(key);
    ++major_paths_[static_cast<std::size_t>(found.path)];
    if (found.path == MajorPath::None || found.path == MajorPath::Ambiguous) {
        students_.set(candidate.student, Field::Major, number);
        students_.mark(candidate.student, Field::Major, Mark::UnknownCode);
        const RuleText& rule = found.path == MajorPath::None ? province_rule::kMajorUnknown
                                                             : province_rule::kMajorAmbiguous;
        add_row_finding(rule, candidate.student, Field::Major, number, found.choices);
        return;
    }
    set_named(Field::Major, candidate.student, number, clean_name(Field::Major, found.name));
    set_named(Field::MajorCode, candidate.student, number,
              clean_name(Field::MajorCode, found.code));
    set_study(found, candidate.student);
}

/// Level and duration stand beside the major only in the newer TD_ZYDH. A code without its name is
/// not guessed at: the field stays empty, for the organisation to fill.
void ProvinceReader::set_study(const FoundMajor& found, std::uint32_t student) {
    const auto set_by_lookup = [&](Field field, std::string_view code, std::string_view prefix) {
        if (code.empty()) return;
        const auto name = lookup(prefix).name_of(code);
        if (!name) return count_untranslated(prefix, code);
        set_named(field, student, code, clean_name(field, *name));
    };
    set_by_lookup(Field::Level, found.level, "CC");
    set_by_lookup(Field::Duration, found.duration, "XZ");
    if (!found.direction.empty()) students_.set(student, Field::MajorDirection, found.direction);
}

void ProvinceReader::set_code_list(const CodeListBinding& list, const Candidate& candidate) {
    const std::string_view text =
        trim_blanks(cell_of(list.placed, list.registered, candidate).text);
    if (text.empty()) return;
    const CodeLookup& names = lookup(list.lookup);
    std::string joined;
    for (std::string_view code : split_codes(text, list.starred)) {
        const auto name = names.name_of(code);
        if (!name) count_untranslated(list.lookup, code);
        joined.append(joined.empty() ? "" : "、").append(name.value_or(code));
    }
    const bool is_elective = list.starred && sheet_.headers[list.name_column] == "TD_KMDM.KMMC" &&
                             sheet_.column_names[list.name_column] == "XKKM";
    if (is_elective)
        set_named(Field::ElectiveSubjects, candidate.student, text, {joined, 0, false});
    else
        students_.keep_unmapped(candidate.student, list.name_column, joined);
}

/// "120.00" -> "120", "98.50" -> "98.5".
static std::string_view plain_number(std::string_view text) {
    if (text.find('.') == std::string_view::npos) return text;
    while (text.back() == '0') text.remove_suffix(1);
    if (text.back() == '.') text.remove_suffix(1);
    return text;
}

void ProvinceReader::set_scores(const Candidate& candidate) {
    std::string scores;
    for (const ScoreItem& item : scores_) {
        const std::string_view text =
            plain_number(trim_blanks(cell_of(item.placed, item.registered, candidate).text));
        if (text.empty()) continue;
        // Columns that this province does not use are filled with zeros.
        if (!item.named && text == "0") continue;
        if (!item.named && !lookup("CJX").empty()) ++items_unnamed_[item.name];
        if (!item.named && lookup("CJX").empty()) ++lookups_missing_["TD_CJXDM"];
        scores.append(scores.empty() ? "" : ";").append(item.name).append("=").append(text);
    }
    if (!scores.empty()) students_.set(candidate.student, Field::SubjectScores, scores);
}

void ProvinceReader::keep(std::uint32_t student, std::size_t column, std::string_view text) {
    students_.keep_unmapped(student, static_cast<std::uint32_t>(column), text);
    if (!trim_blanks(text).empty()) kept_[column] = true;
}

void ProvinceReader::keep_rest(const Candidate& candidate) {
    const std::size_t placed_columns = placements_.columns().size();
    for (std::size_t i = 0; i < placed_columns; ++i)
        if (!claimed_[i]) keep(candidate.student, i, placements_.cell(candidate.placed, i).text);
    if (registrations_ == nullptr || !candidate.registered) return;
    for (std::size_t i = 0; i < registrations_->columns().size(); ++i)
        if (!claimed_[placed_columns + i])
            keep(candidate.student, placed_columns + i,
                 registrations_->cell(*candidate.registered, i).text);
}

}  // namespace mingce
