#include "crypto/tree.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "crypto/bytes_as_text.h"

namespace mingce {

namespace {

// The size of the left subtree of a tree of `size` > 1 leaves: the largest power of two below it.
std::uint64_t left_size(std::uint64_t size) { return std::bit_floor(size - 1); }

Hash root_of(std::span<const Hash> leaves) {
    Frontier frontier;
    for (const Hash& leaf : leaves) frontier.append(leaf);
    return frontier.head().root;
}

}  // namespace

Hash leaf_hash(std::string_view entry) {
    std::string bytes(1, '\0');
    bytes.append(entry);
    return sha256(bytes);
}

Hash node_hash(const Hash& left, const Hash& right) {
    std::array<std::uint8_t, 1 + 2 * sizeof(Hash)> bytes{1};
    std::copy(left.begin(), left.end(), bytes.begin() + 1);
    std::copy(right.begin(), right.end(), bytes.begin() + 1 + sizeof(Hash));
    return sha256(view_of(bytes));
}

void Frontier::append(const Hash& leaf) {
    Hash joined = leaf;
    // Each bit that is set below the first clear one is a full subtree of the same size to its
    // left, as a carry when counting.
    for (std::uint64_t bits = size_; (bits & 1) != 0; bits >>= 1) {
        joined = node_hash(subtrees_.back(), joined);
        subtrees_.pop_back();
    }
    subtrees_.push_back(joined);
    ++size_;
}

TreeHead Frontier::head() const {
    if (subtrees_.empty()) return {0, sha256("")};
    Hash root = subtrees_.back();
    for (std::size_t i = subtrees_.size() - 1; i-- > 0;) root = node_hash(subtrees_[i], root);
    return {size_, root};
}

std::string Frontier::bytes() const {
    std::string bytes;
    for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(size_ >> shift));
    for (const Hash& subtree : subtrees_) bytes.append(view_of(subtree));
    return bytes;
}

std::optional<Frontier> Frontier::from_bytes(std::string_view bytes) {
    constexpr std::size_t kSizeBytes = 8;
    if (bytes.size() < kSizeBytes) return std::nullopt;
    Frontier frontier;
    for (std::uint8_t byte : bytes_of(bytes.substr(0, kSizeBytes)))
        frontier.size_ = frontier.size_ << 8 | byte;
    frontier.subtrees_.resize(static_cast<std::size_t>(std::popcount(frontier.size_)));
    bytes.remove_prefix(kSizeBytes);
    if (bytes.size() != frontier.subtrees_.size() * sizeof(Hash)) return std::nullopt;
    for (Hash& subtree : frontier.subtrees_) {
        std::memcpy(subtree.data(), bytes.data(), subtree.size());
        bytes.remove_prefix(subtree.size());
    }
    return frontier;
}

TreeHead tree_head(std::span<const Hash> leaves) { return {leaves.size(), root_of(leaves)}; }

std::vector<Hash> inclusion_proof(std::span<const Hash> leaves, std::uint64_t index) {
    std::vector<Hash> proof;  // from the root down, while the subtree that holds the leaf shrinks
    while (leaves.size() > 1) {
        const std::uint64_t left = left_size(leaves.size());
        const bool is_left = index < left;
        proof.push_back(root_of(is_left ? leaves.subspan(left) : leaves.first(left)));
        leaves = is_left ? leaves.first(left) : leaves.subspan(left);
        if (!is_left) index -= left;
    }
    std::reverse(proof.begin(), proof.end());
    return proof;
}

std::vector<Hash> consistency_proof(std::span<const Hash> leaves, std::uint64_t older_size) {
    std::vector<Hash> proof;  // from the root down
    bool is_older_tree = true;
    while (older_size != leaves.size()) {
        const std::uint64_t left = left_size(leaves.size());
        if (older_size <= left) {
            proof.push_back(root_of(leaves.subspan(left)));
            leaves = leaves.first(left);
        } else {
            proof.push_back(root_of(leaves.first(left)));
            leaves = leaves.subspan(left);
            older_size -= left;
            is_older_tree = false;
        }
    }
    // The older root itself is known to who asks; any other subtree is not.
    if (!is_older_tree) proof.push_back(root_of(leaves));
    std::reverse(proof.begin(), proof.end());
    return proof;
}

// RFC 9162, 2.1.3.2.
bool inclusion_holds(const Hash& leaf, std::uint64_t index, const TreeHead& head,
                     std::span<const Hash> proof) {
    if (index >= head.size) return false;
    std::uint64_t node = index, last = head.size - 1;
    Hash hash = leaf;
    for (const Hash& sibling : proof) {
        if (last == 0) return false;
        if ((node & 1) != 0 || node == last) {
            hash = node_hash(sibling, hash);
            // A last node without a sibling rises until it is a right child.
            while ((node & 1) == 0 && node != 0) {
                node >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    return last == 0 && hash == head.root;
}

// RFC 9162, 2.1.4.2.
bool consistency_holds(const TreeHead& older, const TreeHead& newer, std::span<const Hash> proof) {
    if (older.size == 0 || older.size > newer.size) return false;
    if (older.size == newer.size) return proof.empty() && older.root == newer.root;
    if (proof.empty()) return false;
    std::uint64_t node = older.size - 1, last = newer.size - 1;
    while ((node & 1) != 0) {
        node >>= 1;
        last >>= 1;
    }
    // A full older tree is a node of the newer one and is not repeated in the proof.
    const bool is_full = std::has_single_bit(older.size);
    Hash older_root = is_full ? older.root : proof.front(), newer_root = older_root;
    for (const Hash& hash : is_full ? proof : proof.subspan(1)) {
        if (last == 0) return false;
        if ((node & 1) != 0 || node == last) {
            older_root = node_hash(hash, older_root);
            newer_root = node_hash(hash, newer_root);
            while ((node & 1) == 0 && node != 0) {
                node >>= 1;
                last >>= 1;
            }
        } else {
            newer_root = node_hash(newer_root, hash);
        }
        node >>= 1;
        last >>= 1;
    }
    return last == 0 && older_root == older.root && newer_root == newer.root;
}

}  // namespace mingce
