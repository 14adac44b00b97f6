#include "usecases/files/hand_over.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "base/text.h"
#include "formats/reader.h"
#include "normalise/header_words.h"
#include "normalise/province_set.h"
#include "normalise/values.h"
#include "usecases/files/hand_over_files.h"
#include "usecases/files/hand_over_joins.h"
#include "usecases/files/hand_over_problems.h"
#include "usecases/files/hand_over_rules.h"
#include "usecases/files/hand_over_sheets.h"

namespace mingce {

namespace {

constexpr Text kStudentsText = {"学生数据", "students"};
constexpr Text kProvinceText = {"省招生数据表", "a table of a province set"};
constexpr Text kOrganisationText = {"院系专业与计划", "departments, majors and the plan"};
constexpr Text kClassesText = {"分班表", "the class list"};
constexpr Text kNoStudentsText = {"表中没有学生", "it holds no students"};
constexpr Text kSetRefusedText = {"所在省的数据未能读取，本表未使用",
                                  "its province set was refused, so it was not used"};
constexpr Text kHealthText = {"体检信息属敏感个人信息，未读取",
                              "health data are sensitive and were not read"};
constexpr Text kUnusedTableText = {"名册不需要此表，未使用",
                                   "a roster needs nothing of it; not used"};
constexpr Text kUnknownText = {"不认识的内容，未读取", "of no known kind; not read"};

/// "T_TDD" for t_tdd.dbf; "" for a file that is no table of a province set.
std::string province_table_name(std::string_view file_name) {
    const std::size_t dot = file_name.rfind('.');
    if (dot == std::string_view::npos || !equal_ignoring_case(file_name.substr(dot), ".dbf"))
        return "";
    std::string name(file_name.substr(0, dot));
    std::transform(name.begin(), name.end(), name.begin(), to_upper);
    const bool is_table = name.compare(0, 2, "T_") == 0 || name.compare(0, 3, "TD_") == 0;
    return is_table ? name : "";
}

bool is_table_extension(std::string_view name) {
    for (std::string_view extension : {".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".dbf"})
        if (name.size() > extension.size() &&
            equal_ignoring_case(name.substr(name.size() - extension.size()), extension))
            return true;
    return false;
}

/// Hands everything on, and tells how many rows it were.
class CountingSink : public SheetSink {
public:
    struct Count {
        std::uint64_t rows = 0;
        std::optional<Error> stop;  // nobody wants the rest
    };
    CountingSink(const ReadHandOver& request, Count& count, SheetSink& to)
        : request_(request), count_(count), to_(to) {}
    Status begin_sheet(const SheetHead& head) override { return to_.begin_sheet(head); }
    Status row(const SourceRow& row) override {
        constexpr std::uint64_t kRows = 4096;
        if (++count_.rows % kRows == 0 && request_.progress) {
            const Status wanted = request_.progress(count_.rows);
            if (!wanted.ok()) return count_.stop.emplace(wanted.error());
        }
        return to_.row(row);
    }
    Status end_sheet(const SheetTotals& totals) override { return to_.end_sheet(totals); }
    void note(const ReadNote& note) override { to_.note(note); }

private:
    const ReadHandOver& request_;
    Count& count_;
    SheetSink& to_;
};

class HandOverReader {
public:
    explicit HandOverReader(const ReadHandOver& request)
        : request_(request),
          standard_(request.standard ? *request.standard : SchoolStandard::shipped()),
          context_{standard_.fields(),     standard_.codes(), Regions::shipped(),
                   request.forced_columns, request.kind,      request.sheets},
          cleaner_(context_.standard, context_.codes, context_.regions) {
        hand_over_.reading = request.reading != nullptr ? request.reading : read_in_this_process();
    }

    Result<HandOver> read() {
        FoundFiles found = TRY(find_files(request_, reading()));
        hand_over_.files = std::move(found.reports);
        hand_over_.ignored_files = found.ignored;
        TRY(read_named_organisation());
        std::map<std::string, std::vector<const InputFile*>> sets;
        for (const InputFile& input : found.inputs) {
            if (read_.stop) return *read_.stop;
            if (province_table_name(input.name).empty())
                read_input(input);
            else
                sets[input.folder].push_back(&input);
        }
        for (const auto& [folder, inputs] : sets)
            if (!read_.stop) read_set(folder, inputs);
        if (read_.stop) return *read_.stop;
        report_unused_map();
        const bool only_photos = request_.photos_alone && !found.photos.empty();
        if (hand_over_.students.size() == 0 && !only_photos) TRY(refuse_nothing());
        join_classes(hand_over_, classes_, cleaner_);
        join_organisation(hand_over_, cleaner_);
        join_photos(std::move(found.photos));
        hand_over_.students.settle();
        TRY(check_balance());
        return std::move(hand_over_);
    }

private:
    /// Every row that came in is somewhere, and each accepted one is a student, or joined to one.
    Status check_balance() const {
        const std::uint64_t accounted =
            hand_over_.rows_accepted + hand_over_.rows_held + hand_over_.rows_refused;
        const std::uint64_t students = hand_over_.students.size() + hand_over_.rows_joined;
        if (hand_over_.rows_in != accounted)
            return Error(problem::kCountsDiffer,
                         std::to_string(hand_over_.rows_in) + " ≠ " + std::to_string(accounted));
        if (hand_over_.rows_accepted != students)
            return Error(problem::kCountsDiffer, std::to_string(hand_over_.rows_accepted) + " ≠ " +
                                                     std::to_string(students));
        return Done{};
    }

    FileReading& reading() const { return *hand_over_.reading; }

    void join_photos(std::vector<HandOverPhoto> photos) {
        judge_photos(photos, reading());
        match_photos(photos, hand_over_.students);
        choose_photos(photos);
        for (Finding& finding : photo_findings(photos, hand_over_.students, {}))
            hand_over_.findings.push_back(std::move(finding));
        hand_over_.photos = std::move(photos);
    }

    /// A single refusal, of a file or of a province set, is the whole story; else one sentence for
    /// all of them.
    Status refuse_nothing() const {
        const auto is_refused = [](const FileReport& file) { return file.refusal.has_value(); };
        const auto& files = hand_over_.files;
        if (std::count_if(files.begin(), files.end(), is_refused) == 1)
            return *std::find_if(files.begin(), files.end(), is_refused)->refusal;
        if (!hand_over_.organisation.empty() || !hand_over_.provinces.empty() || !classes_.empty())
            return Done{};
        std::string shown;
        for (const auto& path : request_.paths)
            shown += (shown.empty() ? "" : ", ") + path.string();
        for (const NamedFile& file : request_.named)
            shown += (shown.empty() ? "" : ", ") + file.name;
        return Error(problem::kNothingReadable).at({shown, "", 0, ""});
    }

    FileReport& report(const InputFile& input, FileRole role, Text why) {
        FileReport made;
        made.file = input.shown;
        made.role = role;
        made.why = why;
        made.bytes = input.bytes;
        hand_over_.files.push_back(std::move(made));
        return hand_over_.files.back();
    }

    void refuse(const InputFile& input, Error error) {
        report(input, FileRole::Refused, {}).refusal = std::move(error).in_file(input.shown);
    }

    /// Rows may have gone to the sink where it fails.
    Status read_rows(const InputFile& input, SheetSink& to) {
        ReadOptions options;
        options.encoding = request_.encoding;
        CountingSink sink(request_, read_, to);
        return reading().sheets(input.source, options, sink);
    }

    Status read_named_organisation() {
        if (!request_.organisation) return Done{};
        ReadHandOver alone;
        alone.paths = {*request_.organisation};
        FoundFiles found = TRY(find_files(alone, reading()));
        for (const InputFile& input : found.inputs) {
            Students nobody;
            SheetRouter router(context_, input.shown, nobody);
            const Status status = read_rows(input, router);
            if (!status.ok()) return Error(status.error()).in_file(input.shown);
            for (const SideSheet& sheet : router.side_sheets())
                if (sheet.use == SheetUse::Organisation)
                    add_organisation(sheet, hand_over_.organisation);
            report(input, FileRole::Organisation, kOrganisationText);
        }
        if (hand_over_.organisation.empty())
            return Error(problem::kNotOrganisation)
                .at({request_.organisation->string(), "", 0, ""});
        return Done{};
    }

    void read_input(const InputFile& input) {
        const auto judged = reading().kind(input.source);
        if (!judged.ok()) return refuse(input, judged.error());
        const FileKind kind = judged.value();
        const bool holds_no_table = kind == FileKind::Pdf || kind == FileKind::Image ||
                                    kind == FileKind::Document || kind == FileKind::Unknown;
        if (holds_no_table && !input.named_by_user && !is_table_extension(input.name)) {
            report(input, FileRole::NotRead, kUnknownText);
            return;
        }
        if (kind == FileKind::Zip) return refuse(input, Error(problem::kNestedArchive));
        read_sheets_of(input);
    }

    /// A file is taken whole or not at all.
    void read_sheets_of(const InputFile& input) {
        Students& students = hand_over_.students;
        const std::uint32_t rows_before = students.size();
        const std::size_t sources_before = students.sources().size();
        SheetRouter router(context_, input.shown, students);
        if (request_.classes_are_students) router.take_classes_for_students();
        Status status = read_rows(input, router);
        if (!status.ok()) {
            students.cut(rows_before, sources_before);
            return refuse(input, std::move(status).error());
        }
        bool has_students = false, has_classes = false, has_organisation = false;
        for (const SheetReport& sheet : router.reports()) {
            hand_over_.rows_in += sheet.rows - sheet.header_or_title_rows;
            hand_over_.rows_held += sheet.blank_rows + sheet.other_rows;
            hand_over_.rows_accepted += sheet.accepted_rows;
            has_students = has_students || sheet.accepted_rows != 0;
            report_guesses(sheet);
            hand_over_.sheets.push_back(sheet);
        }
        hand_over_.rows_in += router.deleted_records();
        hand_over_.rows_refused += router.deleted_records();
        for (const SideSheet& sheet : router.side_sheets()) {
            has_classes = has_classes || sheet.use == SheetUse::Classes;
            has_organisation = has_organisation || sheet.use == SheetUse::Organisation;
            if (sheet.use == SheetUse::Classes) classes_.push_back(sheet);
            // --org wins over an organisation found among the files.
            if (sheet.use == SheetUse::Organisation && !request_.organisation)
                add_organisation(sheet, hand_over_.organisation);
        }
        if (has_students)
            report(input, FileRole::Students, kStudentsText);
        else if (has_classes)
            report(input, FileRole::Classes, kClassesText);
        else if (has_organisation)
            report(input, FileRole::Organisation, kOrganisationText);
        else
            report(input, FileRole::NotRead, kNoStudentsText);
    }

    /// Reads the tables of one folder; a table that cannot be read counts as missing.
    void read_set(const std::string& folder, const std::vector<const InputFile*>& inputs) {
        ProvinceSet set;
        set.folder = folder;
        std::vector<const InputFile*> read;
        for (const InputFile* input : inputs) {
            const std::string name = province_table_name(input->name);
            if (name == "T_TJXX") {
                report(*input, FileRole::NotRead, kHealthText);
                set.tables.emplace_back(name, input->shown);
                continue;
            }
            Table table(name, input->shown);
            TableSink sink(table);
            Status status = read_rows(*input, sink);
            if (!status.ok()) {
                refuse(*input, std::move(status).error());
                continue;
            }
            set.tables.push_back(std::move(table));
            read.push_back(input);
        }
        take_set(set, read);
    }

    Finding& add_finding(const RuleText& rule, const std::string& file, std::string raw,
                         std::string arg) {
        Finding& finding = hand_over_.findings.emplace_back();
        finding.rule = &rule;
        finding.file = file;
        finding.raw = std::move(raw);
        finding.arg = std::move(arg);
        return finding;
    }

    /// Headers that a person mapped and nobody has: a slip of the pen must not pass in silence.
    void report_unused_map() {
        for (const SheetReport& sheet : hand_over_.sheets)
            for (const ColumnMatch& column : sheet.columns)
                headers_met_.insert(header_key(column.header));
        for (const auto& [header, key] : request_.forced_columns)
            if (headers_met_.count(header_key(header)) == 0 &&
                request_.remembered_columns.count(header) == 0)
                add_finding(hand_over_rule::kMapHeaderUnknown, "--map", header, key);
    }

    /// What no header told is a guess, and a person should see it.
    void report_guesses(const SheetReport& sheet) {
        if (!sheet.is_student_sheet) return;
        for (const ColumnMatch& column : sheet.columns) {
            if (column.reason != ColumnReason::Content) continue;
            const FieldStandard& field = context_.standard.of(*column.field);
            Finding& finding = add_finding(hand_over_rule::kColumnGuessed, sheet.file,
                                           column.header.empty() ? column.name : column.header,
                                           field.zh + " " + std::string(key_of(*column.field)));
            finding.sheet = sheet.sheet;
            finding.column = column.name;
        }
    }

    /// The same candidates in two folders: one province handed over twice.
    void report_set_twice(const std::string& folder, std::uint32_t first_row) {
        const std::size_t own = hand_over_.provinces.size();
        std::map<std::size_t, std::uint64_t> shared;  // another set -> candidates
        const Students& students = hand_over_.students;
        for (std::uint32_t row = first_row; row < students.size(); ++row) {
            const std::string number(students.value(row, Field::ExamNumber));
            if (number.empty()) continue;
            const auto [known, is_new] = set_of_candidate_.try_emplace(number, own);
            if (!is_new && known->second != own) ++shared[known->second];
        }
        for (const auto& [other, count] : shared)
            add_finding(hand_over_rule::kProvinceSetTwice, folder,
                        hand_over_.provinces[other].folder, std::to_string(count));
    }

    void take_set(const ProvinceSet& set, const std::vector<const InputFile*>& read) {
        const std::uint32_t first_row = hand_over_.students.size();
        auto outcome = read_province_set(set, context_, hand_over_.students);
        if (!outcome.ok()) {
            for (const InputFile* input : read) report(*input, FileRole::NotRead, kSetRefusedText);
            InputFile folder;
            folder.shown = set.folder;
            return refuse(folder, std::move(outcome).error());
        }
        ProvinceOutcome& taken = outcome.value();
        for (const InputFile* input : read) {
            const auto& unused = taken.not_read_tables;
            const bool is_used = std::find(unused.begin(), unused.end(),
                                           province_table_name(input->name)) == unused.end();
            report(*input, is_used ? FileRole::ProvinceTable : FileRole::NotRead,
                   is_used ? kProvinceText : kUnusedTableText);
        }
        hand_over_.rows_in += taken.candidates + taken.deleted_records + taken.without_placement;
        hand_over_.rows_accepted += taken.admitted;
        hand_over_.rows_held += taken.not_admitted + taken.without_placement;
        hand_over_.rows_refused += taken.deleted_records;
        for (Finding& finding : taken.findings) hand_over_.findings.push_back(std::move(finding));
        for (const std::string& header : taken.forced_headers)
            headers_met_.insert(header_key(header));
        report_set_twice(set.folder, first_row);
        ProvinceReport report;
        report.province = taken.province;
        report.folder = set.folder;
        report.generation = taken.generation;
        report.candidates = taken.candidates;
        report.admitted = taken.admitted;
        report.not_admitted = taken.not_admitted;
        report.deleted_records = taken.deleted_records;
        report.missing_tables = std::move(taken.missing_tables);
        report.not_read_tables = std::move(taken.not_read_tables);
        hand_over_.provinces.push_back(std::move(report));
    }

    const ReadHandOver& request_;
    const SchoolStandard& standard_;
    NormaliseContext context_;
    ValueCleaner cleaner_;
    HandOver hand_over_;
    std::vector<SideSheet> classes_;
    std::set<std::string> headers_met_;  // of the column map, by their keys
    CountingSink::Count read_;
    // By exam number: an index into the provinces of the hand-over.
    std::unordered_map<std::string, std::size_t> set_of_candidate_;
};

}  // namespace

Result<HandOver> read_hand_over(const ReadHandOver& request) {
    return HandOverReader(request).read();
}

}  // namespace mingce
