// The pictures of a hand-over: judged by their own marks, matched to students by the numbers they
// are named after. None is kept in memory: who needs its bytes opens it again.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "crypto/digest.h"
#include "domain/finding.h"
#include "domain/students.h"
#include "pictures/picture.h"
#include "usecases/record/input_file.h"

namespace mingce {

/// A larger file is no photo for a record, and is not opened.
inline constexpr std::uint64_t kPhotoBytesMax = 2'000'000;

/// What a photo of the record should be: JPEG, 480×640 pixels, 50 to 100 KB; a KB is 1,000 bytes or
/// 1,024, whichever is kinder. Source: notices of universities on 学籍照片 for 学信网, autumn 2025.
inline constexpr std::uint32_t kPhotoWidth = 480, kPhotoHeight = 640;
inline constexpr std::uint64_t kPhotoUsualMin = 50'000, kPhotoUsualMax = 102'400;

/// What becomes of a picture.
enum class PhotoUse : std::uint8_t {
    Owned,      // it is the photo of its student
    Second,     // the student has another one of the same hand-over
    Kept,       // the record's photo of its student may not change
    Unmatched,  // nobody has the number it is named after
    Several,    // several students of the record have
    Refused,    // it is no picture that could be a photo
};

struct HandOverPhoto {
    InputFile file;
    std::string stem;             // what it is named after
    std::string name, container;  // within its archive or folder, and that
    PhotoUse use = PhotoUse::Unmatched;
    const RuleText* refusal = nullptr;  // of a refused one
    std::string refusal_arg;
    Picture picture;  // else
    Hash sha256{};
    std::optional<std::uint32_t> row;  // of the hand-over's students
    std::int64_t student = -1;         // else of the record's, by index
    bool is_of_another = false;        // the record has it as another student's photo

    bool has_owner() const { return row || student >= 0; }
};

/// The number a photo is named after, or a student has: blanks and a text mark off, letters upper
/// case.
std::string plain_key(std::string_view text);

/// Photos are named after one of these; the first that fits is meant.
inline constexpr std::array kPhotoNumbers = {Field::ExamNumber, Field::IdNumber, Field::StudentNo};

/// Finds photos by their number: their whole stem, or the only run in it that could be one, as in
/// "26420101150001_张文静". Indexes of those that were given.
class PhotoNumbers {
public:
    explicit PhotoNumbers(const std::vector<HandOverPhoto>& photos);
    const std::vector<std::size_t>& named(std::string_view number) const;

private:
    std::unordered_map<std::string, std::vector<std::size_t>> by_number_;
};

/// Opens each once, from its archive or folder, and says what it is. One at a time is in memory.
void judge_photos(std::vector<HandOverPhoto>& photos, FileReading& reading);

/// Gives photos to the hand-over's own students: the first row with the number.
void match_photos(std::vector<HandOverPhoto>& photos, const Students& students);

/// Settles which of several photos of one student is used: the first.
void choose_photos(std::vector<HandOverPhoto>& photos);

/// What is to be said of photos and of students without one, on rows of the hand-over or on
/// students of the record. `rows_with_photo`: their students have one in the record.
std::vector<Finding> photo_findings(const std::vector<HandOverPhoto>& photos,
                                    const Students& students,
                                    const std::unordered_set<std::uint32_t>& rows_with_photo);

}  // namespace mingce
