// A student's photo taken out of its box: sealed like what is most sensitive, so never without a
// reason.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "store/student_files.h"
#include "usecases/record/output_file.h"
#include "usecases/record/record.h"

namespace mingce {

/// That there is a photo and what it measures; not the picture.
struct PhotoView {
    StudentFile file;
    std::int64_t batch = 0;  // number of the import it came with
};
/// Of the student or of one merged into it; now, or at the end of a moment.
Result<std::optional<PhotoView>> view_photo(Tx& tx, const Id& student,
                                            std::optional<Moment> as_of = std::nullopt);

struct OpenPhoto {
    std::string who;     // id or its beginning, student or exam number
    std::string reason;  // needed by those who do not see photos anyway
};
struct OpenedPhoto {
    PhotoView photo;
    std::string bytes;  // as it came
};
/// The picture to whom it may be shown: the student, a checker, or with a reason whoever reveals.
/// Audited in the same transaction. Errors: Forbidden (access.denied, access.field_hidden);
/// NotFound (student.unknown, student.no_photo); Misuse (student.photo_why).
Result<OpenedPhoto> open_photo(const Context& context, const OpenPhoto& request);

struct SavePhoto {
    std::string who;     // id or its beginning, student or exam number
    std::string reason;  // audited before the picture is opened
    std::filesystem::path path;
};
struct SavedPhoto {
    PhotoView photo;
    OutputFile file;
};
/// Writes the picture as it came, to a file for this user alone.
/// Errors: NotFound (student.unknown, student.no_photo), Conflict (student.ambiguous), Misuse
/// (student.photo_why without a reason); Unavailable with the file's name.
Result<SavedPhoto> save_photo(const Context& context, const SavePhoto& request);

}  // namespace mingce
