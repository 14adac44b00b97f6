// XML read strictly, through expat: for the small parts of a workbook, and for every part that the
// fast scanners do not surely understand. A document type declaration is refused outright.
#pragma once

#include <memory>
#include <string_view>

#include "base/result.h"

struct XML_ParserStruct;

namespace mingce {

/// Which vocabulary a name is of. Both editions of the standard (transitional and strict ISO)
/// count as Main, and so does no namespace at all, as some programs write it.
enum class XmlSpace : std::uint8_t { Main, Relationships, Other };

struct XmlName {
    XmlSpace space = XmlSpace::Other;
    std::string_view local;
    bool is(std::string_view name) const { return space == XmlSpace::Main && local == name; }
};

/// The spellings of yes: ECMA-376 Part 1, 22.9.2.7 ST_OnOff and xsd:boolean.
inline bool is_true(std::string_view value) {
    return value == "1" || value == "true" || value == "on";
}

/// The attributes of one element, valid within on_start().
class XmlAttributes {
public:
    explicit XmlAttributes(const char* const* pairs) : pairs_(pairs) {}
    /// The value, or "" when absent. `space` Main means an attribute without prefix.
    std::string_view get(std::string_view name, XmlSpace space = XmlSpace::Main) const;
    bool flag(std::string_view name) const { return is_true(get(name)); }

private:
    const char* const* pairs_;
};

/// Splits "namespace|local" as expat gives it.
XmlName xml_name(const char* name);

/// A streaming parser; derive and override what is of interest. Not thread-safe.
class XmlPart {
public:
    XmlPart();
    virtual ~XmlPart();
    XmlPart(const XmlPart&) = delete;
    XmlPart& operator=(const XmlPart&) = delete;

    /// Errors: BadInput — not well-formed, a DTD, nested or tagged beyond bounds; or what a
    /// handler refused. After an error every later call returns one too.
    Status feed(std::string_view piece, bool last = false);
    /// The declared encoding is UTF-8 or none is declared.
    bool utf8() const { return utf8_; }

protected:
    virtual void on_start(XmlName name, const XmlAttributes& attributes) = 0;
    virtual void on_end(XmlName name) = 0;
    virtual void on_text(std::string_view) {}
    /// From a handler: ends the parsing with this error.
    void refuse(Error error);
    /// Elements open, the current one included: 1 in the root's on_start().
    std::size_t depth() const { return depth_; }

private:
    struct Callbacks;
    struct Freed {
        void operator()(XML_ParserStruct* parser) const;
    };
    std::unique_ptr<XML_ParserStruct, Freed> parser_;
    std::unique_ptr<Error> error_;
    std::size_t depth_ = 0;
    std::uint64_t quiet_bytes_ = 0;    // fed since the last callback: a tag not yet complete
    std::uint64_t tagless_bytes_ = 0;  // fed since the last tag
    bool utf8_ = true;
};

}  // namespace mingce
