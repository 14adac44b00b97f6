// account grant, confirm, revoke, grants: who may do what. At the machine, too, whoever proposes a
// grant does not confirm it.
#include <charconv>
#include <ostream>

#include "base/text.h"
#include "cli/account_report.h"
#include "cli/problems.h"
#include "cli/record_door.h"
#include "cli/requests.h"
#include "cli/shared_options.h"
#include "usecases/people/grants.h"
#include "usecases/people/people_problems.h"

namespace mingce {

namespace {

Result<std::int64_t> year_of(const std::string& text) {
    std::int64_t year = 0;
    const char* const end = text.data() + text.size();
    const auto [stopped, failed] = std::from_chars(text.data(), end, year);
    if (failed != std::errc() || stopped != end) return Error(problem::kBadDate, text);
    return year;
}

Result<ProposeGrant> request_of(const Arguments& arguments) {
    ProposeGrant request;
    request.who = arguments.who;
    const auto role = parse_role(arguments.role);
    if (!role) return Error(problem::kGrantScope, arguments.role);
    request.role = *role;
    for (const std::string& unit : arguments.units) request.units.push_back(scope_unit_of(unit));
    // A role that may reach the whole school or departments, and is given some, reaches those.
    if (!request.units.empty())
        request.kind =
            request.units.front().class_name.empty() ? ScopeKind::Department : ScopeKind::Class;
    request.student_named = arguments.student;
    for (const std::string& year : arguments.years) request.years.push_back(TRY(year_of(year)));
    request.purpose = arguments.purpose;
    if (!arguments.from.empty()) request.valid_from = TRY(date_of(arguments.from));
    if (!arguments.until.empty()) request.valid_until = TRY(date_of(arguments.until));
    request.reason = arguments.reason;
    return request;
}

int run_grant(const Arguments& arguments, const Console& console) {
    const auto request = request_of(arguments);
    if (!request.ok()) return console.refuse(request.error());
    return with_record(arguments, console, [&](Context& context) {
        const auto proposed = propose_grant(context, request.value());
        if (!proposed.ok()) return console.refuse(proposed.error());
        print_grant({proposed.value(), arguments.who}, console);
        console.talk << console.say(
            {"等另一人确认后生效\n", "in force once somebody else confirms it\n"});
        return static_cast<int>(kClean);
    });
}

Id grant_named(const Arguments& arguments) { return Id::parse(arguments.who).value_or(Id{}); }

int run_confirm(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto confirmed = confirm_grant(context, grant_named(arguments));
        if (!confirmed.ok()) return console.refuse(confirmed.error());
        console.talk << console.say({"授权已生效\n", "the grant is in force\n"});
        return static_cast<int>(kClean);
    });
}

int run_revoke(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto ended = end_grant(context, grant_named(arguments));
        if (!ended.ok()) return console.refuse(ended.error());
        console.talk << console.say({"授权已结束\n", "the grant is ended\n"});
        return static_cast<int>(kClean);
    });
}

int run_grants(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto grants = list_grants(context, arguments.who);
        if (!grants.ok()) return console.refuse(grants.error());
        for (const GrantLine& line : grants.value()) print_grant(line, console);
        console.talk << grouped(grants.value().size()) << console.say({" 项授权\n", " grants\n"});
        return static_cast<int>(kClean);
    });
}

constexpr Option kGrantOptions[] = {
    {"ACCOUNT", {"登录名或编号", "login or id"}, &Arguments::who, true},
    {"--role",
     {"角色，如 registry、counsellor", "role: registry, counsellor …"},
     &Arguments::role,
     true},
    {"--unit",
     {"院系，或 院系/班级；可多次", "a department, or department/class; may be repeated"},
     &Arguments::units},
    {"--year",
     {"只限此年的招生批次；可多次", "only intakes of this year; may be repeated"},
     &Arguments::years},
    {"--student",
     {"学生本人的编号（角色 student）", "the student, for role student"},
     &Arguments::student},
    {"--purpose", {"用途（角色 unit）", "purpose, for role unit"}, &Arguments::purpose},
    {"--from", {"起始日，缺省为今天", "first day; today when not given"}, &Arguments::from},
    {"--until", {"最后一天", "last day"}, &Arguments::until},
    {"--reason", {"理由", "why"}, &Arguments::reason, true},
    kJsonOption,
};
constexpr Option kOneOptions[] = {
    {"GRANT", {"授权的编号", "id of the grant"}, &Arguments::who, true},
    kJsonOption,
};
constexpr Option kGrantsOptions[] = {
    {"ACCOUNT", {"登录名或编号；不写则全部", "login or id; all when not given"}, &Arguments::who},
    kJsonOption,
};

const Command kGrantCommands[] = {
    {"account", "grant", {"提出授权", "propose a grant"}, kGrantOptions, run_grant},
    {"account",
     "confirm",
     {"确认别人提出的授权", "confirm a grant that somebody else proposed"},
     kOneOptions,
     run_confirm},
    {"account", "revoke", {"结束授权", "end a grant"}, kOneOptions, run_revoke},
    {"account", "grants", {"列出授权", "list grants"}, kGrantsOptions, run_grants},
};

}  // namespace

std::span<const Command> grant_commands() { return kGrantCommands; }

}  // namespace mingce
