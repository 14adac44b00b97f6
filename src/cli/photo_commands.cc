// student photo: the picture itself, for a reason that is audited.
#include <ostream>

#include "base/text.h"
#include "cli/record_door.h"
#include "cli/shared_options.h"
#include "usecases/students/student_photo.h"

namespace mingce {

namespace {

int run_photo(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto saved =
            save_photo(context, {arguments.who, arguments.break_glass, arguments.out});
        if (!saved.ok()) return console.refuse(saved.error());
        const PhotoView& photo = saved.value().photo;
        console.talk << arguments.out << console.say({"：", ": "}) << photo.file.format << ' '
                     << photo.file.width << "×" << photo.file.height << console.say({"，", ", "})
                     << grouped(photo.file.size)
                     << console.say({" 字节，来自批次 ", " bytes, of batch "}) << photo.batch
                     << '\n';
        return static_cast<int>(kClean);
    });
}

constexpr Option kPhotoOptions[] = {
    {"STUDENT",
     {"编号（或其开头 8 位以上）、学号或考生号", "id (or 8 digits of it), student or exam number"},
     &Arguments::who,
     true},
    {"-o,--out", {"写到哪个文件", "the file to write"}, &Arguments::out, true},
    {"--break-glass",
     {"取出照片的理由，记入审计", "why the photo is taken out; audited"},
     &Arguments::break_glass,
     true},
};

const Command kPhotoCommands[] = {
    {"student",
     "photo",
     {"取出一名学生的照片", "write a student's photo to a file"},
     kPhotoOptions,
     run_photo},
};

}  // namespace

std::span<const Command> photo_commands() { return kPhotoCommands; }

}  // namespace mingce
