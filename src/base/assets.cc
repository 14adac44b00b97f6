#include "base/assets.h"

namespace mingce {

std::string_view asset(std::string_view path) {
    for (const AssetBytes& file : asset_table())
        if (file.path == path) return file.text();
    return {};
}

}  // namespace mingce
