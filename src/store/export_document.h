// What stands in the box of a list that was asked for as a file: whom, which columns, what for.
// Text, so that what was asked years ago is still read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/scope.h"
#include "base/result.h"
#include "domain/list_order.h"
#include "domain/standard.h"
#include "store/student_selection.h"

namespace mingce {

enum class ExportFormat : std::uint8_t { Csv, Xlsx };
std::string_view key_of(ExportFormat format);

/// Whom a list is about, in the words of who asked: asked again when the file is made.
struct ExportedStudents {
    AskedStudents asked;                                   // its intake is the request's
    std::optional<std::vector<std::string>> numbers = {};  // who has one of these
    std::optional<std::vector<Id>> chosen = {};            // of them these alone
    std::vector<Id> left_out = {};                         // and none of these
};

struct ExportContents {
    ExportedStudents students;  // filters may name a person
    ListOrder order = ListOrder::Class;
    bool is_descending = false;
    ExportFormat format = ExportFormat::Xlsx;
    std::vector<Field> fields, whole;
    std::string words;  // what for
    Scope scope;        // of who asked, then
};

/// One canonical line for each thing, its name in front.
std::string text_of(const ExportContents& contents);
/// Lines of names that this version does not know are left out, but never one that narrows whom the
/// list is about. Errors: Unavailable (store.document_damaged).
Result<ExportContents> parse_export_contents(std::string_view text);

}  // namespace mingce
