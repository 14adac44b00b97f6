#include "documents/typeface.h"

#include <array>
#include <map>
#include <unordered_map>

#include <cairo-ft.h>
#include <cairo.h>
#include <fontconfig/fontconfig.h>

#include "documents/problems.h"

namespace mingce {

namespace {

struct FaceFile {
    std::string path;
    int index = 0;
};

/// The file of exactly this family; "" when fontconfig would put another in its place.
FaceFile find_face(const char* family, int weight) {
    FaceFile found;
    FcPattern* wanted = FcPatternCreate();
    FcPatternAddString(wanted, FC_FAMILY, reinterpret_cast<const FcChar8*>(family));
    FcPatternAddInteger(wanted, FC_WEIGHT, weight);
    FcConfigSubstitute(nullptr, wanted, FcMatchPattern);
    FcDefaultSubstitute(wanted);
    FcResult result = FcResultNoMatch;
    FcPattern* match = FcFontMatch(nullptr, wanted, &result);
    FcPatternDestroy(wanted);
    if (!match) return found;
    FcChar8* text = nullptr;
    bool same = false;
    for (int i = 0; FcPatternGetString(match, FC_FAMILY, i, &text) == FcResultMatch; ++i)
        same = same || std::string_view(reinterpret_cast<const char*>(text)) == family;
    if (same && FcPatternGetString(match, FC_FILE, 0, &text) == FcResultMatch) {
        found.path = reinterpret_cast<const char*>(text);
        int index = 0;
        // The upper half of the number names an instance of a variable face.
        if (FcPatternGetInteger(match, FC_INDEX, 0, &index) == FcResultMatch)
            found.index = index & 0xFFFF;
    }
    FcPatternDestroy(match);
    return found;
}

/// cairo keeps a face in caches of its own after we let go of it, so the outline and its library
/// live as long as cairo's last use, not as long as ours.
using Library = std::shared_ptr<FT_LibraryRec_>;
struct Outline {
    Library library;
    FT_Face face = nullptr;
    ~Outline() {
        if (face) FT_Done_Face(face);
    }
};
const cairo_user_data_key_t kOutlineKey{};

struct Face {
    FT_Face outline = nullptr;
    cairo_font_face_t* drawn = nullptr;
    std::map<double, cairo_scaled_font_t*> scaled;
};

constexpr std::size_t kWeights = 3;

}  // namespace

struct Typefaces::Store {
    Library library;
    std::vector<Face> faces;
    std::array<std::vector<std::int16_t>, kWeights> chain;
    std::array<std::unordered_map<char32_t, Glyph>, kWeights> glyphs;

    std::int16_t add(const char* family, int weight) {
        const FaceFile file = find_face(family, weight);
        auto outline = std::make_unique<Outline>();
        outline->library = library;
        if (file.path.empty() ||
            FT_New_Face(library.get(), file.path.c_str(), file.index, &outline->face) != 0)
            return -1;
        FT_Select_Charmap(outline->face, FT_ENCODING_UNICODE);
        Face face;
        face.outline = outline->face;
        face.drawn = cairo_ft_font_face_create_for_ft_face(face.outline, FT_LOAD_NO_HINTING);
        cairo_font_face_set_user_data(face.drawn, &kOutlineKey, outline.release(),
                                      [](void* kept) { delete static_cast<Outline*>(kept); });
        faces.push_back(std::move(face));
        return static_cast<std::int16_t>(faces.size() - 1);
    }

    ~Store() {
        for (Face& face : faces) {
            for (auto& sized : face.scaled) cairo_scaled_font_destroy(sized.second);
            cairo_font_face_destroy(face.drawn);
        }
    }
};

Typefaces::Typefaces(std::unique_ptr<Store> store) : store_(std::move(store)) {}
Typefaces::~Typefaces() = default;

Result<std::unique_ptr<Typefaces>> Typefaces::open() {
    auto store = std::make_unique<Store>();
    FT_Library library = nullptr;
    if (FT_Init_FreeType(&library) != 0) return Error(problem::kFontMissing);
    store->library = Library(library, FT_Done_FreeType);
    const std::int16_t song = store->add("Noto Serif CJK SC", FC_WEIGHT_REGULAR);
    if (song < 0) return Error(problem::kFontMissing);
    const std::int16_t bold = store->add("Noto Serif CJK SC", FC_WEIGHT_BOLD);
    const std::int16_t mono = store->add("Noto Sans Mono CJK SC", FC_WEIGHT_REGULAR);
    std::vector<std::int16_t> fallback;
    for (const char* family : {"HanaMinA", "HanaMinB", "BabelStone Han", "DejaVu Serif"})
        if (const std::int16_t face = store->add(family, FC_WEIGHT_REGULAR); face >= 0)
            fallback.push_back(face);
    const std::int16_t first[kWeights] = {song, bold, mono};
    for (std::size_t weight = 0; weight < kWeights; ++weight) {
        auto& chain = store->chain[weight];
        if (first[weight] >= 0 && first[weight] != song) chain.push_back(first[weight]);
        chain.push_back(song);
        chain.insert(chain.end(), fallback.begin(), fallback.end());
    }
    return std::unique_ptr<Typefaces>(new Typefaces(std::move(store)));
}

Glyph Typefaces::glyph(Weight weight, char32_t character) {
    const auto slot = static_cast<std::size_t>(weight);
    auto& known = store_->glyphs[slot];
    const auto found = known.find(character);
    if (found != known.end()) return found->second;
    Glyph glyph;
    for (std::int16_t number : store_->chain[slot]) {
        FT_Face outline = store_->faces[static_cast<std::size_t>(number)].outline;
        const FT_UInt index = FT_Get_Char_Index(outline, character);
        if (index == 0) continue;
        glyph.face = number;
        glyph.index = index;
        FT_Load_Glyph(outline, index, FT_LOAD_NO_SCALE);
        glyph.advance = static_cast<float>(outline->glyph->metrics.horiAdvance) /
                        static_cast<float>(outline->units_per_EM);
        break;
    }
    // Figures stand in columns: the narrow 1 takes as much room as the 8.
    if (character >= U'0' && character <= U'9' && character != U'8') {
        const Glyph widest = this->glyph(weight, U'8');
        glyph.shift = (widest.advance - glyph.advance) / 2;
        glyph.advance = widest.advance;
    }
    known.emplace(character, glyph);
    return glyph;
}

cairo_scaled_font_t* Typefaces::scaled(std::int16_t number, double points) {
    Face& face = store_->faces[static_cast<std::size_t>(number)];
    const auto found = face.scaled.find(points);
    if (found != face.scaled.end()) return found->second;
    cairo_matrix_t size, identity;
    cairo_matrix_init_scale(&size, points, points);
    cairo_matrix_init_identity(&identity);
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_scaled_font_t* sized = cairo_scaled_font_create(face.drawn, &size, &identity, options);
    cairo_font_options_destroy(options);
    face.scaled.emplace(points, sized);
    return sized;
}

}  // namespace mingce
