// Students in the order of any field: few values are many people's, so values are put in order, and
// students only counted into their places.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/id.h"
#include "domain/field.h"

namespace mingce {

class FieldOrder {
public:
    explicit FieldOrder(Field field) : field_(field) {}

    void add(const Id& student, std::string_view value);
    std::int64_t size() const { return static_cast<std::int64_t>(students_.size()); }
    /// From place `offset` on, at most `limit`; those without a value last, equals by id.
    std::vector<Id> window(std::uint64_t offset, std::size_t limit, bool is_descending);

private:
    /// The place of each value among the others, from 0.
    std::vector<std::uint32_t> ranks(bool is_descending) const;

    struct Placed {
        std::uint32_t value;  // into values_
        Id student;
    };
    Field field_;
    std::unordered_map<std::string, std::uint32_t> values_;
    std::vector<Placed> students_;
};

}  // namespace mingce
