#include "flows.h"

#include <span>
#include <sstream>

#include "store/database.h"
#include "store/migrations.h"

namespace mingce::testing {

namespace {

const Words kInit = {"init", "--institution", "江城明远大学"};
const Words kIntake = {"intake", "add", "2026-ug"};
const Words kAccountFirst = {"account",           "first", "--system", "sys", "--security", "sec1",
                             "--second-security", "sec2",  "--audit",  "aud"};
const Words kImport = {"import", "@first", "--intake", "2026-ug", "--commit"};
const Words kStage = {"import", "@first", "--intake", "2026-ug"};
const Words kImportSecond = {"import", "@second", "--intake", "2026-ug", "--commit"};

const Words kPhotos = {"import", "@photos", "--intake", "2026-ug", "--commit"};
const Words kOtherPhotos = {"import", "@other_photos", "--intake", "2026-ug", "--commit"};

const Words kMerge = {"match", "merge", "26440101110010", "26440101110011"};
const Words kBackup = {"backup", "@out/record.backup"};
const Words kRestore = {"restore", "@out/record.backup"};

/// What stands between `before` and the next of `ends`, each time.
std::vector<std::string> named_after(std::string_view text, std::string_view before,
                                     std::string_view ends) {
    std::vector<std::string> names;
    for (std::size_t at = text.find(before); at != std::string_view::npos;
         at = text.find(before, at + 1)) {
        const std::string_view rest = text.substr(at + before.size());
        names.emplace_back(rest.substr(0, rest.find_first_of(ends)));
    }
    return names;
}
/// Everything that later migrations made, in an order in which it can go.
std::string drop_what_is_later() {
    std::string indexes, columns, tables;
    const MigrationFiles files = shipped_migrations();
    for (const MigrationFile& file : std::span(files).subspan(1)) {
        for (const char* const kind : {"\nCREATE INDEX ", "\nCREATE UNIQUE INDEX "})
            for (const std::string& index : named_after(file.text, kind, " \n"))
                indexes += "DROP INDEX IF EXISTS " + index + ";";
        for (const std::string& column : named_after(file.text, "\nALTER TABLE ", ";")) {
            std::istringstream words(column);
            std::string table, add, word, name;
            words >> table >> add >> word >> name;
            columns.append("ALTER TABLE ").append(table).append(" DROP COLUMN ");
            columns.append(name).append(";");
        }
        for (const std::string& table : named_after(file.text, "\nCREATE TABLE ", " \n"))
            tables.insert(0, "DROP TABLE IF EXISTS " + table + ";");
    }
    return indexes + columns + tables;
}

/// As a program that knew only the first migration left it.
void take_back_migrations(const Scene& scene) {
    const auto database = Database::open_sqlite((scene.data() / "mingce.db").string());
    std::string triggers;  // first: they go with their tables else
    const Status done = database.value()->write_alone([&](Tx& tx) -> Status {
        TRY(tx.query("SELECT name FROM sqlite_schema WHERE type = 'trigger'", {},
                     [&](const Row& row) -> Status {
                         triggers += "DROP TRIGGER " + row.string(0) + ";";
                         return Done{};
                     }));
        return tx.run_script(triggers + drop_what_is_later() +
                             "DELETE FROM schema_version WHERE version > 1;");
    });
    if (!done.ok()) throw std::runtime_error(done.error().sentence(Language::English));
}

void lose_folder(const Scene& scene) { std::filesystem::remove_all(scene.data()); }

const std::vector<Flow>& all_flows() {
    static const std::vector<Flow> kFlows = {
        {"Init", {}, kInit, 3},
        {"IntakeAdd", {kInit}, kIntake, 1},
        {"Stage", {kInit, kIntake}, kStage, 1},
        {"AccountFirst", {kInit}, kAccountFirst, 1},
        {"GrantPropose",
         {kInit, kAccountFirst, {"account", "add", "wang"}},
         {"account", "grant", "wang", "--role", "registry", "--reason", "学籍科"},
         1,
         {.adds_each_time = true}},
        {"Import", {kInit, kIntake}, kImport, 4},
        {"CommitOfStaged", {kInit, kIntake, kStage}, kImport, 2},
        {"SecondImport", {kInit, kIntake, kImport}, kImportSecond, 3},
        {"PhotosReplaced", {kInit, kIntake, kImport, kPhotos}, kOtherPhotos, 2},
        {"PhotosUndone",
         {kInit, kIntake, kImport, kPhotos, kOtherPhotos},
         {"batch", "undo", "3", "--reason", "别人的照片"},
         1},
        {"StudentAdd",
         {kInit, kIntake, kImport},
         {"student", "add", "--intake", "2026-ug", "name=钱多多", "exam_number=26440101119999"},
         1},
        {"StudentSet",
         {kInit, kIntake, kImport},
         {"student", "set", "26440101110010", "phone=13900001111", "--reason", "本人更正"},
         1},
        {"FindingFix",
         {kInit, kIntake, kImport},
         {"finding", "fix", "--intake", "2026-ug", "--rule", "PH-001", "--value", "13900002222"},
         1},
        {"BatchUndo",
         {kInit, kIntake, kImport, kImportSecond},
         {"batch", "undo", "2", "--reason", "重复"},
         2},
        {"BatchUndoOfAll",
         {kInit, kIntake, kImport},
         {"batch", "undo", "1", "--reason", "发错了"},
         3},
        {"BatchClose", {kInit, kIntake, kImport}, {"batch", "close", "1"}, 1},
        {"RosterCompile",
         {kInit, kIntake, kImport},
         {"roster", "compile", "--intake", "2026-ug", "--definition", "class_roster", "--as-of",
          "2026-12-31", "-o", "@out/roster.pdf"},
         1,
         {.adds_each_time = true}},
        {"AuditExport",
         {kInit, kIntake, kImport},
         {"audit", "export", "@out/audit.txt"},
         1,
         {.adds_each_time = true}},
        {"StatusSet",
         {kInit, kIntake, kImport},
         {"status", "set", "26440101110010", "--event", "report", "--on", "2026-09-01", "--today",
          "2026-09-01"}},
        {"MatchMerge", {kInit, kIntake, kImport}, kMerge},
        {"MatchSplit", {kInit, kIntake, kImport, kMerge}, {"match", "split", "26440101110010"}},
        {"StudentErase",
         {kInit, kIntake, kImport},
         {"student", "erase", "26440101110010", "--basis", "law", "--yes-erase"}},
        {"KeyRotate", {kInit, kIntake, kImport}, {"key", "rotate"}, 1, {.adds_each_time = true}},
        {"KeyReseal",
         {kInit, kIntake, kImport},
         {"key", "reseal"},
         2,
         {.adds_each_time = true, .goes_on = true}},
        {"Backup",
         {kInit, kIntake, kImport},
         kBackup,
         2,
         {.adds_each_time = true, .files_first = true}},
        {"Restore", {kInit, kIntake, kImport, kBackup}, kRestore, 2, {}, lose_folder},
        {"Migrate", {kInit, kIntake, kImport}, {"migrate"}, 1, {}, take_back_migrations},
    };
    return kFlows;
}

}  // namespace

std::span<const Flow> flows() { return all_flows(); }

std::vector<Flow> flows_beside_server() {
    std::vector<Flow> chosen;
    for (const Flow& flow : flows())
        for (const char* name :
             {"Import", "SecondImport", "BatchUndo", "BatchUndoOfAll", "PhotosReplaced"})
            if (std::string_view(flow.name) == name) chosen.push_back(flow);
    return chosen;
}

std::size_t runs_of(const Flow& flow, std::size_t all) {
    std::size_t shares = 0;
    for (const Flow& other : flows()) shares += other.share;
    return all * flow.share / shares;
}

}  // namespace mingce::testing
