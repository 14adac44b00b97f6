#include "usecases/publications/trace_file.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <unordered_set>

#include "usecases/access/permitted.h"
#include "usecases/publications/publications.h"
#include "usecases/record/output_file.h"

namespace mingce {

namespace {

constexpr std::uint64_t kTraceBytesMax = std::uint64_t{256} << 20;
constexpr std::string_view kCopyMark = "No. ";

/// "No. 12 0123…" after `head`: the number and the id, as text.
struct NamedCopy {
    std::int64_t number = 0;
    Id id;
};
std::optional<NamedCopy> copy_named_after(std::string_view text, std::string_view head) {
    std::size_t at = text.find(head);
    if (at == std::string_view::npos) return std::nullopt;
    at = text.find(kCopyMark, at);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view rest = text.substr(at + kCopyMark.size());
    NamedCopy named;
    const auto [end, failed] =
        std::from_chars(rest.data(), rest.data() + rest.size(), named.number);
    const std::size_t digits = static_cast<std::size_t>(end - rest.data());
    constexpr std::size_t kIdLength = 32;
    if (failed != std::errc() || rest.size() < digits + 1 + kIdLength) return std::nullopt;
    const auto id = Id::parse(rest.substr(digits + 1, kIdLength));
    if (!id) return std::nullopt;
    named.id = *id;
    return named;
}

/// What the properties of a workbook or a PDF say; read where files from outside are read.
std::optional<NamedCopy> copy_in_properties(const TraceFile& request, std::string_view bytes) {
    if (auto named = copy_named_after(bytes, "/MingceCopy")) return named;
    const auto entries = request.reading->entries(request.file, ReadLimits{});
    if (!entries.ok()) return std::nullopt;
    for (std::size_t i = 0; i < entries.value().size(); ++i) {
        if (entries.value()[i].name != "docProps/custom.xml") continue;
        constexpr std::uint64_t kPropertiesMax = 1 << 20;
        const auto text = request.reading->bytes({request.file, i, {}}, kPropertiesMax);
        if (text.ok()) return copy_named_after(text.value(), "copy");
    }
    return std::nullopt;
}

/// A row of some columns as one text. Line ends and tabs are escaped: no two rows are alike.
std::string key_of_row(const std::vector<std::string_view>& cells) {
    std::string key;
    for (const std::string_view cell : cells) {
        key += std::to_string(cell.size()) + ":";
        key += cell;
    }
    return key;
}

/// The file's rows, as it has them and as they were cleaned.
class Fragment {
public:
    explicit Fragment(const HandOver& read) : students_(read.students) {
        for (const SourceSheet& sheet : students_.sources())
            for (std::size_t field = 0; field < kFieldCount; ++field)
                if (sheet.column_of[field] >= 0) fields_.insert(static_cast<Field>(field));
        for (const SheetReport& sheet : read.sheets)
            for (const ColumnMatch& column : sheet.columns)
                if (!column.field && !column.header.empty() && column.header != "序号")
                    others_.push_back(column.header);
    }
    std::vector<Field> fields() const { return {fields_.begin(), fields_.end()}; }
    const std::vector<std::string>& others() const { return others_; }
    std::uint32_t rows() const { return students_.size(); }

    /// Whether every row stands among the view's, in the columns that the file has.
    bool is_part_of(const ViewRows& view, const std::vector<ViewColumn>& columns) const {
        const std::vector<Field> wanted = fields();
        std::vector<std::size_t> places;
        for (const Field field : wanted) {
            const auto found = std::ranges::find(columns, field, &ViewColumn::field);
            if (found == columns.end()) return false;
            places.push_back(static_cast<std::size_t>(found - columns.begin()));
        }
        std::unordered_set<std::string> known;
        for (const std::vector<std::string>& cells : view.table.rows) {
            std::vector<std::string_view> row;
            row.reserve(places.size());
            for (const std::size_t place : places) row.push_back(cells[place]);
            known.insert(key_of_row(row));
        }
        for (std::uint32_t row = 0; row < students_.size(); ++row) {
            std::vector<std::string_view> clean, raw;
            clean.reserve(wanted.size());
            raw.reserve(wanted.size());
            for (const Field field : wanted) {
                clean.push_back(students_.value(row, field));
                raw.push_back(students_.raw(row, field));
            }
            if (!known.contains(key_of_row(clean)) && !known.contains(key_of_row(raw)))
                return false;
        }
        return true;
    }

private:
    const Students& students_;
    std::set<Field> fields_;
    std::vector<std::string> others_;
};

TracedPublication told_of_publication(const FoundPublication& found,
                                      const std::vector<PublicationAccess>& accesses,
                                      std::vector<PublicationCopy> copies, bool with_screen) {
    TracedPublication told;
    const Publication& publication = found.publication;
    told.publication = publication.number;
    told.edition = found.edition.number;
    told.revision = copies.empty() ? found.edition.revision : copies.front().revision;
    told.intake = found.intake.key;
    const auto named = find_recipient(found.head, publication.recipient);
    told.recipient = named ? named->zh : publication.recipient.key;
    told.purpose = publication.contents.purpose;
    for (const PublicationAccess& access : accesses) {
        const bool on_screen = access.act == AccessAct::Screen || access.act == AccessAct::Clip;
        const auto copy = std::ranges::find(copies, access.copy, &PublicationCopy::id);
        if (on_screen ? !with_screen : copy == copies.end()) continue;
        told.hands.push_back({access.act, access.at, access.actor, access.from,
                              copy == copies.end() ? 0 : copy->number});
    }
    std::ranges::sort(told.hands, {}, &TracedHand::at);
    told.copies = std::move(copies);
    return told;
}

/// The copies that are told of, with their publications.
Result<std::vector<TracedPublication>> publications_of(Tx& tx, const Context& context,
                                                       std::vector<PublicationCopy> copies) {
    std::vector<TracedPublication> list;
    Boxes boxes = context.boxes();
    for (PublicationCopy& copy : copies) {
        const FoundPublication found =
            TRY(found_of(tx, context, TRY(publications::load(tx, boxes, copy.publication))));
        const auto accesses = TRY(publication_copies::accesses(tx, copy.publication));
        list.push_back(told_of_publication(found, accesses, {std::move(copy)}, false));
    }
    return list;
}

/// Every publication, and of each every revision its copies were made of, that holds the rows.
Result<std::vector<TracedPublication>> fitting(Tx& tx, const Context& context,
                                               const Fragment& fragment) {
    std::vector<TracedPublication> list;
    Boxes boxes = context.boxes();
    for (const PublicationState state : {PublicationState::Open, PublicationState::Revoked})
        for (const Publication& publication : TRY(publications::in_state(tx, boxes, state))) {
            std::set<std::int64_t> revisions;
            auto copies = TRY(publication_copies::of_publication(tx, boxes, publication.id));
            std::erase_if(copies, [](const PublicationCopy& copy) { return !copy.is_claimed(); });
            const auto accesses = TRY(publication_copies::accesses(tx, publication.id));
            for (const PublicationCopy& copy : copies) revisions.insert(copy.revision);
            const FoundPublication found = TRY(found_of(tx, context, publication));
            if (!accesses.empty()) revisions.insert(found.edition.revision);
            for (const std::int64_t revision : revisions) {
                const EditionRows rows = TRY(read_edition_rows(tx, context, publication.edition,
                                                               &publication.recipient, revision));
                if (!fragment.is_part_of(
                        rows_in_view(rows, publication.recipient, publication.contents.view),
                        publication.contents.view))
                    continue;
                std::vector<PublicationCopy> of_revision = copies;
                std::erase_if(of_revision, [&](const PublicationCopy& copy) {
                    return copy.revision != revision;
                });
                TracedPublication told = told_of_publication(
                    found, accesses, std::move(of_revision), revision == found.edition.revision);
                if (!told.hands.empty() || !told.copies.empty()) list.push_back(std::move(told));
            }
        }
    return list;
}

Result<std::vector<PublicationCopy>> copies_named(Tx& tx, const Context& context,
                                                  const NamedCopy& named) {
    Boxes boxes = context.boxes();
    auto copies = TRY(publication_copies::all(tx, boxes));
    std::erase_if(copies, [&](const PublicationCopy& copy) {
        return copy.number != named.number || copy.id != named.id;
    });
    return copies;
}

Status audit_trace(Tx& tx, const Context& context, const FileTrace& trace,
                   const std::string& sha256) {
    std::string detail = "basis=" + std::string(key_of(trace.basis)) + " sha256=" + sha256 +
                         " rows=" + std::to_string(trace.rows) + " copies=";
    bool is_first = true;
    for (const TracedPublication& found : trace.found)
        for (const PublicationCopy& copy : found.copies) {
            detail += (is_first ? "" : ",") + std::to_string(copy.number);
            is_first = false;
        }
    return audit(tx, context, {"publication.trace", "record", Id(), std::move(detail), ""});
}

}  // namespace

std::string_view key_of(TraceBasis basis) {
    static constexpr std::string_view kBases[] = {"same_bytes", "properties", "rows", "nothing"};
    return kBases[static_cast<std::size_t>(basis)];
}

Result<FileTrace> trace_file(const Context& context, const TraceFile& request) {
    TRY(require(context, Permission::AuditRead));
    const std::string bytes = TRY(request.reading->bytes({request.file, {}, {}}, kTraceBytesMax));
    const std::string sha256 = sha256_hex(bytes);
    const std::optional<NamedCopy> named = copy_in_properties(request, bytes);
    FileTrace trace;
    TRY(context.database().read([&](Tx& tx) -> Status {
        trace = FileTrace();
        Boxes boxes = context.boxes();
        auto copies = TRY(publication_copies::of_sha256(tx, boxes, sha256));
        trace.basis = TraceBasis::SameBytes;
        if (copies.empty() && named) {
            copies = TRY(copies_named(tx, context, *named));
            trace.basis = TraceBasis::Properties;
        }
        if (copies.empty()) trace.basis = TraceBasis::Nothing;
        trace.found = TRY(publications_of(tx, context, std::move(copies)));
        return Done{};
    }));
    if (trace.basis == TraceBasis::Nothing) {
        const HandOver read = TRY(read_hand_over(request.hand_over));
        const Fragment fragment(read);
        trace.rows = fragment.rows();
        trace.fields = fragment.fields();
        trace.other_columns = fragment.others();
        if (trace.rows != 0 && !trace.fields.empty())
            trace.found = TRY(read_value(context.database(),
                                         [&](Tx& tx) { return fitting(tx, context, fragment); }));
        if (!trace.found.empty()) trace.basis = TraceBasis::Rows;
    }
    TRY(context.database().write([&](Tx& tx) { return audit_trace(tx, context, trace, sha256); }));
    return trace;
}

}  // namespace mingce
