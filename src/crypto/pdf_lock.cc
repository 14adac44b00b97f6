#include "crypto/pdf_lock.h"

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <stdexcept>

// The C interface throws nothing, and is what clang 14 can read in C++20.
#include <qpdf/QUtil.hh>
#include <qpdf/RandomDataProvider.hh>
#include <qpdf/qpdf-c.h>

#include "base/text.h"
#include "crypto/bytes_as_text.h"
#include "crypto/cms_signature.h"
#include "crypto/digest.h"
#include "crypto/lock_problems.h"
#include "crypto/secret.h"

namespace mingce {

namespace {

constexpr std::size_t kPdfPasswordMax = 127;  // ISO 32000-2, 7.6.4.3.3
constexpr std::size_t kPdfIdBytes = 16;
/// A signature on a curve is some bytes longer or shorter than the last.
constexpr std::size_t kSignatureSlack = 32;
/// Stands where the offsets will: three numbers of ten digits, so for files below 10 GB.
constexpr std::string_view kByteRangeRoom = "[ 0 1234567890 1234567890 1234567890 ]";
/// What qpdf writes for a second identifier that is told to be fixed.
constexpr std::string_view kFixedId = "<31415926535897932384626433832795>";

/// qpdf asks one generator for the whole program; it gets the one of the call at hand.
class RandomOfCall final : public RandomDataProvider {
public:
    void provideRandomData(unsigned char* data, std::size_t size) override {
        if (of_this_thread == nullptr) throw std::logic_error("qpdf asks for randomness unasked");
        of_this_thread->fill({data, size});
    }
    static thread_local Random* of_this_thread;
};
thread_local Random* RandomOfCall::of_this_thread = nullptr;

class RandomForQpdf {
public:
    explicit RandomForQpdf(Random& random) {
        static RandomOfCall provider;
        static std::once_flag once;
        std::call_once(once, [] { QUtil::setRandomDataProvider(&provider); });
        RandomOfCall::of_this_thread = &random;
    }
    RandomForQpdf(const RandomForQpdf&) = delete;
    RandomForQpdf& operator=(const RandomForQpdf&) = delete;
    ~RandomForQpdf() { RandomOfCall::of_this_thread = nullptr; }
};

/// D:20260901083000+08'00'
std::string pdf_time(Moment moment) {
    std::string digits = civil_text(moment);
    std::erase_if(digits, [](char c) { return !is_digit(c); });
    return "D:" + digits + "+08'00'";
}

/// A PDF that qpdf has read. What goes wrong is kept until refusal() is asked for; until then the
/// calls after it do nothing of use, and no harm.
class OpenedPdf {
public:
    explicit OpenedPdf(std::string_view pdf) {
        qpdf_silence_errors(data());
        qpdf_set_suppress_warnings(data(), QPDF_TRUE);
        qpdf_set_attempt_recovery(data(), QPDF_FALSE);
        qpdf_read_memory(data(), "pdf", pdf.data(), pdf.size(), nullptr);
    }
    qpdf_data data() const { return data_.get(); }

    Status refusal() const {
        if (qpdf_has_error(data()) == QPDF_FALSE) return Done{};
        return Error(problem::kPdfUnusable,
                     one_line(qpdf_get_error_full_text(data(), qpdf_get_error(data()))));
    }

    qpdf_oh parsed(const std::string& text) const { return qpdf_oh_parse(data(), text.c_str()); }
    qpdf_oh indirect(qpdf_oh object) const { return qpdf_make_indirect_object(data(), object); }
    qpdf_oh bytes(std::string_view text) const {
        return qpdf_oh_new_binary_string(data(), text.data(), text.size());
    }
    /// ASCII where that is enough, UTF-16 where not.
    qpdf_oh text(std::string_view utf8) const {
        return qpdf_oh_new_binary_unicode_string(data(), utf8.data(), utf8.size());
    }
    qpdf_oh member(qpdf_oh of, const char* key) const { return qpdf_oh_get_key(data(), of, key); }
    void put(qpdf_oh into, const std::string& key, qpdf_oh value) const {
        qpdf_oh_replace_key(data(), into, key.c_str(), value);
    }
    void append(qpdf_oh array, qpdf_oh item) const { qpdf_oh_append_item(data(), array, item); }

private:
    struct CleanUp {
        void operator()(qpdf_data data) const { qpdf_cleanup(&data); }
    };
    std::unique_ptr<_qpdf_data, CleanUp> data_{qpdf_init()};
};

void add_properties(const OpenedPdf& pdf, const std::vector<PdfProperty>& properties) {
    if (properties.empty()) return;
    const qpdf_oh trailer = qpdf_get_trailer(pdf.data());
    if (!qpdf_oh_is_dictionary(pdf.data(), pdf.member(trailer, "/Info")))
        pdf.put(trailer, "/Info", pdf.indirect(qpdf_oh_new_dictionary(pdf.data())));
    const qpdf_oh information = pdf.member(trailer, "/Info");
    for (const PdfProperty& property : properties)
        pdf.put(information, "/" + property.name, pdf.text(property.value));
}

/// The signature's dictionary, with room for `bytes` of container.
qpdf_oh signature_dictionary(const OpenedPdf& pdf, const PdfSigning& signing, std::size_t bytes) {
    const qpdf_oh signature = pdf.indirect(pdf.parsed(
        "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange " +
        std::string(kByteRangeRoom) + " >>"));
    // Not printable, so that qpdf writes it as hex digits.
    pdf.put(signature, "/Contents", pdf.bytes(std::string(bytes, '\xFF')));
    pdf.put(signature, "/M", pdf.bytes(pdf_time(signing.at)));
    for (const auto& [key, text] :
         {std::pair("/Name", &signing.name), std::pair("/Reason", &signing.reason),
          std::pair("/Location", &signing.location)})
        if (!text->empty()) pdf.put(signature, key, pdf.text(*text));
    return signature;
}

/// The field that holds the signature: on the first page, without a place on it.
void add_signature(const OpenedPdf& pdf, const PdfSigning& signing, std::size_t bytes) {
    const qpdf_oh page = qpdf_get_page_n(pdf.data(), 0);
    const qpdf_oh field = pdf.indirect(pdf.parsed(
        "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature1) /F 132 /Rect [ 0 0 0 0 ] >>"));
    pdf.put(field, "/V", signature_dictionary(pdf, signing, bytes));
    pdf.put(field, "/P", page);
    if (!qpdf_oh_is_array(pdf.data(), pdf.member(page, "/Annots")))
        pdf.put(page, "/Annots", qpdf_oh_new_array(pdf.data()));
    pdf.append(pdf.member(page, "/Annots"), field);
    const qpdf_oh form = pdf.indirect(pdf.parsed("<< /SigFlags 3 /Fields [ ] >>"));
    pdf.append(pdf.member(form, "/Fields"), field);
    const qpdf_oh root = qpdf_get_root(pdf.data());
    pdf.put(root, "/AcroForm", form);
    pdf.put(root, "/Extensions",
            pdf.parsed("<< /ESIC << /BaseVersion /1.7 /ExtensionLevel 1 >> >>"));
}

/// An identifier of the content tells which content it was: a locked file gets a random one.
std::array<std::uint8_t, kPdfIdBytes> pdf_id(std::string_view pdf, const LockPdf& how,
                                             Random& random) {
    std::array<std::uint8_t, kPdfIdBytes> id{};
    if (!how.password.empty()) {
        random.fill(id);
        return id;
    }
    Sha256 digest;
    digest.add(pdf);
    for (const PdfProperty& property : how.properties)
        digest.add("\n" + property.name + "=" + property.value);
    if (how.signing != nullptr)
        digest.add("\n" + how.signing->identity.certificate_sha256() + pdf_time(how.signing->at));
    const Hash hash = digest.finish();
    std::copy_n(hash.begin(), id.size(), id.begin());
    return id;
}

Result<std::string> written(const OpenedPdf& pdf, const std::string& password, Random& random) {
    qpdf_data data = pdf.data();
    qpdf_init_write_memory(data);
    qpdf_set_object_stream_mode(data, qpdf_o_disable);
    qpdf_set_minimum_pdf_version(data, "1.7");
    qpdf_set_static_ID(data, QPDF_TRUE);  // qpdf's own holds the clock; ours takes its place below
    if (!password.empty()) {
        const std::string owner = hex_of(SecretBytes<32>::make(random).bytes());
        constexpr QPDF_BOOL kAccessibility = QPDF_TRUE, kNo = QPDF_FALSE, kMetadata = QPDF_TRUE;
        qpdf_set_r6_encryption_parameters2(data, password.c_str(), owner.c_str(), kAccessibility,
                                           kNo, kNo, kNo, kNo, kNo, qpdf_r3p_full, kMetadata);
    }
    qpdf_write(data);
    TRY(pdf.refusal());
    return std::string(reinterpret_cast<const char*>(qpdf_get_buffer(data)),
                       qpdf_get_buffer_length(data));
}

void overwrite(std::string& pdf, std::size_t at, std::string_view text) {
    std::ranges::copy(text, pdf.begin() + static_cast<std::ptrdiff_t>(at));
}

Status put_id(std::string& pdf, std::span<const std::uint8_t> id) {
    const std::size_t at = pdf.rfind(kFixedId);
    if (at == std::string::npos) return Error(problem::kPdfUnusable, "/ID");
    overwrite(pdf, at, "<" + hex_of(id) + ">");
    return Done{};
}

/// Says which bytes are signed, signs them, and puts the container between.
Status put_signature(std::string& pdf, const SigningIdentity& identity, std::size_t bytes) {
    const std::string room = "<" + std::string(2 * bytes, 'f') + ">";
    const std::size_t range = pdf.find(kByteRangeRoom), begin = pdf.find(room);
    if (range == std::string::npos || begin == std::string::npos)
        return Error(problem::kPdfUnusable, "/ByteRange");
    const std::size_t end = begin + room.size();
    std::string offsets = "[ 0 " + std::to_string(begin) + " " + std::to_string(end) + " " +
                          std::to_string(pdf.size() - end);
    if (offsets.size() + 1 > kByteRangeRoom.size())
        return Error(problem::kPdfUnusable, std::to_string(pdf.size()) + " B");
    offsets.resize(kByteRangeRoom.size() - 1, ' ');
    overwrite(pdf, range, offsets + "]");
    const std::string_view whole = pdf;
    const std::array pieces = {whole.substr(0, begin), whole.substr(end)};
    std::string container = sign_detached(identity, pieces);
    if (container.size() > bytes) return Error(problem::kPdfUnusable, "/Contents");
    container.resize(bytes, '\0');
    overwrite(pdf, begin + 1, hex_of(bytes_of(container)));
    return Done{};
}

bool is_pdf_password(std::string_view password) {
    return password.size() <= kPdfPasswordMax &&
           std::ranges::all_of(password, [](char c) { return c >= ' ' && c <= '~'; });
}

}  // namespace

Result<std::string> lock_pdf(std::string_view pdf, const LockPdf& how, Random& random) {
    // Of other characters one password has several spellings, and readers differ in which.
    if (!is_pdf_password(how.password)) return Error(problem::kLockPassword);
    const RandomForQpdf scope(random);
    const OpenedPdf document(pdf);
    TRY(document.refusal());
    add_properties(document, how.properties);
    std::size_t signature_bytes = 0;
    if (how.signing != nullptr) {
        // qpdf takes the first page without looking whether there is one.
        if (qpdf_get_num_pages(document.data()) < 1) return Error(problem::kPdfUnusable, "/Pages");
        signature_bytes = sign_detached(how.signing->identity, {}).size() + kSignatureSlack;
        add_signature(document, *how.signing, signature_bytes);
    }
    const auto id = pdf_id(pdf, how, random);
    const qpdf_oh ids = qpdf_oh_new_array(document.data());
    for (int i = 0; i < 2; ++i) document.append(ids, document.bytes(view_of(id)));
    document.put(qpdf_get_trailer(document.data()), "/ID", ids);
    TRY(document.refusal());
    std::string out = TRY(written(document, how.password, random));
    TRY(put_id(out, id));
    if (how.signing != nullptr) TRY(put_signature(out, how.signing->identity, signature_bytes));
    return out;
}

}  // namespace mingce
