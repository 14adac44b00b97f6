// What the rules ask of one value alone, as a table that can be handed on: the pages judge by it
// while somebody types, with the measures that the rules themselves go by (measures.h). What needs
// another value, another student or the file is not here: POST /checks says that.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "domain/finding.h"
#include "domain/standard.h"
#include "rules/measures.h"

namespace mingce {

/// What is asked of the value; web/app/src/standard/field_checks.ts knows each by its key.
enum class CheckKind : std::uint8_t {
    // by the data standard
    Required,  // stands there, for these kinds of student
    Width,     // `most` half-width columns
    Code,      // is in `table`
    Date,      // names a day
    // by the tables of rules
    PastDate,
    AgeOfDate,  // rule::kStudentAge, as the other ages
    DocumentCheck,
    DocumentDay,
    DocumentPast,
    DocumentAge,
    DocumentForm,
    DocumentOfEighteen,
    County,  // in force: only the server has the divisions of all years
    NoPhoneInDocument,
    NoDocumentInPhone,
    NumberForm,
    NumberYear,  // `least` to `most` years before the intake
    Phone,
    NotOneDigit,
    NoCharacters,  // none of `characters`
    NotDescribed,
    NoLetterAtHan,
    Encoding,
};
constexpr std::string_view key_of(CheckKind kind) {
    using enum CheckKind;
    switch (kind) {
        case Required: return "required";
        case Width: return "width";
        case Code: return "code";
        case Date: return "date";
        case PastDate: return "past_date";
        case AgeOfDate: return "age_of_date";
        case DocumentCheck: return "document_check";
        case DocumentDay: return "document_day";
        case DocumentPast: return "document_past";
        case DocumentAge: return "document_age";
        case DocumentForm: return "document_form";
        case DocumentOfEighteen: return "document_of_eighteen";
        case County: return "county";
        case NoPhoneInDocument: return "no_phone_in_document";
        case NoDocumentInPhone: return "no_document_in_phone";
        case NumberForm: return "number_form";
        case NumberYear: return "number_year";
        case Phone: return "phone";
        case NotOneDigit: return "not_one_digit";
        case NoCharacters: return "no_characters";
        case NotDescribed: return "not_described";
        case NoLetterAtHan: return "no_letter_at_han";
        case Encoding: return "encoding";
    }
    return "";
}

/// Where the right value is determined, what determines it.
enum class ProposalKind : std::uint8_t { None, EighteenCharacters, BirthOfDocument };
constexpr std::string_view key_of(ProposalKind kind) {
    switch (kind) {
        case ProposalKind::None: return "none";
        case ProposalKind::EighteenCharacters: return "eighteen_characters";
        case ProposalKind::BirthOfDocument: return "birth_of_document";
    }
    return "";
}

struct FieldCheck {
    const RuleText* rule;
    CheckKind kind;
    rule::Bounds bounds{0, 0};
    std::span<const rule::CharacterRange> characters = {};
    std::span<const rule::NumberForm> forms = {};
    ProposalKind proposal = ProposalKind::None;
};

/// What each rule asks that can be told from one value. Which fields it is asked of, the standard
/// says for the first four kinds, and student_rules() and glyph_rules() for the others.
std::span<const FieldCheck> checks_of_one_value();

/// The checks of one field, in the order of checks_of_one_value(); `bounds.most` of Width is the
/// field's own.
std::vector<FieldCheck> field_checks(const FieldStandard& field);

}  // namespace mingce
