// Who is compared with whom when people are matched: people gather in blocks by what most errors
// leave standing, and only within a block are pairs made. So 50,000 are compared with 60,000
// without three thousand million looks.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/name_reading.h"

namespace mingce {

/// What is known of somebody, as the normaliser leaves it (a date as YYYYMMDD). "" is unknown, and
/// neither agrees nor differs. Views must outlive the call.
struct PersonFacts {
    std::string_view name, name_pinyin, sex, birth_date, id_type, id_number, exam_number,
        student_no, province, phone, school_of_origin, major;
};

/// People by place, told when they are looked at: the facts of a million are not kept.
class People {
public:
    People() = default;
    /// `facts_of` may be asked for anybody, in any order, more than once.
    People(std::size_t size, std::function<PersonFacts(std::uint32_t)> facts_of)
        : size_(static_cast<std::uint32_t>(size)), facts_of_(std::move(facts_of)) {}
    /// Those of a list that outlives this.
    People(const std::vector<PersonFacts>& people)
        : People(people.size(), [&people](std::uint32_t at) { return people[at]; }) {}

    std::uint32_t size() const { return size_; }
    PersonFacts operator[](std::uint32_t at) const { return facts_of_(at); }

private:
    std::uint32_t size_ = 0;
    std::function<PersonFacts(std::uint32_t)> facts_of_;
};

/// A person with the name read once.
struct PreparedPerson {
    PersonFacts facts;
    NameReading name;
    std::string pinyin;  // of PersonFacts::name_pinyin, folded
};
PreparedPerson prepared(const PersonFacts& facts, NameReadings& readings);

/// What a block of people is gathered by. Only people who share a block are compared.
enum class BlockKey : std::uint8_t {
    DocumentNumber,
    DocumentRegionAndBirth,
    DocumentRegionAndSerial,
    DocumentBirthAndSerial,
    NameAndBirthYear,
    NameAndBirthDay,
    BirthAndReading,
    BirthAndInitials,
    BirthAndSurname,
    Phone,
    ExamNumber,
    StudentNumber,
};
constexpr std::size_t kBlockKeyCount = static_cast<std::size_t>(BlockKey::StudentNumber) + 1;
Text text_of(BlockKey key);

struct MatchLimits {
    std::uint32_t block_people_max = 200;  // a phone of 300 people tells nobody apart
    std::uint64_t pairs_max = 10'000'000;  // of all blocks; beyond, whole blocks are left out
    /// Places in blocks that are sorted at a time, 12 bytes each. Where people have more, they are
    /// gone through again for each few kinds of blocks; what is found is the same.
    std::uint64_t places_max = 1'200'000;
};

/// Blocks that a limit left out. Their people may still meet in another block.
struct LeftOutBlocks {
    std::uint32_t blocks = 0, people = 0;
};

/// Pairs of positions in one list, the smaller first, each once, ascending.
struct BlockedPairs {
    struct Pair {
        std::uint32_t first, second;
        auto operator<=>(const Pair&) const = default;
    };
    std::vector<Pair> pairs;
    std::array<LeftOutBlocks, kBlockKeyCount> left_out{};
};

/// Pairs of people who share a block and of whom at least one stands at `first_incoming` or later.
/// Kind by kind: where pairs_max is met, what counts most was compared before. Deterministic, also
/// in what the limits leave out.
BlockedPairs blocked_pairs(const People& people, std::uint32_t first_incoming,
                           NameReadings& readings, const MatchLimits& limits);

/// Does a text look like a number that is one person's: five characters or more, not all the same?
bool tells_people_apart(std::string_view number);

/// The seventeen digits under a citizen number's old form and its new one; "" for other numbers.
std::string citizen_core(std::string_view number);

}  // namespace mingce
