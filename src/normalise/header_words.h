// Headers as people write them, reduced to what tells them apart.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "domain/standard.h"

namespace mingce {

/// Lower case and half width, without blanks, invisible characters and punctuation except brackets
/// and slashes, which tell headers apart: "姓 名*：" -> "姓名", "ID No." -> "idno".
std::string header_key(std::string_view header);

/// The key without what stands in brackets: "身份证号（18位）" -> "身份证号".
std::string header_key_without_brackets(std::string_view header);

/// True of a header about the student's people (父亲, 监护人, 联系人 …): what stands below is
/// theirs, not the student's.
bool speaks_of_another(std::string_view header);

/// How sure a header is of its field.
enum class HeaderFit : std::uint8_t { Name, Alias, AliasWithoutBrackets };

/// Every name and alias of the data standard, by key.
class HeaderWords {
public:
    explicit HeaderWords(const DataStandard& standard);
    struct Found {
        Field field;
        HeaderFit fit;
    };
    /// Brackets may be dropped, unless what they hold makes it somebody else's: "电话（家长）".
    std::optional<Found> find(std::string_view header) const;
    /// Also of a header joined over two rows by '/': both parts together, then the lower one alone
    /// unless the upper one says that it is somebody else's.
    std::optional<Found> find_joined(const std::string& header) const;

private:
    std::unordered_map<std::string, Found> by_key_;
};

}  // namespace mingce
