// Makes the people who load a server, in a record that no server has open: open_sessions FOLDER
// INTAKE OUT SESSIONS SIGN_INS. Accounts are made, granted, activated and given a second factor by
// the steps a school takes; the further sessions of each are begun as a sign-in begins them,
// without one more hash. Writes into the folder OUT:
//   sessions.tsv  role, scope (one of: whole, a department, four classes), token, csrf token
//   sign_ins.tsv  login and password of accounts without a session or a second factor
//   students.tsv  id, department, class, name, exam number, student number

#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "crypto/password_hashing.h"
#include "crypto/totp.h"
#include "store/intakes.h"
#include "store/student_lists.h"
#include "usecases/people/accounts.h"
#include "usecases/people/grants.h"
#include "usecases/people/session_work.h"
#include "usecases/record/record.h"

namespace {

using mingce::Context;
using mingce::Done;
using mingce::Error;
using mingce::NewAccount;
using mingce::NewSession;
using mingce::Result;
using mingce::Role;
using mingce::Status;
using mingce::StudentLine;

constexpr mingce::PeopleSettings kSettings;
constexpr const char* kPassword = "Correct horse 7 battery";

/// A file of lines, gone with its writer.
class Lines {
public:
    explicit Lines(const std::string& path) : file_(std::fopen(path.c_str(), "wb")) {
        if (file_ == nullptr) std::exit(2);
    }
    ~Lines() { std::fclose(file_); }
    Lines(const Lines&) = delete;
    Lines& operator=(const Lines&) = delete;

    void add(std::initializer_list<std::string_view> cells) {
        std::string line;
        for (const std::string_view cell : cells)
            line.append(line.empty() ? "" : "\t").append(cell);
        std::fprintf(file_, "%s\n", line.c_str());
    }

private:
    std::FILE* file_;
};

Context as(const Context& context, const mingce::Caller& caller) {
    Context other = context;
    other.actor = caller.name;
    other.caller = caller;
    return other;
}

Result<std::vector<StudentLine>> all_students(mingce::Record& record, const std::string& intake) {
    return mingce::read_value(record.database(),
                              [&](mingce::Tx& tx) -> Result<std::vector<StudentLine>> {
                                  mingce::student_lists::Page page;
                                  page.intake = TRY(mingce::intakes::load(tx, intake)).id;
                                  page.order = mingce::ListOrder::Class;
                                  page.size = 10'000;
                                  std::vector<StudentLine> all;
                                  for (;;) {
                                      const auto some = TRY(mingce::student_lists::page(tx, page));
                                      all.insert(all.end(), some.begin(), some.end());
                                      if (some.size() < page.size) return all;
                                      page.after = some.back().id;
                                  }
                              });
}

class School {
public:
    School(const Context& context, const std::vector<StudentLine>& students) : context_(context) {
        std::map<std::string, std::set<std::string>> classes;
        for (const StudentLine& line : students) classes[line.department].insert(line.class_name);
        for (const auto& [department, names] : classes)
            units_.push_back({department, {names.begin(), names.end()}});
    }

    Status begin() {
        const auto made = TRY(mingce::begin_accounts(
            context_, kSettings, {"system", "security1", "security2", "audit"}));
        system_ = TRY(take_over(made[0])).facts.caller.value_or(mingce::Caller::nobody());
        first_ = TRY(take_over(made[1])).facts.caller.value_or(mingce::Caller::nobody());
        second_ = TRY(take_over(made[2])).facts.caller.value_or(mingce::Caller::nobody());
        return Done{};
    }

    /// One account after the other, as many of each kind as a university has: of ten one of the
    /// registry, three of department offices, six counsellors of four classes.
    Status open(std::size_t sessions, Lines& out) {
        const auto each = static_cast<std::size_t>(kSettings.sessions_max);
        for (std::size_t i = 0; i * each < sessions; ++i) {
            const Place place = place_of(i);
            const NewAccount account = TRY(mingce::make_account(
                as(context_, system_), kSettings, {"staff" + std::to_string(i), {}, {}, {}}));
            TRY(grant(account, place));
            const NewSession first = TRY(take_over(account));
            say(out, place, first);
            for (std::size_t more = 1; more < each && i * each + more < sessions; ++more)
                say(out, place, TRY(one_more(first.facts.login)));
        }
        return Done{};
    }

    Status make_sign_ins(std::size_t count, Lines& out) {
        for (std::size_t i = 0; i < count; ++i) {
            const std::string login = "comer" + std::to_string(i);
            const NewAccount account =
                TRY(mingce::make_account(as(context_, system_), kSettings, {login, {}, {}, {}}));
            const mingce::SignInDoor door{context_, hashing_, kSettings};
            TRY(mingce::activate(door, {account.code, kPassword, {}}));
            out.add({login, kPassword});
        }
        return Done{};
    }

private:
    struct Place {
        Role role = Role::Registry;
        std::vector<mingce::ScopeUnit> units;
    };
    struct Department {
        std::string name;
        std::vector<std::string> classes;
    };

    Place place_of(std::size_t account) const {
        const Department& department = units_[account % units_.size()];
        const std::size_t kind = account % 10;
        if (kind == 0) return {Role::Registry, {}};
        if (kind <= 3) return {Role::DepartmentSecretary, {{department.name, ""}}};
        Place place{Role::Counsellor, {}};
        for (std::size_t i = 0; i < std::min<std::size_t>(4, department.classes.size()); ++i)
            place.units.push_back(
                {department.name,
                 department.classes[(account / 10 * 4 + i) % department.classes.size()]});
        return place;
    }

    Status grant(const NewAccount& account, const Place& place) {
        mingce::ProposeGrant request;
        request.who = account.account.login;
        request.role = place.role;
        request.units = place.units;
        request.reason = "bench";
        const auto proposed = TRY(mingce::propose_grant(as(context_, first_), request));
        TRY(mingce::confirm_grant(as(context_, second_), proposed.id));
        return Done{};
    }

    Result<NewSession> take_over(const NewAccount& made) {
        const mingce::SignInDoor door{context_, hashing_, kSettings};
        TRY(mingce::activate(door, {made.code, kPassword, {}}));
        const NewSession session =
            TRY(mingce::sign_in(door, {made.account.login, kPassword, "", {}}));
        const std::string secret = TRY(mingce::enrol_totp(context_, session.facts)).secret;
        const std::string code = mingce::totp_code(mingce::bytes_of_base32(secret).value_or(""),
                                                   mingce::totp_counter(context_.now));
        return mingce::confirm_totp(door, session.facts, {code, {}});
    }

    Result<NewSession> one_more(const std::string& login) {
        return mingce::write_value(context_.database(), [&](mingce::Tx& tx) -> Result<NewSession> {
            const mingce::Account account = *TRY(mingce::accounts::find_by_login(tx, login));
            return mingce::begin_session(tx, context_, kSettings, {account, {}, true});
        });
    }

    static void say(Lines& out, const Place& place, const NewSession& session) {
        std::string scope = place.units.empty() ? "whole" : "";
        for (const mingce::ScopeUnit& unit : place.units)
            scope.append(scope.empty() ? "" : ",").append(mingce::text_of(unit));
        out.add({mingce::key_of(place.role), scope, session.token, session.csrf_token});
    }

    const Context& context_;
    mingce::PasswordHashing hashing_;
    std::vector<Department> units_;
    mingce::Caller system_, first_, second_;
};

Status run(const std::vector<std::string>& words) {
    const std::string out = words[2];
    auto record = TRY(mingce::Record::open({words[0], std::nullopt, mingce::system_now()}));
    const auto students = TRY(all_students(record, words[1]));
    Lines lines(out + "/students.tsv");
    for (const StudentLine& line : students)
        lines.add({line.id.hex(), line.department, line.class_name, line.name, line.exam_number,
                   line.student_no});
    mingce::SystemRandom random;
    const Context context{record, "os:bench", record.now(), random};
    School school(context, students);
    TRY(school.begin());
    Lines sessions(out + "/sessions.tsv"), sign_ins(out + "/sign_ins.tsv");
    TRY(school.open(std::strtoul(words[3].c_str(), nullptr, 10), sessions));
    TRY(school.make_sign_ins(std::strtoul(words[4].c_str(), nullptr, 10), sign_ins));
    return record.settle_audit(record.now());
}

}  // namespace

int main(int count, char** words) {
    if (count != 6) {
        std::fprintf(stderr, "usage: open_sessions FOLDER INTAKE OUT SESSIONS SIGN_INS\n");
        return 64;
    }
    const Status done = run({words + 1, words + count});
    if (done.ok()) return 0;
    std::fprintf(stderr, "%s\n", done.error().sentence(mingce::Language::English).c_str());
    return 2;
}
