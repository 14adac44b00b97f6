#include "cli/record_door.h"

#include <cstdlib>
#include <ostream>

#include <pwd.h>
#include <unistd.h>

namespace mingce {

namespace {

std::string duration_text(std::int64_t milliseconds, Language language) {
    const std::int64_t minutes = milliseconds / 60'000;
    const Text unit = minutes < 120 ? Text{" 分钟", " minutes"} : Text{" 小时", " hours"};
    return std::to_string(minutes < 120 ? minutes : minutes / 60) + std::string(unit.in(language));
}

void tell_of_clock(const Record& record, const Console& console) {
    constexpr std::int64_t kWorthSaying = 60'000;
    if (record.clock_behind() < kWorthSaying) return;
    console.talk << console.say({"本机时钟比档案库最后一条记录慢 ",
                                 "The clock stands before the record's last entry by "})
                 << duration_text(record.clock_behind(), console.language)
                 << console.say({"；本次按最后一条记录的时间登记，请校准时钟\n",
                                 "; this is entered at that entry's time, set the clock right\n"});
}

}  // namespace

std::filesystem::path data_folder_of(const Arguments& arguments) {
    if (!arguments.data.empty()) return arguments.data;
    if (const char* environment = std::getenv("MINGCE_DATA"); environment && *environment)
        return environment;
    return "mingce-data";
}

std::optional<std::filesystem::path> key_file_of(const Arguments& arguments) {
    if (arguments.key.empty()) return std::nullopt;
    return arguments.key;
}

std::string actor_of_process() {
    const passwd* const user = getpwuid(geteuid());
    return "os:" + (user != nullptr ? std::string(user->pw_name) : std::to_string(geteuid()));
}

int with_record(const Arguments& arguments, const Console& console,
                const std::function<int(Context&)>& work) {
    auto record = Record::open({data_folder_of(arguments), key_file_of(arguments), system_now()});
    if (!record.ok()) return console.refuse(record.error());
    tell_of_clock(record.value(), console);
    SystemRandom random;
    Context context{record.value(), actor_of_process(), record.value().now(), random};
    const int code = work(context);
    const Status settled = record.value().settle_audit(context.now);
    if (const auto& failure = record.value().witness_failure())
        console.talk << console.say({"注意：", "notice: "}) << failure->sentence(console.language)
                     << '\n';
    // After a refusal nothing more is said: the same disk refuses twice, and what waits is settled
    // at the next start.
    const bool is_refused = code == kRefused || code == kMisuse;
    return settled.ok() || is_refused ? code : console.refuse(settled.error());
}

}  // namespace mingce
