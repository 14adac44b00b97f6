#include "domain/match_blocks.h"

#include <algorithm>
#include <initializer_list>

#include "base/text.h"
#include "domain/citizen_number.h"

namespace mingce {

namespace {

struct BlockEntry {
    std::uint64_t block;
    std::uint32_t person;
    BlockKey key;
    auto operator<=>(const BlockEntry&) const = default;
};

/// FNV-1a, with a mark after each part so that "ab","c" is not "a","bc". Two blocks of one hash
/// cost comparisons and nothing else.
class BlockHash {
public:
    explicit BlockHash(BlockKey key) { add(static_cast<unsigned char>(key)); }
    void add(std::string_view part) {
        for (const char c : part) add(static_cast<unsigned char>(c));
        add(static_cast<unsigned char>(0xFF));
    }
    std::uint64_t value() const { return value_; }

private:
    void add(unsigned char byte) { value_ = (value_ ^ byte) * 0x100000001b3ULL; }
    std::uint64_t value_ = 0xcbf29ce484222325ULL;
};

std::string utf8(std::u32string_view text) {
    std::string bytes;
    for (const char32_t c : text) append_utf8(bytes, c);
    return bytes;
}

/// Puts one person into its blocks.
class BlockKeys {
public:
    BlockKeys(std::vector<BlockEntry>& entries, std::uint32_t person)
        : entries_(entries), person_(person) {}

    void add_all(const PreparedPerson& person) {
        add_numbers(*person.facts);
        const std::string_view birth = person.facts->birth_date;
        if (birth.size() != 8 || person.name.folded.empty()) return;
        const std::string name = utf8(person.name.folded);
        const std::string surname = utf8(std::u32string_view(person.name.folded).substr(0, 1));
        const std::string_view sex = person.facts->sex, province = person.facts->province;
        add(BlockKey::NameAndBirthYear, {name, birth.substr(0, 4)});
        add(BlockKey::NameAndBirthDay, {name, birth.substr(4)});
        add(BlockKey::BirthAndSurname, {birth, surname, sex, province});
        if (!person.name.latin.empty()) {
            add(BlockKey::BirthAndReading, {birth, person.name.latin});
            add(BlockKey::BirthAndInitials, {birth, person.name.initials, sex, province});
        }
        // Whoever is written in letters here meets the pinyin given there.
        if (!person.pinyin.empty() && person.pinyin != person.name.latin)
            add(BlockKey::BirthAndReading, {birth, person.pinyin});
    }

private:
    void add_numbers(const PersonFacts& facts) {
        if (const std::string core = citizen_core(facts.id_number); !core.empty()) {
            const std::string_view region = std::string_view(core).substr(0, 6),
                                   birth = std::string_view(core).substr(6, 8),
                                   serial = std::string_view(core).substr(14);
            // One wrong digit spoils one part, and two parts still bring the two together.
            add(BlockKey::DocumentRegionAndBirth, {region, birth});
            add(BlockKey::DocumentRegionAndSerial, {region, serial});
            add(BlockKey::DocumentBirthAndSerial, {birth, serial});
            add(BlockKey::DocumentNumber, {core});
        } else if (tells_people_apart(facts.id_number)) {
            add(BlockKey::DocumentNumber, {facts.id_number});
        }
        if (tells_people_apart(facts.phone)) add(BlockKey::Phone, {facts.phone});
        if (tells_people_apart(facts.exam_number)) add(BlockKey::ExamNumber, {facts.exam_number});
        if (tells_people_apart(facts.student_no)) add(BlockKey::StudentNumber, {facts.student_no});
    }

    void add(BlockKey key, std::initializer_list<std::string_view> parts) {
        BlockHash hash(key);
        for (const std::string_view part : parts) hash.add(part);
        entries_.push_back({hash.value(), person_, key});
    }

    std::vector<BlockEntry>& entries_;
    std::uint32_t person_;
};

/// `block` lists people ascending: the incoming ones last.
void add_pairs(std::span<const BlockEntry> block, std::uint32_t first_incoming,
               std::vector<BlockedPairs::Pair>& pairs) {
    for (std::size_t second = 1; second < block.size(); ++second) {
        if (block[second].person < first_incoming) continue;
        for (std::size_t first = 0; first < second; ++first)
            pairs.push_back({block[first].person, block[second].person});
    }
}

std::uint64_t pairs_in(std::span<const BlockEntry> block, std::uint32_t first_incoming) {
    const auto incoming = static_cast<std::uint64_t>(std::count_if(
        block.begin(), block.end(),
        [first_incoming](const BlockEntry& entry) { return entry.person >= first_incoming; }));
    return incoming * (block.size() - incoming) + incoming * (incoming - 1) / 2;
}

}  // namespace

Text text_of(BlockKey key) {
    switch (key) {
        case BlockKey::DocumentNumber: return {"证件号码", "document number"};
        case BlockKey::DocumentRegionAndBirth:
            return {"证件号码的地区与出生日期", "county and birth date of the document number"};
        case BlockKey::DocumentRegionAndSerial:
            return {"证件号码的地区与顺序码", "county and serial of the document number"};
        case BlockKey::DocumentBirthAndSerial:
            return {"证件号码的出生日期与顺序码", "birth date and serial of the document number"};
        case BlockKey::NameAndBirthYear: return {"姓名与出生年份", "name and year of birth"};
        case BlockKey::NameAndBirthDay: return {"姓名与出生月日", "name and day of birth"};
        case BlockKey::BirthAndReading: return {"出生日期与姓名读音", "birth date and reading"};
        case BlockKey::BirthAndInitials:
            return {"出生日期、姓名首字母、性别与省份", "birth date, initials, sex and province"};
        case BlockKey::BirthAndSurname:
            return {"出生日期、姓、性别与省份", "birth date, surname, sex and province"};
        case BlockKey::Phone: return {"电话", "telephone"};
        case BlockKey::ExamNumber: return {"考生号", "exam number"};
        case BlockKey::StudentNumber: return {"学号", "student number"};
    }
    return {"", ""};
}

bool tells_people_apart(std::string_view number) {
    constexpr std::size_t kShortest = 5;
    return number.size() >= kShortest &&
           number.find_first_not_of(number.front()) != std::string_view::npos;
}

std::string citizen_core(std::string_view number) {
    if (!tells_people_apart(number)) return {};
    if (has_citizen_form(number)) return std::string(number.substr(0, 17));
    if (number.size() != 15 || !all_digits(number)) return {};
    // Nobody born after 1999 was given the old form.
    return std::string(number.substr(0, 6)) + "19" + std::string(number.substr(6));
}

BlockedPairs blocked_pairs(std::span<const PreparedPerson> people, std::uint32_t first_incoming,
                           const MatchLimits& limits) {
    std::vector<BlockEntry> entries;
    entries.reserve(people.size() * kBlockKeyCount);
    for (std::uint32_t i = 0; i < people.size(); ++i) BlockKeys(entries, i).add_all(people[i]);
    std::sort(entries.begin(), entries.end());

    BlockedPairs found;
    for (std::size_t begin = 0, end = 0; begin < entries.size(); begin = end) {
        while (end < entries.size() && entries[end].block == entries[begin].block) ++end;
        const std::span block(entries.data() + begin, end - begin);
        const std::uint64_t pairs = pairs_in(block, first_incoming);
        if (pairs == 0) continue;
        if (block.size() > limits.block_people_max ||
            found.pairs.size() + pairs > limits.pairs_max) {
            LeftOutBlocks& left_out = found.left_out[static_cast<std::size_t>(block[0].key)];
            ++left_out.blocks;
            left_out.people += static_cast<std::uint32_t>(block.size());
            continue;
        }
        add_pairs(block, first_incoming, found.pairs);
    }
    std::sort(found.pairs.begin(), found.pairs.end());
    found.pairs.erase(std::unique(found.pairs.begin(), found.pairs.end()), found.pairs.end());
    return found;
}

}  // namespace mingce
