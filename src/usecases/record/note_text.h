// What a reader noticed, as a sentence.
#pragma once

#include <string>

#include "base/sheet.h"

namespace mingce {

/// "Sheet1 第 3 行：隐藏行 5 行，已读入". Never empty.
std::string note_text(const ReadNote& note, Language language);

/// True when the file is damaged or was read otherwise than somebody wrote it.
bool tells_of_damage(NoteKind kind);

}  // namespace mingce
