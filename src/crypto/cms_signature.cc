#include "crypto/cms_signature.h"

#include <algorithm>
#include <vector>

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/ess.h>

#include "base/owned.h"
#include "crypto/bytes_as_text.h"
#include "crypto/lock_problems.h"
#include "crypto/openssl_objects.h"

namespace mingce {

namespace {

using Cms = Owned<CMS_ContentInfo, CMS_ContentInfo_free>;
using Filters = Owned<BIO, BIO_free_all>;
using SigningContext = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;
using EssCertificates = Owned<ESS_SIGNING_CERT_V2, ESS_SIGNING_CERT_V2_free>;

void release_stack(STACK_OF(X509) * list) { sk_X509_free(list); }
using Borrowed = Owned<STACK_OF(X509), release_stack>;

/// A DER form by OpenSSL's i2d of it.
template <class T>
std::string der_of(T* object, int (*encode)(T*, unsigned char**)) {
    unsigned char* bytes = nullptr;
    const int size = encode(object, &bytes);
    required(size > 0);
    std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    return der;
}
int encode_attribute(X509_ATTRIBUTE* attribute, unsigned char** to) {
    return i2d_X509_ATTRIBUTE(attribute, to);
}
int encode_container(CMS_ContentInfo* container, unsigned char** to) {
    return i2d_CMS_ContentInfo(container, to);
}

/// The signed attributes as they are signed: a SET, its members in DER's order.
std::string signed_attributes(CMS_SignerInfo* signer) {
    std::vector<std::string> members;
    members.reserve(static_cast<std::size_t>(std::max(0, CMS_signed_get_attr_count(signer))));
    for (int i = 0; i < CMS_signed_get_attr_count(signer); ++i)
        members.push_back(der_of(CMS_signed_get_attr(signer, i), encode_attribute));
    std::ranges::sort(members);
    std::string all;
    for (const std::string& member : members) all += member;
    std::string head(8, '\0');
    auto* const begin = reinterpret_cast<unsigned char*>(head.data());
    unsigned char* end = begin;
    ASN1_put_object(&end, 1, static_cast<int>(all.size()), V_ASN1_SET, V_ASN1_UNIVERSAL);
    head.resize(static_cast<std::size_t>(end - begin));
    return head + all;
}

/// OpenSSL puts the machine's time among the signed attributes, where PAdES forbids it: it goes,
/// and the rest is signed again.
void sign_without_time(CMS_SignerInfo* signer, EVP_PKEY* key) {
    const int at = CMS_signed_get_attr_by_NID(signer, NID_pkcs9_signingTime, -1);
    if (at >= 0) X509_ATTRIBUTE_free(CMS_signed_delete_attr(signer, at));
    const std::string attributes = signed_attributes(signer);
    const SigningContext context(required(EVP_MD_CTX_new()));
    required(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1);
    const auto bytes = bytes_of(attributes);
    std::size_t size = 0;
    required(EVP_DigestSign(context.get(), nullptr, &size, bytes.data(), bytes.size()) == 1);
    std::string signature(size, '\0');
    required(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()),
                            &size, bytes.data(), bytes.size()) == 1);
    required(ASN1_STRING_set(CMS_SignerInfo_get0_signature(signer), signature.data(),
                             static_cast<int>(size)));
}

bool feed(BIO* filters, std::span<const std::string_view> pieces) {
    for (const std::string_view piece : pieces) {
        std::size_t written = 0;
        if (!piece.empty() && BIO_write_ex(filters, piece.data(), piece.size(), &written) != 1)
            return false;
    }
    return true;
}

/// One digest and what swallows the bytes: a container that names a thousand digests would keep a
/// core busy for as long as it liked.
bool has_one_digest(BIO* filters) {
    int count = 0;
    for (BIO* filter = filters; filter != nullptr && count <= 2; filter = BIO_next(filter)) ++count;
    return count == 2;
}

bool is_strong_digest(CMS_SignerInfo* signer) {
    X509_ALGOR* digest = nullptr;
    CMS_SignerInfo_get0_algs(signer, nullptr, nullptr, &digest, nullptr);
    if (digest == nullptr) return false;
    const int kind = OBJ_obj2nid(digest->algorithm);
    return kind == NID_sha256 || kind == NID_sha384 || kind == NID_sha512;
}

/// The only signer of a detached container of signed data, who signed attributes; else nullptr.
CMS_SignerInfo* only_signer(CMS_ContentInfo* container) {
    if (OBJ_obj2nid(CMS_get0_type(container)) != NID_pkcs7_signed) return nullptr;
    if (CMS_is_detached(container) != 1) return nullptr;
    STACK_OF(CMS_SignerInfo)* const signers = CMS_get0_SignerInfos(container);
    if (sk_CMS_SignerInfo_num(signers) != 1) return nullptr;
    CMS_SignerInfo* const signer = sk_CMS_SignerInfo_value(signers, 0);
    if (CMS_signed_get_attr_count(signer) <= 0 || !is_strong_digest(signer)) return nullptr;
    return signer;
}

/// The signed hash of the certificate, where there is one: nobody may put another in its place.
bool names_certificate(CMS_SignerInfo* signer, X509* certificate) {
    const Owned<ASN1_OBJECT, ASN1_OBJECT_free> kind(
        required(OBJ_nid2obj(NID_id_smime_aa_signingCertificateV2)));
    const auto* const value = static_cast<const ASN1_STRING*>(
        CMS_signed_get0_data_by_OBJ(signer, kind.get(), -3, V_ASN1_SEQUENCE));
    if (value == nullptr) return CMS_signed_get_attr_by_OBJ(signer, kind.get(), -1) < 0;
    const unsigned char* bytes = ASN1_STRING_get0_data(value);
    const EssCertificates named(
        d2i_ESS_SIGNING_CERT_V2(nullptr, &bytes, ASN1_STRING_length(value)));
    if (!named) return false;
    const Borrowed chain(required(sk_X509_new_null()));
    required(sk_X509_push(chain.get(), certificate));
    return OSSL_ESS_check_signing_certs(nullptr, named.get(), chain.get(), 1) == 1;
}

std::optional<Moment> time_of(CMS_SignerInfo* signer) {
    const Owned<ASN1_OBJECT, ASN1_OBJECT_free> kind(required(OBJ_nid2obj(NID_pkcs9_signingTime)));
    for (const int form : {V_ASN1_UTCTIME, V_ASN1_GENERALIZEDTIME})
        if (const void* const time = CMS_signed_get0_data_by_OBJ(signer, kind.get(), -3, form))
            return moment_of(static_cast<const ASN1_TIME*>(time));
    return std::nullopt;
}

Result<CmsSigner> verify_signer(CMS_ContentInfo* container,
                                std::span<const std::string_view> pieces) {
    CMS_SignerInfo* const signer = only_signer(container);
    if (signer == nullptr || CMS_set1_signers_certs(container, nullptr, 0) != 1)
        return Error(problem::kPdfSignatureMalformed);
    X509* certificate = nullptr;
    CMS_SignerInfo_get0_algs(signer, nullptr, &certificate, nullptr, nullptr);
    const Filters filters(CMS_dataInit(container, nullptr));
    if (certificate == nullptr || !filters || !has_one_digest(filters.get()) ||
        !feed(filters.get(), pieces))
        return Error(problem::kPdfSignatureMalformed);
    if (CMS_SignerInfo_verify(signer) != 1 || !names_certificate(signer, certificate) ||
        CMS_SignerInfo_verify_content(signer, filters.get()) != 1)
        return Error(problem::kPdfAltered);
    required(X509_up_ref(certificate));
    return CmsSigner{Certificate(certificate), time_of(signer)};
}

}  // namespace

std::string sign_detached(const SigningIdentity& identity,
                          std::span<const std::string_view> pieces) {
    const Borrowed chain(required(sk_X509_new_null()));
    for (const Certificate& above : identity.chain())
        required(sk_X509_push(chain.get(), above.handle()));
    constexpr unsigned kHow =
        CMS_PARTIAL | CMS_DETACHED | CMS_BINARY | CMS_CADES | CMS_NOSMIMECAP | CMS_NOCERTS;
    const Cms container(required(CMS_sign(nullptr, nullptr, chain.get(), nullptr, kHow)));
    CMS_SignerInfo* const signer = required(CMS_add1_signer(
        container.get(), identity.certificate().handle(), identity.key(), EVP_sha256(), kHow));
    required(CMS_add1_cert(container.get(), identity.certificate().handle()));
    const Filters filters(required(CMS_dataInit(container.get(), nullptr)));
    required(feed(filters.get(), pieces));
    required(CMS_dataFinal(container.get(), filters.get()));
    sign_without_time(signer, identity.key());
    return der_of(container.get(), encode_container);
}

Result<CmsSigner> verify_detached(std::string_view der, std::span<const std::string_view> pieces) {
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    const auto* const begin = at;
    const Cms container(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(der.size())));
    const std::string_view rest =
        container ? der.substr(static_cast<std::size_t>(at - begin)) : der;
    const bool is_whole = container && rest.find_first_not_of('\0') == std::string_view::npos;
    auto verified = is_whole ? verify_signer(container.get(), pieces)
                             : Result<CmsSigner>(Error(problem::kPdfSignatureMalformed));
    ERR_clear_error();
    return verified;
}

}  // namespace mingce
