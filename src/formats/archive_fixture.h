// Archives and workbooks made by hand for the tests: each trap is one string of XML. Only tests
// include this.
#pragma once

#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>

#include "formats/reader.h"

namespace mingce {

/// Writes a ZIP, and on request the wrong things a hostile or odd one has.
class ArchiveFixture {
public:
    struct Odd {
        bool deflate = true, utf8_flag = false, encrypted = false, wide = false;
        bool wrong_crc = false, descriptor = false;
        std::uint16_t method = 0;         // 0: by `deflate`
        std::uint32_t claimed_bytes = 0;  // 0: the true size
    };

    void add(std::string_view name, std::string_view content) { add(name, content, Odd()); }
    void add(std::string_view name, std::string_view content, const Odd& odd) {
        const std::string stored = odd.deflate ? deflated(content) : std::string(content);
        Record record{std::string(name),
                      odd,
                      crc(content) ^ (odd.wrong_crc ? 1U : 0U),
                      stored.size(),
                      odd.claimed_bytes != 0 ? odd.claimed_bytes : content.size(),
                      bytes_.size()};
        number(0x04034b50, 4), number(20, 2), number(flags(odd), 2), number(method(odd), 2);
        number(0, 4);
        number(odd.descriptor ? 0 : record.crc, 4);
        number(odd.descriptor ? 0 : stored.size(), 4);
        number(odd.descriptor ? 0 : record.inflated, 4);
        number(name.size(), 2), number(0, 2);
        bytes_ += name;
        bytes_ += stored;
        if (odd.descriptor) {
            number(0x08074b50, 4), number(record.crc, 4), number(stored.size(), 4);
            number(record.inflated, 4);
        }
        records_.push_back(std::move(record));
    }
    /// One more directory record of the first entry's bytes.
    void add_overlap(std::string_view name) {
        records_.push_back(records_.front());
        records_.back().name = name;
    }
    std::string finish(bool zip64 = false) {
        const std::size_t start = bytes_.size();
        for (const Record& record : records_) directory_record(record);
        const std::size_t length = bytes_.size() - start;
        if (zip64) {
            const std::size_t end64 = bytes_.size();
            number(0x06064b50, 4), number(44, 8), number(45, 2), number(45, 2), number(0, 8);
            number(records_.size(), 8), number(records_.size(), 8), number(length, 8);
            number(start, 8);
            number(0x07064b50, 4), number(0, 4), number(end64, 8), number(1, 4);
        }
        number(0x06054b50, 4), number(0, 4);
        number(zip64 ? 0xFFFF : records_.size(), 2), number(zip64 ? 0xFFFF : records_.size(), 2);
        number(zip64 ? 0xFFFFFFFF : length, 4), number(zip64 ? 0xFFFFFFFF : start, 4);
        number(0, 2);
        return std::move(bytes_);
    }

private:
    struct Record {
        std::string name;
        Odd odd;
        std::uint32_t crc = 0;
        std::uint64_t stored = 0, inflated = 0, offset = 0;
    };

    static std::uint32_t crc(std::string_view text) {
        auto* const data = reinterpret_cast<std::uint8_t*>(const_cast<char*>(text.data()));
        return crc32_gzip_refl(0, data, text.size());
    }
    static std::string deflated(std::string_view content) {
        std::string out(content.size() + content.size() / 8 + 1024, '\0');
        isal_zstream stream;
        isal_deflate_stateless_init(&stream);
        std::vector<std::uint8_t> work(ISAL_DEF_LVL3_DEFAULT);
        stream.level = 3;  // a bomb needs the better compression
        stream.level_buf = work.data();
        stream.level_buf_size = static_cast<std::uint32_t>(work.size());
        stream.next_in = reinterpret_cast<std::uint8_t*>(const_cast<char*>(content.data()));
        stream.avail_in = static_cast<std::uint32_t>(content.size());
        stream.next_out = reinterpret_cast<std::uint8_t*>(out.data());
        stream.avail_out = static_cast<std::uint32_t>(out.size());
        stream.end_of_stream = 1;
        isal_deflate_stateless(&stream);
        out.resize(stream.total_out);
        return out;
    }
    static unsigned method(const Odd& odd) {
        return odd.method != 0 ? odd.method : odd.deflate ? 8U : 0U;
    }
    static unsigned flags(const Odd& odd) {
        return (odd.encrypted ? 1U : 0U) | (odd.descriptor ? 8U : 0U) |
               (odd.utf8_flag ? 0x800U : 0U);
    }
    void directory_record(const Record& record) {
        const bool wide = record.odd.wide;
        number(0x02014b50, 4), number(20, 2), number(20, 2), number(flags(record.odd), 2);
        number(method(record.odd), 2), number(0, 4), number(record.crc, 4);
        number(wide ? 0xFFFFFFFF : record.stored, 4);
        number(wide ? 0xFFFFFFFF : record.inflated, 4);
        number(record.name.size(), 2), number(wide ? 28 : 0, 2), number(0, 2), number(0, 2);
        number(0, 2), number(0, 4), number(wide ? 0xFFFFFFFF : record.offset, 4);
        bytes_ += record.name;
        if (!wide) return;
        number(1, 2), number(24, 2), number(record.inflated, 8), number(record.stored, 8);
        number(record.offset, 8);
    }
    void number(std::uint64_t value, int bytes) {
        for (int i = 0; i < bytes; ++i) bytes_ += static_cast<char>(value >> (8 * i));
    }

    std::string bytes_;
    std::vector<Record> records_;
};

inline Bytes bytes_of(std::string_view text) {
    return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

/// A workbook of one sheet, each part replaceable; "" leaves a part out.
struct WorkbookFixture {
    static constexpr std::string_view kMain =
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    static constexpr std::string_view kRelations =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    std::string rows;           // inside sheetData
    std::string before, after;  // around sheetData
    std::string sheet;          // the whole part instead
    std::string strings;        // inside sst
    std::string styles;         // inside styleSheet
    std::string workbook_properties;
    std::string sheets = "<sheet name=\"学生\" sheetId=\"1\" r:id=\"rId1\"/>";
    std::string sheet_target = "worksheets/sheet1.xml", sheet_part = "xl/worksheets/sheet1.xml";
    std::string more_relations;
    std::string_view replaced_part;  // holds `replacement` instead of what it would
    std::string replacement;

    std::string build() const {
        const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
        const std::string main = " xmlns=\"" + std::string(kMain) + "\"";
        const std::string relation = std::string(kRelations) + "/";
        const std::string package =
            "<Relationships "
            "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
        const auto related = [&relation](std::string_view id, std::string_view type,
                                         std::string_view target) {
            return "<Relationship Id=\"" + std::string(id) + "\" Type=\"" + relation +
                   std::string(type) + "\" Target=\"" + std::string(target) + "\"/>";
        };
        ArchiveFixture archive;
        const auto add = [this, &archive](std::string_view name, const std::string& content) {
            if (name != replaced_part) archive.add(name, content);
        };
        if (!replaced_part.empty()) archive.add(replaced_part, replacement);
        add("_rels/.rels", head + package + related("rId1", "officeDocument", "xl/workbook.xml") +
                               "</Relationships>");
        add("xl/workbook.xml", head + "<workbook" + main + " xmlns:r=\"" + std::string(kRelations) +
                                   "\">" + workbook_properties + "<sheets>" + sheets +
                                   "</sheets></workbook>");
        add("xl/_rels/workbook.xml.rels",
            head + package + related("rId1", "worksheet", sheet_target) +
                related("rId8", "styles", "styles.xml") +
                related("rId9", "sharedStrings", "sharedStrings.xml") + more_relations +
                "</Relationships>");
        add(sheet_part, sheet.empty() ? head + "<worksheet" + main + ">" + before + "<sheetData>" +
                                            rows + "</sheetData>" + after + "</worksheet>"
                                      : sheet);
        if (!styles.empty())
            add("xl/styles.xml", head + "<styleSheet" + main + ">" + styles + "</styleSheet>");
        if (!strings.empty())
            add("xl/sharedStrings.xml", head + "<sst" + main + ">" + strings + "</sst>");
        return archive.finish();
    }
};

}  // namespace mingce
