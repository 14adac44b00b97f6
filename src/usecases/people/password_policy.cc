#include "usecases/people/password_policy.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "usecases/people/people_problems.h"

namespace mingce {

namespace {

constexpr std::size_t kPartsMin = 5;
constexpr std::size_t kRunMin = 3;

// Rows of a keyboard, and its columns from the left; backwards, too.
constexpr std::string_view kKeyboard[] = {
    "1234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "qazwsxedcrfvtgbyhnujmikolp",
    "!@#$%^&*()",
    "147258369",
    "abcdefghijklmnopqrstuvwxyz",
};
constexpr std::string_view kWords[] = {
    "password",   "passwd",   "admin",    "administrator", "root",     "user",     "guest",
    "test",       "demo",     "login",    "welcome",       "letmein",  "monkey",   "dragon",
    "master",     "shadow",   "sunshine", "princess",      "football", "baseball", "superman",
    "batman",     "iloveyou", "loveyou",  "woaini",        "woaiwo",   "aini",     "nihao",
    "zhongguo",   "china",    "beijing",  "shanghai",      "wuhan",    "mima",     "mingce",
    "xueji",      "xuexiao",  "daxue",    "xuesheng",      "student",  "school",   "college",
    "university", "teacher",  "laoshi",   "registry",      "hello",    "world",    "secret",
    "changeme",   "default",  "system",   "server",        "oracle",   "mysql",    "postgres",
    "windows",    "google",   "baidu",    "tencent",       "qq",       "wechat",   "taobao",
    "alibaba",    "wang",     "zhang",    "chen",          "yang",     "huang",    "zhao",
    "zhou",       "liu",      "520",      "1314",          "5201314",  "666",      "888",
    "168",        "abc",      "pass",     "密码",          "口令",     "名册",     "学籍",
    "大学",       "我爱你",   "中国",     "管理员",
};

char undisguised(char c) {
    constexpr std::string_view kDisguised = "@$0135!", kMeant = "asoiesi";
    const std::size_t place = kDisguised.find(c);
    return place == std::string_view::npos ? c : kMeant[place];
}

std::size_t repeat_at(std::string_view text) {
    const std::size_t run = std::min(text.find_first_not_of(text.front()), text.size());
    return run >= kRunMin ? run : 0;
}

// "abcabcabc": what follows the first block and is the block again.
std::size_t block_before(std::string_view whole, std::size_t at) {
    std::size_t longest = 0;
    for (std::size_t size = 2; size <= at; ++size) {
        std::size_t same = 0;
        while (at + same < whole.size() && whole[at + same] == whole[at - size + same % size])
            ++same;
        if (same >= size) longest = std::max(longest, same);
    }
    return longest;
}

std::size_t run_at(std::string_view text) {
    std::size_t longest = 0;
    for (const std::string_view row : kKeyboard) {
        const std::string backwards(row.rbegin(), row.rend());
        for (const std::string_view keys : {row, std::string_view(backwards)}) {
            const std::size_t start = keys.find(text.front());
            if (start == std::string_view::npos) continue;
            std::size_t size = 0;
            while (size < text.size() && start + size < keys.size() &&
                   keys[start + size] == text[size])
                ++size;
            if (size >= kRunMin) longest = std::max(longest, size);
        }
    }
    return longest;
}

std::size_t word_at(std::string_view text) {
    std::size_t longest = 0;
    for (const std::string_view word : kWords)
        if (text.starts_with(word)) longest = std::max(longest, word.size());
    return longest;
}

std::size_t year_at(std::string_view text) {
    const bool is_year = text.size() >= 4 && (text.starts_with("19") || text.starts_with("20")) &&
                         is_digit(text[2]) && is_digit(text[3]);
    return is_year ? 4 : 0;
}

// `meant`: the same with letters out of their disguise, byte by byte.
std::size_t parts_of(std::string_view whole, std::string_view meant) {
    std::size_t parts = 0;
    for (std::size_t at = 0; at < whole.size(); ++parts) {
        std::string_view rest = whole.substr(at);
        const std::size_t known =
            std::max({repeat_at(rest), block_before(whole, at), run_at(rest), year_at(rest),
                      word_at(rest), word_at(meant.substr(at))});
        next_code_point(rest);
        at = known > 0 ? at + known : whole.size() - rest.size();
    }
    return parts;
}

}  // namespace

bool password_is_guessable(std::string_view password) {
    const std::string plain = lower_ascii(password);
    std::string meant = plain;
    std::ranges::transform(meant, meant.begin(), undisguised);
    return parts_of(plain, meant) < kPartsMin;
}

Status check_password(std::string_view password, std::string_view login) {
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
    if (!is_valid_utf8(password) || std::ranges::any_of(password, is_control))
        return Error(problem::kPasswordMalformed);
    const std::size_t characters = code_point_count(password);
    if (characters < kPasswordCharactersMin) return Error(problem::kPasswordShort);
    if (characters > kPasswordCharactersMax) return Error(problem::kPasswordLong);
    if (lower_ascii(password).find(lower_ascii(login)) != std::string::npos)
        return Error(problem::kPasswordHoldsLogin);
    if (password_is_guessable(password)) return Error(problem::kPasswordGuessable);
    return Done{};
}

}  // namespace mingce
