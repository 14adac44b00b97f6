// Writes a roster of made-up students as PDF and XLSX and says what it cost: write_roster
// [STUDENTS] [FOLDER]. DESIGN 9: 50,000 rows, XLSX at most 2 s, PDF at least 250 pages/s.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <sys/resource.h>

#include "access/mask.h"
#include "documents/pdf_writer.h"
#include "documents/xlsx_writer.h"
#include "domain/canonical_text.h"
#include "sample_students.h"
#include "usecases/record/output_file.h"

namespace {

using namespace mingce;

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

int fail(const Error& error) {
    std::fprintf(stderr, "%s\n", error.sentence(Language::English).c_str());
    return 1;
}

}  // namespace

int main(int argc, char** argv) {
    const int students = argc > 1 ? std::atoi(argv[1]) : 50'000;
    const std::filesystem::path folder =
        argc > 2 ? std::filesystem::path(argv[2]) : std::filesystem::temp_directory_path();
    const std::uint32_t classes = static_cast<std::uint32_t>(students) / 40 / 25;
    const SampleStudents sample({25, classes > 0 ? classes : 1, 1, 40});
    const auto definition = parse_definition("by_department", *shipped_definition("by_department"));
    if (!definition.ok()) return fail(definition.error());

    auto start = std::chrono::steady_clock::now();
    const CompiledRoster roster =
        compile(definition.value(), sample.students, sample_meta(), masked);
    const std::string hash = sha256_hex(canonical_text(roster));
    std::printf("compile seconds %.4f rows %llu\n", seconds_since(start),
                static_cast<unsigned long long>(roster.rows_listed));

    start = std::chrono::steady_clock::now();
    const auto faces = Typefaces::open();
    if (!faces.ok()) return fail(faces.error());
    const auto pdf =
        make_pdf(roster, {0, roster.volumes.size()}, {*faces.value(), sha256_hex, hash});
    if (!pdf.ok()) return fail(pdf.error());
    std::ofstream(folder / "roster.pdf", std::ios::binary) << pdf.value().bytes;
    std::printf("pdf seconds %.4f pages %llu bytes %zu\n", seconds_since(start),
                static_cast<unsigned long long>(pdf.value().pages), pdf.value().bytes.size());

    start = std::chrono::steady_clock::now();
    const Status xlsx = write_xlsx(roster, {0, roster.volumes.size()}, folder / "roster.xlsx");
    if (!xlsx.ok()) return fail(xlsx.error());
    const double seconds = seconds_since(start);
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("xlsx seconds %.4f bytes %llu peak_kib %ld\n", seconds,
                static_cast<unsigned long long>(std::filesystem::file_size(folder / "roster.xlsx")),
                usage.ru_maxrss);
    return 0;
}
