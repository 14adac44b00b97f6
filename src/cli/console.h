// Where a command speaks: data to one stream, talk to the other, in the reader's language.
#pragma once

#include <iosfwd>
#include <string_view>

#include "base/result.h"

namespace mingce {

/// Exit codes of DESIGN 7.
enum ExitCode : int { kClean = 0, kWithFindings = 1, kRefused = 2, kMisuse = 64 };

struct Console {
    std::ostream& data;
    std::ostream& talk;
    Language language = Language::Chinese;
    bool json = false;

    std::string_view say(const Text& text) const { return text.in(language); }
    /// Prints the one sentence of a refusal to `talk` and returns its exit code.
    int refuse(const Error& error) const;
};

}  // namespace mingce
