// Refusals a person meets when a file is read or a table is written.
#pragma once

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kFileEmpty{
    "file.empty",
    Kind::BadInput,
    {"文件是空的", "the file is empty"},
    {"请重新导出或重新拷贝该文件", "export or copy the file again"}};
inline constexpr Problem kFileXls{
    "file.xls",
    Kind::BadInput,
    {"这是 Excel 97-2003 工作簿（.xls），目前不能读取",
     "this is an Excel 97-2003 workbook (.xls), which is not read yet"},
    {"请在 Excel 或 WPS 中打开并另存为 .xlsx", "open it in Excel or WPS and save it as .xlsx"}};
inline constexpr Problem kFileMdb{
    "file.mdb",
    Kind::BadInput,
    {"这是 Access 数据库（.mdb 或 .accdb），目前不能读取",
     "this is an Access database (.mdb or .accdb), which is not read yet"},
    {"请在 Access 中把所需的表导出为 .xlsx 或 .csv",
     "export the tables you need from Access as .xlsx or .csv"}};
inline constexpr Problem kFileHtml{
    "file.html",
    Kind::BadInput,
    {"这是网页（HTML）表格，不是真正的 Excel 文件",
     "this is a web page (HTML), not a real Excel file"},
    {"请在 Excel 或 WPS 中打开并另存为 .xlsx", "open it in Excel or WPS and save it as .xlsx"}};
inline constexpr Problem kFileXml2003{
    "file.xml2003",
    Kind::BadInput,
    {"这是 XML 表格 2003，不是真正的 Excel 文件",
     "this is an XML Spreadsheet 2003, not a real Excel file"},
    {"请在 Excel 或 WPS 中打开并另存为 .xlsx", "open it in Excel or WPS and save it as .xlsx"}};
inline constexpr Problem kFileOds{"file.ods",
                                  Kind::BadInput,
                                  {"这是 OpenDocument 表格（.ods），不能读取",
                                   "this is an OpenDocument spreadsheet (.ods), which is not read"},
                                  {"请在 LibreOffice 或 WPS 中打开并另存为 .xlsx",
                                   "open it in LibreOffice or WPS and save it as .xlsx"}};
inline constexpr Problem kFileXlsb{
    "file.xlsb",
    Kind::BadInput,
    {"这是 Excel 二进制工作簿（.xlsb），不能读取",
     "this is an Excel binary workbook (.xlsb), which is not read"},
    {"请在 Excel 中打开并另存为 .xlsx", "open it in Excel and save it as .xlsx"}};
inline constexpr Problem kFileOfd{"file.ofd",
                                  Kind::BadInput,
                                  {"这是版式文件（OFD），里面没有可读取的表格数据",
                                   "this is a fixed-layout document (OFD) and holds no table data"},
                                  {"请向提供方索取 .xlsx、.csv 或 .dbf 原始数据",
                                   "ask the sender for the data as .xlsx, .csv or .dbf"}};
inline constexpr Problem kFileDocument{
    "file.document",
    Kind::BadInput,
    {"这是文字文档或演示文稿（如 Word），其中的表格不能读取",
     "this is a text document or presentation (such as Word), whose tables are not read"},
    {"请把其中的表格复制到 Excel 或 WPS 表格，另存为 .xlsx",
     "copy its table into Excel or WPS and save that as .xlsx"}};
inline constexpr Problem kFileEncrypted{
    "file.encrypted_office",
    Kind::BadInput,
    {"工作簿设有打开密码，无法读取", "the workbook is protected by a password and cannot be read"},
    {"请用密码打开，取消“用密码进行加密”后另存为 .xlsx",
     "open it with its password, remove the encryption and save it as .xlsx"}};
inline constexpr Problem kFilePdf{
    "file.pdf",
    Kind::BadInput,
    {"这是 PDF 文件，里面没有可读取的表格数据", "this is a PDF document and holds no table data"},
    {"请向提供方索取 .xlsx、.csv 或 .dbf 原始数据",
     "ask the sender for the data as .xlsx, .csv or .dbf"}};
inline constexpr Problem kFileImage{
    "file.image",
    Kind::BadInput,
    {"这是图片，里面没有可读取的表格数据", "this is a picture and holds no table data"},
    {"请向提供方索取 .xlsx、.csv 或 .dbf 原始数据",
     "ask the sender for the data as .xlsx, .csv or .dbf"}};
inline constexpr Problem kFileRar{
    "file.rar",
    Kind::BadInput,
    {"这是 RAR 压缩包，不能直接读取", "this is a RAR archive, which is not read"},
    {"请先解压，或改存为 ZIP 压缩包", "unpack it first, or pack it as ZIP"}};
inline constexpr Problem kFileSevenZip{
    "file.7z",
    Kind::BadInput,
    {"这是 7z 压缩包，不能直接读取", "this is a 7z archive, which is not read"},
    {"请先解压，或改存为 ZIP 压缩包", "unpack it first, or pack it as ZIP"}};
inline constexpr Problem kFileGzip{
    "file.gzip",
    Kind::BadInput,
    {"这是 gzip 压缩文件，不能直接读取", "this is a gzip file, which is not read"},
    {"请先解压，或改存为 ZIP 压缩包", "unpack it first, or pack it as ZIP"}};
inline constexpr Problem kFileZip{
    "file.zip",
    Kind::BadInput,
    {"这是装有其他文件的 ZIP 压缩包，本身不是一张表",
     "this is a ZIP archive of other files, not a table itself"},
    {"请解压后指明其中的一个文件", "unpack it and name one of its files"}};
inline constexpr Problem kFileUnknown{
    "file.unknown",
    Kind::BadInput,
    {"无法识别这个文件：它不是 .xlsx、.csv 或 .dbf 表格",
     "this file is not recognised: it is no .xlsx, .csv or .dbf table"},
    {"请用原来的软件打开并另存为 .xlsx 或 .csv",
     "open it in the program that made it and save it as .xlsx or .csv"}};

inline constexpr Problem kEncodingUnknown{
    "encoding.unknown",
    Kind::BadInput,
    {"不认识所指定的编码", "the encoding asked for is not known"},
    {"可用 GB18030、UTF-8、UTF-16LE、UTF-16BE、Big5、windows-1251 等名称",
     "use a name such as GB18030, UTF-8, UTF-16LE, UTF-16BE, Big5 or windows-1251"}};

inline constexpr Problem kCsvQuote{
    "csv.unterminated_quote",
    Kind::BadInput,
    {"从这一行开始的双引号一直没有配对", "the quotation mark opened in this row is never closed"},
    {"请在该行补上或删去双引号", "close or remove the quotation mark in that row"}};
inline constexpr Problem kTableCellBytes{
    "table.cell_too_long",
    Kind::BadInput,
    {"单元格内容超过长度上限", "a cell is longer than the limit"},
    {"请检查双引号是否配对、文件是否为表格数据",
     "check that quotation marks are paired and that the file is a table"}};
inline constexpr Problem kTableRowBytes{
    "table.row_too_long",
    Kind::BadInput,
    {"一行内容超过长度上限", "a row is longer than the limit"},
    {"请检查双引号是否配对、文件是否为表格数据",
     "check that quotation marks are paired and that the file is a table"}};
inline constexpr Problem kTableRows{"table.too_many_rows",
                                    Kind::BadInput,
                                    {"行数超过上限", "the table has more rows than the limit"},
                                    {"请把文件拆成几份", "split the file"}};
inline constexpr Problem kTableColumns{
    "table.too_many_columns",
    Kind::BadInput,
    {"列数超过上限", "the table has more columns than the limit"},
    {"请删去不需要的列，或检查分隔符",
     "remove columns that are not needed, or check the delimiter"}};

inline constexpr Problem kDbfTwo{"dbf.dbase_2",
                                 Kind::BadInput,
                                 {"这是 dBase II 表，版本太旧，不能读取",
                                  "this is a dBase II table, which is too old to be read"},
                                 {"请在 Visual FoxPro 或 LibreOffice 中另存为 dBase III 以上版本",
                                  "save it as dBase III or later in Visual FoxPro or LibreOffice"}};
inline constexpr Problem kDbfVersion{
    "dbf.version",
    Kind::BadInput,
    {"DBF 表的版本标志不认识", "the DBF version mark is not known"},
    {"请用原来的软件另存为 dBase III 或 FoxPro 表",
     "save it as a dBase III or FoxPro table in the program that made it"}};
inline constexpr Problem kDbfHeader{
    "dbf.header",
    Kind::BadInput,
    {"DBF 表头不完整或已损坏", "the DBF header is cut off or damaged"},
    {"请重新导出或重新拷贝该文件", "export or copy the file again"}};
inline constexpr Problem kDbfFields{
    "dbf.fields",
    Kind::BadInput,
    {"DBF 字段说明与记录长度不符", "the DBF field descriptions do not fit the record length"},
    {"请重新导出或重新拷贝该文件", "export or copy the file again"}};
inline constexpr Problem kDbfMemo{
    "dbf.memo",
    Kind::BadInput,
    {"许多记录指向备注文件的同一处，备注文件已损坏或被改动",
     "many records point to the same place of the memo file, which is damaged or tampered with"},
    {"请连同备注文件（.dbt 或 .fpt）重新导出或重新拷贝",
     "export or copy the file again together with its memo file (.dbt or .fpt)"}};
inline constexpr Problem kDbfValues{
    "dbf.values",
    Kind::BadInput,
    {"有的内容放不进 DBF 表（GBK 没有该字，或超过字段宽度）",
     "some values do not fit a DBF table (no GBK code, or wider than the field)"},
    {"请改用 XLSX 或 CSV 输出，或处理所列的各行",
     "write XLSX or CSV instead, or see to the rows listed"}};
inline constexpr Problem kDbfColumns{
    "dbf.columns",
    Kind::BadInput,
    {"DBF 列定义无效（名称 1 至 10 个大写字母、数字或下划线，类型 C、N、D，最多 255 列）",
     "a DBF column is not valid (name of 1 to 10 capitals, digits or underscores; type C, N or D; "
     "at most 255 columns)"},
    {"请修改输出定义", "change the output definition"}};

inline constexpr Problem kTarMalformed{
    "tar.malformed",
    Kind::BadInput,
    {"归档的结构不对", "the archive is not built as it should be"},
    {"换用另一份副本", "take another copy"}};

inline constexpr Problem kZipUnwritable{
    "zip.unwritable",
    Kind::Unavailable,
    {"压缩包写不出来", "the archive could not be made"},
    {"检查内存是否够用，再试一次", "see that there is memory left, then try again"}};

inline constexpr const Problem* kFormatsProblems[] = {
    &kFileEmpty,     &kFileXls,      &kFileMdb,         &kFileHtml,     &kFileXml2003,
    &kFileOds,       &kFileXlsb,     &kFileOfd,         &kFileDocument, &kFileEncrypted,
    &kFilePdf,       &kFileImage,    &kFileRar,         &kFileSevenZip, &kFileGzip,
    &kFileZip,       &kFileUnknown,  &kEncodingUnknown, &kCsvQuote,     &kTableCellBytes,
    &kTableRowBytes, &kTableRows,    &kTableColumns,    &kDbfTwo,       &kDbfVersion,
    &kDbfHeader,     &kDbfFields,    &kDbfMemo,         &kDbfValues,    &kDbfColumns,
    &kTarMalformed,  &kZipUnwritable};

}  // namespace mingce::problem
