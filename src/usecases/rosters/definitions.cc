#include "usecases/rosters/definitions.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "domain/definition_writer.h"
#include "store/definitions.h"
#include "usecases/access/permitted.h"
#include "usecases/rosters/roster_problems.h"

namespace mingce {

namespace {

constexpr std::size_t kKeyLeast = 2, kKeyMost = 40, kNoteMost = 200;
constexpr std::size_t kDocumentBytesMost = std::size_t{64} << 10, kColumnsMost = 100;

DefinitionVersion version_read(StoredDefinition stored) {
    DefinitionVersion version;
    version.key = std::move(stored.key);
    version.version = stored.version;
    version.document = std::move(stored.document);
    version.note = std::move(stored.note);
    version.actor = std::move(stored.actor);
    version.at = stored.at;
    auto definition = parse_definition(version.key, version.document);
    if (definition.ok())
        version.definition = std::move(definition).value();
    else
        version.broken = std::move(definition).error();
    return version;
}

std::optional<DefinitionVersion> version_as_shipped(std::string_view key) {
    const auto text = shipped_definition(key);
    if (!text) return std::nullopt;
    StoredDefinition stored;
    stored.key = key;
    stored.document = *text;
    return version_read(std::move(stored));
}

Error unknown_definition(std::string_view key, std::optional<std::int64_t> version) {
    std::string detail = one_line(key, kKeyMost);
    if (version) detail += " " + std::to_string(*version);
    return {problem::kDefinitionUnknown, std::move(detail)};
}

/// As it will be read again: written, and judged by the reader.
Result<StoredDefinition> written(const SaveDefinition& request) {
    if (!is_definition_key(request.definition.key))
        return Error(problem::kDefinitionName, one_line(request.definition.key, kKeyMost));
    if (code_point_count(request.note) > kNoteMost) return Error(problem::kDefinitionNote);
    StoredDefinition stored;
    stored.key = request.definition.key;
    stored.note = one_line(request.note);
    stored.document = definition_toml(request.definition);
    if (stored.document.size() > kDocumentBytesMost ||
        request.definition.columns.size() > kColumnsMost)
        return Error(problem::kDefinitionTooLong);
    (void)TRY(parse_definition(stored.key, stored.document));
    return stored;
}

}  // namespace

bool is_definition_key(std::string_view key) {
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    return key.size() >= kKeyLeast && key.size() <= kKeyMost && is_letter(key.front()) &&
           std::ranges::all_of(
               key, [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '_'; });
}

Result<DefinitionVersion> definition_version(Tx& tx, const Context& context, std::string_view key,
                                             std::optional<std::int64_t> version) {
    if (!version || *version != 0) {
        auto stored = TRY(definitions::find(tx, context.institution(), key, version));
        if (stored) return version_read(*std::move(stored));
    }
    if (!version || *version == 0)
        if (auto shipped = version_as_shipped(key)) return *std::move(shipped);
    return unknown_definition(key, version);
}

Result<Definition> readable(DefinitionVersion version) {
    if (version.broken) return *std::move(version.broken);
    return *std::move(version.definition);
}

Result<std::vector<DefinitionVersion>> list_definitions(const Context& context) {
    TRY(require(context, Permission::StandardRead));
    return read_value(context.database(), [&](Tx& tx) -> Result<std::vector<DefinitionVersion>> {
        std::map<std::string, DefinitionVersion> by_key;
        for (const std::string& key : shipped_definition_keys())
            by_key[key] = version_as_shipped(key).value();
        for (StoredDefinition& stored : TRY(definitions::newest(tx, context.institution())))
            by_key[stored.key] = version_read(stored);
        std::vector<DefinitionVersion> list;
        list.reserve(by_key.size());
        for (auto& [key, version] : by_key) list.push_back(std::move(version));
        return list;
    });
}

Result<DefinitionVersion> show_definition(const Context& context, const AskedDefinition& asked) {
    TRY(require(context, Permission::StandardRead));
    return read_value(context.database(), [&](Tx& tx) {
        return definition_version(tx, context, asked.key, asked.version);
    });
}

Result<std::vector<DefinitionVersion>> definition_history(const Context& context,
                                                          std::string_view key) {
    TRY(require(context, Permission::StandardRead));
    return read_value(context.database(), [&](Tx& tx) -> Result<std::vector<DefinitionVersion>> {
        std::vector<DefinitionVersion> list;
        auto stored = TRY(definitions::history(tx, context.institution(), key));
        list.reserve(stored.size() + 1);
        for (StoredDefinition& each : stored) list.push_back(version_read(std::move(each)));
        if (auto shipped = version_as_shipped(key)) list.push_back(*std::move(shipped));
        if (list.empty()) return unknown_definition(key, std::nullopt);
        return list;
    });
}

Result<std::vector<DefinitionDifference>> compare_definitions(const Context& context,
                                                              const CompareDefinitions& request) {
    TRY(require(context, Permission::StandardRead));
    return read_value(context.database(), [&](Tx& tx) -> Result<std::vector<DefinitionDifference>> {
        const auto read = [&](const AskedDefinition& asked) -> Result<Definition> {
            return readable(TRY(definition_version(tx, context, asked.key, asked.version)));
        };
        const Definition before = TRY(read(request.before));
        return differences(before, request.unsaved ? *request.unsaved : TRY(read(request.after)));
    });
}

Result<DefinitionVersion> save_definition(const Context& context, const SaveDefinition& request) {
    TRY(require(context, Permission::RosterDefine));
    StoredDefinition stored = TRY(written(request));
    stored.at = context.now;
    stored.actor = context.actor;
    stored.account = context.caller.account;
    return write_value(context.database(), [&](Tx& tx) -> Result<DefinitionVersion> {
        auto newest = definition_version(tx, context, stored.key, std::nullopt);
        if (!newest.ok() && newest.error().problem().code != problem::kDefinitionUnknown.code)
            return std::move(newest).error();
        if (request.base && !newest.ok()) return std::move(newest).error();
        if (newest.ok() && (!request.base || *request.base != newest.value().version))
            return Error(problem::kDefinitionChanged,
                         stored.key + " " + std::to_string(newest.value().version));
        if (newest.ok() && newest.value().definition == request.definition)
            return Error(problem::kDefinitionSame, stored.key);
        stored.version = newest.ok() ? newest.value().version + 1 : 1;
        if (!TRY(definitions::add(tx, context.institution(), stored)))
            return Error(problem::kDefinitionChanged,
                         stored.key + " " + std::to_string(stored.version));
        TRY(audit(tx, context,
                  {"roster.define",
                   "definition",
                   {},
                   "definition=" + stored.key + " version=" + std::to_string(stored.version),
                   ""}));
        return version_read(stored);
    });
}

}  // namespace mingce
