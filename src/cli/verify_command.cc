// verify: a printed page, by its code or by what its QR code says, on a signed list of pages. No
// record and no network is asked.
#include <filesystem>
#include <optional>
#include <ostream>

#include "base/text.h"
#include "cli/console.h"
#include "cli/shared_options.h"
#include "usecases/audit/audit_anchors.h"
#include "usecases/publications/page_list.h"
#include "usecases/publications/verify_file.h"

namespace mingce {

namespace {

void print_page(const PageList& list, const PublishedPage& page, const Console& console) {
    if (console.json) {
        std::string line = "{\"code\":";
        append_json_string(line, page.code);
        const auto add = [&](std::string_view name, std::string_view value) {
            line.append(",\"").append(name).append("\":");
            append_json_string(line, value);
        };
        add("institution", list.institution);
        add("roster", list.roster);
        add("intake", list.intake);
        add("filing_no", list.filing_no);
        add("filed_on", list.filed_on);
        add("unit", page.unit);
        const std::pair<std::string_view, std::int64_t> numbers[] = {
            {"edition", list.edition}, {"revision", list.revision}, {"volume", page.volume},
            {"page", page.page},       {"pages", page.pages},       {"first_row", page.first_row},
            {"rows", page.rows},       {"men", page.men},           {"women", page.women}};
        for (const auto& [name, number] : numbers)
            line.append(",\"").append(name).append("\":").append(std::to_string(number));
        console.data << line << "}\n";
        return;
    }
    console.data << list.institution << "  " << list.roster << "  " << list.edition << '.'
                 << list.revision << "  " << list.filing_no << ' ' << list.filed_on << '\n'
                 << page.unit << '\n'
                 << console.say({"第 ", "volume "}) << page.volume
                 << console.say({" 分册，第 ", ", page "}) << page.page
                 << console.say({" 页，共 ", " of "}) << page.pages << console.say({" 页；", "; "})
                 << page.rows << console.say({" 人，男 ", " people, men "}) << page.men
                 << console.say({"，女 ", ", women "}) << page.women << '\n';
    console.talk << console.say(
        {"学校印过这一页。验真码不证明纸上的字没有被改：\n"
         "请把行数、男女人数和姓名与学校的名册核对。\n",
         "The school published this page. The code does not show that nothing on the paper was\n"
         "altered: compare rows and names with the roster.\n"});
}

void print_file(const VerifiedFile& file, const Console& console) {
    if (console.json) {
        std::string line = "{\"verdict\":";
        append_json_string(line, key_of(file.verdict));
        line += ",\"sha256\":";
        append_json_string(line, file.sha256);
        if (file.copy != 0) line += ",\"copy\":" + std::to_string(file.copy);
        line += ",\"signer\":";
        append_json_string(line, file.signer);
        line += ",\"entry\":";
        append_json_string(line, file.entry);
        console.data << line << "}\n";
        return;
    }
    console.data << "SHA-256 " << file.sha256 << '\n';
    switch (file.verdict) {
        case FileVerdict::Copy:
            console.data << console.say({"学校发出的第 ", "copy no. "}) << file.copy
                         << console.say({" 份，一个字节都没有变\n", ", byte for byte\n"});
            break;
        case FileVerdict::Signed:
            console.data << console.say({"学校签名成立，签名之后没有变：",
                                         "signed by the school and unaltered since: "})
                         << file.signer << '\n';
            break;
        case FileVerdict::Cover:
            console.data << console.say({"封面的证明成立：这次发布在学校签名的审计中：",
                                         "the cover's proof holds: the publishing is in the "
                                         "audit the school signed: "})
                         << file.entry << '\n';
            break;
    }
}

/// A file beside the list; a cover's proof needs none.
int run_verify_file(const Arguments& arguments, std::string_view public_key,
                    const Console& console) {
    const auto bytes = read_small_file(arguments.code, kVerifiedFileBytesMax);
    if (!bytes.ok()) return console.refuse(bytes.error());
    std::optional<PageList> list;
    if (!arguments.file.empty()) {
        const auto note = read_small_file(arguments.file, kPageListBytesMax);
        if (!note.ok()) return console.refuse(note.error());
        auto opened = open_page_list(note.value(), public_key);
        if (!opened.ok()) return console.refuse(opened.error());
        list = std::move(opened.value());
    }
    const auto file = verify_file(bytes.value(), list ? &*list : nullptr, public_key);
    if (!file.ok()) return console.refuse(file.error());
    print_file(file.value(), console);
    return kClean;
}

int run_verify_page(const Arguments& arguments, const Console& console) {
    constexpr std::size_t kKeyBytesMax = 4'096;
    const auto key = read_small_file(arguments.public_key, kKeyBytesMax);
    if (!key.ok()) return console.refuse(key.error());
    std::error_code failed;
    if (std::filesystem::is_regular_file(arguments.code, failed))
        return run_verify_file(arguments, trim_blanks(key.value()), console);
    const auto note = read_small_file(arguments.file, kPageListBytesMax);
    if (!note.ok()) return console.refuse(note.error());
    const std::string_view public_key = trim_blanks(key.value());
    const auto list = open_page_list(note.value(), public_key);
    if (!list.ok()) return console.refuse(list.error());
    const auto page = page_on_list(list.value(), public_key, arguments.code);
    if (!page.ok()) return console.refuse(page.error());
    print_page(list.value(), page.value(), console);
    return kClean;
}

constexpr Option kVerifyPageOptions[] = {
    {"CODE",
     {"页上的验真码、二维码的内容，或收到的文件、封面大二维码存成的文件",
      "the page's code, what its QR code says, a file that was received, or what a cover's large "
      "QR code says, as a file"},
     &Arguments::code,
     true},
    {"--bundle",
     {"签名的页清单，从这一版的页面下载；封面的证明不用",
      "signed list of pages, from the edition's page; a cover's proof needs none"},
     &Arguments::file,
     false},
    {"--public-key",
     {"学校公钥的文件", "file with the school's public key"},
     &Arguments::public_key,
     true},
    kJsonOption,
};
constexpr Command kCommands[] = {
    {"verify",
     "",
     {"离线验证一页花名册，或一个文件", "verify a roster's page, or a file, offline"},
     kVerifyPageOptions,
     run_verify_page},
};

}  // namespace

std::span<const Command> verify_commands() { return kCommands; }

}  // namespace mingce
