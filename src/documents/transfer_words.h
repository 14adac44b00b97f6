// The words of the transfer list, in both languages. {0} {1} … are filled by words::say().
#pragma once

#include "base/result.h"

namespace mingce::words {

inline constexpr Text kTransferHead{"{0}　归档移交清单", "{0}, transfer to the archive"};
inline constexpr Text kTransferContents{"卷内目录", "Contents of the file"};
inline constexpr Text kTransferTitle{"案卷题名", "File"};
inline constexpr Text kTransferFileNumber{"档　号", "File no."};
inline constexpr Text kTransferFilingNumber{"备案号", "Filed as"};
inline constexpr Text kTransferSecrecy{"密　级", "Secrecy"};
inline constexpr Text kTransferRetention{"保管期限", "Kept"};

inline constexpr Text kTransferNo{"序号", "No."};
inline constexpr Text kTransferNumber{"文号（编号）", "Document no."};
inline constexpr Text kTransferResponsible{"责任者", "Responsible"};
inline constexpr Text kTransferItem{"题　名", "Title"};
inline constexpr Text kTransferDate{"日　期", "Date"};
inline constexpr Text kTransferPages{"页数", "Pages"};
inline constexpr Text kTransferPageNumbers{"页号", "Page nos."};
inline constexpr Text kTransferNote{"备　注", "Note"};

inline constexpr Text kTransferSums{"电子文件校验值（SHA-256）",
                                    "Checksums of the files (SHA-256)"};
inline constexpr Text kTransferSum{"校验值", "Checksum"};

inline constexpr Text kTransferReference{"卷内备考表", "Reference sheet of the file"};
inline constexpr Text kTransferCount{"本卷共有文件材料 {0} 件，共 {1} 页。",
                                     "This file holds {0} documents of {1} pages."};
inline constexpr Text kTransferRemarks{"说　明", "Remarks"};
inline constexpr Text kTransferNoRemarks{"无缺页、损坏、修改、补充、移出、销毁等情况。",
                                         "Nothing is missing, damaged, altered, added, moved or "
                                         "destroyed."};
inline constexpr Text kTransferFiler{"立卷人", "Filed by"};
inline constexpr Text kTransferChecker{"检查人", "Checked by"};
inline constexpr Text kTransferFiledOn{"立卷时间", "Filed on"};

inline constexpr Text kTransferHandOver{"移交与接收", "Handing over"};
inline constexpr Text kTransferGiving{"移交单位（盖章）", "Handed over by (seal)"};
inline constexpr Text kTransferTaking{"接收单位（盖章）", "Received by (seal)"};
inline constexpr Text kTransferGiver{"移交人", "Signed"};
inline constexpr Text kTransferTaker{"接收人", "Signed"};
inline constexpr Text kTransferDay{"日　期", "Date"};
inline constexpr Text kTransferArchive{"校档案馆", "School archive"};
inline constexpr Text kTransferMade{"{0} 年 {1} 月 {2} 日", "{0}-{1}-{2}"};

}  // namespace mingce::words
