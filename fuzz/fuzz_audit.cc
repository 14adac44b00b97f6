// libFuzzer door of what is verified offline: exported audits and proofs. Any bytes give a verdict
// or one refusal; a proof that holds is of an entry that reads as it was hashed.
#include <cstdlib>
#include <string>

#include "usecases/audit/audit_export.h"
#include "usecases/audit/audit_proof.h"

namespace {

using namespace mingce;

void require(bool promise_holds) {
    if (!promise_holds) std::abort();
}

void read_export(std::string_view text) {
    // The text is its own anchor too: notes are read from anywhere.
    ExportReader reader(std::nullopt, {{"anchor", std::string(text)}});
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        if (!reader.add(text.substr(0, end)).ok()) return;
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    const auto verdict = reader.finish();
    if (!verdict.ok()) return;
    require(verdict.value().holds() == verdict.value().faults.empty());
    for (const AuditFault& fault : verdict.value().faults)
        for (Language language : {Language::Chinese, Language::English})
            require(!sentence(fault, language).empty());
}

void read_proof(std::string_view text) {
    const auto proof = check_proof(text, std::nullopt);
    if (!proof.ok()) return;
    require(proof.value().entry.has_value() != proof.value().earlier.has_value());
    if (proof.value().entry) require(proof.value().number < proof.value().checkpoint.head.size);
}

void read_entry(std::string_view text) {
    const auto entry = parse_audit_text(text);
    if (!entry) return;
    require(canonical_text(*entry) == text);
    require(audit_sentence(*entry, Language::Chinese).find('\n') == std::string::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    read_export(text);
    read_proof(text);
    read_entry(text);
    return 0;
}
