// student freeze, student erase: how a student's record ends by law.
#include <ostream>

#include "cli/problems.h"
#include "cli/record_door.h"
#include "usecases/keeping/erase_student.h"

namespace mingce {

namespace {

int run_freeze(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto frozen = freeze_student(context, {arguments.who, arguments.basis});
        if (!frozen.ok()) return console.refuse(frozen.error());
        console.talk << console.say({"已冻结 ", "Frozen: "}) << frozen.value().hex() << '\n';
        return static_cast<int>(kClean);
    });
}

int run_erase(const Arguments& arguments, const Console& console) {
    if (!arguments.confirmed) return console.refuse(Error(problem::kEraseUnconfirmed));
    return with_record(arguments, console, [&](Context& context) {
        const auto erased = erase_student(context, {arguments.who, arguments.basis});
        if (!erased.ok()) return console.refuse(erased.error());
        for (const Id& id : erased.value())
            console.talk << console.say({"已删除 ", "Erased: "}) << id.hex() << '\n';
        console.talk << console.say(
            {"备份里的密钥随 30 天内的 .keys 文件一起消失\n",
             "In backups the key dies with their .keys files, within 30 days\n"});
        return static_cast<int>(kClean);
    });
}

constexpr Option kWho = {
    "STUDENT",
    {"编号（或其开头 8 位以上）、学号或考生号", "id (or 8 digits of it), student or exam number"},
    &Arguments::who,
    true};
constexpr Option kBasis = {
    "--basis",
    {"法律依据，记入审计；不要写姓名", "the ground in law; audited, so name nobody in it"},
    &Arguments::basis,
    true};

constexpr Option kFreezeOptions[] = {kWho, kBasis};
constexpr Option kEraseOptions[] = {
    kWho,
    kBasis,
    {"--yes-erase", {"确认：删除后无法恢复", "yes: nothing brings it back"}, &Arguments::confirmed},
};

const Command kErasureCommands[] = {
    {"student",
     "freeze",
     {"冻结学生：只保存，不修改也不删除", "freeze a student: kept, neither changed nor erased"},
     kFreezeOptions,
     run_freeze},
    {"student",
     "erase",
     {"依法删除学生：销毁密钥和全部内容", "erase a student by law: the key and every value"},
     kEraseOptions,
     run_erase},
};

}  // namespace

std::span<const Command> erasure_commands() { return kErasureCommands; }

}  // namespace mingce
