#include "usecases/publications/recipients.h"

#include <algorithm>

#include "access/purpose.h"
#include "store/role_grants.h"

namespace mingce {

namespace {

/// What an office is called whose purpose it is.
struct UnitName {
    std::string_view purpose;
    Text name;
};
constexpr UnitName kUnitNames[] = {
    {"teaching", {"教务处", "Academic affairs"}}, {"finance", {"财务处", "Finance"}},
    {"logistics", {"后勤处", "Logistics"}},       {"library", {"图书馆", "Library"}},
    {"security", {"保卫处", "Campus security"}},
};
constexpr Text kPublicName = {"公示", "Put up in public"};
constexpr std::string_view kPublicKey = "public";

/// Departments and classes are called what they are called.
NamedRecipient named(RecipientKind kind, const ScopeUnit& unit, std::uint64_t rows) {
    const std::string key = text_of(unit);
    const std::string& name = kind == RecipientKind::Class ? unit.class_name : unit.department;
    return {{kind, key}, name, name, rows};
}

std::uint64_t rows_of(const RevisionPart& part) {
    std::uint64_t rows = 0;
    for (const RevisionClass& group : part.classes) rows += group.annex ? 0 : group.students;
    return rows;
}

void add_part(const RevisionPart& part, std::vector<NamedRecipient>& list) {
    list.push_back(named(RecipientKind::Department, {part.department, ""}, rows_of(part)));
    for (const RevisionClass& group : part.classes) {
        if (group.annex || group.class_name.empty()) continue;
        NamedRecipient one =
            named(RecipientKind::Class, {part.department, group.class_name}, group.students);
        // A class whose students stand under two majors is one class.
        if (!list.empty() && list.back().recipient == one.recipient)
            list.back().rows += one.rows;
        else
            list.push_back(std::move(one));
    }
}

constexpr Field kPartView[] = {Field::StudentNo, Field::Name,       Field::Sex,
                               Field::Major,     Field::AdminClass, Field::Province,
                               Field::BirthDate, Field::ExamNumber};
constexpr Field kPublicView[] = {Field::Name, Field::ExamNumber, Field::Department, Field::Major,
                                 Field::AdminClass};

bool holds(const RevisionHead& head, Field field) {
    return std::ranges::find(head.fields, field) != head.fields.end();
}

bool takes(const RoleChoice& choice, const Recipient& recipient, const Intake& intake) {
    Caller caller;
    caller.account = Id::from_bytes(std::string(16, '\1')).value();  // somebody, at no machine
    caller.role = choice.role;
    caller.purpose = choice.purpose;
    caller.scope = choice.scope;
    return is_receiver(caller, recipient, intake);
}

Scope scope_of(const Recipient& recipient, const Intake& intake) {
    Scope part;
    part.years = {intake.year};
    part.kind = ScopeKind::Institution;
    if (recipient.kind == RecipientKind::Department || recipient.kind == RecipientKind::Class) {
        part.units = {scope_unit_of(recipient.key)};
        part.kind =
            recipient.kind == RecipientKind::Class ? ScopeKind::Class : ScopeKind::Department;
    }
    return part;
}

}  // namespace

std::vector<NamedRecipient> recipients_of(const RevisionHead& head) {
    std::uint64_t everybody = 0;
    for (const RevisionPart& part : head.parts) everybody += rows_of(part);
    std::vector<NamedRecipient> list;
    for (const UnitName& unit : kUnitNames)
        list.push_back({{RecipientKind::Unit, std::string(unit.purpose)},
                        std::string(unit.name.zh),
                        std::string(unit.name.en),
                        everybody});
    for (const RevisionPart& part : head.parts) add_part(part, list);
    list.push_back({{RecipientKind::Public, std::string(kPublicKey)},
                    std::string(kPublicName.zh),
                    std::string(kPublicName.en),
                    everybody});
    return list;
}

std::optional<NamedRecipient> find_recipient(const RevisionHead& head, const Recipient& recipient) {
    std::vector<NamedRecipient> all = recipients_of(head);
    const auto found = std::ranges::find(all, recipient, &NamedRecipient::recipient);
    if (found == all.end()) return std::nullopt;
    return std::move(*found);
}

std::vector<ViewColumn> usual_view(const RevisionHead& head, const Recipient& recipient) {
    std::span<const Field> fields = kPartView;
    if (recipient.kind == RecipientKind::Public) fields = kPublicView;
    if (recipient.kind == RecipientKind::Unit) {
        const Purpose* const purpose = find_purpose(recipient.key);
        fields = purpose == nullptr ? std::span<const Field>() : purpose->fields;
    }
    std::vector<ViewColumn> view;
    for (const Field field : fields) {
        if (!holds(head, field)) continue;
        // Of units the purpose says what they need whole; others get what needs no approval.
        const bool is_plain = DataStandard::shipped().of(field).field_class <= FieldClass::C2 &&
                              !(recipient.kind == RecipientKind::Public && field == Field::Name);
        view.push_back({field, recipient.kind == RecipientKind::Unit || is_plain});
    }
    return view;
}

std::vector<CopyForm> usual_forms(const Recipient& recipient) {
    if (recipient.kind == RecipientKind::Public) return {CopyForm::Pdf};
    if (recipient.kind == RecipientKind::Unit) return {CopyForm::Screen, CopyForm::Xlsx};
    return {CopyForm::Screen, CopyForm::Xlsx, CopyForm::Pdf};
}

bool is_receiver(const Caller& caller, const Recipient& recipient, const Intake& intake) {
    if (caller.is_at_the_machine() || !caller.may(Permission::RosterReceive)) return false;
    if (!caller.scope.covers(scope_of(recipient, intake))) return false;
    switch (recipient.kind) {
        case RecipientKind::Unit:
            return caller.role == Role::Unit && caller.purpose == recipient.key;
        case RecipientKind::Department:
        case RecipientKind::Class:
            return caller.role == Role::DepartmentSecretary || caller.role == Role::Counsellor ||
                   caller.role == Role::DepartmentLeader;
        case RecipientKind::Public: return caller.may(Permission::RosterPublish);
    }
    return false;
}

bool holds_recipient(const Context& context, const Intake& intake, const Recipient& recipient) {
    return context.caller.scope.covers(scope_of(recipient, intake));
}

Result<Receivers> Receivers::load(Tx& tx, const Context& context) {
    Receivers loaded;
    loaded.people_ = TRY(accounts::all(tx));
    std::erase_if(loaded.people_, [](const Account& account) {
        return account.kind != AccountKind::Person || account.state != AccountState::Active;
    });
    std::map<Id, std::vector<Grant>> grants;
    for (Grant& grant : TRY(role_grants::all(tx, {})))
        grants[grant.account].push_back(std::move(grant));
    const Date today = day_of(context.now);
    for (const auto& [account, held] : grants) loaded.choices_[account] = role_choices(held, today);
    return loaded;
}

std::vector<Receiver> Receivers::of(const Recipient& recipient, const Intake& intake) const {
    std::vector<Receiver> list;
    for (const Account& person : people_) {
        const auto held = choices_.find(person.id);
        if (held == choices_.end()) continue;
        if (std::ranges::any_of(held->second, [&](const RoleChoice& choice) {
                return takes(choice, recipient, intake);
            }))
            list.push_back({person.id, person.login, person.name});
    }
    return list;
}

std::string Receivers::name_of(std::string_view login) const {
    const auto found = std::ranges::find(people_, login, &Account::login);
    return found == people_.end() || found->name.empty() ? std::string(login) : found->name;
}

}  // namespace mingce
