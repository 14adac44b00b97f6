#include "formats/reader.h"

#include "formats/csv_reader.h"
#include "formats/dbf_reader.h"
#include "formats/problems.h"
#include "formats/xlsx_problems.h"
#include "formats/xlsx_reader.h"
#include "formats/zip_archive.h"

namespace mingce {

namespace {

const Problem& refusal_of(FileKind kind) {
    switch (kind) {
        case FileKind::Xlsx:
        case FileKind::Csv:
        case FileKind::Dbf: break;
        case FileKind::Zip: return problem::kFileZip;
        case FileKind::Xls: return problem::kFileXls;
        case FileKind::Mdb: return problem::kFileMdb;
        case FileKind::Html: return problem::kFileHtml;
        case FileKind::Xml2003: return problem::kFileXml2003;
        case FileKind::Ods: return problem::kFileOds;
        case FileKind::Xlsb: return problem::kFileXlsb;
        case FileKind::Ofd: return problem::kFileOfd;
        case FileKind::Document: return problem::kFileDocument;
        case FileKind::EncryptedOffice: return problem::kFileEncrypted;
        case FileKind::Pdf: return problem::kFilePdf;
        case FileKind::Image: return problem::kFileImage;
        case FileKind::Rar: return problem::kFileRar;
        case FileKind::SevenZip: return problem::kFileSevenZip;
        case FileKind::Gzip: return problem::kFileGzip;
        case FileKind::Empty: return problem::kFileEmpty;
        case FileKind::Unknown: break;
    }
    return problem::kFileUnknown;
}

}  // namespace

Status read_sheets(Bytes bytes, const ReadOptions& options, SheetSink& sink) {
    const FileKind kind = kind_of(bytes);
    if (kind == FileKind::Xlsx) return read_xlsx(bytes, options, sink);
    const bool is_table = kind == FileKind::Csv || kind == FileKind::Dbf;
    if (is_table && options.sheet.value_or(0) != 0)
        return Error(problem::kXlsxNoSuchSheet, std::to_string(*options.sheet + 1) + " > 1");
    if (kind == FileKind::Csv) return read_csv(bytes, options, sink);
    if (kind == FileKind::Dbf) return read_dbf(bytes, options, sink);
    // A damaged archive is better told as such than as an archive.
    if (kind == FileKind::Zip) (void)TRY(ZipArchive::open(bytes, options.limits));
    return Error(refusal_of(kind));
}

}  // namespace mingce
