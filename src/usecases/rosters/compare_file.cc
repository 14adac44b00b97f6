#include "usecases/rosters/compare_file.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "access/sight.h"
#include "domain/student_record.h"
#include "normalise/header_words.h"
#include "store/column_mappings.h"
#include "usecases/access/permitted.h"
#include "usecases/imports/column_preview.h"
#include "usecases/imports/incoming_files.h"
#include "usecases/jobs/uploads.h"
#include "usecases/rosters/compile_roster.h"
#include "usecases/standards/standard_in_force.h"

namespace mingce {

namespace {

/// Telling that a value is the record's is a look-up: for those who see it, and for those whom an
/// import tells as much of a file they bring.
bool may_compare(const Caller& caller, Field field) {
    return caller.is_at_the_machine() || sees_whole(caller, field) ||
           (sight_of(caller, field) == Sight::Masked && caller.may(Permission::ImportRun));
}

/// Reads whole what is compared here, within the caller's own scope; it is masked as it is told.
Context comparing(const Context& context) {
    Context whole = context;
    whole.caller = Caller::at_the_machine(context.caller.name);
    whole.caller.scope = context.caller.scope;
    return whole;
}

Result<std::vector<EnrolmentState>> annexed_states() {
    constexpr std::string_view kUsual = "by_department";
    return TRY(parse_definition(kUsual, *shipped_definition(kUsual))).annex;
}

/// How the rosters that ship word their columns: 生源地 is a province there, and in an admission
/// file a county. By header_key().
std::map<std::string, Field> words_of_rosters() {
    std::map<std::string, Field> words;
    for (const std::string& key : shipped_definition_keys()) {
        const auto definition = parse_definition(key, *shipped_definition(key));
        if (!definition.ok()) continue;
        for (const RosterColumn& column : definition.value().columns)
            if (column.kind == ColumnKind::Value && column.mask == MaskKind::None)
                words.emplace(header_key(column.label), column.field);
    }
    return words;
}

/// Reads the file as an import would, with the columns that people once matched by hand.
class FileAgainstRecord {
public:
    FileAgainstRecord(const Context& context, const CompareFile& request)
        : context_(context), request_(request) {}

    Result<FileComparison> run() {
        reading_ = request_.hand_over;
        std::optional<FetchedUpload> fetched;  // gone with this
        if (request_.upload) {
            fetched = TRY(fetch_upload(context_, *request_.upload));
            reading_.named = {{fetched->row().name, fetched->path()}};
        }
        TRY(context_.database().read([&](Tx& tx) { return read_record(tx); }));
        const std::vector<IncomingFile> incoming = TRY(list_incoming_files(reading_));
        file_ = TRY(read_hand_over(reading_));
        if (takes_words_of_rosters()) file_ = TRY(read_hand_over(reading_));
        record_ = TRY(students_of_record(comparing(context_), {request_.intake, {}}));
        const std::vector<EnrolmentState> annexed = TRY(annexed_states());
        const RosterDifference found = compare_roster(
            file_.students, record_.students,
            {[&](Field field) { return may_compare(context_.caller, field); },
             [&](std::uint32_t student) {
                 const auto state =
                     parse_enrolment_state(record_.students.value(student, Field::EnrolmentStatus));
                 return state && std::ranges::find(annexed, *state) != annexed.end();
             }});
        tell(found);
        TRY(context_.database().write([&](Tx& tx) { return audit_it(tx, sha256_of(incoming)); }));
        return std::move(report_);
    }

private:
    Status read_record(Tx& tx) {
        intake_ = TRY(intakes::load(tx, request_.intake));
        reading_.classes_are_students = true;
        reading_.standard = TRY(standard_in_force(tx, context_, request_.today));
        reading_.sheets = TRY(with_remembered(tx, request_.hand_over.sheets));
        if (!reading_.kind) reading_.kind = intake_.kind;
        for (const auto& [header, field] : TRY(column_mappings::all(tx)))
            if (reading_.forced_columns.emplace(header, field).second)
                reading_.remembered_columns.insert(header);
        return Done{};
    }

    /// Whether a column is another field as rosters word it, and that field is no other column's.
    bool takes_words_of_rosters() {
        const std::map<std::string, Field> words = words_of_rosters();
        bool takes = false;
        for (const SheetReport& sheet : file_.sheets)
            for (const ColumnMatch& column : sheet.columns) {
                const auto word = words.find(header_key(column.header));
                if (!sheet.is_student_sheet || column.reason == ColumnReason::Forced ||
                    word == words.end() ||
                    std::ranges::any_of(sheet.columns, [&](const ColumnMatch& other) {
                        return other.field == word->second;
                    }))
                    continue;
                takes = reading_.forced_columns
                            .emplace(column.header, std::string(key_of(word->second)))
                            .second ||
                        takes;
                reading_.remembered_columns.insert(column.header);
            }
        return takes;
    }

    void tell(const RosterDifference& found) {
        report_.files = file_.files;
        tell_columns();
        count(found);
        for (const FileRow& row : found.rows)
            if (row.fate != FileRowFate::Same) report_.rows.push_back(shown(row));
        report_.absent.reserve(found.absent.size());
        for (std::uint32_t student : found.absent) report_.absent.push_back(named(student));
        for (std::uint32_t student : found.absent_annexed)
            report_.absent_annexed.push_back(named(student));
    }

    void tell_columns() {
        std::set<Field> met;
        for (const SourceSheet& sheet : file_.students.sources())
            for (Field field : fields_of(sheet)) met.insert(field);
        for (Field field : kAllFields)
            if (met.contains(field))
                (may_compare(context_.caller, field) ? report_.compared : report_.not_seen)
                    .push_back(field);
        for (const SheetReport& sheet : file_.sheets)
            for (const ColumnMatch& column : sheet.columns)
                if (sheet.is_student_sheet && !column.field && !column.header.empty() &&
                    std::ranges::find(report_.unmapped, column.header) == report_.unmapped.end())
                    report_.unmapped.push_back(column.header);
    }

    void count(const RosterDifference& found) {
        FileComparisonCounts& counts = report_.counts;
        counts.rows_in = file_.rows_in;
        counts.unread = file_.rows_in - file_.students.size();
        counts.same = found.count(FileRowFate::Same);
        counts.differs = found.count(FileRowFate::Differs);
        counts.only_in_file = found.count(FileRowFate::OnlyHere);
        counts.two_people = found.count(FileRowFate::TwoPeople);
        counts.repeated = found.count(FileRowFate::Repeated);
        counts.no_number = found.count(FileRowFate::NoKey);
        counts.matched = found.matched;
        counts.absent = found.absent.size();
        counts.students = counts.matched + counts.absent;
        counts.matched_annexed = found.matched_annexed;
        counts.absent_annexed = found.absent_annexed.size();
        counts.annexed = counts.matched_annexed + counts.absent_annexed;
    }

    /// Of the file: who brought it may know what stands in it, but the answer goes further.
    std::string said(std::uint32_t row, Field field) const {
        return seen(context_.caller, field, file_.students.value(row, field));
    }

    ComparedFileRow shown(const FileRow& row) const {
        const SourceSheet& source = file_.students.source_of(row.row);
        ComparedFileRow shown;
        shown.file = source.file;
        shown.sheet = source.sheet;
        shown.row = file_.students.row_number(row.row);
        shown.fate = row.fate;
        shown.name = said(row.row, Field::Name);
        shown.exam_number = said(row.row, Field::ExamNumber);
        shown.student_no = said(row.row, Field::StudentNo);
        for (const CellDifference& cell : row.cells) {
            const auto column =
                static_cast<std::size_t>(source.column_of[static_cast<std::size_t>(cell.field)]);
            shown.cells.push_back(
                {cell.field, column < source.column_names.size() ? source.column_names[column] : "",
                 column < source.headers.size() ? source.headers[column] : "",
                 seen(context_.caller, cell.field, cell.file),
                 seen(context_.caller, cell.field, cell.record)});
        }
        if (row.is_out_of_place)
            shown.annex_state = named(static_cast<std::uint32_t>(row.student)).status;
        for (std::uint32_t candidate : row.candidates) shown.candidates.push_back(named(candidate));
        if (row.fate == FileRowFate::Repeated)
            shown.first_row = file_.students.row_number(row.first_row);
        return shown;
    }

    NamedStudent named(std::uint32_t student) const {
        const auto value = [&](Field field) {
            return seen(context_.caller, field, record_.students.value(student, field));
        };
        return {value(Field::Name),           value(Field::ExamNumber), value(Field::StudentNo),
                value(Field::Department),     value(Field::Major),      value(Field::AdminClass),
                value(Field::EnrolmentStatus)};
    }

    /// How many of what, and of which file; never who.
    Status audit_it(Tx& tx, const std::string& files_sha256) const {
        const FileComparisonCounts& counts = report_.counts;
        const std::pair<std::string_view, std::uint64_t> told[] = {
            {"rows=", counts.rows_in},
            {" same=", counts.same},
            {" differs=", counts.differs},
            {" only_in_file=", counts.only_in_file},
            {" two_people=", counts.two_people},
            {" repeated=", counts.repeated},
            {" no_number=", counts.no_number},
            {" set_aside=", counts.set_aside},
            {" unread=", counts.unread},
            {" absent=", counts.absent},
            {" absent_annexed=", counts.absent_annexed}};
        std::string detail;
        for (const auto& [word, number] : told)
            detail += std::string(word) + std::to_string(number);
        return audit(
            tx, context_,
            {"roster.compare", "intake", intake_.id, detail + " files=" + files_sha256, ""});
    }

    const Context& context_;
    const CompareFile& request_;
    Intake intake_;
    ReadHandOver reading_;
    HandOver file_, record_;
    FileComparison report_;
};

}  // namespace

bool FileComparison::agrees() const {
    const bool is_whole = std::ranges::none_of(
        files, [](const FileReport& file) { return file.refusal.has_value(); });
    return is_whole && counts.unread == 0 && rows.empty() && absent.empty();
}

Result<FileComparison> compare_file(const Context& context, const CompareFile& request) {
    TRY(require(context, Permission::RosterCompile));
    return FileAgainstRecord(context, request).run();
}

}  // namespace mingce
