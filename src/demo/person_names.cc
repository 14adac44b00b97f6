#include "demo/names.h"
#include "demo/people.h"

namespace mingce {

namespace {

using namespace demo_names;

using Words = std::vector<std::string_view>;

struct Weighted {
    Words words;
    std::vector<std::uint32_t> until;  // running sums
    std::string_view at(std::uint32_t point) const {
        std::size_t i = 0;
        while (until[i] <= point) ++i;
        return words[i];
    }
};

Weighted weighted(std::string_view text) {
    Weighted list;
    const Words words = demo_words(text);
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
        list.words.push_back(words[i]);
        sum += static_cast<std::uint32_t>(std::stoul(std::string(words[i + 1])));
        list.until.push_back(sum);
    }
    return list;
}

std::string joined(std::string_view a, std::string_view b, std::string_view c = {}) {
    std::string text(a);
    text += b;
    text += c;
    return text;
}

std::string_view one_of(DemoRandom& random, std::string_view list) {
    return random.pick(demo_words(list));
}

std::string given_name(DemoRandom& random, const DemoNameWish& wish) {
    static const Words kFirst[] = {demo_words(kGirlsFirst), demo_words(kBoysFirst),
                                   demo_words(kOlderGirlsFirst), demo_words(kOlderBoysFirst)};
    static const Words kSecond[] = {demo_words(kGirlsSecond), demo_words(kBoysSecond),
                                    demo_words(kOlderGirlsSecond), demo_words(kOlderBoysSecond)};
    static const Words kSingle[] = {demo_words(kSingleGirls), demo_words(kSingleBoys)};
    static const Words kScarce = demo_words(kScarceGiven);
    const std::size_t list = (wish.boy ? 1U : 0U) + (wish.older ? 2U : 0U);
    std::string_view first = random.pick(kFirst[list]);
    std::string_view last = random.pick(kSecond[list]);
    if (random.chance(170)) return std::string(random.pick(kSingle[wish.boy ? 1 : 0]));
    if (random.chance(15)) last = random.pick(kScarce);
    if (wish.wide && random.chance(60)) {
        static const Words kRare = demo_words(kRareGiven);
        last = kRare[2 * random.below(kRare.size() / 2)];
    }
    return joined(first, last);
}

std::string han_name(DemoRandom& random, const DemoNameWish& wish) {
    static const Weighted kSingle = weighted(kSurnames);
    static const Words kDouble = demo_words(kDoubleSurnames);
    const std::string given = given_name(random, wish);
    if (random.chance(4)) return joined(random.pick(kDouble), given);
    return joined(kSingle.at(random.below(kSingle.until.back())), given);
}

std::string uyghur_name(DemoRandom& random, bool boy) {
    std::string own(one_of(random, boy ? kUyghurBoys : kUyghurGirls));
    // A few carry three parts, which is what overflows a narrow column.
    if (random.chance(30)) own = joined(own, one_of(random, boy ? kUyghurBoys : kUyghurGirls));
    return joined(own, "·", one_of(random, kUyghurFathers));
}

}  // namespace

std::string make_demo_name(DemoRandom& random, const DemoNameWish& wish) {
    const bool boy = wish.boy;
    if (wish.ethnicity == "05") return uyghur_name(random, boy);
    if (wish.ethnicity == "17")
        return joined(one_of(random, boy ? kKazakhBoys : kKazakhGirls), "·",
                      one_of(random, kKazakhFathers));
    if (wish.ethnicity == "04")
        return joined(one_of(random, kTibetanFirst),
                      one_of(random, boy ? kTibetanBoys : kTibetanGirls));
    if (wish.ethnicity == "02" && random.chance(550))
        return std::string(one_of(random, boy ? kMongolBoys : kMongolGirls));
    if (wish.ethnicity == "07" && random.chance(700))
        return joined(one_of(random, kYiClans), random.chance(250) ? "·" : "",
                      one_of(random, boy ? kYiBoys : kYiGirls));
    if (wish.ethnicity == "18" && random.chance(700))
        return std::string(one_of(random, boy ? kDaiBoys : kDaiGirls));
    if (wish.ethnicity == "03")
        return joined(one_of(random, kHuiSurnames), given_name(random, wish));
    if (wish.ethnicity == "10")
        return joined(one_of(random, kKoreanSurnames), given_name(random, wish));
    return han_name(random, wish);
}

}  // namespace mingce
