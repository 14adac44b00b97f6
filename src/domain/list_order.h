// The orders a list of students is offered in.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace mingce {

enum class ListOrder : std::uint8_t { StudentNumber, Name, Class, Change, Source };

constexpr std::array<ListOrder, 5> kListOrders = {ListOrder::StudentNumber, ListOrder::Name,
                                                  ListOrder::Class, ListOrder::Change,
                                                  ListOrder::Source};

constexpr std::string_view key_of(ListOrder order) {
    switch (order) {
        case ListOrder::StudentNumber: return "number";
        case ListOrder::Name: return "name";
        case ListOrder::Class: return "class";
        case ListOrder::Change: return "change";
        case ListOrder::Source: return "source";
    }
    return "";
}

constexpr std::optional<ListOrder> list_order_of(std::string_view key) {
    for (ListOrder order : kListOrders)
        if (key_of(order) == key) return order;
    return std::nullopt;
}

}  // namespace mingce
