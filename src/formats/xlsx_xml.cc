#include "formats/xlsx_xml.h"

#include <algorithm>

#include <expat.h>

#include "base/text.h"
#include "formats/xlsx_problems.h"

namespace mingce {

namespace {

constexpr char kSeparator = '\x1F';                             // stands in no namespace name
constexpr std::size_t kDepthMax = 256;                          // expat keeps every open element
constexpr std::uint64_t kTagBytesMax = std::uint64_t{2} << 20;  // and every unfinished tag
// Ten bytes for a character at most, so enough for any text that cell_bytes_max lets through.
constexpr std::uint64_t kBetweenTagsBytesMax = std::uint64_t{16} << 20;
constexpr std::size_t kFeedBytes = 256 * 1024;

XmlSpace space_of(std::string_view uri) {
    // Source: ECMA-376 Part 1 (strict) and Part 4 (transitional), and OPC in Part 2.
    constexpr std::string_view kMain[] = {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://schemas.openxmlformats.org/package/2006/relationships",
    };
    constexpr std::string_view kRelationships[] = {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    };
    if (std::ranges::find(kMain, uri) != std::end(kMain)) return XmlSpace::Main;
    if (std::ranges::find(kRelationships, uri) != std::end(kRelationships))
        return XmlSpace::Relationships;
    return XmlSpace::Other;
}

}  // namespace

XmlName xml_name(const char* name) {
    const std::string_view whole(name);
    const std::size_t split = whole.rfind(kSeparator);
    if (split == std::string_view::npos) return {XmlSpace::Main, whole};
    return {space_of(whole.substr(0, split)), whole.substr(split + 1)};
}

std::string_view XmlAttributes::get(std::string_view name, XmlSpace space) const {
    for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
        const XmlName found = xml_name(pair[0]);
        if (found.local == name && found.space == space) return pair[1];
    }
    return {};
}

struct XmlPart::Callbacks {
    static XmlPart& of(void* data) {
        XmlPart& part = *static_cast<XmlPart*>(data);
        part.quiet_bytes_ = 0;
        return part;
    }

    static void start(void* data, const XML_Char* name, const XML_Char** attributes) {
        XmlPart& part = of(data);
        part.tagless_bytes_ = 0;
        if (part.error_) return;
        if (++part.depth_ > kDepthMax) return part.refuse(Error(problem::kXlsxXmlLimits));
        part.on_start(xml_name(name), XmlAttributes(attributes));
    }
    static void end(void* data, const XML_Char* name) {
        XmlPart& part = of(data);
        part.tagless_bytes_ = 0;
        if (part.error_) return;
        part.on_end(xml_name(name));
        --part.depth_;
    }
    static void text(void* data, const XML_Char* start, int length) {
        XmlPart& part = of(data);
        if (!part.error_) part.on_text({start, static_cast<std::size_t>(length)});
    }
    static void doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
        of(data).refuse(Error(problem::kXlsxDtd));
    }
    static void declaration(void* data, const XML_Char*, const XML_Char* encoding, int) {
        if (encoding != nullptr) of(data).utf8_ = equal_ignoring_case(encoding, "utf-8");
    }
};

void XmlPart::Freed::operator()(XML_ParserStruct* parser) const { XML_ParserFree(parser); }

XmlPart::XmlPart() : parser_(XML_ParserCreateNS(nullptr, kSeparator)) {
    if (!parser_) throw std::bad_alloc();
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), Callbacks::start, Callbacks::end);
    XML_SetCharacterDataHandler(parser_.get(), Callbacks::text);
    XML_SetStartDoctypeDeclHandler(parser_.get(), Callbacks::doctype);
    XML_SetXmlDeclHandler(parser_.get(), Callbacks::declaration);
}

XmlPart::~XmlPart() = default;

void XmlPart::refuse(Error error) {
    if (error_) return;
    error_ = std::make_unique<Error>(std::move(error));
    XML_StopParser(parser_.get(), XML_FALSE);
}

Status XmlPart::feed(std::string_view piece, bool last) {
    do {
        if (error_) return *error_;
        const std::string_view now = piece.substr(0, kFeedBytes);
        piece.remove_prefix(now.size());
        quiet_bytes_ += now.size();
        tagless_bytes_ += now.size();
        const auto status = XML_Parse(parser_.get(), now.data(), static_cast<int>(now.size()),
                                      last && piece.empty() ? 1 : 0);
        if (error_) return *error_;
        if (status != XML_STATUS_OK) {
            error_ = std::make_unique<Error>(problem::kXlsxXml);
            return *error_;
        }
        if (quiet_bytes_ > kTagBytesMax || tagless_bytes_ > kBetweenTagsBytesMax)
            refuse(Error(problem::kXlsxXmlLimits));
    } while (!piece.empty());
    if (error_) return *error_;
    return Done{};
}

}  // namespace mingce
