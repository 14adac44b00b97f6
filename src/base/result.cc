#include "base/result.h"

#include "base/text.h"

namespace mingce {

constexpr std::size_t kPathCharactersMax = 4096;  // of Linux: a path is never cut short

static std::string place_text(const Place& place, Language language) {
    const bool zh = language == Language::Chinese;
    std::string text = one_line(place.file, kPathCharactersMax);
    if (!place.sheet.empty()) text += (text.empty() ? "" : ":") + one_line(place.sheet);
    if (place.row != 0) {
        text += text.empty() ? "" : zh ? " " : ", ";
        text += zh ? "第 " + std::to_string(place.row) + " 行" : "row " + std::to_string(place.row);
    }
    if (!place.column.empty()) text += (zh ? " 列 " : ", column ") + one_line(place.column);
    return text;
}

std::string Error::sentence(Language language) const {
    const bool zh = language == Language::Chinese;
    std::string text = place_text(place_, language);
    if (!text.empty()) text += zh ? "：" : ": ";
    text += problem_->what.in(language);
    if (!detail_.empty()) text += (zh ? "（" : " (") + one_line(detail_) + (zh ? "）" : ")");
    const std::string_view fix = problem_->fix.in(language);
    if (!fix.empty()) text += (zh ? "；" : "; ") + std::string(fix);
    text += zh ? "。" : ".";
    return text;
}

}  // namespace mingce
