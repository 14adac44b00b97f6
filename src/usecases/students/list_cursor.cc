#include "usecases/students/list_cursor.h"

#include <charconv>
#include <vector>

#include "base/canonical_line.h"
#include "crypto/bytes_as_text.h"
#include "store/record_problems.h"

namespace mingce {

namespace {

constexpr std::string_view kTable = "list_cursor";
constexpr std::size_t kParts = 11, kBytesMax = 4'096;

std::string order_text(ListOrder order) { return std::to_string(static_cast<int>(order)); }

std::int64_t number_of(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

Id id_of(std::string_view hex) { return hex.empty() ? Id() : Id::parse(hex).value_or(Id()); }

/// Bound to who asked: an account, or nobody's for the machine.
BoxRow row_of(const Context& context) { return {kTable, context.caller.account}; }

}  // namespace

std::string cursor_of(const Context& context, const ListOfCursor& list,
                      const student_lists::Anchor& anchor) {
    std::string plain;
    append_canonical_line(
        plain,
        {list.intake.hex(), order_text(list.order), anchor.id.hex(), anchor.student_no,
         hex_of(bytes_of(anchor.name_key)), anchor.department, anchor.major, anchor.class_name,
         std::to_string(anchor.updated_at), anchor.batch.is_none() ? "" : anchor.batch.hex(),
         std::to_string(anchor.source_row)});
    Boxes boxes = context.boxes();
    return hex_of(bytes_of(boxes.seal_for_record(row_of(context), plain)));
}

Result<student_lists::Anchor> anchor_of_cursor(const Context& context, const ListOfCursor& list,
                                               std::string_view cursor) {
    const Error refusal(problem::kStudentCursor);
    if (cursor.empty() || cursor.size() % 2 != 0 || cursor.size() > 2 * kBytesMax) return refusal;
    std::vector<std::uint8_t> box(cursor.size() / 2);
    if (!read_hex(cursor, box)) return refusal;
    Boxes boxes = context.boxes();
    const auto plain = boxes.open_for_record(row_of(context), view_of(box));
    if (!plain.ok() || !plain.value().ends_with('\n')) return refusal;
    const auto parts =
        parse_canonical_line(std::string_view(plain.value()).substr(0, plain.value().size() - 1));
    if (!parts || parts->size() != kParts || (*parts)[0] != list.intake.hex() ||
        (*parts)[1] != order_text(list.order))
        return refusal;
    student_lists::Anchor anchor;
    anchor.id = id_of((*parts)[2]);
    anchor.student_no = (*parts)[3];
    std::vector<std::uint8_t> key((*parts)[4].size() / 2);
    read_hex((*parts)[4], key);
    anchor.name_key = view_of(key);
    anchor.department = (*parts)[5];
    anchor.major = (*parts)[6];
    anchor.class_name = (*parts)[7];
    anchor.updated_at = number_of((*parts)[8]);
    anchor.batch = id_of((*parts)[9]);
    anchor.source_row = number_of((*parts)[10]);
    return anchor;
}

}  // namespace mingce
