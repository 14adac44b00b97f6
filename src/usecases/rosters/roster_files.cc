#include "usecases/rosters/roster_files.h"

#include <algorithm>
#include <memory>

#include "base/text.h"
#include "documents/pdf_writer.h"
#include "documents/plain_table.h"
#include "documents/xlsx_writer.h"
#include "usecases/record/output_file.h"
#include "usecases/rosters/roster_problems.h"

namespace mingce {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFormats[] = {"pdf", "xlsx", "csv", "dbf"};

bool is_format(std::string_view name) {
    return std::find(std::begin(kFormats), std::end(kFormats), name) != std::end(kFormats);
}

/// "pdf" of "名册.PDF"; "" where there is no extension.
std::string format_of(const fs::path& path) {
    const std::string extension = lower_ascii(path.extension().string());
    return extension.empty() ? extension : extension.substr(1);
}

bool is_folder(const fs::path& path) {
    std::error_code ignored;
    return path.filename().empty() || path.extension().empty() || fs::is_directory(path, ignored);
}

/// A volume's name as a file's: without what Windows and Unix forbid in one.
std::string file_name(const CompiledRoster& roster, std::size_t volume) {
    const std::string& own = roster.volumes[volume].name;
    std::string name = own.empty() ? roster.definition.title : own;
    for (char& c : name)
        if (static_cast<unsigned char>(c) < 0x20 ||
            std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos)
            c = '_';
    if (roster.volumes.size() == 1) return name;
    const std::string number = std::to_string(volume + 1);
    return std::string(number.size() < 2 ? 1 : 0, '0') + number + " " + name;
}

/// Writes files one by one; fonts and the roster's fingerprint are made once.
class RosterFiles {
public:
    RosterFiles(const CompiledRoster& roster, CompileReport& report)
        : roster_(roster), report_(report) {}

    /// CSV and DBF hold one table: who stands in the annex gets a file of their own beside it.
    Status write(const fs::path& path, std::string_view format, VolumeRange volumes) {
        std::uint64_t listed = 0, annexed = 0;
        for (std::size_t v = volumes.first; v < volumes.first + volumes.count; ++v) {
            listed += roster_.volumes[v].tally.total;
            annexed += roster_.volumes[v].annexed();
        }
        WrittenFile file;
        file.path = path;
        if (format != "csv" && format != "dbf") {
            file.rows = listed + annexed;
            auto output = format == "pdf" ? pdf(path, volumes, file.pages)
                                          : write_output(path, [&](const fs::path& beside) {
                                                return write_xlsx(roster_, volumes, beside);
                                            });
            OutputFile written = TRY(std::move(output));
            return keep(std::move(file), std::move(written));
        }
        file.rows = listed;
        TRY(write_table(std::move(file), format, volumes, RosterPart::Body));
        if (annexed == 0) return Done{};
        WrittenFile annex;
        annex.path = annex_path(path);
        annex.rows = annexed;
        annex.is_annex = true;
        return write_table(std::move(annex), format, volumes, RosterPart::Annex);
    }

private:
    Status keep(WrittenFile file, OutputFile output) {
        file.bytes = output.bytes;
        file.sha256 = std::move(output.sha256);
        report_.pages += file.pages;
        report_.files.push_back(std::move(file));
        return Done{};
    }

    /// 名册.csv -> 名册 附表.csv
    fs::path annex_path(const fs::path& path) const {
        fs::path name = path.stem();
        name += " ";
        name += std::string(words::kAnnex.in(roster_.definition.language));
        name += path.extension();
        return path.parent_path() / name;
    }

    Status write_table(WrittenFile file, std::string_view format, VolumeRange volumes,
                       RosterPart part) {
        if (format == "csv") {
            const std::string table = make_csv(roster_, volumes, part);
            OutputFile output = TRY(write_output_bytes(file.path, table));
            return keep(std::move(file), std::move(output));
        }
        const std::size_t refused = report_.refused.size();
        auto bytes = dbf(volumes, part);
        if (report_.refused.size() > refused) return Done{};
        const std::string table = TRY(std::move(bytes));
        OutputFile output = TRY(write_output_bytes(file.path, table));
        return keep(std::move(file), std::move(output));
    }

    Result<OutputFile> pdf(const fs::path& path, VolumeRange volumes, std::uint64_t& pages) {
        if (!typefaces_) typefaces_ = TRY(Typefaces::open());
        const PdfDocument document =
            TRY(make_pdf(roster_, volumes, {*typefaces_, sha256_hex, report_.roster_sha256}));
        for (const UnprintableCharacter& place : document.unprintable)
            report_.unprintable.push_back(
                {place.in_annex ? where_in_annex(place.volume, place.group, place.row)
                                : where(place.volume, place.group, place.row),
                 code_point_name(place.character)});
        pages = document.pages;
        return write_output_bytes(path, document.bytes);
    }

    Result<std::string> dbf(VolumeRange volumes, RosterPart part) {
        std::vector<DbfRefusal> refusals;
        auto bytes = make_dbf(roster_, volumes, part, refusals);
        if (refusals.empty()) return bytes;
        const std::vector<PlainColumn> columns = plain_columns(roster_, part, false);
        const std::vector<std::string> places =
            part == RosterPart::Body ? places_of_body(volumes) : places_of_annex(volumes);
        for (const DbfRefusal& refusal : refusals)
            report_.refused.push_back({places[refusal.row], refusal_text(columns, refusal)});
        return bytes;
    }

    /// Where each row of the table stands, in its order.
    std::vector<std::string> places_of_body(VolumeRange volumes) const {
        std::vector<std::string> places;
        for (std::size_t v = volumes.first; v < volumes.first + volumes.count; ++v)
            for (std::size_t g = 0; g < roster_.volumes[v].groups.size(); ++g)
                for (std::size_t r = 0; r < roster_.volumes[v].groups[g].rows.size(); ++r)
                    places.push_back(where(v, g, r));
        return places;
    }

    std::vector<std::string> places_of_annex(VolumeRange volumes) const {
        std::vector<std::string> places;
        for (std::size_t v = volumes.first; v < volumes.first + volumes.count; ++v)
            for (std::size_t a = 0; a < roster_.volumes[v].annex.size(); ++a)
                for (std::size_t r = 0; r < roster_.volumes[v].annex[a].rows.size(); ++r)
                    places.push_back(where_in_annex(v, a, r));
        return places;
    }

    /// Which characters, never the value: a notice may be read by others than the roster.
    static std::string refusal_text(const std::vector<PlainColumn>& columns,
                                    const DbfRefusal& refusal) {
        std::string text = columns[refusal.column].label;
        if (refusal.too_long) return text + " > 254";
        std::string_view value = refusal.value;
        std::string bytes;
        while (!value.empty()) {
            const std::string_view before = value;
            const char32_t character = next_code_point(value);
            if (!to_gbk(before.substr(0, before.size() - value.size()), bytes))
                text += " " + code_point_name(character);
        }
        return text;
    }

    std::string where(std::size_t v, std::size_t g, std::size_t r) const {
        const RosterGroup& group = roster_.volumes[v].groups[g];
        std::string text;
        for (const std::string* part : {&group.department, &group.major, &group.class_name})
            if (!part->empty()) text += (text.empty() ? "" : " ") + *part;
        return text + " #" + std::to_string(group.rows[r].serial);
    }

    std::string where_in_annex(std::size_t v, std::size_t a, std::size_t r) const {
        const RosterVolume& volume = roster_.volumes[v];
        const RosterAnnex& part = volume.annex[a];
        const Language language = roster_.definition.language;
        return volume.name + (volume.name.empty() ? "" : " ") +
               std::string(words::kAnnex.in(language)) + " " +
               std::string(text_of(part.state).name.in(language)) + " #" +
               std::to_string(part.rows[r].serial);
    }

    const CompiledRoster& roster_;
    CompileReport& report_;
    std::unique_ptr<Typefaces> typefaces_;
};

}  // namespace

Status write_roster_files(const CompileRoster& request, const CompiledRoster& roster,
                          CompileReport& report) {
    RosterFiles files(roster, report);
    if (!is_folder(request.out)) {
        const std::string format = format_of(request.out);
        if (!is_format(format)) return Error(problem::kFormatUnknown, "." + format);
        return files.write(request.out, format, {0, roster.volumes.size()});
    }
    for (const std::string& format : request.formats)
        if (!is_format(format)) return Error(problem::kFormatUnknown, format);
    std::error_code failed;
    fs::create_directories(request.out, failed);
    for (std::size_t v = 0; v < roster.volumes.size(); ++v)
        for (const std::string& format : request.formats)
            TRY(files.write(request.out / (file_name(roster, v) + "." + format), format, {v, 1}));
    return Done{};
}

}  // namespace mingce
