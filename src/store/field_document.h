// Values by field as a JSON object of texts: what the database keeps of fields that have no column
// of their own, and what a student's box holds. Absent values are left out.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/student_record.h"

namespace mingce {

/// Starts as "{"; add() in any order; finish() closes it.
class FieldDocument {
public:
    void add(Field field, std::string_view value);
    /// Ends the object and begins the next one. The view lives until the next add().
    std::string_view finish();

private:
    std::string text_;
};

/// A field and its value as they stand in an object: "phone":"13800000000"; for "" what every value
/// of the field begins with.
std::string document_entry(Field field, std::string_view value);

/// One field in many objects, found without reading the rest of them.
class DocumentField {
public:
    explicit DocumentField(Field field) : begin_(document_entry(field, "")) {}
    /// "" where the object has none, or is damaged.
    std::string value_in(std::string_view json) const;

private:
    std::string begin_;
};

/// Sets the values of an object. Keys that this program does not know are passed over: a newer one
/// wrote them. Errors: store.document_damaged.
Status read_field_document(std::string_view json, FieldValues& values);

/// A change as it lies in an event's box: [["phone","13…","15…"],…] beside the reason.
std::string write_event_document(const StudentEvent& event);
Status read_event_document(std::string_view json, StudentEvent& event);

}  // namespace mingce
