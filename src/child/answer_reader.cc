// The parent's side of the frames: nothing of them is believed.
#include <algorithm>

#include "child/frame_bytes.h"
#include "child/frames.h"
#include "child/problems.h"
#include "formats/problems.h"
#include "formats/xlsx_problems.h"
#include "pictures/problems.h"

namespace mingce {

namespace {

constexpr std::uint64_t kNameBytesMax = std::uint64_t{1} << 16;
constexpr std::uint64_t kColumnsDeclaredMax = 65'535;
constexpr std::uint64_t kNotesMax = 1'000'000;
constexpr std::uint64_t kNumberMax = std::uint64_t{1} << 62;

/// `where` tells developers which promise was broken.
Error garbled(const char* where) { return Error(problem::kChildGarbled, where); }

/// Only what readers refuse by may be told.
const Problem* problem_of(std::string_view code) {
    const auto find = [code](const auto& table) -> const Problem* {
        for (const Problem* problem : table)
            if (problem->code == code) return problem;
        return nullptr;
    };
    if (const Problem* found = find(problem::kFormatsProblems)) return found;
    if (const Problem* found = find(problem::kXlsxProblems)) return found;
    if (const Problem* found = find(problem::kPicturesProblems)) return found;
    return code == problem::kChildRowTooLarge.code ? &problem::kChildRowTooLarge : nullptr;
}

bool belongs(FrameType type, Asked asked) {
    switch (type) {
        case FrameType::Ready: return asked == Asked::Ready;
        case FrameType::Kind: return asked == Asked::Kind;
        case FrameType::Entries: return asked == Asked::Entries;
        case FrameType::SheetBegin:
        case FrameType::Rows:
        case FrameType::SheetEnd:
        case FrameType::Note: return asked == Asked::Sheets;
        case FrameType::Picture: return asked == Asked::Picture;
        case FrameType::Content: return asked == Asked::Picture || asked == Asked::Content;
        case FrameType::Refused:
        case FrameType::Done: return asked != Asked::Ready;
    }
    return false;
}

/// Begins inside a character: the text before it was cut.
bool begins_inside(std::string_view text) {
    return !text.empty() && (static_cast<unsigned char>(text[0]) & 0xC0U) == 0x80U;
}

}  // namespace

AnswerReader::AnswerReader(Asked asked, const ReadLimits& limits, SheetSink* rows,
                           std::uint64_t bytes_max)
    : asked_(asked), limits_(limits), rows_(rows), bytes_max_(bytes_max) {}

Result<bool> AnswerReader::take(const FrameHead& head, std::string_view payload) {
    if (!belongs(head.type, asked_)) return garbled("type");
    if (head.type == FrameType::Refused) return refusal(payload);
    if (head.type == FrameType::Ready || head.type == FrameType::Done) {
        const bool needs_answer = asked_ == Asked::Kind || asked_ == Asked::Picture;
        if (!payload.empty() || in_sheet_ || (needs_answer && !has_answer_)) return garbled("end");
        return true;
    }
    TRY(take_part(head.type, payload));
    return false;
}

Status AnswerReader::take_part(FrameType type, std::string_view payload) {
    switch (type) {
        case FrameType::Kind: return take_kind(payload);
        case FrameType::Entries: return take_entries(payload);
        case FrameType::SheetBegin: return take_sheet(payload);
        case FrameType::Rows: return take_rows(payload);
        case FrameType::SheetEnd: return take_totals(payload);
        case FrameType::Note: return take_note(payload);
        case FrameType::Picture: return take_picture(payload);
        case FrameType::Content: return take_bytes(payload);
        case FrameType::Ready:
        case FrameType::Refused:
        case FrameType::Done: break;
    }
    return garbled("type");
}

Status AnswerReader::take_kind(std::string_view payload) {
    FrameBytes frame(payload);
    kind_ =
        static_cast<FileKind>(frame.number_up_to(static_cast<std::uint64_t>(FileKind::Unknown)));
    if (!frame.is_at_end() || has_answer_) return garbled("kind");
    has_answer_ = true;
    return Done{};
}

Status AnswerReader::take_entries(std::string_view payload) {
    FrameBytes frame(payload);
    const std::uint64_t count = frame.number();
    if (count > limits_.archive_entries_max -
                    std::min<std::uint64_t>(entries_.size(), limits_.archive_entries_max))
        return garbled("entries");
    for (std::uint64_t i = 0; i < count && !frame.is_wrong(); ++i) {
        ZipEntry entry;
        entry.name = frame.text(std::max(limits_.entry_name_bytes_max * 3, kNameBytesMax));
        entry.stored_bytes = frame.number_up_to(kNumberMax);
        entry.inflated_bytes = frame.number_up_to(kNumberMax);
        entry.directory = frame.number_up_to(1) == 1;
        entries_.push_back(std::move(entry));
    }
    return frame.is_at_end() ? Status(Done{}) : garbled("entries");
}

Status AnswerReader::take_sheet(std::string_view payload) {
    FrameBytes frame(payload);
    SheetHead head;
    head.name = frame.text(kNameBytesMax);
    head.index = frame.number_up_to(limits_.sheets_max);
    head.hidden = frame.number_up_to(1) == 1;
    head.date_system = frame.number_up_to(1) == 1 ? DateSystem::From1904 : DateSystem::From1900;
    const std::uint64_t declared = frame.number_up_to(kColumnsDeclaredMax);
    for (std::uint64_t i = 0; i < declared && !frame.is_wrong(); ++i) {
        DeclaredColumn column;
        column.name = frame.text(kNameBytesMax);
        column.type = static_cast<char>(frame.byte());
        column.width = static_cast<std::uint16_t>(frame.number_up_to(0xFFFF));
        column.decimals = static_cast<std::uint16_t>(frame.number_up_to(0xFFFF));
        head.declared.push_back(std::move(column));
    }
    if (!frame.is_at_end() || in_sheet_ || ++sheets_ > limits_.sheets_max) return garbled("sheet");
    in_sheet_ = true;
    totals_ = {};
    text_bytes_ = places_ = 0;
    return rows_->begin_sheet(head);
}

Status AnswerReader::take_rows(std::string_view payload) {
    FrameBytes frame(payload);
    const std::uint64_t count = frame.number();
    FrameBytes cells(frame.raw(frame.number()));
    std::string_view texts = frame.raw(frame.left());
    if (frame.is_wrong() || !in_sheet_ || !is_valid_utf8(texts)) return garbled("rows");
    for (std::uint64_t i = 0; i < count; ++i) {
        SourceRow row;
        row.number = cells.number();
        const std::uint64_t length = cells.number();
        row.hidden = length % 2 == 1;
        // A cell takes a byte at least: a count that cannot be is no reason to make room for it.
        if (row.number == 0 || length / 2 > std::min(limits_.columns_max, cells.left()))
            return garbled("row");
        row_.clear();
        for (std::uint64_t c = 0; c < length / 2; ++c) {
            const std::uint8_t flags = cells.byte();
            Cell cell;
            cell.kind = static_cast<CellKind>(flags & 7U);
            cell.formula = (flags & 8U) != 0;
            cell.half_character = (flags & 16U) != 0;
            cell.fills_field = (flags & 32U) != 0;
            if ((flags & 7U) > static_cast<unsigned>(CellKind::Error) || flags >= 64)
                return garbled("cell");
            if (cell.kind != CellKind::Empty) {
                const std::uint64_t bytes = cells.number();
                if (bytes == 0 || bytes > texts.size() || bytes > limits_.cell_bytes_max)
                    return garbled("text");
                cell.text = texts.substr(0, bytes);
                texts.remove_prefix(bytes);
                if (begins_inside(cell.text)) return garbled("text");
                ++totals_.cells;
                text_bytes_ += bytes;
            }
            row_.push_back(cell);
        }
        places_ += length / 2;
        ++totals_.rows;
        if (cells.is_wrong() || totals_.rows > limits_.rows_max || places_ > limits_.cells_max ||
            text_bytes_ > limits_.sheet_text_bytes_max)
            return garbled("row");
        row.cells = row_;
        TRY(rows_->row(row));
    }
    return cells.is_at_end() && texts.empty() ? Status(Done{}) : garbled("rows");
}

Status AnswerReader::take_totals(std::string_view payload) {
    FrameBytes frame(payload);
    SheetTotals told;
    told.rows = frame.number();
    told.cells = frame.number();
    if (!frame.is_at_end() || !in_sheet_ || told.rows != totals_.rows ||
        told.cells != totals_.cells)
        return garbled("totals");
    in_sheet_ = false;
    return rows_->end_sheet(told);
}

Status AnswerReader::take_note(std::string_view payload) {
    FrameBytes frame(payload);
    ReadNote note{};
    note.kind = static_cast<NoteKind>(
        frame.number_up_to(static_cast<std::uint64_t>(NoteKind::RepeatedCells)));
    note.sheet = frame.text(kNameBytesMax);
    note.row = frame.number();
    note.column = frame.text(kNameBytesMax);
    note.count = frame.number();
    note.detail = frame.text(kNameBytesMax);
    if (!frame.is_at_end() || ++notes_ > kNotesMax) return garbled("note");
    rows_->note(note);
    return Done{};
}

Status AnswerReader::take_picture(std::string_view payload) {
    FrameBytes frame(payload);
    picture_.format = frame.number_up_to(1) == 1 ? PictureFormat::Png : PictureFormat::Jpeg;
    picture_.width = static_cast<std::uint32_t>(frame.number_up_to(0x7FFF'FFFF));
    picture_.height = static_cast<std::uint32_t>(frame.number_up_to(0x7FFF'FFFF));
    if (!frame.is_at_end() || has_answer_ || picture_.width == 0 || picture_.height == 0)
        return garbled("picture");
    has_answer_ = true;
    return Done{};
}

Status AnswerReader::take_bytes(std::string_view payload) {
    if (payload.empty() || payload.size() > bytes_max_ - bytes_.size()) return garbled("bytes");
    bytes_ += payload;
    return Done{};
}

Error AnswerReader::refusal(std::string_view payload) const {
    FrameBytes frame(payload);
    const Problem* const told = problem_of(frame.text(kNameBytesMax));
    std::string detail(frame.text(kNameBytesMax));
    Place place;
    place.sheet = frame.text(kNameBytesMax);
    place.row = frame.number();
    place.column = frame.text(kNameBytesMax);
    if (!frame.is_at_end() || told == nullptr) return garbled("refusal");
    return Error(*told, std::move(detail)).at(std::move(place));
}

}  // namespace mingce
