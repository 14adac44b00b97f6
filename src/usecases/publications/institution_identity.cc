#include "usecases/publications/institution_identity.h"

#include <fstream>
#include <iterator>

#include "crypto/secret_file.h"
#include "usecases/publications/publication_problems.h"

namespace mingce {

namespace {

constexpr SecretFileProblems kPasswordProblems = {
    problem::kIdentityMissing, problem::kIdentityMissing, problem::kIdentityExposed,
    problem::kIdentityMissing, problem::kIdentityMissing};

Result<std::string> bytes_of_file(const std::filesystem::path& path, const Problem& missing) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return Error(missing).at({path.string(), "", 0, ""});
    return std::string(std::istreambuf_iterator<char>(file), {});
}

}  // namespace

Result<std::optional<SigningIdentity>> open_institution_identity(const Context& context) {
    const DataFolder& folder = context.record.folder();
    if (folder.signing_certificate.empty()) return std::optional<SigningIdentity>();
    const std::string p12 =
        TRY(bytes_of_file(folder.signing_certificate, problem::kIdentityMissing));
    SecretText password;
    TRY(read_secret_file(folder.signing_password_file, password, kPasswordProblems));
    std::string_view text = password.text();
    while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
    return std::optional(TRY(SigningIdentity::open(p12, text, context.now)));
}

Result<std::string> locked_and_signed(const Context& context, std::string_view pdf, LockPdf lock,
                                      const std::optional<SigningIdentity>& identity) {
    if (!identity) return lock_pdf(pdf, lock, context.random);
    const PdfSigning signing{
        *identity, identity->subject_name(), "新生入学花名册", {}, context.now};
    lock.signing = &signing;
    return lock_pdf(pdf, lock, context.random);
}

Result<SealFace> institution_seal(const Context& context) {
    const DataFolder& folder = context.record.folder();
    SealFace seal;
    seal.institution = context.record.identity().institution_name;
    seal.purpose = folder.seal_purpose;
    if (!folder.seal_picture.empty())
        seal.png = TRY(bytes_of_file(folder.seal_picture, problem::kSealMissing));
    return seal;
}

}  // namespace mingce
