#include "usecases/editions/edition_papers.h"

#include "access/mask.h"
#include "crypto/bytes_as_text.h"
#include "documents/pdf_writer.h"
#include "domain/standard.h"
#include "usecases/access/permitted.h"
#include "usecases/editions/edition_problems.h"
#include "usecases/record/output_file.h"

namespace mingce {

namespace {

struct PaperSource {
    FoundEdition found;
    OpenRevision revision;
    std::vector<RevisionRows> parts;
};

Result<PaperSource> read_paper_source(Tx& tx, const Context& context, const AskPaper& request) {
    PaperSource source;
    source.found = TRY(find_edition(tx, context, request.edition));
    const Edition& edition = source.found.edition;
    Boxes boxes = context.boxes();
    source.revision = TRY(open_revision(tx, boxes, edition, request.revision));
    const RevisionHead& head = source.revision.head;
    if (request.department.empty()) {
        if (!holds_everybody(context, source.found.intake)) return Error(problem::kEditionScope);
    } else if (head.part_of(request.department) == nullptr ||
               !holds_department(context, source.found.intake, request.department)) {
        return Error(problem::kReviewDepartment, request.department);
    }
    for (std::size_t i = 0; i < head.parts.size(); ++i)
        if (request.department.empty() || head.parts[i].department == request.department)
            source.parts.push_back(
                TRY(revisions::part(tx, boxes, source.revision.sealed, head, i)));
    return source;
}

}  // namespace

Result<Definition> definition_to_print(const RevisionHead& head) {
    Definition definition = TRY(parse_definition(head.definition_key, head.document));
    for (RosterColumn& column : definition.columns) {
        if (column.kind != ColumnKind::Value || column.mask != MaskKind::None) continue;
        if (DataStandard::shipped().of(column.field).field_class != FieldClass::C4) continue;
        column.mask = column.field == Field::IdNumber ? MaskKind::Number : MaskKind::Hidden;
    }
    return definition;
}

Result<Paper> revision_paper(const Context& context, const AskPaper& request) {
    TRY(require(context, Permission::RosterRead));
    PaperSource source = TRY(read_value(
        context.database(), [&](Tx& tx) { return read_paper_source(tx, context, request); }));
    const RevisionHead& head = source.revision.head;
    const Definition definition = TRY(definition_to_print(head));
    const auto restored = TRY(restore_roster(head, definition, source.parts, masked));
    CompiledRoster& roster = restored->roster;
    const Edition& edition = source.found.edition;
    roster.meta.edition = revision_name(edition, head.revision, definition.language);
    const auto typefaces = TRY(Typefaces::open());
    PdfDocument document =
        TRY(make_pdf(roster, {0, roster.volumes.size()},
                     {*typefaces, sha256_hex, hex_of(bytes_of(source.revision.sealed.sha256))}));
    TRY(context.database().write([&](Tx& tx) {
        std::string detail =
            "intake=" + source.found.intake.key + " edition=" + std::to_string(edition.number) +
            "." + std::to_string(head.revision) + " pages=" + std::to_string(document.pages);
        if (!request.department.empty()) detail += " department=" + request.department;
        return audit(tx, context, {"edition.print", "edition", edition.id, detail, ""});
    }));
    Paper paper;
    paper.name = source.found.intake.key + "_" + std::to_string(edition.number) + "." +
                 std::to_string(head.revision) +
                 (request.department.empty() ? "" : "_" + request.department) + ".pdf";
    paper.bytes = std::move(document.bytes);
    paper.pages = document.pages;
    return paper;
}

}  // namespace mingce
