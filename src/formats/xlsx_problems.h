// The refusals of files, archives and workbooks, with their words for people.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kFileAbsent{"file.absent",
                                     Kind::NotFound,
                                     {"没有这个文件", "there is no such file"},
                                     {"请核对路径和文件名", "check the path and the name"}};
inline constexpr Problem kFileNotReadable{
    "file.not_readable",
    Kind::BadInput,
    {"文件打不开", "the file cannot be opened"},
    {"请核对读取权限，并关闭占用它的程序",
     "check the right to read it, and close programs using it"}};
inline constexpr Problem kFileNotRegular{
    "file.not_regular",
    Kind::BadInput,
    {"这是文件夹或设备，不是文件", "this is a folder or a device, not a file"},
    {"请给出文件的路径", "give the path of a file"}};
inline constexpr Problem kFileTooLarge{
    "file.too_large",
    Kind::BadInput,
    {"文件超过大小上限（字节）", "the file is larger than the limit (bytes)"},
    {"请拆分后再读", "split it and read the parts"}};

inline constexpr Problem kZipDamaged{
    "zip.damaged",
    Kind::BadInput,
    {"压缩包已损坏或不完整", "the archive is damaged or incomplete"},
    {"请重新复制或向发送方再要一份", "copy it again or ask the sender for it again"}};
inline constexpr Problem kZipCrc{
    "zip.crc",
    Kind::BadInput,
    {"校验和不符，内容已损坏", "the checksum does not match: the content is damaged"},
    {"请重新复制或向发送方再要一份", "copy it again or ask the sender for it again"}};
inline constexpr Problem kZipTooManyEntries{
    "zip.entries",
    Kind::BadInput,
    {"压缩包内文件数超过上限", "the archive holds more entries than the limit"},
    {"请拆成几个压缩包", "split it into several archives"}};
inline constexpr Problem kZipTooLarge{
    "zip.too_large",
    Kind::BadInput,
    {"解压后的大小超过上限（字节）", "inflated, it is larger than the limit (bytes)"},
    {"请拆分后再读", "split it and read the parts"}};
inline constexpr Problem kZipRatio{
    "zip.ratio",
    Kind::BadInput,
    {"压缩比异常，像是解压炸弹，已拒绝", "the compression ratio is that of a zip bomb: refused"},
    {"请核实文件来源", "make sure where the file comes from"}};
inline constexpr Problem kZipOverlap{"zip.overlap",
                                     Kind::BadInput,
                                     {"压缩包内的文件相互重叠，像是解压炸弹，已拒绝",
                                      "entries of the archive overlap as in a zip bomb: refused"},
                                     {"请核实文件来源", "make sure where the file comes from"}};
inline constexpr Problem kZipEncrypted{
    "zip.encrypted",
    Kind::BadInput,
    {"压缩包有密码，不能读取", "the archive is protected by a password and cannot be read"},
    {"请先解压，再给出其中的文件", "extract it first and give the files inside"}};
inline constexpr Problem kZipMethod{
    "zip.method",
    Kind::BadInput,
    {"不支持这种压缩方法", "this compression method is not supported"},
    {"请用普通 ZIP（deflate）重新压缩", "pack it again as an ordinary ZIP (deflate)"}};

inline constexpr Problem kZipNameTooLong{
    "zip.name",
    Kind::BadInput,
    {"压缩包内有文件名过长（字节）", "the archive holds a name that is too long (bytes)"},
    {"请核实文件来源", "make sure where the file comes from"}};

inline constexpr Problem kXlsxRepeatedPart{
    "xlsx.repeated_part",
    Kind::BadInput,
    {"工作簿里有同名的部件，不同软件会读到不同内容，已拒绝",
     "the workbook holds two parts of one name, of which each program reads another: refused"},
    {"请用表格软件打开核对后另存为 .xlsx",
     "open it in a spreadsheet program, check it and save it as .xlsx"}};
inline constexpr Problem kXlsxNoWorkbook{
    "xlsx.no_workbook",
    Kind::BadInput,
    {"这不是 XLSX 工作簿：找不到工作簿部件",
     "this is no XLSX workbook: its workbook part is missing"},
    {"请用表格软件另存为 .xlsx", "save it as .xlsx in a spreadsheet program"}};
inline constexpr Problem kXlsxNoSheets{"xlsx.no_sheets",
                                       Kind::BadInput,
                                       {"工作簿里没有工作表", "the workbook has no sheet"},
                                       {"请用表格软件打开核对后另存为 .xlsx",
                                        "open it in a spreadsheet program and save it as .xlsx"}};
inline constexpr Problem kXlsxTooManySheets{
    "xlsx.sheets",
    Kind::BadInput,
    {"工作表数超过上限", "the workbook has more sheets than the limit"},
    {"请拆分工作簿", "split the workbook"}};
inline constexpr Problem kXlsxNoSuchSheet{
    "xlsx.no_such_sheet",
    Kind::NotFound,
    {"没有这个序号的工作表", "there is no sheet of that number"},
    {"请核对工作表序号", "check the number of the sheet"}};
inline constexpr Problem kXlsxPartMissing{
    "xlsx.part_missing",
    Kind::BadInput,
    {"工作簿缺少这张表的内容", "the workbook lacks the content of this sheet"},
    {"请用表格软件打开核对后另存为 .xlsx",
     "open it in a spreadsheet program and save it as .xlsx"}};
inline constexpr Problem kXlsxXml{"xlsx.xml",
                                  Kind::BadInput,
                                  {"文件内容（XML）已损坏", "the content (XML) is damaged"},
                                  {"请用表格软件打开核对后另存为 .xlsx",
                                   "open it in a spreadsheet program and save it as .xlsx"}};
inline constexpr Problem kXlsxDtd{
    "xlsx.dtd",
    Kind::BadInput,
    {"内容里有文档类型声明（DTD），可能是攻击，已拒绝",
     "the content has a document type declaration (DTD), as attacks do: refused"},
    {"请核实文件来源", "make sure where the file comes from"}};
inline constexpr Problem kXlsxXmlLimits{
    "xlsx.xml_limits",
    Kind::BadInput,
    {"内容（XML）嵌套过深或标签过长，已拒绝",
     "the content (XML) is nested too deeply or has too long a tag: refused"},
    {"请核实文件来源", "make sure where the file comes from"}};
inline constexpr Problem kXlsxSharedString{
    "xlsx.shared_string",
    Kind::BadInput,
    {"单元格指向的共享文本不存在", "a cell points to a shared text that does not exist"},
    {"请用表格软件打开核对后另存为 .xlsx",
     "open it in a spreadsheet program and save it as .xlsx"}};
inline constexpr Problem kXlsxTooManyTexts{
    "xlsx.texts",
    Kind::BadInput,
    {"共享文本的个数或总长超过上限",
     "the shared texts are more, or longer together, than the limit"},
    {"请拆分工作簿", "split the workbook"}};
inline constexpr Problem kXlsxTooManyExtras{
    "xlsx.extras",
    Kind::BadInput,
    {"样式、关系或合并区域等附加内容的个数超过上限",
     "there are more styles, relationships or merged ranges than the limit"},
    {"请把数据复制到新的工作簿，另存为 .xlsx",
     "copy the data into a new workbook and save it as .xlsx"}};
inline constexpr Problem kXlsxCellReference{
    "xlsx.cell_reference",
    Kind::BadInput,
    {"单元格的位置无法识别", "the position of a cell cannot be understood"},
    {"请用表格软件打开核对后另存为 .xlsx",
     "open it in a spreadsheet program and save it as .xlsx"}};
inline constexpr Problem kSheetTooManyRows{"sheet.rows",
                                           Kind::BadInput,
                                           {"行数超过上限", "there are more rows than the limit"},
                                           {"请拆分后再读", "split it and read the parts"}};
inline constexpr Problem kSheetTooManyColumns{
    "sheet.columns",
    Kind::BadInput,
    {"列数超过上限", "there are more columns than the limit"},
    {"请删去多余的列", "delete the columns that are not needed"}};
inline constexpr Problem kSheetTooManyCells{
    "sheet.cells",
    Kind::BadInput,
    {"单元格总数超过上限（含空单元格）",
     "there are more cells than the limit, empty ones included"},
    {"请删去多余的列", "delete the columns that are not needed"}};
inline constexpr Problem kSheetTextBytes{
    "sheet.text_bytes",
    Kind::BadInput,
    {"全表文本总长超过上限（字节）", "all texts together are longer than the limit (bytes)"},
    {"请拆分后再读", "split it and read the parts"}};
inline constexpr Problem kCellTooLong{
    "sheet.cell_bytes",
    Kind::BadInput,
    {"单元格文本超过长度上限（字节）", "a cell's text is longer than the limit (bytes)"},
    {"请核对该单元格", "check that cell"}};
inline constexpr Problem kRowTooLong{
    "sheet.row_bytes",
    Kind::BadInput,
    {"一行的文本超过长度上限（字节）", "a row's text is longer than the limit (bytes)"},
    {"请核对该行", "check that row"}};

/// All of the above, for docs/problems.md.
inline constexpr std::array kXlsxProblems = {
    &kFileAbsent,        &kFileNotReadable,  &kFileNotRegular,
    &kFileTooLarge,      &kZipDamaged,       &kZipCrc,
    &kZipTooManyEntries, &kZipTooLarge,      &kZipRatio,
    &kZipOverlap,        &kZipNameTooLong,   &kSheetTooManyCells,
    &kSheetTextBytes,    &kXlsxTooManyTexts, &kXlsxTooManyExtras,
    &kZipEncrypted,      &kZipMethod,        &kXlsxRepeatedPart,
    &kXlsxNoWorkbook,    &kXlsxNoSheets,     &kXlsxTooManySheets,
    &kXlsxNoSuchSheet,   &kXlsxPartMissing,  &kXlsxXml,
    &kXlsxDtd,           &kXlsxXmlLimits,    &kXlsxSharedString,
    &kXlsxCellReference, &kSheetTooManyRows, &kSheetTooManyColumns,
    &kCellTooLong,       &kRowTooLong,
};

}  // namespace mingce::problem
