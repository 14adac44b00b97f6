#include "usecases/students/student_photo.h"

#include <filesystem>

#include "access/problems.h"
#include "access/sight.h"
#include "store/batches.h"
#include "store/students.h"
#include "usecases/access/permitted.h"
#include "usecases/access/reach.h"
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

namespace {

bool may_open_photo(const Caller& caller) {
    return sees_whole(caller, Field::Photo) || caller.may(Permission::StudentReveal);
}

}  // namespace

Result<OpenedPhoto> open_photo(const Context& context, const OpenPhoto& request) {
    TRY(require(context, Permission::StudentRead));
    const Caller& caller = context.caller;
    if (!may_open_photo(caller)) return Error(problem::kFieldHidden, "photo");
    const bool is_seen = sees_whole(caller, Field::Photo);
    if (!is_seen && request.reason.empty()) return Error(problem::kPhotoWhy);
    return write_value(context.database(), [&](Tx& tx) -> Result<OpenedPhoto> {
        const Id student = TRY(students::living(tx, TRY(find_student(tx, context, request.who))));
        TRY(require_reach(tx, context, student));
        auto photo = TRY(view_photo(tx, student));
        if (!photo) return Error(problem::kNoPhoto);
        Boxes boxes = context.boxes();
        OpenedPhoto opened{*photo, TRY(student_files::open(tx, boxes, photo->file))};
        // The student's own look at themselves is nobody's business.
        if (caller.scope.kind != ScopeKind::Self || caller.is_at_the_machine())
            TRY(audit(
                tx, context,
                {"student.reveal", "student", student, "photo reason=" + request.reason, ""}));
        return opened;
    });
}

Result<SavedPhoto> save_photo(const Context& context, const SavePhoto& request) {
    TRY(require(context, Permission::StudentRead));
    if (request.reason.empty()) return Error(problem::kPhotoWhy);
    if (!may_open_photo(context.caller)) return Error(problem::kFieldHidden, "photo");
    Id student;
    SavedPhoto saved;
    TRY(context.database().read([&](Tx& tx) -> Status {
        student = TRY(students::living(tx, TRY(find_student(tx, context, request.who))));
        TRY(require_reach(tx, context, student));
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
