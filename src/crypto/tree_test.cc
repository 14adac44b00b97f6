#include "crypto/tree.h"

#include <algorithm>
#include <functional>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "crypto/random_fixture.h"

namespace mingce {
namespace {

using testing::from_hex;
using testing::SeededRandom;
using Proof = std::vector<Hash>;

std::vector<Hash> leaves_of(std::size_t count) {
    std::vector<Hash> leaves;
    for (std::size_t i = 0; i < count; ++i)
        leaves.push_back(leaf_hash("entry " + std::to_string(i)));
    return leaves;
}

// The definitions of RFC 9162, 2.1.1, 2.1.3.1 and 2.1.4.1, word for word and slow.
namespace oracle {

std::size_t split(std::size_t n) {
    std::size_t k = 1;
    while (2 * k < n) k *= 2;
    return k;
}

Hash root(std::span<const Hash> d) {
    if (d.empty()) return sha256("");
    if (d.size() == 1) return d[0];
    const std::size_t k = split(d.size());
    const Hash left = root(d.first(k)), right = root(d.subspan(k));
    return sha256("\x01" + std::string(view_of(left)) + std::string(view_of(right)));
}

Proof path(std::size_t m, std::span<const Hash> d) {
    if (d.size() == 1) return {};
    const std::size_t k = split(d.size());
    Proof proof = m < k ? path(m, d.first(k)) : path(m - k, d.subspan(k));
    proof.push_back(m < k ? root(d.subspan(k)) : root(d.first(k)));
    return proof;
}

Proof subproof(std::size_t m, std::span<const Hash> d, bool complete) {
    if (m == d.size()) return complete ? Proof{} : Proof{root(d)};
    const std::size_t k = split(d.size());
    Proof proof = m <= k ? subproof(m, d.first(k), complete) : subproof(m - k, d.subspan(k), false);
    proof.push_back(m <= k ? root(d.subspan(k)) : root(d.first(k)));
    return proof;
}

}  // namespace oracle

// The eight entries the Certificate Transparency projects test with, and their roots.
TEST(Tree, HashesAsCertificateTransparency) {
    constexpr std::string_view kEntries[] = {"",
                                             "00",
                                             "10",
                                             "2021",
                                             "3031",
                                             "40414243",
                                             "50515253"
                                             "54555657",
                                             "606162636465666768696a6b6c6d6e6f"};
    constexpr std::string_view kRoots[] = {
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
    Frontier frontier;
    for (std::size_t size = 0; size <= std::size(kEntries); ++size) {
        EXPECT_EQ(hex_of(frontier.head().root), kRoots[size]) << size;
        EXPECT_EQ(frontier.head().size, size);
        if (size < std::size(kEntries)) frontier.append(leaf_hash(from_hex(kEntries[size])));
    }
}

TEST(Tree, AgreesWithTheDefinitionUpToForty) {
    const auto all = leaves_of(40);
    for (std::size_t n = 0; n <= all.size(); ++n) {
        const auto leaves = std::span(all).first(n);
        const TreeHead head = tree_head(leaves);
        ASSERT_EQ(head, (TreeHead{n, oracle::root(leaves)}));
        for (std::size_t index = 0; index < n; ++index) {
            const Proof proof = inclusion_proof(leaves, index);
            ASSERT_EQ(proof, oracle::path(index, leaves)) << n << " " << index;
            ASSERT_TRUE(inclusion_holds(leaves[index], index, head, proof)) << n << " " << index;
        }
        for (std::size_t m = 1; m <= n; ++m) {
            const Proof proof = consistency_proof(leaves, m);
            ASSERT_EQ(proof, oracle::subproof(m, leaves, true)) << m << " " << n;
            ASSERT_TRUE(consistency_holds(tree_head(leaves.first(m)), head, proof))
                << m << " " << n;
        }
    }
}

// Every pair of sizes, every place and every proof of the same tree in place of the right one.
TEST(Tree, OneProofFitsOneClaim) {
    constexpr std::size_t kSize = 21;
    const auto leaves = leaves_of(kSize);
    const TreeHead head = tree_head(leaves);
    for (std::size_t claimed = 0; claimed < kSize; ++claimed)
        for (std::size_t shown = 0; shown < kSize; ++shown) {
            const Proof proof = inclusion_proof(leaves, shown);
            EXPECT_EQ(inclusion_holds(leaves[claimed], claimed, head, proof), claimed == shown);
            EXPECT_EQ(inclusion_holds(leaves[shown], claimed, head, proof), claimed == shown);
            EXPECT_EQ(inclusion_holds(leaves[claimed], shown, head, proof), claimed == shown);
        }
    for (std::size_t claimed = 1; claimed <= kSize; ++claimed)
        for (std::size_t shown = 1; shown <= kSize; ++shown) {
            const TreeHead older = tree_head(std::span(leaves).first(claimed));
            EXPECT_EQ(consistency_holds(older, head, consistency_proof(leaves, shown)),
                      claimed == shown);
        }
}

Hash altered(Hash hash) {
    hash[7] ^= 0x10;
    return hash;
}

TEST(Tree, RefusesForgedInclusion) {
    const auto leaves = leaves_of(13);
    const TreeHead head = tree_head(leaves);
    constexpr std::uint64_t kIndex = 5;
    const Hash leaf = leaves[kIndex];
    const Proof good = inclusion_proof(leaves, kIndex);
    ASSERT_EQ(good.size(), 4U);
    const auto with = [&good](const std::function<void(Proof&)>& change) {
        Proof proof = good;
        change(proof);
        return proof;
    };
    struct Case {
        std::string_view why;
        Hash leaf;
        std::uint64_t index;
        TreeHead head;
        Proof proof;
    };
    const Case cases[] = {
        {"no proof", leaf, kIndex, head, {}},
        {"the last node missing", leaf, kIndex, head, with([](Proof& p) { p.pop_back(); })},
        {"the first node missing", leaf, kIndex, head, with([](Proof& p) { p.erase(p.begin()); })},
        {"a node more", leaf, kIndex, head, with([&](Proof& p) { p.push_back(head.root); })},
        {"a node more in front", leaf, kIndex, head,
         with([&](Proof& p) { p.insert(p.begin(), leaf); })},
        {"a node twice", leaf, kIndex, head, with([](Proof& p) { p.insert(p.begin(), p[0]); })},
        {"two nodes swapped", leaf, kIndex, head, with([](Proof& p) { std::swap(p[1], p[2]); })},
        {"reversed", leaf, kIndex, head, with([](Proof& p) { std::reverse(p.begin(), p.end()); })},
        {"first node altered", leaf, kIndex, head, with([](Proof& p) { p[0] = altered(p[0]); })},
        {"last node altered", leaf, kIndex, head, with([](Proof& p) { p[3] = altered(p[3]); })},
        {"sibling's index", leaf, kIndex - 1, head, good},
        {"cousin's index", leaf, kIndex + 2, head, good},
        {"index is the size", leaf, 13, head, good},
        {"index beyond the size", leaf, 1'000'000, head, good},
        {"largest index", leaf, ~std::uint64_t{0}, head, good},
        {"size 0", leaf, 0, {0, head.root}, {}},
        {"size 0 with a proof", leaf, kIndex, {0, head.root}, good},
        {"the empty tree", leaf, 0, tree_head({}), {}},
        {"a larger size", leaf, kIndex, {29, head.root}, good},
        {"a smaller size", leaf, kIndex, {7, head.root}, good},
        {"largest size", leaf, kIndex, {~std::uint64_t{0}, head.root}, good},
        {"another root", leaf, kIndex, {13, altered(head.root)}, good},
        {"an earlier root", leaf, kIndex, {13, tree_head(std::span(leaves).first(12)).root}, good},
        {"another leaf", leaves[6], kIndex, head, good},
        {"another leaf with its own proof", leaves[6], kIndex, head, inclusion_proof(leaves, 6)},
        {"proof of another leaf", leaf, kIndex, head, inclusion_proof(leaves, 6)},
        {"a node for a leaf", node_hash(leaves[4], leaf), 2, head,
         with([](Proof& p) { p.erase(p.begin()); })},
        {"the root for a leaf", head.root, 0, head, {}},
        {"the entry's hash without its mark", sha256("entry 5"), kIndex, head, good},
    };
    ASSERT_TRUE(inclusion_holds(leaf, kIndex, head, good));
    for (const Case& c : cases)
        EXPECT_FALSE(inclusion_holds(c.leaf, c.index, c.head, c.proof)) << c.why;
}

TEST(Tree, LeavesAndNodesAreApart) {
    const Hash left = leaf_hash("a"), right = leaf_hash("b");
    const std::string both = std::string(view_of(left)) + std::string(view_of(right));
    EXPECT_NE(node_hash(left, right), leaf_hash(both));
    EXPECT_NE(node_hash(left, right), leaf_hash("\x01" + both));
    EXPECT_NE(node_hash(left, right), node_hash(right, left));
    // An entry made of two hashes is one leaf; it does not stand for both.
    EXPECT_NE(tree_head(Proof{leaf_hash(both)}).root, tree_head(Proof{left, right}).root);
}

TEST(Tree, RefusesForgedConsistency) {
    const auto leaves = leaves_of(13);
    const TreeHead newer = tree_head(leaves);
    const auto at = [&leaves](std::size_t size) {
        return tree_head(std::span(leaves).first(size));
    };
    const TreeHead six = at(6), eight = at(8);
    const Proof good = consistency_proof(leaves, 6), full = consistency_proof(leaves, 8);
    const auto with = [&good](const std::function<void(Proof&)>& change) {
        Proof proof = good;
        change(proof);
        return proof;
    };
    auto other_past = leaves;
    other_past[2] = leaf_hash("rewritten");
    auto truncated = leaves_of(5);
    truncated.push_back(leaf_hash("forked"));
    struct Case {
        std::string_view why;
        TreeHead older, newer;
        Proof proof;
    };
    const Case cases[] = {
        {"no proof", six, newer, {}},
        {"no proof for a full tree", eight, newer, {}},
        {"same size, other root", newer, {13, altered(newer.root)}, {}},
        {"same size with a proof", newer, newer, good},
        {"nothing to be consistent with", at(0), newer, {}},
        {"an empty tree with a proof", at(0), newer, good},
        {"an empty tree and itself", at(0), at(0), {}},
        {"an empty tree of another root", {0, newer.root}, newer, {}},
        {"reversed", newer, six, good},
        {"reversed, full", newer, eight, full},
        {"the last node missing", six, newer, with([](Proof& p) { p.pop_back(); })},
        {"the first node missing", six, newer, with([](Proof& p) { p.erase(p.begin()); })},
        {"a node more", six, newer, with([&](Proof& p) { p.push_back(newer.root); })},
        {"a node more in front", six, newer,
         with([&](Proof& p) { p.insert(p.begin(), six.root); })},
        {"two nodes swapped", six, newer, with([](Proof& p) { std::swap(p[0], p[1]); })},
        {"first node altered", six, newer, with([](Proof& p) { p[0] = altered(p[0]); })},
        {"last node altered", six, newer, with([](Proof& p) { p.back() = altered(p.back()); })},
        {"an older size claimed", {5, six.root}, newer, good},
        {"a later size claimed", {7, six.root}, newer, good},
        {"another new size", six, {17, newer.root}, good},
        {"another new root", six, {13, altered(newer.root)}, good},
        {"another old root", {6, altered(six.root)}, newer, good},
        {"the full tree's root repeated", eight, newer,
         [&] {
             Proof p = full;
             p.insert(p.begin(), eight.root);
             return p;
         }()},
        {"a rewritten entry", six, tree_head(other_past), consistency_proof(other_past, 6)},
        {"a fork", tree_head(truncated), newer, good},
        {"proof of another size", six, newer, full},
        {"largest sizes", {~std::uint64_t{0} - 1, six.root}, {~std::uint64_t{0}, newer.root}, good},
    };
    ASSERT_TRUE(consistency_holds(six, newer, good));
    ASSERT_TRUE(consistency_holds(eight, newer, full));
    for (const Case& c : cases) EXPECT_FALSE(consistency_holds(c.older, c.newer, c.proof)) << c.why;
}

// As in every log of this kind: a root does not say how many entries it stands for, so that sizes
// are believed only from a signed checkpoint.
TEST(Tree, SizesOfOneShapeAreTheSignaturesToTellApart) {
    const auto leaves = leaves_of(13);
    const TreeHead head = tree_head(leaves), claimed{14, head.root};
    const TreeHead older = tree_head(std::span(leaves).first(6));
    EXPECT_TRUE(inclusion_holds(leaves[5], 5, claimed, inclusion_proof(leaves, 5)));
    EXPECT_TRUE(consistency_holds(older, claimed, consistency_proof(leaves, 6)));
}

TEST(Tree, ProvesAnyTree) {
    const auto all = leaves_of(3000);
    EXPECT_TRUE(rc::check([&all] {
        const auto size = *rc::gen::inRange<std::size_t>(1, all.size() + 1);
        const auto index = *rc::gen::inRange<std::size_t>(0, size);
        const auto leaves = std::span(all).first(size);
        const TreeHead head = tree_head(leaves), older = tree_head(leaves.first(index + 1));
        RC_ASSERT(head.root == oracle::root(leaves));
        Proof proof = inclusion_proof(leaves, index);
        RC_ASSERT(inclusion_holds(leaves[index], index, head, proof));
        Proof history = consistency_proof(leaves, index + 1);
        RC_ASSERT(consistency_holds(older, head, history));
        for (Proof* forged : {&proof, &history}) {
            if (forged->empty()) continue;
            Hash& hash = (*forged)[*rc::gen::inRange<std::size_t>(0, forged->size())];
            hash = altered(hash);
        }
        RC_ASSERT(proof.empty() || !inclusion_holds(leaves[index], index, head, proof));
        RC_ASSERT(history.empty() || !consistency_holds(older, head, history));
    }));
}

TEST(Frontier, GoesOnFromWhatWasKept) {
    const auto leaves = leaves_of(100);
    for (std::size_t kept = 0; kept <= leaves.size(); ++kept) {
        Frontier frontier;
        for (std::size_t i = 0; i < kept; ++i) frontier.append(leaves[i]);
        auto again = Frontier::from_bytes(frontier.bytes());
        ASSERT_TRUE(again);
        EXPECT_EQ(again->bytes(), frontier.bytes());
        for (std::size_t i = kept; i < leaves.size(); ++i) again->append(leaves[i]);
        EXPECT_EQ(again->head(), tree_head(leaves));
    }
}

TEST(Frontier, RefusesAnotherLength) {
    Frontier frontier;
    for (const Hash& leaf : leaves_of(7)) frontier.append(leaf);
    const std::string bytes = frontier.bytes();
    EXPECT_EQ(bytes.size(), 8 + 3 * sizeof(Hash));
    for (std::size_t size = 0; size < bytes.size(); ++size)
        EXPECT_FALSE(Frontier::from_bytes(bytes.substr(0, size))) << size;
    EXPECT_FALSE(Frontier::from_bytes(bytes + '\0'));
    std::string other = bytes;
    other[7] = 8;  // one subtree, not three
    EXPECT_FALSE(Frontier::from_bytes(other));
}

}  // namespace
}  // namespace mingce
