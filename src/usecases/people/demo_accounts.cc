#include "usecases/people/demo_accounts.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "crypto/made_password.h"
#include "crypto/password_hashing.h"
#include "crypto/totp.h"
#include "domain/toml_section.h"
#include "usecases/people/accounts.h"
#include "usecases/people/grants.h"
#include "usecases/people/people_problems.h"
#include "usecases/people/sign_in.h"
#include "usecases/record/output_file.h"
#include "usecases/students/list_students.h"

namespace mingce {

namespace {

constexpr const char* kFile = "demo-accounts.toml";
constexpr PeopleSettings kSettings;
constexpr std::string_view kReason = "演示";

struct DemoRole {
    std::string_view login;
    Role role;
    std::string_view purpose = {};
};
constexpr std::string_view kOfTheOthers = "secretary2";

/// Whom and where grants are about: a student, and the departments that are not theirs.
struct DemoPlaces {
    StudentLine student;
    std::vector<ScopeUnit> others;
};
// The three administrators come first, by the first start; the others by grants.
constexpr DemoRole kGranted[] = {
    {"admissions", Role::Admissions},
    {"registry", Role::Registry},
    {"registry2", Role::Registry},  // confirms what the first one may not confirm alone
    {"secretary", Role::DepartmentSecretary},
    {"secretary2", Role::DepartmentSecretary},  // of all other departments, so that each has one
    {"counsellor", Role::Counsellor},
    {"dean", Role::DepartmentLeader},
    {"president", Role::UniversityLeader},
    {"finance", Role::Unit, "finance"},
    {"logistics", Role::Unit, "logistics"},
    {"library", Role::Unit, "library"},
    {"checker", Role::Checker},
    {"student", Role::Student},
};

Context as(const Context& context, const Caller& caller) {
    Context other = context;
    other.actor = caller.name;
    other.caller = caller;
    return other;
}

/// Takes every step as the account's owner would.
class DemoSchool {
public:
    explicit DemoSchool(const Context& context) : context_(context) {}

    Result<std::vector<DemoAccount>> make() {
        const DemoPlaces places = TRY(some_places());
        const auto administrators =
            TRY(begin_accounts(context_, kSettings, {"system", "security1", "security2", "audit"}));
        constexpr Role kRoles[] = {Role::SystemAdmin, Role::SecurityAdmin, Role::SecurityAdmin,
                                   Role::AuditAdmin};
        std::vector<Caller> callers;
        for (std::size_t i = 0; i < administrators.size(); ++i) {
            const auto caller = TRY(take_over(administrators[i], kRoles[i]));
            callers.push_back(caller.value_or(Caller::nobody()));
        }
        const Context system = as(context_, callers[0]);
        const Context first = as(context_, callers[1]), second = as(context_, callers[2]);
        for (const DemoRole& role : kGranted) {
            if (role.login == kOfTheOthers && places.others.empty()) continue;
            const NewAccount account =
                TRY(make_account(system, kSettings, {std::string(role.login), {}, {}, {}}));
            TRY(grant(first, second, role, places));
            TRY(take_over(account, role.role));
        }
        TRY(make_account(system, kSettings, {"program", {}, {}, AccountKind::Client}));
        TRY(grant(first, second, {"program", Role::Client, "logistics"}, places));
        const NewClientKey key = TRY(make_client_key(system, kSettings, "program"));
        accounts_.push_back({"program", std::string(key_of(Role::Client)), "", "", key.token});
        return std::move(accounts_);
    }

private:
    Result<DemoPlaces> some_places() {
        ListStudents request;
        request.order = ListOrder::Class;
        const StudentList list = TRY(list_students(context_, request));
        // One with a department and a class, so that each scope has somebody.
        const auto student = std::ranges::find_if(list.lines, [](const StudentLine& line) {
            return !line.department.empty() && !line.class_name.empty();
        });
        if (student == list.lines.end()) return Error(problem::kDemoNoStudent);
        std::set<std::string> others;
        for (const StudentLine& line : list.lines)
            if (!line.department.empty() && line.department != student->department)
                others.insert(line.department);
        DemoPlaces places{*student, {}};
        for (const std::string& department : others) places.others.push_back({department, ""});
        return places;
    }

    Status grant(const Context& first, const Context& second, const DemoRole& role,
                 const DemoPlaces& places) {
        const StudentLine& student = places.student;
        ProposeGrant request;
        request.who = role.login;
        request.role = role.role;
        request.purpose = role.purpose;
        request.reason = kReason;
        if (role.role == Role::DepartmentSecretary || role.role == Role::DepartmentLeader)
            request.units = {{student.department, ""}};
        if (role.login == kOfTheOthers) request.units = places.others;
        if (role.role == Role::Counsellor)
            request.units = {{student.department, student.class_name}};
        if (role.role == Role::Student) request.student = student.id;
        const Grant proposed = TRY(propose_grant(first, request));
        TRY(confirm_grant(second, proposed.id));
        return Done{};
    }

    /// Sets a password by the code and, where the role asks for one, a second factor. Returns whom
    /// the session then stands for.
    Result<std::optional<Caller>> take_over(const NewAccount& made, Role role) {
        DemoAccount account;
        account.login = made.account.login;
        account.role = key_of(role);
        account.password = make_password(context_.random);
        const SignInDoor door{context_, hashing_, kSettings};
        TRY(activate(door, {made.code, account.password, {}}));
        NewSession session = TRY(sign_in(door, {account.login, account.password, "", {}}));
        if (needs_second_factor(role)) {
            account.secret = TRY(enrol_totp(context_, session.facts)).secret;
            // Of the step before, so that the code of now still opens.
            const std::string code = totp_code(bytes_of_base32(account.secret).value_or(""),
                                               totp_counter(context_.now) - 1);
            session = TRY(confirm_totp(door, session.facts, {code, {}}));
        }
        TRY(sign_out(context_, session.facts));
        accounts_.push_back(std::move(account));
        return session.facts.caller;
    }

    const Context& context_;
    PasswordHashing hashing_;
    std::vector<DemoAccount> accounts_;
};

std::string text_of(const std::vector<DemoAccount>& accounts) {
    std::string text = "# Made-up people of a demo: worthless anywhere else.\n";
    for (const DemoAccount& account : accounts)
        text += "\n[[account]]\nlogin = \"" + account.login + "\"\nrole = \"" + account.role +
                "\"\npassword = \"" + account.password + "\"\nsecret = \"" + account.secret +
                "\"\nkey = \"" + account.key + "\"\n";
    return text;
}

}  // namespace

Result<std::vector<DemoAccount>> make_demo_accounts(const Context& context) {
    const std::filesystem::path folder = context.record.folder().folder;
    TRY(mark_as_demo(folder));
    const std::vector<DemoAccount> accounts = TRY(DemoSchool(context).make());
    TRY(write_output_bytes(folder / kFile, text_of(accounts)));
    return accounts;
}

Result<std::vector<DemoAccount>> read_demo_accounts(const std::filesystem::path& folder) {
    std::ifstream file(folder / kFile, std::ios::binary);
    if (!file) return Error(problem::kDemoNoAccounts).at({folder.string(), "", 0, ""});
    std::ostringstream text;
    text << file.rdbuf();
    const TomlProblems problems{problem::kDemoNoAccounts, problem::kDemoNoAccounts,
                                problem::kDemoNoAccounts};
    const auto table = TRY(parse_toml(text.str(), problems));
    std::vector<DemoAccount> accounts;
    const TomlSection whole(table, problems);
    for (const TomlSection& section : TRY(whole.sections("account")))
        accounts.push_back({TRY(section.text("login")), TRY(section.text("role")),
                            TRY(section.text("password")), TRY(section.text("secret")),
                            TRY(section.text("key"))});
    return accounts;
}

std::string demo_code(const DemoAccount& account, Moment now) {
    return totp_code(bytes_of_base32(account.secret).value_or(""), totp_counter(now));
}

}  // namespace mingce
