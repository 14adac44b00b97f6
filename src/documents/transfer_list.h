// The transfer list (归档移交清单) for the school archive: the contents of a file, its reference
// sheet (备考表), and a block in which it is handed over. Made of plain words and numbers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "documents/pdf_writer.h"
#include "documents/typeface.h"

namespace mingce {

struct TransferItem {
    std::string number, responsible, title;
    Date date;
    std::uint64_t pages = 0;  // 0: a file without pages
    std::string sha256;       // hexadecimal; "" of paper
    std::string note;
};

struct TransferList {
    std::string institution, title;
    std::string archive_no;  // "" leaves a line to write it on
    std::string filing_no, secrecy, retention;
    std::vector<TransferItem> items;
    std::vector<std::string> notes;  // a paragraph each; none says that nothing is amiss
    Date made_on;
    Language language = Language::Chinese;
};

/// Draws the list on A4: 卷内目录, checksums where items have them, and 备考表 with the hand-over
/// on the last page. Pages are numbered through in the order of the items. The same list gives the
/// same bytes: the only date inside is made_on. Errors: Unavailable (cairo failed).
Result<PdfDocument> make_transfer_list(const TransferList& list, Typefaces& typefaces);

}  // namespace mingce
