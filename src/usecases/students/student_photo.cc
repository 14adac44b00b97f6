#include "usecases/students/student_photo.h"

#include <filesystem>

#include "store/batches.h"
#include "store/students.h"
#include "usecases/imports/import_problems.h"

namespace mingce {

Result<std::optional<PhotoView>> view_photo(Tx& tx, const Id& student,
                                            std::optional<Moment> as_of) {
    const auto file = TRY(student_files::photo_of(tx, student, as_of));
    if (!file) return std::optional<PhotoView>();
    PhotoView view{*file, 0};
    if (!file->batch.is_none()) view.batch = TRY(batches::load(tx, file->batch)).number;
    return std::optional(std::move(view));
}

Result<SavedPhoto> save_photo(const Context& context, const SavePhoto& request) {
    if (request.reason.empty()) return Error(problem::kPhotoWhy);
    Id student;
    SavedPhoto saved;
    TRY(context.database().read([&](Tx& tx) -> Status {
        student = TRY(students::living(tx, TRY(students::find(tx, request.who))));
        const auto photo = TRY(view_photo(tx, student));
        if (!photo) return Error(problem::kNoPhoto);
        saved.photo = *photo;
        return Done{};
    }));
    TRY(context.database().write([&](Tx& tx) {
        return audit(tx, context,
                     {"student.reveal", "student", student, "photo reason=" + request.reason, ""});
    }));
    const std::string bytes = TRY(read_value(context.database(), [&](Tx& tx) {
        Boxes boxes = context.boxes();
        return student_files::open(tx, boxes, saved.photo.file);
    }));
    saved.file = TRY(write_private_bytes(request.path, bytes));
    return saved;
}

}  // namespace mingce
