// What goes through the frames comes out as it went in; what breaks a promise is refused.
#include "child/frames.h"

#include <cstring>

#include <gtest/gtest.h>

#include "child/events_fixture.h"
#include "child/frame_bytes.h"
#include "formats/xlsx_problems.h"

namespace mingce {
namespace {

using testing::Events;

/// Frames as they are sent, to be read again.
class Line {
public:
    AnswerWriter writer{[this](std::string_view frame) -> Status {
        sent += frame;
        return Done{};
    }};
    std::string sent;

    Result<bool> read(AnswerReader& reader) const {
        std::string_view rest = sent;
        Result<bool> ended = false;
        while (rest.size() >= sizeof(FrameHead)) {
            FrameHead head;
            std::memcpy(&head, rest.data(), sizeof head);
            ended = reader.take(head, rest.substr(sizeof head, head.bytes));
            if (!ended.ok() || ended.value()) return ended;
            rest.remove_prefix(sizeof head + head.bytes);
        }
        return ended;
    }
    void put(FrameType type, const std::string& payload) {
        const FrameHead head{type, static_cast<std::uint32_t>(payload.size())};
        sent.append(reinterpret_cast<const char*>(&head), sizeof head).append(payload);
    }
};

void say_everything(SheetSink& to) {
    SheetHead head;
    head.name = "名单";
    head.index = 2;
    head.hidden = true;
    head.date_system = DateSystem::From1904;
    head.declared = {{"XM", 'C', 20, 0}, {"CJ", 'N', 6, 2}};
    (void)to.begin_sheet(head);
    for (std::uint64_t row = 1; row < 5'000; ++row) {
        const std::string text(row % 300, 'x');
        const Cell cells[] = {{"张文静", CellKind::Text, true, false, true},
                              {},
                              {"4.4E+17", CellKind::Number},
                              {text, text.empty() ? CellKind::Empty : CellKind::Text, false, true}};
        (void)to.row({row * 3, row % 7 == 0, cells});
        if (row == 100) to.note({NoteKind::HiddenRows, "名单", 4, "C", 9, "x"});
    }
    (void)to.row({20'000, false, {}});
    (void)to.end_sheet({5'000, 0});
}

TEST(Frames, CarryEverythingAReaderSays) {
    Events here, there;
    say_everything(here);
    Line line;
    say_everything(line.writer);
    ASSERT_TRUE(line.writer.done().ok());
    AnswerReader reader(Asked::Sheets, {}, &there, 0);
    const auto ended = line.read(reader);
    // The totals told above count no cell, and that is found.
    EXPECT_EQ(ended.error().detail(), "totals");
    EXPECT_EQ(there.text + "end 5000 0\n", here.text);
}

TEST(Frames, CarryARefusalWithItsPlace) {
    Line line;
    ASSERT_TRUE(
        line.writer.refused(Error(problem::kZipDamaged, "0x8b").at({"", "名单", 3, "B"})).ok());
    Events events;
    AnswerReader reader(Asked::Sheets, {}, &events, 0);
    const auto ended = line.read(reader);
    ASSERT_FALSE(ended.ok());
    EXPECT_EQ(ended.error().problem().code, problem::kZipDamaged.code);
    EXPECT_EQ(ended.error().detail(), "0x8b");
    EXPECT_EQ(ended.error().place().row, 3U);
    EXPECT_EQ(ended.error().place().column, "B");
}

std::string begin() {
    std::string text;
    put_text(text, "名单");
    return text + std::string(4, '\0');
}
/// One row of one cell.
std::string row_of(std::uint8_t flags, std::string_view text, std::uint64_t number = 1) {
    std::string cells;
    put_number(cells, number);
    put_number(cells, 2);
    put_byte(cells, flags);
    put_number(cells, text.size());
    std::string frame;
    put_number(frame, 1);
    put_number(frame, cells.size());
    return frame + cells + std::string(text);
}
std::string numbers(std::uint64_t first, std::uint64_t second) {
    std::string text;
    put_number(text, first);
    put_number(text, second);
    return text;
}

struct Broken {
    const char* name;
    Asked asked;
    std::vector<std::pair<FrameType, std::string>> frames;
};

TEST(Frames, ThatBreakAPromiseAreRefused) {
    const Broken kBroken[] = {
        {"an unknown type", Asked::Kind, {{static_cast<FrameType>(99), ""}}},
        {"what was not asked", Asked::Kind, {{FrameType::SheetBegin, begin()}}},
        {"no such kind", Asked::Kind, {{FrameType::Kind, "\x7f"}}},
        {"an end without an answer", Asked::Kind, {{FrameType::Done, ""}}},
        {"more behind it", Asked::Kind, {{FrameType::Kind, std::string(2, '\1')}}},
        {"rows before a sheet", Asked::Sheets, {{FrameType::Rows, row_of(1, "a")}}},
        {"an end in a sheet",
         Asked::Sheets,
         {{FrameType::SheetBegin, begin()}, {FrameType::Done, ""}}},
        {"no UTF-8",
         Asked::Sheets,
         {{FrameType::SheetBegin, begin()}, {FrameType::Rows, row_of(1, "\xff")}}},
        {"a text cut inside a character",
         Asked::Sheets,
         {{FrameType::SheetBegin, begin()}, {FrameType::Rows, row_of(1, "\xe5\xbc")}}},
        {"a text of no length",
         Asked::Sheets,
         {{FrameType::SheetBegin, begin()}, {FrameType::Rows, row_of(1, "")}}},
        {"no such kind of cell",
         Asked::Sheets,
         {{FrameType::SheetBegin, begin()}, {FrameType::Rows, row_of(7, "a")}}},
        {"row 0",
         Asked::Sheets,
         {{FrameType::SheetBegin, begin()}, {FrameType::Rows, row_of(1, "a", 0)}}},
        {"rows that are not there",
         Asked::Sheets,
         {{FrameType::SheetBegin, begin()}, {FrameType::Rows, numbers(1'000'000'000, 0)}}},
        {"other totals",
         Asked::Sheets,
         {{FrameType::SheetBegin, begin()},
          {FrameType::Rows, row_of(1, "a")},
          {FrameType::SheetEnd, numbers(2, 1)}}},
        {"too many bytes", Asked::Content, {{FrameType::Content, std::string(11, 'a')}}},
        {"a picture of no size", Asked::Picture, {{FrameType::Picture, std::string(3, '\0')}}},
        {"more members than may be", Asked::Entries, {{FrameType::Entries, numbers(99'999, 0)}}},
        {"a refusal nobody knows", Asked::Kind, {{FrameType::Refused, std::string(5, '\0')}}},
    };
    for (const Broken& broken : kBroken) {
        Line line;
        for (const auto& [type, payload] : broken.frames) line.put(type, payload);
        Events events;
        AnswerReader reader(broken.asked, {}, &events, 10);
        const auto ended = line.read(reader);
        ASSERT_FALSE(ended.ok()) << broken.name;
        EXPECT_EQ(ended.error().problem().code, "read.garbled") << broken.name;
    }
}

}  // namespace
}  // namespace mingce
