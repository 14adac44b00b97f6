// Everything a reader says, as one text: equal texts, equal readings.
#pragma once

#include <string>

#include "base/sheet.h"

namespace mingce::testing {

class Events : public SheetSink {
public:
    std::string text;
    std::uint64_t rows = 0;
    std::uint64_t rows_max = ~std::uint64_t{0};  // then it refuses

    Status begin_sheet(const SheetHead& head) override {
        text += "sheet " + head.name + " " + std::to_string(head.index) +
                (head.hidden ? " hidden " : " ") +
                std::to_string(static_cast<int>(head.date_system));
        for (const DeclaredColumn& column : head.declared)
            text += " " + column.name + column.type + std::to_string(column.width) + "." +
                    std::to_string(column.decimals);
        text += "\n";
        return Done{};
    }
    Status row(const SourceRow& row) override {
        if (++rows > rows_max) return Error(refusal());
        text += std::to_string(row.number) + (row.hidden ? "h" : ":");
        for (const Cell& cell : row.cells) {
            text += static_cast<char>('0' + static_cast<int>(cell.kind));
            text += cell.formula ? "f" : "";
            text += cell.half_character ? "h" : "";
            text += cell.fills_field ? "w" : "";
            text.append(cell.text).append("|");
        }
        text += "\n";
        return Done{};
    }
    Status end_sheet(const SheetTotals& totals) override {
        text += "end " + std::to_string(totals.rows) + " " + std::to_string(totals.cells) + "\n";
        return Done{};
    }
    void note(const ReadNote& note) override {
        text += "note " + std::to_string(static_cast<int>(note.kind)) + " " + note.sheet + " " +
                std::to_string(note.row) + " " + note.column + " " + std::to_string(note.count) +
                " " + note.detail + "\n";
    }

    static const Problem& refusal() {
        static constexpr Problem kRefusal{
            "test.enough", Kind::BadInput, {"够了", "enough"}, {"停", "stop"}};
        return kRefusal;
    }
};

}  // namespace mingce::testing
