#include "http/private_folder.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "http/problems.h"

namespace mingce::http {

Result<PrivateFolder> PrivateFolder::make() {
    // Memory, so that nothing of it reaches a disk; mkdtemp makes it for this user alone.
    std::string path = "/dev/shm/mingce-" + std::string(6, 'X');
    if (mkdtemp(path.data()) == nullptr) return Error(problem::kNoPrivateFolder, "/dev/shm");
    return PrivateFolder(path);
}

PrivateFolder::~PrivateFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

Result<std::string> PrivateFolder::read(const std::string& name) const {
    std::ifstream file(path_ / name, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    if (!file) return Error(problem::kNoPrivateFolder, name);
    return std::move(bytes).str();
}

}  // namespace mingce::http
