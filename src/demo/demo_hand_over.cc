#include "demo/demo_hand_over.h"

#include <algorithm>
#include <fstream>
#include <system_error>

#include "demo/problems.h"
#include "demo/table.h"

namespace mingce {

namespace {

namespace fs = std::filesystem;

bool is_in_range(const DemoOptions& options) {
    return options.students >= 1 && options.students <= 500000 && options.provinces >= 1 &&
           options.provinces <= demo_provinces().size() && options.errors >= 0 &&
           options.errors <= 1 && options.year >= 2010 && options.year <= 2099;
}

Status write_file(const fs::path& path, std::string_view bytes) {
    std::error_code failed;
    fs::create_directories(path.parent_path(), failed);
    std::ofstream out(path, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (failed || !out) return Error(demo_problems::kNotWritten).in_file(path.filename().string());
    return Done{};
}

/// The pictures are moved out: there are too many to be held twice.
Status write_tables(DemoHandOver& hand_over, const fs::path& dir) {
    std::map<std::string, std::map<std::string, std::string>> archives;
    for (const DemoTable& table : hand_over.tables) {
        if (table.form == DemoForm::Xlsx) continue;
        std::string bytes = table.form == DemoForm::Csv
                                ? demo_csv_bytes(table)
                                : demo_dbf_bytes(table, hand_over.options.year);
        const std::size_t mark = table.file.find('!');
        if (mark == std::string::npos)
            TRY(write_file(dir / table.file, bytes));
        else
            archives[table.file.substr(0, mark)][table.file.substr(mark + 1)] = std::move(bytes);
    }
    for (DemoPhoto& photo : hand_over.photos)
        archives["photos.zip"][photo.name] = std::move(photo.bytes);
    for (const auto& [name, entries] : archives)
        TRY(write_demo_zip(dir / name, entries, name[0] == 'S'));  // Shandong, Sichuan
    return write_demo_workbooks(hand_over, dir);
}

/// The slip's wrong totals become truth here, where both numbers are known.
void note_slip(DemoHandOver& hand_over, const std::string& wrong) {
    const auto changes = std::move(hand_over.slip_changes);
    hand_over.slip_changes.clear();
    const std::string right = demo_slip_text(hand_over);
    std::size_t a = 0, b = 0;
    for (std::uint64_t row = 1; a < right.size(); ++row) {
        const std::size_t end_a = right.find('\n', a), end_b = wrong.find('\n', b);
        const std::string clean = right.substr(a, end_a - a), dirty = wrong.substr(b, end_b - b);
        a = end_a + 1;
        b = end_b + 1;
        if (clean == dirty || clean.rfind("合计", 0) == 0) continue;
        DemoTruth truth;
        truth.error_class = 31;
        truth.class_name = "total_differs";
        truth.file = "移交清单.txt";
        truth.row = row;
        truth.clean = clean.substr(clean.rfind('\t') + 1);
        truth.dirty = dirty.substr(dirty.rfind('\t') + 1);
        hand_over.truth.push_back(std::move(truth));
    }
}

DemoCounts counted(const DemoHandOver& hand_over) {
    DemoCounts counts;
    for (const DemoPerson& person : hand_over.people) {
        if (!person.admitted) {
            ++counts.unadmitted;
            continue;
        }
        switch (person.kind) {
            case DemoKind::Province: ++counts.provincial; break;
            case DemoKind::Postgraduate: ++counts.postgraduate; break;
            case DemoKind::Foreign: ++counts.foreign; break;
            case DemoKind::Overseas: ++counts.overseas; break;
            case DemoKind::Upgrade: ++counts.upgrade; break;
            case DemoKind::Late: ++counts.late; break;
        }
    }
    for (const DemoTable& table : hand_over.tables)
        for (const DemoRow& row : table.rows)
            if (row.deleted) ++counts.deleted;
    for (const DemoTruth& truth : hand_over.truth) {
        if (truth.must_not_alarm)
            ++counts.must_not_alarm;
        else
            ++counts.errors[truth.error_class];
    }
    counts.photos = static_cast<std::uint32_t>(hand_over.photos.size());
    return counts;
}

Result<DemoCounts> write_all(DemoHandOver& hand_over, const fs::path& dir) {
    TRY(write_tables(hand_over, dir));
    const std::string slip = demo_slip_text(hand_over);
    TRY(write_file(dir / "移交清单.txt", slip));
    note_slip(hand_over, slip);
    TRY(write_file(dir / "classes.csv", demo_classes_text(hand_over)));
    TRY(write_file(dir / "truth.jsonl", demo_truth_text(hand_over.truth)));
    DemoCounts counts = counted(hand_over);
    std::error_code failed;
    for (fs::recursive_directory_iterator it(dir, failed), end; !failed && it != end;
         it.increment(failed))
        if (it->is_regular_file(failed)) ++counts.files;
    return counts;
}

/// A province without a candidate has no folder.
bool sends_anybody(const DemoHandOver& hand_over, std::size_t province) {
    return std::any_of(hand_over.people.begin(), hand_over.people.end(),
                       [province](const DemoPerson& person) {
                           return person.kind == DemoKind::Province && person.province == province;
                       });
}

}  // namespace

Result<DemoCounts> make_demo_hand_over(const fs::path& dir, const DemoOptions& options) {
    if (!is_in_range(options)) return Error(demo_problems::kBadOption);
    const std::string shown = dir.string();
    std::error_code failed;
    if (fs::exists(dir, failed) && (!fs::is_directory(dir, failed) || !fs::is_empty(dir, failed)))
        return Error(demo_problems::kNotEmpty).in_file(shown);
    // "x/" has no file name of its own; its parent is x.
    const fs::path target = dir.has_filename() ? dir : dir.parent_path();
    const fs::path part = target.parent_path() / ("." + target.filename().string() + ".part");
    fs::remove_all(part, failed);
    if (!fs::create_directories(part, failed))
        return Error(demo_problems::kNotWritten).in_file(shown);

    DemoHandOver hand_over;
    hand_over.options = options;
    hand_over.school = make_demo_school();
    hand_over.people = make_demo_people(options, hand_over.school);
    for (std::size_t p = 0; p < options.provinces; ++p)
        if (sends_anybody(hand_over, p)) add_province_set(hand_over, p);
    add_spreadsheets(hand_over);
    inject_demo_errors(hand_over);
    make_demo_photos(hand_over);
    auto counts = write_all(hand_over, part);
    if (counts.ok()) {
        fs::remove(target, failed);  // the empty folder that may stand there
        fs::rename(part, target, failed);
        if (failed) counts = Error(demo_problems::kNotWritten).in_file(shown);
    }
    if (!counts.ok()) fs::remove_all(part, failed);
    return counts;
}

}  // namespace mingce
