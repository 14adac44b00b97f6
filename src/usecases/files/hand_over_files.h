// The files of a hand-over, found and opened one way whether they lie in folders or archives.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "usecases/files/hand_over.h"
#include "usecases/record/input_file.h"

namespace mingce {

struct FoundFiles {
    std::vector<InputFile> inputs;      // in the order of their names, per path given
    std::vector<HandOverPhoto> photos;  // likewise
    std::vector<FileReport> reports;    // of those that need no reading
    std::uint64_t ignored = 0;
};

/// Walks the files, folders and ZIPs that are asked for. Errors: NotFound (a path), BadInput (too
/// many files).
Result<FoundFiles> find_files(const ReadHandOver& request, FileReading& reading);

}  // namespace mingce
