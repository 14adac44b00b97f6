// The files of an import as they came: named, measured and hashed before anything is read of them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/batches.h"
#include "usecases/files/hand_over.h"

namespace mingce {

struct IncomingFile {
    BatchFile file;  // named relative to the path it was found under
    std::filesystem::path path;
};

/// Every regular file of the paths given, folders walked, by name, and the named ones; dot files
/// and office lock files left out. Limits: 100,000 files. Errors: NotFound (a path), BadInput (too
/// many, unreadable).
Result<std::vector<IncomingFile>> list_incoming_files(const ReadHandOver& hand_over);

/// One hash for all: SHA-256 over a line for each file, hash TAB name.
std::string sha256_of(const std::vector<IncomingFile>& files);

/// Seals the files under a new key of the batch's own.
Status keep_incoming_files(Tx& tx, Boxes& boxes, const Id& batch,
                           const std::vector<IncomingFile>& files);

}  // namespace mingce
