#include "domain/name_reading.h"

#include <array>
#include <unordered_map>

#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "base/text.h"

namespace mingce {

namespace {

constexpr std::size_t kUnitsMax = 64;  // of one character's reading; the longest known has 8

struct CloseTransliterator {
    void operator()(UTransliterator* open) const { utrans_close(open); }
};
using Transliterator = std::unique_ptr<UTransliterator, CloseTransliterator>;

/// nullptr where this ICU lacks the data: names are then compared as they are.
Transliterator open(const char16_t* id) {
    UErrorCode status = U_ZERO_ERROR;
    UTransliterator* made = utrans_openU(id, -1, UTRANS_FORWARD, nullptr, 0, nullptr, &status);
    return Transliterator(U_SUCCESS(status) ? made : nullptr);
}

std::u32string converted(UTransliterator* by, char32_t character) {
    if (by == nullptr) return {character};
    std::array<char16_t, kUnitsMax> units{};
    std::int32_t length = 0;
    UBool failed = 0;
    U16_APPEND(units.data(), length, static_cast<std::int32_t>(kUnitsMax), character, failed);
    std::int32_t limit = length;
    UErrorCode status = U_ZERO_ERROR;
    utrans_transUChars(by, units.data(), &length, kUnitsMax, 0, &limit, &status);
    if (failed || U_FAILURE(status)) return {character};
    std::u32string text;
    for (std::int32_t i = 0; i < limit;) {
        char32_t next = 0;
        U16_NEXT(units.data(), i, limit, next);
        text += next;
    }
    return text;
}

enum class Role : std::uint8_t { Letter, Separator, Unreadable };

struct Character {
    Role role = Role::Letter;
    bool is_word = false;  // read by itself, as Chinese characters are
    char32_t folded = 0;
    std::string latin;
};

bool is_unreadable(char32_t c) {
    return c == U'?' || c == U'？' || c == U'□' || c == kReplacement || is_private_use(c);
}

}  // namespace

struct NameReadings::Tables {
    Transliterator simplified = open(u"Traditional-Simplified");
    Transliterator latin = open(u"Han-Latin; Latin-ASCII; Lower");
    std::unordered_map<char32_t, Character> known;

    Character describe(char32_t c) const {
        Character made;
        if (is_unreadable(c)) {
            made.role = Role::Unreadable;
            made.folded = kReplacement;
            return made;
        }
        // Signs of writing without spaces above letters (Uyghur, Tibetan) are letters here.
        if (!u_isalnum(static_cast<UChar32>(c)) && u_charType(static_cast<UChar32>(c)) > 8) {
            made.role = Role::Separator;
            return made;
        }
        made.is_word = is_han(c);
        made.folded = made.is_word ? converted(simplified.get(), c).front()
                                   : static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
        // Traditional first: 髮 and 發 are read as 发 is.
        for (const char32_t letter : converted(latin.get(), made.folded))
            if (letter < 0x80 && u_isalnum(static_cast<UChar32>(letter)))
                made.latin += static_cast<char>(letter);
        return made;
    }

    const Character& of(char32_t c) {
        const auto found = known.find(c);
        return found == known.end() ? known.emplace(c, describe(c)).first->second : found->second;
    }
};

NameReadings::NameReadings() : tables_(std::make_unique<Tables>()) {}
NameReadings::~NameReadings() = default;

NameReading NameReadings::read(std::string_view name) {
    NameReading reading;
    bool word_begins = true;
    while (!name.empty()) {
        const Character& character = tables_->of(next_code_point(name));
        if (character.role == Role::Separator) {
            word_begins = true;
            continue;
        }
        reading.folded += character.folded;
        reading.latin += character.latin;
        if ((word_begins || character.is_word) && !character.latin.empty())
            reading.initials += character.latin.front();
        word_begins = character.is_word;
    }
    return reading;
}

}  // namespace mingce
