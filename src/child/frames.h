// What the child that reads files says to its parent: typed frames over a socket, many rows in one.
// The parent believes nothing of it: every length is bounded, every text must be UTF-8, an unknown
// type, a total that differs or a frame out of turn ends the reading (docs/adr/0012).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/sheet.h"
#include "formats/reader.h"
#include "formats/zip_archive.h"
#include "pictures/picture.h"

namespace mingce {

/// Of one machine and one executable: numbers as they lie in memory.
enum class FrameType : std::uint32_t {
    Ready = 1,  // confined, before the first request
    Kind,
    Entries,
    SheetBegin,
    Rows,
    SheetEnd,
    Note,
    Picture,
    Content,
    Refused,  // ends an answer
    Done,     // likewise
};
struct FrameHead {
    FrameType type = FrameType::Done;
    std::uint32_t bytes = 0;
};
inline constexpr std::uint32_t kFrameBytesMax = std::uint32_t{64} << 20;
/// A frame of rows is sent once it is so long: few switches between the processes, and memory that
/// stays flat.
inline constexpr std::size_t kFrameBytesUsual = std::size_t{1} << 17;

/// Takes whole frames, header included.
using FrameSink = std::function<Status(std::string_view frame)>;

/// Writes an answer.
class AnswerWriter : public SheetSink {
public:
    explicit AnswerWriter(FrameSink send) : send_(std::move(send)) {}

    Status begin_sheet(const SheetHead& head) override;
    Status row(const SourceRow& row) override;
    Status end_sheet(const SheetTotals& totals) override;
    void note(const ReadNote& note) override;

    Status kind(FileKind kind);
    Status entries(const std::vector<ZipEntry>& entries);
    Status picture(const Picture& picture);
    Status bytes(std::string_view piece);
    Status refused(const Error& error);
    Status done();
    Status ready();

private:
    Status flush_rows();
    Status send(FrameType type, std::string_view payload);

    FrameSink send_;
    std::string cells_, texts_;  // of rows that wait
    std::uint32_t rows_ = 0;
    std::string frame_;
    Status noted_ = Done{};  // note() itself can refuse nothing
};

/// What an answer may hold, by what was asked.
enum class Asked : std::uint8_t { Ready, Kind, Entries, Sheets, Picture, Content };

/// Reads an answer frame by frame.
class AnswerReader {
public:
    /// `rows` is needed for Sheets alone. `bytes_max`: of Content and Picture.
    AnswerReader(Asked asked, const ReadLimits& limits, SheetSink* rows, std::uint64_t bytes_max);

    /// Whether the answer has ended. Errors: read.garbled; what the sink returned; the refusal that
    /// the child tells, of a format or picture.
    Result<bool> take(const FrameHead& head, std::string_view payload);

    FileKind kind() const { return kind_; }
    std::vector<ZipEntry>& entries() { return entries_; }
    const Picture& picture() const { return picture_; }
    std::string& bytes() { return bytes_; }

private:
    Status take_part(FrameType type, std::string_view payload);
    Status take_kind(std::string_view payload);
    Status take_entries(std::string_view payload);
    Status take_sheet(std::string_view payload);
    Status take_rows(std::string_view payload);
    Status take_totals(std::string_view payload);
    Status take_note(std::string_view payload);
    Status take_picture(std::string_view payload);
    Status take_bytes(std::string_view payload);
    Error refusal(std::string_view payload) const;

    Asked asked_;
    ReadLimits limits_;
    SheetSink* rows_;
    std::uint64_t bytes_max_;
    FileKind kind_ = FileKind::Unknown;
    std::vector<ZipEntry> entries_;
    Picture picture_;
    std::string bytes_;
    std::vector<Cell> row_;
    bool in_sheet_ = false, has_answer_ = false;
    std::uint64_t sheets_ = 0, notes_ = 0;
    SheetTotals totals_;                         // counted here
    std::uint64_t text_bytes_ = 0, places_ = 0;  // of the sheet, of all its cells
};

}  // namespace mingce
