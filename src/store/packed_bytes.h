// Bytes made small before they are sealed. Deflated, with their own length in front, so that it is
// known before anything is unpacked.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace mingce {

/// Below 4 GiB.
std::string packed_bytes(std::string_view plain);
/// Errors: store.document_damaged; also where it would be more than `most` bytes.
Result<std::string> unpacked_bytes(std::string_view packed, std::size_t most);

/// A length as seven bits a byte, the least first.
void append_length(std::string& out, std::size_t length);
bool take_length(std::string_view& text, std::size_t& length);

}  // namespace mingce
