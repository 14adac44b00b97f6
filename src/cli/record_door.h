// How a command comes to the record: opened by --data and --key, with the person at the keyboard as
// the actor, and the audit settled before it ends.
#pragma once

#include <functional>

#include "cli/commands.h"
#include "usecases/record/record.h"

namespace mingce {

/// --data, else MINGCE_DATA, else ./mingce-data.
std::filesystem::path data_folder_of(const Arguments& arguments);
std::optional<std::filesystem::path> key_file_of(const Arguments& arguments);
/// "os:<user>".
std::string actor_of_process();

/// Opens the record, runs `work` and settles the audit, also after a refusal: what was written
/// stays told. Returns the command's exit code.
int with_record(const Arguments& arguments, const Console& console,
                const std::function<int(Context&)>& work);

}  // namespace mingce
