#include "formats/xlsx_workbook.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/text.h"
#include "formats/xlsx_problems.h"
#include "formats/xlsx_xml.h"

namespace mingce {

namespace {

struct Relationship {
    std::string id, type, target;
};

/// The last word of a relationship's type: the two editions differ in all before it.
std::string_view type_word(std::string_view type) { return type.substr(type.rfind('/') + 1); }

Error too_many_extras(std::uint64_t most) {
    return Error(problem::kXlsxTooManyExtras, "> " + grouped(most));
}

class RelationshipsPart : public XmlPart {
public:
    explicit RelationshipsPart(std::uint64_t most) : most_(most) {}
    std::vector<Relationship> found;

protected:
    void on_start(XmlName name, const XmlAttributes& attributes) override {
        if (!name.is("Relationship")) return;
        if (++count_ > most_) return refuse(too_many_extras(most_));
        if (attributes.get("TargetMode") == "External") return;
        found.push_back({std::string(attributes.get("Id")),
                         std::string(type_word(attributes.get("Type"))),
                         std::string(attributes.get("Target"))});
    }
    void on_end(XmlName) override {}

private:
    std::uint64_t most_, count_ = 0;
};

struct SheetEntry {
    std::string name, id, state;
};

class WorkbookPart : public XmlPart {
public:
    explicit WorkbookPart(std::uint64_t sheets_max) : sheets_max_(sheets_max) {}
    std::vector<SheetEntry> sheets;
    bool from_1904 = false;

protected:
    void on_start(XmlName name, const XmlAttributes& attributes) override {
        if (name.is("workbookPr") && depth() == 2) from_1904 = attributes.flag("date1904");
        if (!name.is("sheet") || depth() != 3) return;
        if (sheets.size() == sheets_max_)
            return refuse(Error(problem::kXlsxTooManySheets, "> " + grouped(sheets_max_)));
        sheets.push_back({std::string(attributes.get("name")),
                          std::string(attributes.get("id", XmlSpace::Relationships)),
                          std::string(attributes.get("state"))});
    }
    void on_end(XmlName) override {}

private:
    std::uint64_t sheets_max_;
};

std::uint32_t number_of(std::string_view text) {
    std::uint32_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// Source: ECMA-376 Part 1, 18.8.30: formats a file names by number only, East Asian ones included.
bool is_builtin_date(std::uint32_t id) {
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
           (id >= 50 && id <= 58) || (id >= 71 && id <= 81);
}

class StylesPart : public XmlPart {
public:
    explicit StylesPart(std::uint64_t most) : most_(most) {}
    std::vector<bool> date_styles;

protected:
    void on_start(XmlName name, const XmlAttributes& attributes) override {
        if (name.is("cellXfs")) in_cell_styles_ = true;
        if ((name.is("numFmt") || name.is("xf")) && ++count_ > most_)
            return refuse(too_many_extras(most_));
        if (name.is("numFmt")) {
            const bool date = is_date_format(attributes.get("formatCode"));
            formats_[number_of(attributes.get("numFmtId"))] = date;
        }
        if (in_cell_styles_ && name.is("xf") && depth() == 3) {
            const std::uint32_t id = number_of(attributes.get("numFmtId"));
            const auto own = formats_.find(id);
            date_styles.push_back(own != formats_.end() ? own->second : is_builtin_date(id));
        }
    }
    void on_end(XmlName name) override {
        if (name.is("cellXfs")) in_cell_styles_ = false;
    }

private:
    std::map<std::uint32_t, bool> formats_;
    bool in_cell_styles_ = false;
    std::uint64_t most_, count_ = 0;
};

Status parse_part(const ZipArchive& archive, const ZipEntry& entry, XmlPart& part) {
    const auto placed = [&entry](Error error) {
        if (error.place().sheet.empty()) return std::move(error).at({{}, entry.name, 0, {}});
        return error;
    };
    auto inflated =
        archive.inflate(entry, [&part](std::string_view piece) { return part.feed(piece); });
    if (!inflated.ok()) return placed(std::move(inflated).error());
    auto finished = part.feed({}, true);
    if (!finished.ok()) return placed(std::move(finished).error());
    return Done{};
}

/// A part by name. Names are compared as OPC compares them, and backslashes are forgiven.
const ZipEntry* find_part(const ZipArchive& archive, std::string_view name) {
    if (const ZipEntry* const exact = archive.find(name)) return exact;
    for (const ZipEntry& entry : archive.entries()) {
        std::string spelt = entry.name;
        std::ranges::replace(spelt, '\\', '/');
        if (spelt.starts_with('/')) spelt.erase(0, 1);
        if (equal_ignoring_case(spelt, name)) return &entry;
    }
    return nullptr;
}

std::string folder_of(std::string_view part) {
    const std::size_t slash = part.rfind('/');
    return slash == std::string_view::npos ? "" : std::string(part.substr(0, slash + 1));
}

/// A relationship's target as a part's name: absolute, or from the folder of the part that names
/// it. Steps above the root stay at the root.
std::string resolve(std::string_view folder, std::string_view target) {
    std::string joined = target.starts_with('/') ? "" : std::string(folder);
    joined += target;
    std::ranges::replace(joined, '\\', '/');
    std::vector<std::string_view> steps;
    for (std::string_view rest = joined; !rest.empty();) {
        const std::string_view step = rest.substr(0, rest.find('/'));
        rest.remove_prefix(std::min(rest.size(), step.size() + 1));
        if (step == ".." && !steps.empty()) steps.pop_back();
        if (!step.empty() && step != "." && step != "..") steps.push_back(step);
    }
    std::string path;
    for (std::string_view step : steps) path += (path.empty() ? "" : "/") + std::string(step);
    return path;
}

/// The relationships of `part`, their targets resolved; none when it has no such file.
Result<std::vector<Relationship>> relationships_of(const ZipArchive& archive, std::string_view part,
                                                   std::uint64_t most) {
    const std::string folder = folder_of(part);
    const std::string name = folder + "_rels/" + std::string(part.substr(folder.size())) + ".rels";
    const ZipEntry* const entry = find_part(archive, name);
    if (entry == nullptr) return std::vector<Relationship>{};
    RelationshipsPart relationships(most);
    TRY(parse_part(archive, *entry, relationships));
    for (Relationship& one : relationships.found) one.target = resolve(folder, one.target);
    return std::move(relationships.found);
}

/// The part of the first relationship of that type, or by its customary name.
const ZipEntry* part_of_type(const ZipArchive& archive, std::span<const Relationship> from,
                             std::string_view type, std::string_view customary) {
    for (const Relationship& one : from)
        if (one.type == type)
            if (const ZipEntry* const entry = find_part(archive, one.target)) return entry;
    return find_part(archive, customary);
}

WorkbookSheet sheet_of(const ZipArchive& archive, const SheetEntry& entry,
                       std::span<const Relationship> relationships) {
    for (const Relationship& one : relationships) {
        if (one.id == entry.id)
            return {entry.name, one.type, entry.state, find_part(archive, one.target)};
    }
    return {entry.name, "worksheet", entry.state, nullptr};
}

bool is_any(char c, std::string_view letters) {
    return letters.find(to_lower(c)) != std::string_view::npos;
}

}  // namespace

bool is_date_format(std::string_view code) {
    if (equal_ignoring_case(code, "general")) return false;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (c == '"') {
            i = std::min(code.find('"', i + 1), code.size());
        } else if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == '[') {
            const std::size_t end = std::min(code.find(']', i), code.size());
            const std::string_view inside = code.substr(i + 1, end - i - 1);
            const bool elapsed = !inside.empty() && std::ranges::all_of(inside, [](char letter) {
                return is_any(letter, "hms");
            });
            if (elapsed) return true;
            i = end;
        } else if (equal_ignoring_case(code.substr(i, 7), "general")) {
            i += 6;
        } else if (to_lower(c) == 'e') {
            // "E+" is an exponent; "e" alone is the year of East Asian formats.
            if (i + 1 >= code.size() || !is_any(code[i + 1], "+-")) return true;
        } else if (is_any(c, "ymdhs")) {
            return true;
        }
    }
    return false;
}

Result<Workbook> read_workbook(const ZipArchive& archive, const ReadLimits& limits) {
    const auto roots = TRY(relationships_of(archive, "", limits.archive_entries_max));
    const ZipEntry* const part = part_of_type(archive, roots, "officeDocument", "xl/workbook.xml");
    if (part == nullptr || part->name.ends_with(".bin")) return Error(problem::kXlsxNoWorkbook);
    WorkbookPart parsed(limits.sheets_max);
    TRY(parse_part(archive, *part, parsed));
    if (parsed.sheets.empty()) return Error(problem::kXlsxNoSheets);

    std::string name = part->name;
    std::ranges::replace(name, '\\', '/');
    const auto relationships = TRY(relationships_of(archive, name, limits.archive_entries_max));
    Workbook workbook;
    if (parsed.from_1904) workbook.date_system = DateSystem::From1904;
    for (const SheetEntry& entry : parsed.sheets)
        workbook.sheets.push_back(sheet_of(archive, entry, relationships));
    workbook.shared_strings = part_of_type(archive, relationships, "sharedStrings",
                                           folder_of(name) + "sharedStrings.xml");
    const ZipEntry* const styles =
        part_of_type(archive, relationships, "styles", folder_of(name) + "styles.xml");
    if (styles != nullptr) {
        StylesPart style_part(limits.styles_max);
        TRY(parse_part(archive, *styles, style_part));
        workbook.date_styles = std::move(style_part.date_styles);
    }
    return workbook;
}

}  // namespace mingce
