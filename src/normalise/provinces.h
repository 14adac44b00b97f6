// Which province a folder belongs to, by the names that schools and the admission client give it.
#pragma once

#include <span>
#include <string_view>

namespace mingce {

/// `code` is the first two digits of GB/T 2260, which stand in digits 3-4 of an exam number.
struct ProvinceName {
    std::string_view code, zh, pinyin;
};

std::span<const ProvinceName> province_names();
const ProvinceName* province_by_code(std::string_view two_digits);

/// The province a path's components name, the deepest first; nullptr when none does. Understands
/// 安徽, 安徽省, 2026安徽, Anhui, 34_anhui; Shanxi is 山西 and Shanxi61 (or Shaanxi) 陕西.
const ProvinceName* province_of_path(std::string_view path);

/// Digits 3-4 of a 14-digit exam number; "" for any other (Guangdong's 10-digit local numbers,
/// numbers a school made itself).
std::string_view province_digits(std::string_view exam_number);

}  // namespace mingce
