#include "formats/reader.h"

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "formats/archive_fixture.h"
#include "formats/problems.h"
#include "formats/table_fixture.h"
#include "places.h"

namespace mingce {
namespace {

using fixture::bytes_of;
using fixture::Read;
namespace fs = std::filesystem;
using namespace std::string_view_literals;

TEST(KindOf, JudgesByContent) {
    struct Case {
        std::string_view why, bytes;
        FileKind kind;
    };
    const Case cases[] = {
        {"nothing", "", FileKind::Empty},
        {"a mark alone", "\xEF\xBB\xBF", FileKind::Empty},
        {"line ends alone", "\r\n\n", FileKind::Empty},
        {"a blank is something", " \n", FileKind::Csv},
        {"rich text", "{\\rtf1\\ansi a}", FileKind::Document},
        {"a web page in one file", "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n",
         FileKind::Html},
        {"text", "a,b\n1,2\n", FileKind::Csv},
        {"one word", "a", FileKind::Csv},
        {"Chinese in GBK", "\xD5\xC5\xC8\xFD,1\n", FileKind::Csv},
        {"a GBK lead byte that is a DBF version too", "\x83\xC5,1\n", FileKind::Csv},
        {"digits that are DBF versions too", "0123456789012345678901234567890123,1\n",
         FileKind::Csv},
        {"UTF-16 without mark", "a\0,\0b\0\n\0"sv, FileKind::Csv},
        {"Chinese in UTF-16 without mark", "\x66\x0E\x5C\x0F\0,\x53\xF7\0\n"sv, FileKind::Csv},
        {"web page", "\xEF\xBB\xBF\r\n<html xmlns:x=\"urn:x\"><table>", FileKind::Html},
        {"web page of Excel",
         "<html xmlns:o=\"urn:schemas-microsoft-com:office:spreadsheet\"><table>", FileKind::Html},
        {"XML 2003", "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>",
         FileKind::Xml2003},
        {"other XML", "<?xml version=\"1.0\"?><a/>", FileKind::Unknown},
        {"PDF", "%PDF-1.7\n", FileKind::Pdf},
        {"PNG", "\x89PNG\r\n\x1A\n....", FileKind::Image},
        {"JPEG", "\xFF\xD8\xFF\xE0....", FileKind::Image},
        {"RAR", "Rar!\x1A\x07\x00...."sv, FileKind::Rar},
        {"7z", "7z\xBC\xAF\x27\x1C....", FileKind::SevenZip},
        {"gzip", "\x1F\x8B\x08\x00"sv, FileKind::Gzip},
        {"dBase II", "\x02\x09\x00\x00"sv, FileKind::Dbf},
        {"binary", "\x01\x00\x02\x00\x05\x06\x00\x00\x01\x02"sv, FileKind::Unknown},
        {"a ZIP cut off", "PK\x03\x04..", FileKind::Zip},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        EXPECT_EQ(kind_of(bytes_of(c.bytes)), c.kind);
    }
}

TEST(KindOf, TellsAZipByItsEntries) {
    struct Case {
        std::string_view why;
        std::vector<std::string_view> entries;
        FileKind kind;
    };
    const Case cases[] = {
        {"a workbook", {"[Content_Types].xml", "xl/workbook.xml"}, FileKind::Xlsx},
        {"a workbook without its list of types", {"XL/workbook.xml"}, FileKind::Xlsx},
        {"a binary workbook", {"[Content_Types].xml", "xl/workbook.bin"}, FileKind::Xlsb},
        {"a text document", {"[Content_Types].xml", "word/document.xml"}, FileKind::Document},
        {"slides", {"[Content_Types].xml", "ppt/presentation.xml"}, FileKind::Document},
        {"a fixed-layout document", {"OFD.xml", "Doc_0/Document.xml"}, FileKind::Ofd},
        {"tables of a province", {"江苏/T_TDD.DBF", "江苏/TD_CJXDM.DBF"}, FileKind::Zip},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        ArchiveFixture made;
        for (const std::string_view name : c.entries) made.add(name, "x");
        EXPECT_EQ(kind_of(bytes_of(made.finish())), c.kind);
    }
    ArchiveFixture sheet, text;
    sheet.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet", {.deflate = false});
    EXPECT_EQ(kind_of(bytes_of(sheet.finish())), FileKind::Ods);
    text.add("mimetype", "application/vnd.oasis.opendocument.text", {.deflate = false});
    EXPECT_EQ(kind_of(bytes_of(text.finish())), FileKind::Document);
}

TEST(ReadSheets, ATableHasOneSheet) {
    ReadOptions options;
    options.sheet = 1;
    Read sink;
    const Status status = read_sheets(bytes_of("a,b\n1,2\n"), options, sink);
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().problem().code, "xlsx.no_such_sheet");
    options.sheet = 0;
    EXPECT_TRUE(read_sheets(bytes_of("a,b\n1,2\n"), options, sink).ok());
}

TEST(ReadSheets, RefusesEachUnreadableKindInOneSentence) {
    for (const std::string_view bytes :
         {""sv, "%PDF-1.7\n"sv, "<html><table>"sv, "\x1F\x8B\x08"sv, "PK\x03\x04"sv}) {
        Read sink;
        const Status status = read_sheets(bytes_of(bytes), {}, sink);
        ASSERT_FALSE(status.ok());
        EXPECT_TRUE(status.error().sentence(Language::Chinese).ends_with("。"));
        EXPECT_TRUE(status.error().sentence(Language::English).ends_with("."));
    }
}

TEST(FormatsProblems, HaveWordsInBothLanguagesAndOneCodeEach) {
    std::set<std::string_view> codes;
    for (const Problem* p : problem::kFormatsProblems) {
        SCOPED_TRACE(p->code);
        EXPECT_TRUE(codes.insert(p->code).second);
        for (const std::string_view text : {p->what.zh, p->what.en, p->fix.zh, p->fix.en})
            EXPECT_FALSE(text.empty());
    }
}

TEST(KindOf, KnowsRealFiles) {
    const fs::path corpus = fs::path(testing::kProject).parent_path() / "shared" / "corpus";
    if (!fs::exists(corpus)) GTEST_SKIP() << "the corpus of real files is not here";
    const auto is_expected = [](const fs::path& path, FileKind kind) {
        const std::string extension = path.extension().string();
        if (extension == ".dbf") return kind == FileKind::Dbf;
        if (extension == ".ods") return kind == FileKind::Ods;
        if (extension == ".mdb" || extension == ".accdb") return kind == FileKind::Mdb;
        // Three of them are broken so early that they are no workbook at all.
        const bool broken = path.stem() == "calamine-too_small" ||
                            path.stem() == "libxls-xls2csv_ole_read_MSAT_body_687" ||
                            path.stem() == "libxls-xls2csv_ole_ole2_fread_327";
        if (extension == ".xls" && !broken) return kind == FileKind::Xls;
        if (extension == ".xlsb")
            return kind == FileKind::Xlsb || kind == FileKind::EncryptedOffice;
        return true;
    };
    for (const auto& entry : fs::recursive_directory_iterator(corpus)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        const std::string bytes = text.str();
        const FileKind kind = kind_of(bytes_of(bytes));
        EXPECT_TRUE(is_expected(entry.path(), kind))
            << entry.path().filename() << " " << static_cast<int>(kind);
    }
}

}  // namespace
}  // namespace mingce
