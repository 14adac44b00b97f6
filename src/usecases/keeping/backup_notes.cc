#include "usecases/keeping/backup_notes.h"

#include <boost/json.hpp>

#include "base/text.h"
#include "usecases/keeping/backup_problems.h"

namespace mingce {

namespace {

namespace json = boost::json;

constexpr std::int64_t kFormat = 1;
constexpr std::string_view kData = "data", kKeys = "keys";

void append_item(std::string& out, std::string_view name, std::string_view text) {
    out += out.back() == '{' ? "" : ",";
    append_json_string(out, name);
    out += ':';
    append_json_string(out, text);
}

void append_item(std::string& out, std::string_view name, std::uint64_t number) {
    out += out.back() == '{' ? "" : ",";
    append_json_string(out, name);
    out += ':' + std::to_string(number);
}

/// Items of an object; ok() is false once one was absent or of another kind.
class Items {
public:
    explicit Items(const json::value& value) : object_(value.if_object()) {}
    std::string text(std::string_view name) {
        const json::value* const value = find(name);
        if (value == nullptr || !value->is_string()) return missing();
        return {value->get_string().data(), value->get_string().size()};
    }
    std::int64_t number(std::string_view name) {
        const json::value* const value = find(name);
        if (value != nullptr && value->is_int64()) return value->get_int64();
        missing();
        return 0;
    }
    Id id(std::string_view name) {
        const auto id = Id::parse(text(name));
        if (!id) missing();
        return id.value_or(Id{});
    }
    bool ok() const { return ok_ && object_ != nullptr; }

private:
    const json::value* find(std::string_view name) const {
        return object_ == nullptr ? nullptr : object_->if_contains({name.data(), name.size()});
    }
    std::string missing() {
        ok_ = false;
        return {};
    }
    const json::object* object_;
    bool ok_ = true;
};

Result<json::value> parse(std::string_view text) {
    json::error_code failed;
    json::value value = json::parse(json::string_view(text.data(), text.size()), failed);
    if (failed) return Error(problem::kBackupMalformed);
    return value;
}

}  // namespace

std::string manifest_text(const BackupManifest& manifest) {
    std::string text = "{";
    append_item(text, "format", static_cast<std::uint64_t>(kFormat));
    append_item(text, "part", manifest.part == BackupPart::Data ? kData : kKeys);
    append_item(text, "backup", manifest.backup.hex());
    append_item(text, "record", manifest.record.hex());
    append_item(text, "root", manifest.root.hex());
    append_item(text, "schema", static_cast<std::uint64_t>(manifest.schema));
    append_item(text, "program", manifest.program);
    append_item(text, "created_at", static_cast<std::uint64_t>(manifest.created_at.milliseconds));
    append_item(text, "checkpoint_size", manifest.checkpoint_size);
    return text + "}\n";
}

Result<BackupManifest> parse_manifest(std::string_view text) {
    const json::value value = TRY(parse(text));
    Items items(value);
    const std::int64_t format = items.number("format");
    if (items.ok() && format > kFormat) return Error(problem::kBackupNewer, std::to_string(format));
    BackupManifest manifest;
    const std::string part = items.text("part");
    manifest.part = part == kKeys ? BackupPart::Keys : BackupPart::Data;
    manifest.backup = items.id("backup");
    manifest.record = items.id("record");
    manifest.root = items.id("root");
    manifest.schema = items.number("schema");
    manifest.program = items.text("program");
    manifest.created_at = {items.number("created_at")};
    manifest.checkpoint_size = static_cast<std::uint64_t>(items.number("checkpoint_size"));
    if (!items.ok() || format != kFormat || (part != kData && part != kKeys))
        return Error(problem::kBackupMalformed);
    return manifest;
}

std::string totals_text(const BackupTotals& totals) {
    std::string text = "{\"tables\":[";
    for (const TableTotal& total : totals) {
        std::string item = "{";
        append_item(item, "table", total.table);
        append_item(item, "rows", total.rows);
        append_item(item, "sha256", total.sha256);
        text += (text.back() == '[' ? "" : ",") + item + "}";
    }
    return text + "]}\n";
}

Result<BackupTotals> parse_totals(std::string_view text) {
    const json::value value = TRY(parse(text));
    const json::object* const object = value.if_object();
    const json::value* const tables = object == nullptr ? nullptr : object->if_contains("tables");
    if (tables == nullptr || !tables->is_array()) return Error(problem::kBackupMalformed);
    BackupTotals totals;
    for (const json::value& item : tables->get_array()) {
        Items items(item);
        TableTotal total{items.text("table"), static_cast<std::uint64_t>(items.number("rows")),
                         items.text("sha256")};
        if (!items.ok()) return Error(problem::kBackupMalformed);
        totals.push_back(std::move(total));
    }
    return totals;
}

}  // namespace mingce
