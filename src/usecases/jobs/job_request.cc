#include "usecases/jobs/job_request.h"

#include <boost/json.hpp>

#include "base/text.h"
#include "store/work_problems.h"

namespace mingce {

namespace {

namespace json = boost::json;

std::string_view view(const json::string& text) { return {text.data(), text.size()}; }

/// Reads members and remembers what was missing or of another type: asked once, at the end.
class Members {
public:
    explicit Members(const json::value* value) : object_(value ? value->if_object() : nullptr) {
        is_wrong_ = object_ == nullptr;
    }
    const json::value* find(std::string_view name) {
        const json::value* const value =
            object_ == nullptr ? nullptr : object_->if_contains({name.data(), name.size()});
        is_wrong_ = is_wrong_ || value == nullptr;
        return value;
    }
    std::string text(std::string_view name) {
        const json::value* const value = find(name);
        const json::string* const text = value ? value->if_string() : nullptr;
        is_wrong_ = is_wrong_ || text == nullptr;
        return text ? std::string(view(*text)) : "";
    }
    std::int64_t number(std::string_view name) {
        const json::value* const value = find(name);
        const std::int64_t* const number = value ? value->if_int64() : nullptr;
        is_wrong_ = is_wrong_ || number == nullptr;
        return number ? *number : 0;
    }
    bool flag(std::string_view name) {
        const json::value* const value = find(name);
        const bool* const flag = value ? value->if_bool() : nullptr;
        is_wrong_ = is_wrong_ || flag == nullptr;
        return flag && *flag;
    }
    Id id(std::string_view name) {
        const std::string hex = text(name);
        if (hex.empty()) return {};
        const auto id = Id::parse(hex);
        is_wrong_ = is_wrong_ || !id;
        return id.value_or(Id{});
    }
    template <class Each>
    void list(std::string_view name, Each each) {
        const json::value* const value = find(name);
        const json::array* const items = value ? value->if_array() : nullptr;
        is_wrong_ = is_wrong_ || items == nullptr;
        for (std::size_t i = 0; items && i < items->size(); ++i) each((*items)[i]);
    }
    bool has(std::string_view name) const {
        return object_ != nullptr && object_->if_contains({name.data(), name.size()}) != nullptr;
    }
    bool is_wrong() const { return is_wrong_; }
    void fail() { is_wrong_ = true; }

private:
    const json::object* object_;
    bool is_wrong_ = false;
};

std::string hex_or_none(const Id& id) { return id.is_none() ? "" : id.hex(); }

std::string json_text(std::string_view text) {
    std::string json;
    append_json_string(json, text);
    return json;
}

std::string text_of(const Scope& scope) {
    std::vector<std::string> units, years;
    for (const ScopeUnit& unit : scope.units)
        units.push_back(
            JsonObject().add("department", unit.department).add("class", unit.class_name).finish());
    for (const std::int64_t year : scope.years) years.push_back(std::to_string(year));
    return JsonObject()
        .add("kind", static_cast<std::uint64_t>(scope.kind))
        .add_json("units", json_list(units))
        .add("student", hex_or_none(scope.student))
        .add_json("years", json_list(years))
        .add_flag("until_hand_over", scope.until_hand_over)
        .finish();
}

std::string text_of(const Caller& caller) {
    return JsonObject()
        .add("name", caller.name)
        .add("account", hex_or_none(caller.account))
        .add("role", key_of(caller.role))
        .add("purpose", caller.purpose)
        .add_json("scope", text_of(caller.scope))
        .finish();
}

std::string text_of(const SheetMappings& sheets) {
    std::vector<std::string> words;
    const auto add = [&words](std::string_view fingerprint, std::string_view name,
                              std::string_view cell, std::string_view value) {
        words.push_back(JsonObject()
                            .add("fingerprint", fingerprint)
                            .add("name", name)
                            .add("cell", cell)
                            .add("value", value)
                            .finish());
    };
    for (const auto& [fingerprint, mapping] : sheets) {
        for (const auto& [name, word] : mapping.columns) add(fingerprint, name, "", word.value);
        for (const auto& [name, cells] : mapping.cells)
            for (const auto& [cell, word] : cells) add(fingerprint, name, cell, word.value);
    }
    return json_list(words);
}

std::string text_of(const ImportJob& job) {
    std::vector<std::string> uploads;
    for (const Id& upload : job.uploads) uploads.push_back(json_text(upload.hex()));
    JsonObject columns;
    for (const auto& [header, field] : job.columns) columns.add(header, field);
    return JsonObject()
        .add_json("uploads", json_list(uploads))
        .add("intake", job.intake)
        .add_flag("commit", job.commit)
        .add("kind", job.kind ? key_of(*job.kind) : "")
        .add("encoding", job.encoding.value_or(""))
        .add_json("columns", columns.finish())
        .add_json("sheets", text_of(job.sheets))
        .finish();
}
std::string text_of(const CheckIntakeJob& job) {
    return JsonObject().add("intake", job.intake).finish();
}
std::string text_of(const AuditVerifyJob&) { return "{}"; }
std::string text_of(const BackupJob&) { return "{}"; }
std::string text_of(const UndoBatchJob& job) {
    return JsonObject()
        .add("number", static_cast<std::uint64_t>(job.number))
        .add("reason", job.reason)
        .finish();
}
std::string text_of(const ResealJob& job) {
    return JsonObject().add("intake", job.intake).finish();
}
std::string text_of(const PublicationCopiesJob& job) {
    std::vector<std::string> numbers;
    for (const std::int64_t number : job.publications) numbers.push_back(std::to_string(number));
    return JsonObject().add_json("publications", json_list(numbers)).finish();
}

Scope scope_of(Members& from) {
    Scope scope;
    const std::int64_t kind = from.number("kind");
    if (kind < 0 || kind > static_cast<std::int64_t>(ScopeKind::Nobody)) from.fail();
    scope.kind = from.is_wrong() ? ScopeKind::Nobody : static_cast<ScopeKind>(kind);
    from.list("units", [&](const json::value& item) {
        Members unit(&item);
        scope.units.push_back({unit.text("department"), unit.text("class")});
        if (unit.is_wrong()) from.fail();
    });
    scope.student = from.id("student");
    from.list("years", [&](const json::value& item) {
        const std::int64_t* const year = item.if_int64();
        if (year == nullptr) return from.fail();
        scope.years.push_back(*year);
    });
    scope.until_hand_over = from.flag("until_hand_over");
    return scope;
}

Caller caller_of(Members& from) {
    Caller caller;
    caller.name = from.text("name");
    caller.account = from.id("account");
    const auto role = parse_role(from.text("role"));
    if (!role) from.fail();
    caller.role = role.value_or(Role::Student);
    caller.purpose = from.text("purpose");
    Members scope(from.find("scope"));
    caller.scope = scope_of(scope);
    if (scope.is_wrong()) from.fail();
    return caller;
}

ImportJob import_of(Members& from) {
    ImportJob job;
    from.list("uploads", [&](const json::value& item) {
        const json::string* const text = item.if_string();
        const auto id = text ? Id::parse(view(*text)) : std::nullopt;
        if (!id) return from.fail();
        job.uploads.push_back(*id);
    });
    job.intake = from.text("intake");
    job.commit = from.flag("commit");
    if (const std::string kind = from.text("kind"); !kind.empty()) {
        job.kind = student_kind_of(kind);
        if (!job.kind) from.fail();
    }
    if (const std::string encoding = from.text("encoding"); !encoding.empty())
        job.encoding = encoding;
    // Jobs of before there were any have none.
    if (from.has("sheets"))
        from.list("sheets", [&](const json::value& item) {
            Members word(&item);
            SheetMapping& mapping = job.sheets[word.text("fingerprint")];
            const std::string name = word.text("name"), cell = word.text("cell");
            SheetMapping::Word said{word.text("value")};
            if (cell.empty())
                mapping.columns[name] = std::move(said);
            else
                mapping.cells[name][cell] = std::move(said);
            if (word.is_wrong()) from.fail();
        });
    const json::value* const columns = from.find("columns");
    const json::object* const pairs = columns ? columns->if_object() : nullptr;
    if (pairs == nullptr) from.fail();
    for (std::size_t i = 0; pairs != nullptr && i < pairs->size(); ++i) {
        const auto& pair = *(pairs->begin() + i);
        const json::string* const field = pair.value().if_string();
        if (field == nullptr) from.fail();
        if (field != nullptr) job.columns.emplace(std::string(pair.key()), view(*field));
    }
    return job;
}

PublicationCopiesJob publication_copies_of(Members& from) {
    PublicationCopiesJob job;
    from.list("publications", [&](const json::value& item) {
        const std::int64_t* const number = item.if_int64();
        if (number == nullptr) return from.fail();
        job.publications.push_back(*number);
    });
    return job;
}

JobRequest request_of(JobKind kind, Members& from) {
    switch (kind) {
        case JobKind::Import: return import_of(from);
        case JobKind::CheckIntake: return CheckIntakeJob{from.text("intake")};
        case JobKind::AuditVerify: return AuditVerifyJob{};
        case JobKind::Backup: return BackupJob{};
        case JobKind::UndoBatch: return UndoBatchJob{from.number("number"), from.text("reason")};
        case JobKind::Reseal: return ResealJob{from.text("intake")};
        case JobKind::PublicationCopies: return publication_copies_of(from);
    }
    return AuditVerifyJob{};
}

}  // namespace

std::string json_list(const std::vector<std::string>& items) {
    std::string text = "[";
    for (const std::string& item : items) text += (text.size() == 1 ? "" : ",") + item;
    return text + "]";
}

void JsonObject::begin(std::string_view name) {
    if (text_.size() != 1) text_ += ',';
    append_json_string(text_, name);
    text_ += ':';
}

JsonObject& JsonObject::add(std::string_view name, std::string_view text) {
    begin(name);
    append_json_string(text_, text);
    return *this;
}

JsonObject& JsonObject::add(std::string_view name, std::uint64_t number) {
    begin(name);
    text_ += std::to_string(number);
    return *this;
}

JsonObject& JsonObject::add_flag(std::string_view name, bool flag) {
    begin(name);
    text_ += flag ? "true" : "false";
    return *this;
}

JsonObject& JsonObject::add_json(std::string_view name, std::string_view json) {
    begin(name);
    text_ += json;
    return *this;
}

std::string JsonObject::finish() {
    text_ += '}';
    return std::move(text_);
}

std::string text_of(const AskedJob& asked) {
    const auto kind = static_cast<JobKind>(asked.request.index());
    return JsonObject()
        .add_json("caller", text_of(asked.caller))
        .add("kind", key_of(kind))
        .add_json("asked", std::visit([](const auto& job) { return text_of(job); }, asked.request))
        .finish();
}

Result<AskedJob> parse_asked_job(std::string_view text) {
    json::error_code failed;
    const json::value value = json::parse({text.data(), text.size()}, failed);
    if (failed) return Error(problem::kJobRequest);
    Members all(&value);
    const auto kind = parse_job_kind(all.text("kind"));
    Members caller(all.find("caller")), asked(all.find("asked"));
    if (!kind || all.is_wrong()) return Error(problem::kJobRequest);
    AskedJob job{caller_of(caller), request_of(*kind, asked)};
    if (caller.is_wrong() || asked.is_wrong()) return Error(problem::kJobRequest);
    return job;
}

std::string failure_text(const Error& error) {
    return JsonObject().add("detail", error.detail()).add("file", error.place().file).finish();
}

void read_failure(std::string_view text, JobFailure& failure) {
    json::error_code failed;
    const json::value value = json::parse({text.data(), text.size()}, failed);
    if (failed) return;
    Members all(&value);
    failure.detail = all.text("detail");
    failure.file = all.text("file");
}

}  // namespace mingce
