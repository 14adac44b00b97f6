// The audit's Merkle tree (RFC 9162, 2.1): one hash stands for all entries, about log2(n) hashes
// prove that an entry is among them or that nothing was taken back.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/digest.h"

namespace mingce {

/// SHA-256 of 0x00 and the entry's bytes.
Hash leaf_hash(std::string_view entry);
/// SHA-256 of 0x01 and both: no node can pass for a leaf.
Hash node_hash(const Hash& left, const Hash& right);

/// A tree's size and what it hashes to; of no entries, SHA-256 of nothing. The root does not say
/// the size: believe a head from elsewhere only when it is signed (crypto/checkpoint.h).
struct TreeHead {
    std::uint64_t size = 0;
    Hash root{};
    bool operator==(const TreeHead&) const = default;
};

/// A tree that only grows, kept as the roots of its full subtrees: at most 64 hashes.
class Frontier {
public:
    /// Takes the next entry's leaf hash.
    void append(const Hash& leaf);
    std::uint64_t size() const { return size_; }
    TreeHead head() const;

    /// The size in 8 bytes big-endian, then the hashes, largest subtree first.
    std::string bytes() const;
    /// Exactly what bytes() gives; nothing for another length.
    static std::optional<Frontier> from_bytes(std::string_view bytes);

private:
    std::uint64_t size_ = 0;
    std::vector<Hash> subtrees_;  // largest first; one for each bit set in size_
};

TreeHead tree_head(std::span<const Hash> leaves);

/// The hashes beside the path from leaf `index` to the root, lowest first.
/// Precondition: index < leaves.size(). Hashes every leaf: O(n).
std::vector<Hash> inclusion_proof(std::span<const Hash> leaves, std::uint64_t index);
/// The hashes that lead from the root of the first `older_size` leaves to the root of all.
/// Precondition: 0 < older_size <= leaves.size(). O(n); empty when the sizes are equal.
std::vector<Hash> consistency_proof(std::span<const Hash> leaves, std::uint64_t older_size);

/// Whether the proof shows that `leaf` is entry `index` of the tree. Any proof may be handed in.
bool inclusion_holds(const Hash& leaf, std::uint64_t index, const TreeHead& head,
                     std::span<const Hash> proof);
/// Whether the proof shows that the newer tree begins with the older one. Nothing is consistent
/// with an older tree of no entries: it says nothing.
bool consistency_holds(const TreeHead& older, const TreeHead& newer, std::span<const Hash> proof);

}  // namespace mingce
