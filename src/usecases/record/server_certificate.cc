#include "usecases/record/server_certificate.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "crypto/certificate_problems.h"
#include "usecases/record/certificate_problems.h"
#include "usecases/record/data_folder.h"
#include "usecases/record/output_file.h"
#include "usecases/record/record_folder_problems.h"

namespace mingce {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kNamesMax = 100;
constexpr std::streamsize kCertificateBytesMax = 65'536;

Error refusal(const Problem& problem, const fs::path& path) {
    return Error(problem).at({path.string(), "", 0, ""});
}

bool is_there(const fs::path& path) {
    std::error_code failed;
    return fs::exists(fs::symlink_status(path, failed));
}

/// For this user alone; one that is there stays as it is.
Status make_folder(const fs::path& folder, const Problem& otherwise) {
    std::error_code failed;
    const bool is_new = fs::create_directory(folder, failed);
    if (is_new) fs::permissions(folder, fs::perms::owner_all, failed);
    if (failed) return refusal(otherwise, folder);
    return Done{};
}

/// Nothing where no file is. Errors: crypto.certificate_malformed, with the file's name.
Result<std::optional<Certificate>> certificate_at(const fs::path& path) {
    if (!is_there(path)) return std::optional<Certificate>();
    std::ifstream file(path, std::ios::binary);
    std::string pem(static_cast<std::size_t>(kCertificateBytesMax), '\0');
    file.read(pem.data(), kCertificateBytesMax);
    pem.resize(static_cast<std::size_t>(file.gcount()));
    auto certificate = Certificate::parse(pem);
    if (!certificate.ok()) return std::move(certificate).error().in_file(path.string());
    return std::optional(std::move(certificate).value());
}

bool lies_within(const fs::path& path, const fs::path& folder) {
    std::error_code failed;
    const fs::path inner = fs::weakly_canonical(fs::absolute(path), failed);
    const fs::path outer = fs::weakly_canonical(fs::absolute(folder), failed);
    return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first ==
           outer.end();
}

/// The key that is there, or a new one that is yet to be written.
struct Key {
    CertificateKey key;
    bool is_new;
};
Result<Key> key_at(const fs::path& path, Random& random) {
    if (!is_there(path)) return Key{CertificateKey::make(random), true};
    return Key{TRY(CertificateKey::read(path)), false};
}

struct Paths {
    explicit Paths(const MakeCertificate& request)
        : tls(request.folder / "tls"),
          ca_key(request.ca_key.value_or(usual_ca_key_path(request.folder))),
          ca_beside(fs::path(ca_key).replace_extension(".crt")),
          ca(tls / "ca.crt"),
          key(tls / "server.key"),
          certificate(tls / "server.crt") {}
    fs::path tls, ca_key, ca_beside, ca, key, certificate;
};

Result<std::vector<HostName>> names_of(const MakeCertificate& request,
                                       const std::optional<Certificate>& present) {
    std::vector<HostName> names;
    for (const std::string& text : request.names) {
        HostName name = TRY(HostName::parse(text));
        if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    }
    if (names.empty() && present) names = present->names();
    if (names.empty() || names.size() > kNamesMax) return Error(problem::kCertificateNames);
    return names;
}

struct CampusCa {
    Key key;
    Certificate certificate;
    bool is_new;
};

/// The CA's certificate is looked for beside its key and, where that copy is lost, in tls/.
Result<CampusCa> campus_ca(const MakeCertificate& request, const Paths& paths, Random& random) {
    const auto handed_out = TRY(certificate_at(paths.ca));
    if (!is_there(paths.ca_key) && (handed_out || is_there(paths.ca_beside)))
        return refusal(problem::kCertificateCaKeyGone, paths.ca_key);
    std::vector<HostDomain> domains;
    for (const std::string& text : request.domains) domains.push_back(TRY(HostDomain::parse(text)));
    Key key = TRY(key_at(paths.ca_key, random));
    if (handed_out && !handed_out->is_of(key.key))
        return refusal(problem::kCertificateOfAnother, paths.ca);
    auto present = TRY(certificate_at(paths.ca_beside));
    if (present && !present->is_of(key.key))
        return refusal(problem::kCertificateOfAnother, paths.ca_beside);
    if (!present && handed_out) present = TRY(certificate_at(paths.ca));
    if (present && !domains.empty()) return Error(problem::kCertificateDomains);
    if (present) return CampusCa{std::move(key), std::move(*present), false};
    Certificate made = make_ca_certificate(key.key, {domains, request.now}, random);
    return CampusCa{std::move(key), std::move(made), true};
}

/// The CA before what it signs: a server whose CA was never written could not be renewed.
Status write_ca(const CampusCa& ca, const Paths& paths) {
    TRY(make_folder(fs::absolute(paths.ca_key).parent_path(), problem::kCertificateKeyUnwritable));
    if (ca.key.is_new) TRY(ca.key.key.write(paths.ca_key));
    if (!is_there(paths.ca_beside)) TRY(write_output_bytes(paths.ca_beside, ca.certificate.pem()));
    TRY(make_folder(paths.tls, problem::kFolderNotWritable));
    if (!is_there(paths.ca)) TRY(write_output_bytes(paths.ca, ca.certificate.pem()));
    return Done{};
}

Status check_request(const MakeCertificate& request) {
    TRY(read_data_folder(request.folder));
    if (request.days < 1 || request.days > kServerCertificateDaysMax)
        return Error(problem::kCertificateDays);
    return Done{};
}

}  // namespace

std::filesystem::path usual_ca_key_path(const std::filesystem::path& folder) {
    return fs::path(plain_folder(folder).string() + ".ca") / "ca.key";
}

Result<MadeCertificate> make_server_certificate(const MakeCertificate& request, Random& random) {
    TRY(check_request(request));
    const Paths paths(request);
    if (lies_within(paths.ca_key, request.folder))
        return refusal(problem::kCertificateCaKeyInside, paths.ca_key);
    const auto present = TRY(certificate_at(paths.certificate));
    MadeCertificate made{
        paths.certificate, paths.key, paths.ca, paths.ca_key, false, "", {}, {}, {}};
    made.names = TRY(names_of(request, present));
    const CampusCa ca = TRY(campus_ca(request, paths, random));
    if (present && !present->is_signed_by(ca.certificate))
        return refusal(problem::kCertificateOfAnother, paths.certificate);
    const Key key = TRY(key_at(paths.key, random));
    const Certificate server = TRY(issue_server_certificate(
        {ca.certificate, ca.key.key}, key.key, {made.names, request.days, request.now}, random));
    TRY(write_ca(ca, paths));
    if (key.is_new) TRY(key.key.write(paths.key));
    TRY(write_output_bytes(paths.certificate, server.pem() + ca.certificate.pem()));
    made.ca_is_new = ca.is_new;
    made.ca_fingerprint = ca.certificate.fingerprint();
    made.until = server.valid_until();
    made.ca_until = ca.certificate.valid_until();
    return made;
}

Result<MadeRequest> make_certificate_request(const MakeCertificate& request, Random& random) {
    TRY(check_request(request));
    const Paths paths(request);
    MadeRequest made{paths.tls / "request.csr", paths.tls / "request.key", {}};
    made.names = TRY(names_of(request, TRY(certificate_at(paths.certificate))));
    const Key key = TRY(key_at(made.key, random));
    TRY(make_folder(paths.tls, problem::kFolderNotWritable));
    if (key.is_new) TRY(key.key.write(made.key));
    TRY(write_output_bytes(made.request, certificate_request(key.key, made.names)));
    return made;
}

}  // namespace mingce
