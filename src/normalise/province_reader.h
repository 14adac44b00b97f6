// The work of reading one province set, split between its tables and its rows.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "normalise/province_fields.h"
#include "normalise/province_lookup.h"
#include "normalise/province_major.h"
#include "normalise/province_set.h"
#include "normalise/provinces.h"
#include "normalise/values.h"

namespace mingce {

/// Reads the rows of one set whose tables were found fit. One object, one set.
class ProvinceReader {
public:
    ProvinceReader(const ProvinceSet& set, const NormaliseContext& context, Students& students);
    ProvinceOutcome read();

private:
    /// What the data standard calls a province's name, and the rules that made it so.
    struct CleanName {
        std::string text;
        ChangeSet changes = 0;
        bool unknown = false;  // the standard's code table has no such name
    };
    /// A field bound to its columns: in T_TDD, in T_BMK, or both (then T_TDD's value first).
    struct Binding {
        Field field;
        std::string_view lookup;
        bool national = false;
        std::optional<std::size_t> placed, registered;
        std::optional<std::uint32_t> name_column;  // keeps the province's name of a code
        std::unordered_map<std::string, CleanName> clean_names;  // by the province's name
    };
    struct CodeListBinding {
        std::string_view lookup;
        bool starred;
        std::optional<std::size_t> placed, registered;
        std::uint32_t name_column = 0;
    };
    struct ScoreItem {
        std::string name;  // the column's own where TD_CJXDM names none
        bool named = false;
        std::optional<std::size_t> placed, registered;
    };
    /// One admitted candidate while it is being read.
    struct Candidate {
        std::size_t placed = 0;
        std::optional<std::size_t> registered;
        std::uint32_t student = 0;
    };
    // province_set.cc: the set as a whole
    const Table* table(std::string_view name) const;
    const CodeLookup& lookup(std::string_view prefix);
    void bind_columns();
    void bind_field(const ProvinceField& known);
    void bind_forced();
    bool is_forced(std::string_view column) const;
    bool is_bound(Field field) const;
    void bind_lists_and_scores();
    void add_source();
    void index_registrations();
    void choose_province();
    void report_tables();
    void report_counts();
    void report_unplaced();
    void report_missing_lookups();
    void report_columns_kept();
    void add_set_finding(const RuleText& rule, std::string raw, std::string arg);
    bool is_admitted(std::size_t row) const;

    // province_rows.cc: one candidate
    void read_candidate(std::size_t row);
    void set_field(Binding& binding, const Candidate& candidate);
    void set_code(Binding& binding, const Candidate& candidate, std::string_view text);
    void count_untranslated(std::string_view prefix, std::string_view code);
    void set_plain(Field field, std::uint32_t student, const Cell& cell);
    void set_major(const Candidate& candidate);
    void set_study(const FoundMajor& found, std::uint32_t student);
    void set_named(Field field, std::uint32_t student, std::string_view raw, const CleanName& name);
    CleanName clean_name(Field field, std::string_view name);
    void set_code_list(const CodeListBinding& list, const Candidate& candidate);
    void set_scores(const Candidate& candidate);
    void keep_rest(const Candidate& candidate);
    void keep(std::uint32_t student, std::size_t column, std::string_view text);
    void add_row_finding(const RuleText& rule, std::uint32_t student, Field field,
                         std::string_view raw, std::string_view arg);
    const Cell& cell_of(std::optional<std::size_t> placed, std::optional<std::size_t> registered,
                        const Candidate& candidate) const;

    const ProvinceSet& set_;
    const NormaliseContext& context_;
    Students& students_;
    ValueCleaner cleaner_;
    ProvinceOutcome outcome_;
    const Table& placements_;
    const Table* registrations_;
    MajorFinder majors_;
    const ProvinceName* province_ = nullptr;
    std::uint32_t source_ = 0;
    SourceSheet sheet_;
    std::vector<Binding> bindings_;
    std::vector<CodeListBinding> lists_;
    std::vector<ScoreItem> scores_;
    std::array<std::optional<std::size_t>, kMajorPartCount> major_columns_;
    std::optional<std::size_t> admitted_column_, admitted_column_other_, state_column_,
        refusal_column_;
    // By column of the source: T_TDD's, then T_BMK's, then names.
    std::vector<bool> claimed_;  // some field's, or a name beside a code
    std::vector<bool> kept_;     // nobody's, and filled for somebody
    std::unordered_map<std::string, std::size_t> registration_of_;
    std::unordered_map<std::string, CodeLookup> lookups_;
    std::map<std::string, std::uint64_t> lookups_missing_;  // table -> records
    std::map<std::string, std::uint64_t> codes_unknown_;    // "TD_KLDM 5" -> records
    std::map<std::string, std::uint64_t> items_unnamed_;    // column -> records
    std::array<std::uint64_t, 6> major_paths_{};
    std::string scratch_;
};

}  // namespace mingce
