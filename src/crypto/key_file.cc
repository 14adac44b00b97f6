#include "crypto/key_file.h"

#include <string>

#include "crypto/bytes_as_text.h"
#include "crypto/digest.h"
#include "crypto/problems.h"
#include "crypto/secret_file.h"

namespace mingce {

namespace {

constexpr std::string_view kForm = "mingce-root-key-1";
constexpr std::size_t kIdDigits = 32, kKeyLetters = 44, kCheckDigits = 16;
constexpr std::size_t kCheckedBytes = kForm.size() + 1 + kIdDigits + 1 + kKeyLetters;
constexpr std::size_t kLineBytes = kCheckedBytes + 1 + kCheckDigits;  // without the line end

constexpr SecretFileProblems kKeyFileProblems = {
    problem::kKeyFileMissing, problem::kKeyFileUnreadable, problem::kKeyFileExposed,
    problem::kKeyFileExists, problem::kKeyFileUnwritable};

std::string check_of(std::string_view checked) {
    return hex_of(sha256(checked)).substr(0, kCheckDigits);
}

void write_line(const RootKey& root, SecretText& line) {
    std::string key = base64_of(root.key.bytes());
    line.add(kForm);
    line.add(" ");
    line.add(root.id.hex());
    line.add(" ");
    line.add(key);
    const std::string check = check_of(line.text());
    line.add(" ");
    line.add(check);
    line.add("\n");
    wipe({reinterpret_cast<std::uint8_t*>(key.data()), key.size()});
}

}  // namespace

Result<RootKey> parse_root_key(std::string_view text) {
    if (text.ends_with('\n')) text.remove_suffix(1);
    if (text.ends_with('\r')) text.remove_suffix(1);
    if (text.size() != kLineBytes || !text.starts_with(kForm)) {
        return Error(problem::kKeyFileDamaged);
    }
    const std::string_view id = text.substr(kForm.size() + 1, kIdDigits);
    const std::string_view key = text.substr(kForm.size() + 1 + kIdDigits + 1, kKeyLetters);
    RootKey root;
    // The check covers the blanks too; those after it stand at fixed places.
    if (text[kCheckedBytes] != ' ' ||
        text.substr(kCheckedBytes + 1) != check_of(text.substr(0, kCheckedBytes)) ||
        !read_hex(id, root.id.bytes) || !read_base64(key, root.key.room())) {
        return Error(problem::kKeyFileDamaged);
    }
    return root;
}

Result<RootKey> read_root_key(const std::filesystem::path& path) {
    SecretText line;
    TRY(read_secret_file(path, line, kKeyFileProblems));
    Result<RootKey> root = parse_root_key(line.text());
    if (!root.ok()) return std::move(root).error().in_file(path.string());
    return root;
}

Status write_root_key(const std::filesystem::path& path, const RootKey& root) {
    SecretText line;
    write_line(root, line);
    return write_secret_file(path, line, kKeyFileProblems);
}

}  // namespace mingce
