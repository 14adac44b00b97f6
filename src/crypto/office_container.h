// The compound file (MS-CFB) that a locked workbook, document or presentation lies in, with the
// streams by which Office knows how it is locked (MS-OFFCRYPTO 2.1).
#pragma once

#include <string>
#include <string_view>

namespace mingce {

/// A compound file of EncryptionInfo, EncryptedPackage and the DataSpaces storage, as Excel writes
/// it. The same bytes for the same streams.
std::string office_container(std::string_view information, std::string_view package);

}  // namespace mingce
