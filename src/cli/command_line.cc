#include "cli/command_line.h"

#include <cstdlib>
#include <exception>
#include <iostream>
#include <map>

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
    CLI::Option* added = nullptr;
    if (option.text != nullptr) added = app.add_option(name, arguments.*option.text, help);
    if (option.list != nullptr) added = app.add_option(name, arguments.*option.list, help);
    if (option.count != nullptr)
        added = app.add_option(name, arguments.*option.count, help)->capture_default_str();
    if (option.number != nullptr)
        added = app.add_option(name, arguments.*option.number, help)->capture_default_str();
    if (option.fraction != nullptr)
        added = app.add_option(name, arguments.*option.fraction, help)->capture_default_str();
    if (option.flag != nullptr) added = app.add_flag(name, arguments.*option.flag, help);
    if (added != nullptr && option.required) added->required();
}

// CLI11 owns its apps; the map finds the noun's when its second verb arrives.
struct Parser {
    CLI::App app;
    std::map<std::string_view, CLI::App*> nouns;
    std::vector<std::pair<CLI::App*, const Command*>> commands;
};

void build(Parser& parser, Arguments& arguments, std::string& language_option, Language language) {
    parser.app.name("mingce");
    parser.app.description(std::string(
        Text{"新生入学花名册：读取、核查、编制", "Enrolment rosters: read, check, compile"}.in(
            language)));
    parser.app.require_subcommand(1);
    parser.app.set_version_flag("--version", "mingce " MINGCE_VERSION);
    parser.app.add_option(
        "--lang", language_option,
        std::string(Text{"界面语言：zh 或 en", "language: zh or en"}.in(language)));
    parser.app.fallthrough();
    for (const Command& command : all_commands()) {
        CLI::App* parent = &parser.app;
        std::string_view word = command.noun;
        if (!command.verb.empty()) {
            CLI::App*& noun = parser.nouns[command.noun];
            if (noun == nullptr) {
                noun = parser.app.add_subcommand(std::string(command.noun));
                noun->require_subcommand(1);
                noun->fallthrough();
            }
            parent = noun;
            word = command.verb;
        }
        CLI::App* leaf =
            parent->add_subcommand(std::string(word), std::string(command.help.in(language)));
        leaf->fallthrough();
        for (const Option& option : command.options) add_option(*leaf, option, arguments, language);
        parser.commands.emplace_back(leaf, &command);
    }
}

int run(int argc, char** argv) {
    const Language language = language_of(argc, argv);
    Arguments arguments;
    std::string language_option;
    Parser parser;
    build(parser, arguments, language_option, language);
    try {
        parser.app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {  // --help and --version arrive here too, with code 0
        const int code = parser.app.exit(error, std::cout, std::cerr);
        return code == 0 ? kClean : kMisuse;
    }
    const Console console{std::cout, std::cerr, language, arguments.json};
    for (const auto& [app, command] : parser.commands)
        if (app->parsed()) return command->run(arguments, console);
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
