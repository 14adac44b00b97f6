#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>
#include <zip.h>

#include "demo/problems.h"
#include "demo/table.h"
#include "formats/writers.h"

namespace mingce {

namespace {

/// A grey silhouette on white in the size of a registration photo: nobody's face. Its grain gives
/// the file the bytes that a camera's has.
std::string silhouette_jpeg(std::uint32_t width, std::uint32_t height, std::uint32_t shade,
                            DemoRandom& random) {
    constexpr std::uint32_t kPaper = 240;
    constexpr std::int32_t kGrain = 15;
    jpeg_compress_struct image{};
    jpeg_error_mgr errors{};
    image.err = jpeg_std_error(&errors);
    jpeg_create_compress(&image);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&image, &bytes, &size);
    image.image_width = width;
    image.image_height = height;
    image.input_components = 1;
    image.in_color_space = JCS_GRAYSCALE;
    jpeg_set_defaults(&image);
    jpeg_set_quality(&image, 75, TRUE);
    jpeg_start_compress(&image, TRUE);
    const auto in_ellipse = [&](double x, double y, double centre_y, double rx, double ry) {
        const double dx = (x / width - 0.5) / rx, dy = (y / height - centre_y) / ry;
        return dx * dx + dy * dy < 1;
    };
    std::vector<JSAMPLE> line(width);
    for (std::uint32_t y = 0; y < height; ++y) {
        for (std::uint32_t x = 0; x < width; ++x) {
            const bool dark =
                in_ellipse(x, y, 0.38, 0.22, 0.22) || in_ellipse(x, y, 1.02, 0.42, 0.36);
            const auto grey = static_cast<std::int32_t>(dark ? shade : kPaper);
            line[x] = static_cast<JSAMPLE>(grey + random.between(-kGrain, kGrain));
        }
        JSAMPROW row = line.data();
        jpeg_write_scanlines(&image, &row, 1);
    }
    jpeg_finish_compress(&image);
    std::string copy(reinterpret_cast<const char*>(bytes), size);
    jpeg_destroy_compress(&image);
    std::free(bytes);
    return copy;
}

/// The same picture as a file of its own: a comment behind the first marker tells the files apart.
std::string with_comment(const std::string& jpeg, std::string_view comment) {
    std::string segment = "\xFF\xFE";
    const std::size_t length = comment.size() + 2;
    segment.push_back(static_cast<char>(length >> 8));
    segment.push_back(static_cast<char>(length & 0xFF));
    segment += comment;
    return std::string(jpeg).insert(2, segment);
}

Error refused(const std::filesystem::path& path) {
    return Error(demo_problems::kNotWritten).in_file(path.filename().string());
}

}  // namespace

void make_demo_photos(DemoHandOver& hand_over) {
    DemoRandom random(hand_over.options.seed, 31), grain(hand_over.options.seed, 32);
    std::vector<std::string> pictures;
    for (std::uint32_t shade = 90; shade < 200; shade += 18)
        pictures.push_back(silhouette_jpeg(480, 640, shade, grain));
    DemoTruth truth;
    truth.file = "photos.zip";
    truth.field = key_of(Field::Photo);
    for (const DemoPerson& person : hand_over.people) {
        if (person.kind != DemoKind::Postgraduate) continue;
        hand_over.photos.push_back(
            {std::to_string(hand_over.options.year) + "/研究生/" + person.exam_number + ".jpg",
             with_comment(random.pick(pictures), person.exam_number)});
    }
    if (hand_over.options.errors <= 0 || hand_over.photos.size() < 8) return;
    std::vector<DemoPhoto>& photos = hand_over.photos;
    const auto note = [&](std::uint32_t error_class, std::string_view name, std::string clean,
                          std::string dirty) {
        truth.error_class = error_class;
        truth.class_name = name;
        truth.clean = std::move(clean);
        truth.dirty = std::move(dirty);
        hand_over.truth.push_back(truth);
    };
    // Of each, the clean value is the photo's own name: whose it is.
    note(29, "photo_missing", photos[0].name, "");
    photos.erase(photos.begin());
    photos[1].bytes = photos[0].bytes;
    note(29, "photo_duplicate", photos[1].name, "the bytes of " + photos[0].name);
    photos[2].bytes = silhouette_jpeg(80, 60, 120, grain);
    note(30, "photo_size", photos[2].name, "80x60");
    photos[3].bytes = "GIF89a is not a photograph";
    note(30, "photo_not_jpeg", photos[3].name, "GIF89a");
    std::string wrong = photos[4].name;
    wrong.insert(wrong.size() - 5, "9");
    note(30, "photo_name", photos[4].name, wrong);
    photos[4].name = wrong;
}

Status write_demo_zip(const std::filesystem::path& path,
                      const std::map<std::string, std::string>& entries, bool gbk_names) {
    int code = 0;
    zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_EXCL, &code);
    if (archive == nullptr) return refused(path);
    constexpr zip_uint16_t kTime = 9U << 11U;                                   // 09:00
    constexpr zip_uint16_t kDate = ((2026U - 1980U) << 9U) | (8U << 5U) | 20U;  // 2026-08-20
    for (const auto& [name, bytes] : entries) {
        // CP437 only tells the library to leave the bytes alone and set no flag.
        const std::string stored = gbk_names ? to_gb18030(name) : name;
        zip_source_t* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
        const zip_int64_t at = source == nullptr
                                   ? -1
                                   : zip_file_add(archive, stored.c_str(), source,
                                                  gbk_names ? ZIP_FL_ENC_CP437 : ZIP_FL_ENC_UTF_8);
        if (at < 0) {
            zip_source_free(source);
            zip_discard(archive);
            return refused(path);
        }
        // A JPEG does not get smaller; the tables do.
        if (name.ends_with(".jpg"))
            zip_set_file_compression(archive, static_cast<zip_uint64_t>(at), ZIP_CM_STORE, 0);
        zip_file_set_dostime(archive, static_cast<zip_uint64_t>(at), kTime, kDate, 0);
    }
    if (zip_close(archive) == 0) return Done{};
    zip_discard(archive);
    return refused(path);
}

}  // namespace mingce
