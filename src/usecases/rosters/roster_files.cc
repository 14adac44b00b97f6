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

    Status write(const fs::path& path, std::string_view format, VolumeRange volumes) {
        WrittenFile file;
        file.path = path;
        for (std::size_t v = volumes.first; v < volumes.first + volumes.count; ++v)
            file.rows += roster_.volumes[v].tally.total;
        OutputFile output;
        if (format == "pdf") {
            output = TRY(pdf(path, volumes, file.pages));
        } else if (format == "xlsx") {
            output = TRY(write_output(path, [&](const fs::path& beside) {
                return write_xlsx(roster_, volumes, beside);
            }));
        } else if (format == "csv") {
            output = TRY(write_output_bytes(path, make_csv(roster_, volumes)));
        } else {
            const std::size_t refused = report_.refused.size();
            auto bytes = dbf(volumes);
            if (report_.refused.size() > refused) return Done{};
            const std::string table = TRY(std::move(bytes));
            output = TRY(write_output_bytes(path, table));
        }
        file.bytes = output.bytes;
        file.sha256 = std::move(output.sha256);
        report_.pages += file.pages;
        report_.files.push_back(std::move(file));
        return Done{};
    }

private:
    Result<OutputFile> pdf(const fs::path& path, VolumeRange volumes, std::uint64_t& pages) {
        if (!typefaces_) typefaces_ = TRY(Typefaces::open());
        const PdfDocument document =
            TRY(make_pdf(roster_, volumes, {*typefaces_, sha256_hex, report_.roster_sha256}));
        for (const UnprintableCharacter& place : document.unprintable)
            report_.unprintable.push_back(
                {where(place.volume, place.group, place.row), code_point_name(place.character)});
        pages = document.pages;
        return write_output_bytes(path, document.bytes);
    }

    Result<std::string> dbf(VolumeRange volumes) {
        std::vector<DbfRefusal> refusals;
        auto bytes = make_dbf(roster_, volumes, refusals);
        if (refusals.empty()) return bytes;
        const std::vector<PlainColumn> columns = plain_columns(roster_, false);
        std::size_t line = 0, next = 0;
        for (std::size_t v = volumes.first; v < volumes.first + volumes.count; ++v)
            for (std::size_t g = 0; g < roster_.volumes[v].groups.size(); ++g)
                for (std::size_t r = 0; r < roster_.volumes[v].groups[g].rows.size(); ++r, ++line)
                    for (; next < refusals.size() && refusals[next].row == line; ++next)
                        report_.refused.push_back(
                            {where(v, g, r), refusal_text(columns, refusals[next])});
        return bytes;
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
