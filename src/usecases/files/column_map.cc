#include "usecases/files/column_map.h"

#include <sstream>

#include <toml++/toml.h>

#include "domain/field.h"
#include "formats/file_bytes.h"
#include "usecases/files/column_map_problems.h"

namespace mingce {

Result<std::map<std::string, std::string>> read_column_map(const std::filesystem::path& path) {
    const auto file = FileBytes::open(path);
    if (!file.ok()) return Error(file.error()).in_file(path.string());
    const Bytes bytes = file.value().bytes();
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    toml::table table;
    try {  // toml++ reports by exception; it ends here
        table = toml::parse(text);
    } catch (const toml::parse_error& error) {
        return Error(problem::kColumnMapNotToml, std::string(error.description()))
            .at({path.filename().string(), "", error.source().begin.line, ""});
    }
    std::map<std::string, std::string> map;
    for (const auto& entry : table) {
        const std::string header(entry.first.str());
        const auto key = entry.second.value<std::string>();
        if (!key || (*key != "-" && !field_of(*key)))
            return Error(problem::kColumnMapField, header + " = " + key.value_or("?"))
                .in_file(path.filename().string());
        map.emplace(header, *key);
    }
    return map;
}

}  // namespace mingce
