// Memo texts beside a DBF: .dbt of dBase III and IV, .fpt of FoxPro.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mingce {

class DbfMemo {
public:
    /// `version` is the table's first byte. Never reads outside `bytes`.
    DbfMemo(std::string_view bytes, std::uint8_t version);
    /// The text of a block, as stored; nullopt where there is none (no file, past its end).
    std::optional<std::string_view> text(std::uint32_t block) const;

private:
    std::string_view bytes_;
    std::size_t block_bytes_ = 512;
    bool is_foxpro_ = false;
};

}  // namespace mingce
