#include "usecases/record/note_text.h"

#include "base/text.h"
#include "formats/encoding.h"

namespace mingce {

// {n} is the count, {d} the detail.
static Text pattern_of(NoteKind kind) {
    switch (kind) {
        case NoteKind::HiddenSheet:
            return {"隐藏的工作表，已读入", "hidden sheet, read all the same"};
        case NoteKind::HiddenRows:
            return {"隐藏行 {n} 行，已读入", "{n} hidden rows, read all the same"};
        case NoteKind::HiddenColumns:
            return {"隐藏列 {n} 列，已读入", "{n} hidden columns, read all the same"};
        case NoteKind::MergedCells:
            return {"合并单元格 {n} 处，首处 {d}", "{n} merged ranges, the first {d}"};
        case NoteKind::DeletedRecords:
            return {"标记删除的记录 {n} 条，未读入", "{n} records marked deleted, not read"};
        case NoteKind::EncodingChosen: return {"文字编码：{d}", "encoding: {d}"};
        case NoteKind::UndecodableBytes:
            return {"无法解码的字节 {n} 处", "{n} bytes that cannot be decoded"};
        case NoteKind::HalfCharacter:
            return {"字段末尾截断半个汉字 {n} 处",
                    "{n} characters cut in half at the end of a field"};
        case NoteKind::FormulaCells:
            return {"公式单元格 {n} 个，取其缓存结果",
                    "{n} formula cells, read by their cached result"};
        case NoteKind::DateCellsInText:
            return {"以文字存放的日期 {n} 个", "{n} dates stored as text"};
        case NoteKind::StrictPath:
            return {"XML 写法少见（{d}），改用严格方式读取",
                    "odd XML ({d}), read by the strict path"};
        case NoteKind::MemoMissing:
            return {"备注文件不在或不全，备注栏为空 {n} 处",
                    "memo file missing or cut short, {n} memo cells left empty"};
        case NoteKind::FewerRecordsThanDeclared:
            return {"比文件头声明的少 {n} 条记录", "{n} records fewer than the header declares"};
        case NoteKind::MoreRecordsThanDeclared:
            return {"比文件头声明的多 {n} 条记录", "{n} records more than the header declares"};
        case NoteKind::StrayByteOrderMark:
            return {"文中夹有 BOM {n} 处", "{n} byte order marks inside the text"};
        case NoteKind::UnevenRows:
            return {"列数与首行不同的行 {n} 行",
                    "{n} rows with more or fewer cells than the first"};
        case NoteKind::TextFormulas:
            return {"以 =\"…\" 写成的文本 {n} 个，取引号内的文字",
                    "{n} texts written as =\"…\", read without it"};
        case NoteKind::RepeatedCells:
            return {"重复写入的单元格 {n} 个，取最后一次的内容",
                    "{n} cells given more than once, the last taken"};
        case NoteKind::UnreadSheet:
            return {"不是数据表（{d}），未读", "no data sheet ({d}), not read"};
        case NoteKind::DelimiterChosen: return {"分隔符：{d}", "delimiter: {d}"};
    }
    return {};
}

bool tells_of_damage(NoteKind kind) {
    switch (kind) {
        case NoteKind::UndecodableBytes:
        case NoteKind::HalfCharacter:
        case NoteKind::MemoMissing:
        case NoteKind::FewerRecordsThanDeclared:
        case NoteKind::MoreRecordsThanDeclared:
        case NoteKind::StrayByteOrderMark:
        case NoteKind::RepeatedCells: return true;
        case NoteKind::HiddenSheet:
        case NoteKind::HiddenRows:
        case NoteKind::HiddenColumns:
        case NoteKind::MergedCells:
        case NoteKind::DeletedRecords:
        case NoteKind::EncodingChosen:
        case NoteKind::FormulaCells:
        case NoteKind::DateCellsInText:
        case NoteKind::StrictPath:
        case NoteKind::UnevenRows:
        case NoteKind::UnreadSheet:
        case NoteKind::DelimiterChosen:
        case NoteKind::TextFormulas: return false;
    }
    return false;
}

static void fill_in(std::string& text, std::string_view name, const std::string& value) {
    const std::size_t at = text.find(name);
    if (at != std::string::npos) text.replace(at, name.size(), value);
}

// "GB18030; double_byte; 张三 | 李四" -> "GB18030 (by its double bytes): 张三 | 李四".
static std::string encoding_text(const std::string& detail, Language language) {
    const std::size_t name_end = detail.find("; ");
    if (name_end == std::string::npos) return detail;
    const std::size_t key_end = detail.find("; ", name_end + 2);
    const auto reason =
        encoding_reason_of(std::string_view(detail).substr(name_end + 2, key_end - name_end - 2));
    std::string text = detail.substr(0, name_end);
    if (reason) text.append(" (").append(encoding_reason(*reason).in(language)).append(")");
    if (key_end != std::string::npos)
        text += ": " + one_line(std::string_view(detail).substr(key_end + 2));
    return text;
}

std::string note_text(const ReadNote& note, Language language) {
    const bool zh = language == Language::Chinese;
    std::string text(pattern_of(note.kind).in(language));
    fill_in(text, "{n}", std::to_string(note.count));
    fill_in(text, "{d}",
            note.kind == NoteKind::EncodingChosen ? encoding_text(note.detail, language)
                                                  : one_line(note.detail));
    std::string place = one_line(note.sheet);
    const auto add = [&place](const std::string& part) {
        if (!place.empty()) place += ' ';
        place += part;
    };
    if (note.row != 0)
        add(zh ? "第 " + std::to_string(note.row) + " 行" : "row " + std::to_string(note.row));
    if (!note.column.empty()) add((zh ? "列 " : "column ") + one_line(note.column));
    if (place.empty()) return text;
    place += zh ? "：" : ": ";
    return place + text;
}

}  // namespace mingce
