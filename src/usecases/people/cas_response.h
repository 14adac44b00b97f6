// What a CAS server answers to a ticket, read strictly: it decides who somebody is.
// Source: Apereo, CAS Protocol 3.0 Specification, 2.5 and appendix A.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace mingce {

/// Who a ticket stands for. Edge blanks are taken off; nothing else is changed.
struct CasAnswer {
    std::string user;
    /// In their order; one with several values stands several times.
    std::vector<std::pair<std::string, std::string>> attributes;
};

/// Element names count only in the namespace of CAS; what else an answer holds is passed over.
/// Errors: Forbidden (cas.refused, with CAS's code where it is one); Unavailable (cas.malformed):
/// not well-formed, no UTF-8, a document type declaration, elements deeper than 16, values longer
/// than 4 KiB, more than 1,000 attributes, not exactly one outcome and one user, or a ticket that
/// another program presented for somebody.
Result<CasAnswer> read_cas_answer(std::string_view xml);

/// The value of `attribute`, or the user where that is "". Errors: Unavailable
/// (cas.attribute_missing) where there is none, or two that differ.
Result<std::string> cas_name_in(const CasAnswer& answer, std::string_view attribute);

}  // namespace mingce
