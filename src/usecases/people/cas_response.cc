#include "usecases/people/cas_response.h"

#include <algorithm>
#include <new>
#include <optional>

#include <expat.h>

#include "base/owned.h"
#include "base/text.h"
#include "usecases/people/cas_problems.h"

namespace mingce {

namespace {

constexpr std::string_view kSpace = "http://www.yale.edu/tp/cas";
constexpr char kSeparator = '\x1F';  // stands in no namespace name
constexpr std::size_t kDepthMax = 16, kValueBytesMax = 4'096, kAttributesMax = 1'000;
constexpr std::size_t kCodeBytesMax = 64;

/// Without the blanks that XML takes for some.
std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

/// INVALID_TICKET and the like. Anything else is not repeated: it may be about a person.
std::string code_in(std::string_view text) {
    const bool is_code =
        !text.empty() && text.size() <= kCodeBytesMax &&
        std::ranges::all_of(text, [](char c) { return is_upper(c) || is_digit(c) || c == '_'; });
    return is_code ? std::string(text) : "";
}

bool has_control(std::string_view text) {
    return std::ranges::any_of(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

/// Follows the one path that counts: serviceResponse, its outcome, user and attributes.
class Reader {
public:
    Reader() : parser_(XML_ParserCreateNS(nullptr, kSeparator)) {
        if (!parser_) throw std::bad_alloc();
        XML_SetUserData(parser_.get(), this);
        XML_SetElementHandler(parser_.get(), on_start, on_end);
        XML_SetCharacterDataHandler(parser_.get(), on_text);
        XML_SetStartDoctypeDeclHandler(parser_.get(), on_doctype);
        XML_SetXmlDeclHandler(parser_.get(), on_declaration);
    }

    Result<CasAnswer> read(std::string_view xml) {
        const bool is_whole =
            XML_Parse(parser_.get(), xml.data(), static_cast<int>(xml.size()), 1) == XML_STATUS_OK;
        if (!is_whole || is_malformed_ || outcomes_ != 1) return Error(problem::kCasMalformed);
        if (failure_) return Error(problem::kCasRefused, *failure_);
        if (users_ != 1 || answer_.user.empty() || has_control(answer_.user))
            return Error(problem::kCasMalformed);
        return std::move(answer_);
    }

private:
    /// Where the open elements lead; Other is passed over with all that is in it.
    enum class Part : std::uint8_t {
        Response,
        Success,
        Failure,
        User,
        Attributes,
        Attribute,
        Other,
    };
    static Reader& of(void* data) { return *static_cast<Reader*>(data); }
    static void on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
        of(data).start(name, attributes);
    }
    static void on_end(void* data, const XML_Char*) { of(data).end(); }
    static void on_text(void* data, const XML_Char* text, int size) {
        of(data).text({text, static_cast<std::size_t>(size)});
    }
    static void on_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
        of(data).refuse();
    }
    static void on_declaration(void* data, const XML_Char*, const XML_Char* encoding, int) {
        if (encoding != nullptr && !equal_ignoring_case(encoding, "utf-8")) of(data).refuse();
    }

    void refuse() {
        is_malformed_ = true;
        XML_StopParser(parser_.get(), XML_FALSE);
    }

    void start(std::string_view name, const XML_Char** attributes) {
        if (is_malformed_) return;
        if (path_.size() == kDepthMax) return refuse();
        const std::size_t split = name.rfind(kSeparator);
        const bool is_ours = split != std::string_view::npos && name.substr(0, split) == kSpace;
        const std::string_view local = is_ours ? name.substr(split + 1) : std::string_view{};
        const Part part = part_of(local);
        if (path_.empty() && part != Part::Response) return refuse();
        // A value with elements in it is none.
        if (!path_.empty() && path_.back() == Part::User) return refuse();
        if (!path_.empty() && path_.back() == Part::Attribute) is_plain_ = false;
        if (part == Part::Success || part == Part::Failure) ++outcomes_;
        if (part == Part::Failure) failure_ = code_among(attributes);
        if (part == Part::User) ++users_;
        if (part == Part::User || part == Part::Attribute) {
            value_.clear();
            is_plain_ = true;
            attribute_ = local;
        }
        path_.push_back(part);
    }

    Part part_of(std::string_view local) {
        if (path_.empty()) return local == "serviceResponse" ? Part::Response : Part::Other;
        switch (path_.back()) {
            case Part::Response:
                if (local == "authenticationSuccess") return Part::Success;
                return local == "authenticationFailure" ? Part::Failure : Part::Other;
            case Part::Success:
                if (local == "user") return Part::User;
                // Tickets of programs that stand in for somebody are never asked for.
                if (local == "proxies") refuse();
                return local == "attributes" ? Part::Attributes : Part::Other;
            case Part::Attributes: return local.empty() ? Part::Other : Part::Attribute;
            case Part::Failure:
            case Part::User:
            case Part::Attribute:
            case Part::Other: return Part::Other;
        }
        return Part::Other;
    }

    static std::string code_among(const XML_Char** attributes) {
        for (; *attributes != nullptr; attributes += 2)
            if (std::string_view(attributes[0]) == "code") return code_in(trimmed(attributes[1]));
        return "";
    }

    void text(std::string_view piece) {
        if (path_.empty() || (path_.back() != Part::User && path_.back() != Part::Attribute))
            return;
        if (value_.size() + piece.size() > kValueBytesMax) return refuse();
        value_ += piece;
    }

    void end() {
        if (is_malformed_) return;
        const Part part = path_.back();
        path_.pop_back();
        if (part == Part::User) answer_.user = trimmed(value_);
        if (part != Part::Attribute) return;
        if (answer_.attributes.size() == kAttributesMax) return refuse();
        if (is_plain_) answer_.attributes.emplace_back(attribute_, trimmed(value_));
    }

    Owned<XML_ParserStruct, XML_ParserFree> parser_;
    std::vector<Part> path_;
    std::string value_, attribute_;
    bool is_plain_ = true, is_malformed_ = false;
    std::size_t outcomes_ = 0, users_ = 0;
    std::optional<std::string> failure_;  // its code, "" where it has none
    CasAnswer answer_;
};

}  // namespace

Result<CasAnswer> read_cas_answer(std::string_view xml) { return Reader().read(xml); }

Result<std::string> cas_name_in(const CasAnswer& answer, std::string_view attribute) {
    if (attribute.empty()) return answer.user;
    std::string_view name;
    std::size_t different = 0;
    for (const auto& [key, value] : answer.attributes) {
        if (key != attribute || value.empty() || value == name) continue;
        name = value;
        ++different;
    }
    if (different != 1 || has_control(name))
        return Error(problem::kCasAttributeMissing, one_line(attribute));
    return std::string(name);
}

}  // namespace mingce
