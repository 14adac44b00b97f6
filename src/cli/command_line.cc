#include "cli/command_line.h"

#include <cstdlib>
#include <exception>
#include <iostream>
#include <map>
#include <type_traits>

#include <CLI/CLI.hpp>

#include "cli/commands.h"
#include "cli/problems.h"

namespace mingce {

namespace {

// The language must be known before the parser is built, as it decides the help texts.
Language language_of(int argc, char** argv) {
    std::string_view chosen;
    if (const char* environment = std::getenv("MINGCE_LANG")) chosen = environment;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument.starts_with("--lang=")) chosen = argument.substr(7);
        if (argument == "--lang" && i + 1 < argc) chosen = argv[i + 1];
    }
    return chosen.starts_with("en") ? Language::English : Language::Chinese;
}

void add_option(CLI::App& app, const Option& option, Arguments& arguments, Language language) {
    const std::string name(option.name), help(option.help.in(language));
    const auto add = [&](auto member) -> CLI::Option* {
        auto& filled = arguments.*member;
        if constexpr (std::is_same_v<decltype(filled), bool&>)
            return app.add_flag(name, filled, help);
        else if constexpr (std::is_arithmetic_v<std::remove_reference_t<decltype(filled)>>)
            return app.add_option(name, filled, help)->capture_default_str();
        else if constexpr (std::is_same_v<decltype(filled), std::vector<std::string>&>)
            // One word each time a list's option is written, so that it swallows no other argument.
            return app.add_option(name, filled, help)->allow_extra_args(!name.starts_with("--"));
        else
            return app.add_option(name, filled, help);
    };
    std::visit(add, option.fills)->required(option.required);
}

// The words CLI11 prints of its own accord.
struct Label {
    const char* key;
    Text text;
};
constexpr Label kLabels[] = {
    {"Usage", {"用法", "Usage"}},
    {"OPTIONS", {"选项", "OPTIONS"}},
    {"SUBCOMMAND", {"命令", "COMMAND"}},
    {"REQUIRED", {"（必填）", "(required)"}},
    {"Positionals", {"参数", "Arguments"}},
    {"TEXT", {"TEXT", "TEXT"}},
    {"UINT", {"N", "N"}},
    {"FLOAT", {"N", "N"}},
};
constexpr Text kOptionsGroup = {"选项", "Options"}, kCommandsGroup = {"命令", "Commands"};

// CLI11 owns its apps; the map finds the noun's when its second verb arrives.
struct Parser {
    CLI::App app;
    std::map<std::string_view, CLI::App*> nouns;
    std::vector<std::pair<CLI::App*, const Command*>> commands;
};

// What every level of the commands has; children inherit the formatter and the options' group.
void dress(CLI::App& app, Language language) {
    app.set_help_flag("-h,--help", std::string(Text{"显示用法", "show this help"}.in(language)))
        ->group(std::string(kOptionsGroup.in(language)));
    app.fallthrough();
}

void build_root(CLI::App& app, Arguments& arguments, std::string& language_option,
                Language language) {
    app.name("mingce");
    app.description(std::string(
        Text{"新生入学花名册：读取、核查、编制", "Enrolment rosters: read, check, compile"}.in(
            language)));
    for (const Label& label : kLabels)
        app.get_formatter()->label(label.key, std::string(label.text.in(language)));
    app.option_defaults()->group(std::string(kOptionsGroup.in(language)));
    dress(app, language);
    app.require_subcommand(1);
    app.set_version_flag("--version", "mingce " MINGCE_VERSION,
                         std::string(Text{"显示版本", "show the version"}.in(language)));
    app.add_option("--lang", language_option,
                   std::string(Text{"界面语言：zh 或 en", "language: zh or en"}.in(language)));
    app.add_option("--data", arguments.data,
                   std::string(Text{"数据目录，缺省 MINGCE_DATA 或 ./mingce-data",
                                    "data folder; MINGCE_DATA or ./mingce-data when not given"}
                                   .in(language)));
    app.add_option("--key", arguments.key,
                   std::string(Text{"根密钥文件，缺省由数据目录指出",
                                    "root key file; what the data folder names when not given"}
                                   .in(language)));
}

CLI::App& add_word(CLI::App& parent, std::string_view word, const Text& help, Language language) {
    CLI::App* const app = parent.add_subcommand(std::string(word), std::string(help.in(language)));
    app->group(std::string(kCommandsGroup.in(language)));
    dress(*app, language);
    return *app;
}

/// "backup FILE" and "backup list": a noun may be a command, too.
CLI::App& add_command(Parser& parser, const Command& command, Language language) {
    const auto noun = parser.nouns.find(command.noun);
    if (!command.verb.empty()) return add_word(*noun->second, command.verb, command.help, language);
    if (noun == parser.nouns.end())
        return add_word(parser.app, command.noun, command.help, language);
    noun->second->require_subcommand(0, 1);
    return *noun->second;
}

void build(Parser& parser, Arguments& arguments, std::string& language_option, Language language) {
    build_root(parser.app, arguments, language_option, language);
    for (const Noun& noun : all_nouns()) {
        CLI::App& app = add_word(parser.app, noun.name, noun.help, language);
        app.require_subcommand(1);
        parser.nouns.emplace(noun.name, &app);
    }
    for (const Command& command : all_commands()) {
        CLI::App& leaf = add_command(parser, command, language);
        for (const Option& option : command.options) add_option(leaf, option, arguments, language);
        parser.commands.emplace_back(&leaf, &command);
    }
}

/// CLI11 says in English what is wrong; the words that the user wrote are taken out of it.
Error refusal_of(const CLI::ParseError& error, const CLI::App& app) {
    std::string_view said = error.what();
    const auto after = [&said](std::string_view mark) {
        const std::size_t at = said.find(mark);
        return std::string(at == std::string_view::npos ? said : said.substr(at + mark.size()));
    };
    if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
        const std::string_view name = said.substr(0, said.find(" is required"));
        if (name != "A subcommand") return Error(problem::kArgumentMissing, std::string(name));
        // A word that was to be the command is more worth saying than that there is none.
        const std::vector<std::string> words = app.remaining(true);
        return words.empty() ? Error(problem::kArgumentMissing)
                             : Error(problem::kArgumentUnknown, words.front());
    }
    if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
        std::string words;  // as typed; CLI11 itself tells them from the last to the first
        for (const std::string& word : app.remaining(true))
            words.append(words.empty() ? "" : " ").append(word);
        return Error(problem::kArgumentUnknown, words);
    }
    if (dynamic_cast<const CLI::ConversionError*>(&error) != nullptr)
        return Error(problem::kArgumentValue, after("Could not convert: "));
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr)
        return Error(problem::kArgumentMissing, std::string(said.substr(0, said.find(':'))));
    return Error(problem::kArgumentValue, std::string(said));
}

int run(int argc, char** argv) {
    const Language language = language_of(argc, argv);
    Arguments arguments;
    std::string language_option;
    Parser parser;
    build(parser, arguments, language_option, language);
    const auto console = [&] { return Console{std::cout, std::cerr, language, arguments.json}; };
    try {
        parser.app.parse(argc, argv);
    } catch (const CLI::Success& asked) {  // --help, --version
        parser.app.exit(asked, std::cout, std::cerr);
        return kClean;
    } catch (const CLI::ParseError& error) {
        return console().refuse(refusal_of(error, parser.app));
    }
    for (const auto& [app, command] : parser.commands) {
        if (!app->parsed() || !app->get_subcommands().empty()) continue;
        const int code = command->run(arguments, console());
        // A full disk shows only when the last bytes leave.
        if (std::cout.flush() || code == kRefused) return code;
        return console().refuse(Error(problem::kOutputNotWritten));
    }
    return kMisuse;
}

}  // namespace

int run_command_line(int argc, char** argv) {
    std::ios::sync_with_stdio(false);
    try {
        return run(argc, argv);
    } catch (const std::exception& error) {
        // A bug, or a library's exception: named so that it can be reported.
        std::cerr << "mingce: internal error: " << error.what() << '\n';
        return kRefused;
    }
}

}  // namespace mingce
