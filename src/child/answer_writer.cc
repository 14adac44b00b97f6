// The child's side of the frames.
#include "child/frame_bytes.h"
#include "child/frames.h"
#include "child/problems.h"

namespace mingce {

namespace {

constexpr std::size_t kEntriesAtOnce = 1'000;
constexpr std::size_t kBytesAtOnce = std::size_t{1} << 18;

std::uint8_t flags_of(const Cell& cell) {
    return static_cast<std::uint8_t>(static_cast<unsigned>(cell.kind) | (cell.formula ? 8U : 0U) |
                                     (cell.half_character ? 16U : 0U) |
                                     (cell.fills_field ? 32U : 0U));
}

}  // namespace

Status AnswerWriter::send(FrameType type, std::string_view payload) {
    const FrameHead head{type, static_cast<std::uint32_t>(payload.size())};
    frame_.assign(reinterpret_cast<const char*>(&head), sizeof head);
    frame_ += payload;
    return send_(frame_);
}

Status AnswerWriter::flush_rows() {
    if (rows_ == 0) return Done{};
    std::string lengths;
    put_number(lengths, rows_);
    put_number(lengths, cells_.size());
    const std::size_t bytes = lengths.size() + cells_.size() + texts_.size();
    const FrameHead head{FrameType::Rows, static_cast<std::uint32_t>(bytes)};
    frame_.assign(reinterpret_cast<const char*>(&head), sizeof head);
    frame_ += lengths;
    frame_ += cells_;
    frame_ += texts_;
    cells_.clear();
    texts_.clear();
    rows_ = 0;
    return send_(frame_);
}

Status AnswerWriter::begin_sheet(const SheetHead& head) {
    std::string payload;
    put_text(payload, head.name);
    put_number(payload, head.index);
    put_byte(payload, head.hidden ? 1 : 0);
    put_byte(payload, head.date_system == DateSystem::From1904 ? 1 : 0);
    put_number(payload, head.declared.size());
    for (const DeclaredColumn& column : head.declared) {
        put_text(payload, column.name);
        put_byte(payload, static_cast<std::uint8_t>(column.type));
        put_number(payload, column.width);
        put_number(payload, column.decimals);
    }
    return send(FrameType::SheetBegin, payload);
}

Status AnswerWriter::row(const SourceRow& row) {
    if (!noted_.ok()) return noted_.error();
    std::size_t text_bytes = 0;
    for (const Cell& cell : row.cells) text_bytes += cell.text.size();
    if (text_bytes + row.cells.size() * 12 > kFrameBytesMax / 2)
        return Error(problem::kChildRowTooLarge, grouped(text_bytes));
    put_number(cells_, row.number);
    put_number(cells_, row.cells.size() * 2 + (row.hidden ? 1 : 0));
    for (const Cell& cell : row.cells) {
        put_byte(cells_, flags_of(cell));
        if (cell.kind == CellKind::Empty) continue;
        put_number(cells_, cell.text.size());
        texts_ += cell.text;
    }
    ++rows_;
    return cells_.size() + texts_.size() >= kFrameBytesUsual ? flush_rows() : Status(Done{});
}

Status AnswerWriter::end_sheet(const SheetTotals& totals) {
    TRY(flush_rows());
    std::string payload;
    put_number(payload, totals.rows);
    put_number(payload, totals.cells);
    return send(FrameType::SheetEnd, payload);
}

void AnswerWriter::note(const ReadNote& note) {
    if (noted_.ok()) noted_ = flush_rows();
    std::string payload;
    put_byte(payload, static_cast<std::uint8_t>(note.kind));
    put_text(payload, note.sheet);
    put_number(payload, note.row);
    put_text(payload, note.column);
    put_number(payload, note.count);
    put_text(payload, note.detail);
    if (noted_.ok()) noted_ = send(FrameType::Note, payload);
}

Status AnswerWriter::kind(FileKind kind) {
    std::string payload;
    put_byte(payload, static_cast<std::uint8_t>(kind));
    return send(FrameType::Kind, payload);
}

Status AnswerWriter::entries(const std::vector<ZipEntry>& entries) {
    for (std::size_t first = 0; first < entries.size(); first += kEntriesAtOnce) {
        std::string payload;
        const std::size_t end = std::min(first + kEntriesAtOnce, entries.size());
        put_number(payload, end - first);
        for (std::size_t i = first; i < end; ++i) {
            put_text(payload, entries[i].name);
            put_number(payload, entries[i].stored_bytes);
            put_number(payload, entries[i].inflated_bytes);
            put_byte(payload, entries[i].directory ? 1 : 0);
        }
        TRY(send(FrameType::Entries, payload));
    }
    return Done{};
}

Status AnswerWriter::picture(const Picture& picture) {
    std::string payload;
    put_byte(payload, picture.format == PictureFormat::Png ? 1 : 0);
    put_number(payload, picture.width);
    put_number(payload, picture.height);
    return send(FrameType::Picture, payload);
}

Status AnswerWriter::bytes(std::string_view piece) {
    for (; !piece.empty(); piece.remove_prefix(std::min(piece.size(), kBytesAtOnce)))
        TRY(send(FrameType::Content, piece.substr(0, kBytesAtOnce)));
    return Done{};
}

Status AnswerWriter::refused(const Error& error) {
    // Rows before a refusal were delivered; the reader of the answer drops them itself.
    TRY(flush_rows());
    std::string payload;
    put_text(payload, error.problem().code);
    put_text(payload, error.detail());
    put_text(payload, error.place().sheet);
    put_number(payload, error.place().row);
    put_text(payload, error.place().column);
    noted_ = Done{};
    return send(FrameType::Refused, payload);
}

Status AnswerWriter::done() {
    TRY(flush_rows());
    return noted_.ok() ? send(FrameType::Done, {}) : noted_;
}

Status AnswerWriter::ready() { return send(FrameType::Ready, {}); }

}  // namespace mingce
