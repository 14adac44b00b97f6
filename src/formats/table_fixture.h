// What a table reader delivered, kept whole for tests to look at.
#pragma once

#include <string>
#include <vector>

#include "formats/reader.h"

namespace mingce::fixture {

using Rows = std::vector<std::vector<std::string>>;

inline Bytes bytes_of(std::string_view text) {
    return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

struct Read : SheetSink {
    Status begin_sheet(const SheetHead& sheet) override {
        head = sheet;
        return Done{};
    }
    Status row(const SourceRow& row) override {
        rows.emplace_back();
        numbers.push_back(row.number);
        for (const Cell& cell : row.cells) {
            rows.back().emplace_back(cell.text);
            cells.push_back(cell);
            cells.back().text = {};
        }
        return Done{};
    }
    Status end_sheet(const SheetTotals& sheet_totals) override {
        totals = sheet_totals;
        return Done{};
    }
    void note(const ReadNote& note) override { notes.push_back(note); }

    const ReadNote* noted(NoteKind kind) const {
        for (const ReadNote& note : notes)
            if (note.kind == kind) return &note;
        return nullptr;
    }

    Status status = Done{};
    SheetHead head;
    Rows rows;
    std::vector<std::uint64_t> numbers;
    std::vector<Cell> cells;  // kinds and flags, row after row; texts stand in rows
    SheetTotals totals;
    std::vector<ReadNote> notes;
};

}  // namespace mingce::fixture
