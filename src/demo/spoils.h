// One cell spoiled one way: what each injected error does to a clean value.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "demo/table.h"

namespace mingce {

struct SpoilPlace {
    const DemoHandOver& hand_over;
    const DemoTable& table;
    const DemoPerson& person;
    std::string_view clean;
};

struct Spoilt {
    std::string text;
    bool number = false;
    std::string clean = {};  // when the true value is another than the file's (a rare character)
};

struct Spoil {
    std::uint32_t error_class;
    std::string_view name;
    Field field;
    std::string_view forms;  // D for DBF, X for XLSX, C for CSV
    /// nullopt where this value offers no place for the error.
    std::optional<Spoilt> (*apply)(const SpoilPlace&, DemoRandom&);
    std::uint32_t times = 1;  // at least so many in one table, or it is no error
};

std::span<const Spoil> demo_spoils();

}  // namespace mingce
