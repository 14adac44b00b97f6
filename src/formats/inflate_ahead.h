// Inflates a large archive entry in a thread of its own while the caller reads the pieces before:
// inflating is a third of the work of reading a workbook, and most machines have a second core.
#pragma once

#include "formats/zip_archive.h"

namespace mingce {

/// As ZipArchive::inflate(): the same pieces in the same order, the sink called in this thread, the
/// same errors. Holds at most four pieces. Small entries are inflated here, without a thread.
Status inflate_ahead(const ZipArchive& archive, const ZipEntry& entry,
                     const ZipArchive::PieceSink& sink);

}  // namespace mingce
