// Definitions of rosters: what each puts on paper, in which groups and order; their versions, and
// saving the next one.
#include "http/app.h"
#include "http/definition_messages.h"
#include "http/route.h"

namespace mingce::http {

namespace {

struct DefinitionsAnswer {
    std::vector<DefinitionVersionAnswer> items;
    static constexpr std::string_view kName = "Definitions";
    static constexpr auto members() {
        return std::tuple{Member{"items", &DefinitionsAnswer::items, {"编制规则", "definitions"}}};
    }
};
DefinitionsAnswer as_answer(const std::vector<DefinitionVersion>& versions) {
    DefinitionsAnswer answer;
    answer.items.reserve(versions.size());
    for (const DefinitionVersion& version : versions)
        answer.items.push_back(http::as_answer(version));
    return answer;
}
Result<DefinitionsAnswer> list_definitions_here(Call& call, const Nothing&) {
    return as_answer(TRY(list_definitions(call.context)));
}

struct DefinitionInput {
    std::string key;
    std::optional<std::int64_t> version;
    static constexpr std::string_view kName = "DefinitionInput";
    static constexpr auto members() {
        using D = DefinitionInput;
        return std::tuple{Member{"key", &D::key, kDefinitionKeyText},
                          Member{"version", &D::version, kDefinitionVersionText}};
    }
};
struct DefinitionTextAnswer {
    DefinitionVersionAnswer version;
    std::string toml;
    static constexpr std::string_view kName = "DefinitionText";
    static constexpr auto members() {
        using D = DefinitionTextAnswer;
        return std::tuple{Member{"version", &D::version, {"这个版本", "the version"}},
                          Member{"toml", &D::toml, {"TOML 原文", "its text, in TOML"}}};
    }
};
Result<DefinitionTextAnswer> show_definition_here(Call& call, const DefinitionInput& in) {
    const DefinitionVersion version = TRY(show_definition(call.context, {in.key, in.version}));
    return DefinitionTextAnswer{http::as_answer(version), version.document};
}

struct ByDefinitionKey {
    std::string key;
    static constexpr std::string_view kName = "DefinitionKey";
    static constexpr auto members() {
        return std::tuple{Member{"key", &ByDefinitionKey::key, kDefinitionKeyText}};
    }
};
Result<DefinitionsAnswer> definition_history_here(Call& call, const ByDefinitionKey& in) {
    return as_answer(TRY(definition_history(call.context, in.key)));
}

struct SaveDefinitionInput {
    std::string key;
    std::optional<std::int64_t> base;
    std::optional<std::string> note;
    DefinitionTerms definition;
    static constexpr std::string_view kName = "SaveDefinition";
    static constexpr auto members() {
        using S = SaveDefinitionInput;
        return std::tuple{
            Member{"key", &S::key, kDefinitionKeyText},
            Member{"base",
                   &S::base,
                   {"从哪个版本改来的；新规则不填",
                    "the version it was made from; none for a new key"}},
            Member{"note", &S::note, {"版本说明，不写个人信息", "note; names nobody"}},
            Member{"definition",
                   &S::definition,
                   {"编制规则；其中的键不看，以地址为准",
                    "the definition; the key is the address's, not the one inside"}}};
    }
};
Result<DefinitionVersionAnswer> save_definition_here(Call& call, const SaveDefinitionInput& in) {
    SaveDefinition request{TRY(definition_of(in.definition)), in.base, in.note.value_or("")};
    request.definition.key = in.key;
    return http::as_answer(TRY(save_definition(call.context, request)));
}

struct CompareInput {
    std::string key;
    std::optional<std::int64_t> before, after;
    std::optional<std::string> before_key;
    std::optional<DefinitionTerms> definition;
    static constexpr std::string_view kName = "CompareDefinitions";
    static constexpr auto members() {
        using C = CompareInput;
        return std::tuple{
            Member{"key", &C::key, kDefinitionKeyText},
            Member{"before", &C::before, {"原来的版本；缺省最新", "version before"}},
            Member{"after", &C::after, {"后来的版本；缺省最新", "version after"}},
            Member{"before_key",
                   &C::before_key,
                   {"原来的是另一条规则时它的键", "key of the one before, where it is another"}},
            Member{"definition",
                   &C::definition,
                   {"还没有保存的规则，代替 after", "one that is not saved, instead of `after`"}}};
    }
};
struct DefinitionDifferenceAnswer {
    std::string what_zh, what_en, before_zh, before_en, after_zh, after_en;
    static constexpr std::string_view kName = "DefinitionDifference";
    static constexpr auto members() {
        using D = DefinitionDifferenceAnswer;
        return std::tuple{
            Member{"what_zh", &D::what_zh, {"哪一项", "what, in Chinese"}},
            Member{"what_en", &D::what_en, {"哪一项（英文）", "what"}},
            Member{"before_zh", &D::before_zh, {"原来；没有为空", "before, in Chinese"}},
            Member{"before_en", &D::before_en, {"原来（英文）", "before; \"\" for none"}},
            Member{"after_zh", &D::after_zh, {"后来；没有为空", "after, in Chinese"}},
            Member{"after_en", &D::after_en, {"后来（英文）", "after; \"\" for none"}}};
    }
};
struct DefinitionDifferencesAnswer {
    std::vector<DefinitionDifferenceAnswer> items;
    static constexpr std::string_view kName = "DefinitionDifferences";
    static constexpr auto members() {
        return std::tuple{
            Member{"items", &DefinitionDifferencesAnswer::items, {"不同之处", "what differs"}}};
    }
};
Result<DefinitionDifferencesAnswer> compare_definitions_here(Call& call, const CompareInput& in) {
    CompareDefinitions request{{in.before_key.value_or(in.key), in.before}, {in.key, in.after}};
    if (in.definition) request.unsaved = TRY(definition_of(*in.definition));
    DefinitionDifferencesAnswer answer;
    for (const DefinitionDifference& each : TRY(compare_definitions(call.context, request)))
        answer.items.push_back({each.what.zh, each.what.en, each.before.zh, each.before.en,
                                each.after.zh, each.after.en});
    return answer;
}

constexpr std::string_view kDefinitionTag = "standard";
const Route kDefinitionRoutes[] = {
    route<list_definitions_here>(
        {Method::Get,
         "/api/v1/standard/definitions",
         "listDefinitions",
         kDefinitionTag,
         {"编制规则，各取最新版本", "Definitions of rosters, the newest of each"},
         needs(Permission::StandardRead)}),
    route<show_definition_here>({Method::Get,
                                 "/api/v1/standard/definitions/{key}",
                                 "showDefinition",
                                 kDefinitionTag,
                                 {"一条编制规则和它的原文", "One definition and its text"},
                                 needs(Permission::StandardRead)}),
    route<save_definition_here>({Method::Put,
                                 "/api/v1/standard/definitions/{key}",
                                 "saveDefinition",
                                 kDefinitionTag,
                                 {"存一条编制规则的新版本", "Save a definition's next version"},
                                 needs(Permission::RosterDefine)}),
    route<definition_history_here>(
        {Method::Get,
         "/api/v1/standard/definitions/{key}/versions",
         "listDefinitionVersions",
         kDefinitionTag,
         {"一条编制规则的各版本，新的在前", "A definition's versions, newest first"},
         needs(Permission::StandardRead)}),
    route<compare_definitions_here>({Method::Post,
                                     "/api/v1/standard/definitions/{key}/differences",
                                     "compareDefinitions",
                                     kDefinitionTag,
                                     {"两个版本的不同之处", "What differs between two versions"},
                                     needs(Permission::StandardRead)}),
};

}  // namespace

std::span<const Route> definition_routes() { return kDefinitionRoutes; }

}  // namespace mingce::http
