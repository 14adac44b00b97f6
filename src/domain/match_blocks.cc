#include "domain/match_blocks.h"

#include <algorithm>
#include <initializer_list>

#include "base/text.h"
#include "domain/citizen_number.h"

namespace mingce {

namespace {

/// A person's place in a block. The block's kind stands in the first byte, so that kinds are sorted
/// one behind the other.
struct BlockEntry {
    std::uint64_t block;
    std::uint32_t person;
    BlockKey key() const { return static_cast<BlockKey>(block >> 56); }
} __attribute__((packed));

bool stands_before(const BlockEntry& a, const BlockEntry& b) {
    return a.block != b.block ? a.block < b.block : a.person < b.person;
}

/// FNV-1a, with a mark after each part so that "ab","c" is not "a","bc". Two blocks of one hash
/// cost comparisons and nothing else.
class BlockHash {
public:
    explicit BlockHash(BlockKey key) : key_(key) {}
    void add(std::string_view part) {
        for (const char c : part) add(static_cast<unsigned char>(c));
        add(static_cast<unsigned char>(0xFF));
    }
    std::uint64_t value() const {
        return std::uint64_t{static_cast<unsigned char>(key_)} << 56 | value_ >> 8;
    }

private:
    void add(unsigned char byte) { value_ = (value_ ^ byte) * 0x100000001b3ULL; }
    BlockKey key_;
    std::uint64_t value_ = 0xcbf29ce484222325ULL;
};

/// Kinds of blocks, from `first` to before `end`, by their places in the enumeration.
struct KindRange {
    std::size_t first, end;
    bool holds(BlockKey key) const {
        const auto at = static_cast<std::size_t>(key);
        return at >= first && at < end;
    }
    bool holds_names() const {
        return first <= static_cast<std::size_t>(BlockKey::BirthAndSurname) &&
               end > static_cast<std::size_t>(BlockKey::NameAndBirthYear);
    }
};

std::string utf8(std::u32string_view text) {
    std::string bytes;
    for (const char32_t c : text) append_utf8(bytes, c);
    return bytes;
}

/// Puts people into their blocks of some kinds.
class BlockKeys {
public:
    BlockKeys(std::vector<BlockEntry>& entries, KindRange kinds, NameReadings& readings)
        : entries_(entries), kinds_(kinds), readings_(readings) {}

    void add(std::uint32_t at, const PersonFacts& facts) {
        person_ = at;
        add_numbers(facts);
        if (kinds_.holds_names() && facts.birth_date.size() == 8)
            add_names(prepared(facts, readings_));
    }

private:
    void add_names(const PreparedPerson& person) {
        if (person.name.folded.empty()) return;
        const std::string_view birth = person.facts.birth_date;
        const std::string name = utf8(person.name.folded);
        const std::string surname = utf8(std::u32string_view(person.name.folded).substr(0, 1));
        const std::string_view sex = person.facts.sex, province = person.facts.province;
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
        if (!kinds_.holds(key)) return;
        BlockHash hash(key);
        for (const std::string_view part : parts) hash.add(part);
        entries_.push_back({hash.value(), person_});
    }

    std::vector<BlockEntry>& entries_;
    KindRange kinds_;
    NameReadings& readings_;
    std::uint32_t person_ = 0;
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

struct TakeBlocks {
    std::uint32_t first_incoming;
    const MatchLimits& limits;
    std::uint64_t& met;  // pairs of all blocks so far, one that meets twice counted twice
};

void take_blocks(std::span<const BlockEntry> entries, const TakeBlocks& request,
                 BlockedPairs& found) {
    for (std::size_t begin = 0, end = 0; begin < entries.size(); begin = end) {
        while (end < entries.size() && entries[end].block == entries[begin].block) ++end;
        const auto block = entries.subspan(begin, end - begin);
        const std::uint64_t pairs = pairs_in(block, request.first_incoming);
        if (pairs == 0) continue;
        if (block.size() > request.limits.block_people_max ||
            request.met + pairs > request.limits.pairs_max) {
            LeftOutBlocks& left_out = found.left_out[static_cast<std::size_t>(block[0].key())];
            ++left_out.blocks;
            left_out.people += static_cast<std::uint32_t>(block.size());
            continue;
        }
        add_pairs(block, request.first_incoming, found.pairs);
        request.met += pairs;
    }
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

PreparedPerson prepared(const PersonFacts& facts, NameReadings& readings) {
    PreparedPerson person{facts, readings.read(facts.name), {}};
    if (!facts.name_pinyin.empty()) person.pinyin = readings.read(facts.name_pinyin).latin;
    return person;
}

BlockedPairs blocked_pairs(const People& people, std::uint32_t first_incoming,
                           NameReadings& readings, const MatchLimits& limits) {
    const std::size_t kinds_at_once = std::clamp<std::size_t>(
        limits.places_max / std::max<std::uint32_t>(people.size(), 1), 1, kBlockKeyCount);
    BlockedPairs found;
    std::uint64_t met = 0;
    std::vector<BlockEntry> entries;
    for (std::size_t first = 0; first < kBlockKeyCount; first += kinds_at_once) {
        entries.clear();
        entries.reserve(people.size() * kinds_at_once);
        BlockKeys keys(entries, {first, first + kinds_at_once}, readings);
        for (std::uint32_t at = 0; at < people.size(); ++at) keys.add(at, people[at]);
        std::sort(entries.begin(), entries.end(), stands_before);
        take_blocks(entries, {first_incoming, limits, met}, found);
        std::sort(found.pairs.begin(), found.pairs.end());
        found.pairs.erase(std::unique(found.pairs.begin(), found.pairs.end()), found.pairs.end());
    }
    return found;
}

}  // namespace mingce
