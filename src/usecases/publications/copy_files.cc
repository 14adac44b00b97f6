#include "usecases/publications/copy_files.h"

#include <algorithm>

#include "crypto/made_password.h"
#include "crypto/office_lock.h"
#include "documents/paper_dress.h"
#include "documents/pdf_writer.h"
#include "formats/zip_writer.h"
#include "usecases/publications/institution_identity.h"
#include "usecases/publications/publication_problems.h"
#include "usecases/record/output_file.h"

namespace mingce {

namespace {

constexpr std::string_view kCopyProperty = "MingceCopy";

/// A name that every system takes as one of a file.
std::string fit_for_a_name(std::string_view text) {
    std::string name;
    for (const char c : text) {
        const bool is_taken = std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos;
        name += is_taken || (c >= 0 && c <= ' ') ? '-' : c;
    }
    return name;
}

/// ‹校码>_‹年级层次>_新生入学花名册_v‹修订>_‹日期>_‹单位>
std::string stem_of(const Context& context, const CopyToMake& copy) {
    const std::string& code = context.record.identity().institution_code;
    const EditionRows& edition = copy.edition;
    return fit_for_a_name((code.empty() ? context.record.identity().institution_name : code) + "_" +
                          intake_title(edition.intake, Language::Chinese) + "_新生入学花名册_v" +
                          std::to_string(edition.edition.number) + "." +
                          std::to_string(edition.revision.sealed.number) + "_" +
                          compact_text(day_of(context.now)) + "_" + copy.recipient);
}

/// Columns as wide as what is usual in them, in mm; a table wider than the page lies on its side.
double width_of(Field field) {
    const std::uint32_t letters = DataStandard::shipped().of(field).width;
    return std::clamp(static_cast<double>(letters) * 1.1 + 6, 17.0, 44.0);
}

Definition definition_of(const CopyToMake& copy) {
    Definition definition;
    definition.key = "publication";
    definition.title = "新生入学花名册";
    definition.page_title = "{institution}{intake}新生名单（" + copy.recipient + "）";
    definition.secrecy =
        copy.publication.recipient.kind == RecipientKind::Public ? "公开" : "内部（含个人信息）";
    RosterColumn serial;
    serial.kind = ColumnKind::Serial;
    serial.label = "序号";
    serial.width = 12;
    definition.columns.push_back(serial);
    double width = serial.width;
    definition.totals = false;  // they would count fields that the view may not have
    for (const ViewColumn& column : copy.publication.contents.view) {
        RosterColumn shown;
        shown.field = column.field;
        shown.label = DataStandard::shipped().of(column.field).zh;
        shown.width = width_of(column.field);
        width += shown.width;
        definition.columns.push_back(std::move(shown));
    }
    definition.paper.landscape = width > 185;
    definition.serial_by_group = false;
    return definition;
}

/// The rows as they are shown, as a roster of one running table.
CompiledRoster compiled(const Context& context, const CopyToMake& copy, const ViewRows& rows,
                        Students& students) {
    SourceSheet sheet;
    sheet.file = copy.edition.intake.key;
    students.add_source(std::move(sheet));
    const std::vector<ViewColumn>& view = copy.publication.contents.view;
    // Men and women are counted in the head of the list whether or not it has that column.
    const ViewRows sexes =
        rows_in_view(copy.edition, copy.publication.recipient, {{Field::Sex, true}});
    for (std::size_t row = 0; row < rows.table.rows.size(); ++row) {
        const std::vector<std::string>& cells = rows.table.rows[row];
        const std::uint32_t at = students.add_row(0, students.size() + 1);
        students.set(at, Field::Sex, sexes.table.rows[row][0]);
        for (std::size_t i = 0; i < view.size(); ++i)
            if (!cells[i].empty()) students.set(at, view[i].field, cells[i]);
    }
    RosterMeta meta;
    const RevisionHead& head = copy.edition.revision.head;
    meta.institution = head.institution;
    meta.intake = intake_title(copy.edition.intake, Language::Chinese);
    meta.as_of = day_of(context.now);
    meta.edition =
        revision_name(copy.edition.edition, copy.edition.revision.sealed.number, Language::Chinese);
    return compile_in_order(definition_of(copy), students, meta,
                            [](MaskKind, std::string_view value) { return std::string(value); });
}

Result<std::string> pdf_of(const Context& context, const CopyToMake& copy, const ViewRows& rows,
                           const CopyTools& tools, const std::string& password) {
    Students students;
    const CompiledRoster roster = compiled(context, copy, rows, students);
    const CopyMark mark{mark_of_copy(copy, context.now)};
    PaperDress dress;
    dress.copy = &mark;
    const std::string& revision = copy.edition.revision.sealed.sha256;
    const PdfDocument document =
        TRY(make_pdf(roster, {0, roster.volumes.size()},
                     {*tools.typefaces, sha256_hex, sha256_hex(revision), {}, &dress}));
    LockPdf lock;
    lock.password = password;
    lock.properties = {{std::string(kCopyProperty), property_of_copy(copy.number, copy.id)}};
    return locked_and_signed(context, document.bytes, std::move(lock), tools.identity);
}

Result<std::string> workbook_of(const Context& context, const CopyToMake& copy,
                                const ViewRows& rows, const std::string& password) {
    ListMark mark{copy.edition.intake.key, context.actor, copy.publication.contents.purpose,
                  property_of_copy(copy.number, copy.id), context.now};
    mark.visible = mark_of_copy(copy, context.now);
    std::string bytes = TRY(list_workbook(rows.table, mark));
    if (password.empty()) return bytes;
    return lock_office_package(bytes, password, context.random);
}

Result<std::string> dbf_of(const Context& context, const CopyToMake& copy, const ViewRows& rows) {
    std::vector<std::string> names;
    for (const ViewColumn& column : copy.publication.contents.view)
        names.emplace_back(key_of(column.field));
    ListDbf made = TRY(list_dbf(rows.table, names, day_of(context.now)));
    if (!made.refused.empty())
        return Error(problem::kDbfCannotHold, std::to_string(made.refused.size()));
    return std::move(made.bytes);
}

}  // namespace

std::string mark_of_copy(const CopyToMake& copy, Moment at) {
    std::string line =
        copy.recipient + " · " + copy.publication.contents.purpose + " · " + iso_text(day_of(at));
    if (copy.number == 0) return line;  // a preview is no copy
    return line + " · 第 " + std::to_string(copy.number) + " 份";
}

std::string property_of_copy(std::int64_t number, const Id& id) {
    return "No. " + std::to_string(number) + " " + id.hex();
}

Result<CopyTools> open_copy_tools(const Context& context, bool makes_pdf) {
    CopyTools tools;
    if (!makes_pdf) return tools;
    tools.typefaces = TRY(Typefaces::open());
    tools.identity = TRY(open_institution_identity(context));
    return tools;
}

Result<CopyFile> make_copy_file(const Context& context, const CopyToMake& copy,
                                const CopyTools& tools) {
    const Publication& publication = copy.publication;
    const ViewRows rows =
        rows_in_view(copy.edition, publication.recipient, publication.contents.view);
    CopyFile made;
    made.rows = rows.table.rows.size();
    if (publication.recipient.kind != RecipientKind::Public)
        made.password = make_password(context.random);
    const std::string stem = stem_of(context, copy);
    if (copy.form == CopyForm::Xlsx) {
        made.name = stem + ".xlsx";
        made.bytes = TRY(workbook_of(context, copy, rows, made.password));
        return made;
    }
    if (copy.form == CopyForm::Pdf) {
        made.name = stem + ".pdf";
        made.bytes = TRY(pdf_of(context, copy, rows, tools, made.password));
        return made;
    }
    const bool is_csv = copy.form == CopyForm::Csv;
    const std::string inner =
        stem + "_第" + std::to_string(copy.number) + "份" + (is_csv ? ".csv" : ".dbf");
    const std::string content = is_csv ? list_csv(rows.table) : TRY(dbf_of(context, copy, rows));
    const ZipMember member{inner, content};
    made.name = stem + ".zip";
    made.bytes = TRY(make_zip({&member, 1}, {context.now, made.password}));
    return made;
}

}  // namespace mingce
