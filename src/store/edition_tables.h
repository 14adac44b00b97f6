// The columns of the tables that definitions, editions and their reviews are kept in: a part of
// record_tables.cc.
#pragma once

#include "store/database.h"

namespace mingce::edition_tables {

inline constexpr ColumnType kInteger = ColumnType::Integer, kText = ColumnType::Text,
                            kBlob = ColumnType::Blob;

inline constexpr BulkColumn kEdition[] = {{"id", kBlob},
                                          {"institution", kBlob},
                                          {"intake", kBlob},
                                          {"number", kInteger},
                                          {"state", kText},
                                          {"state_since", kInteger},
                                          {"definition", kText},
                                          {"revision", kInteger},
                                          {"version", kInteger},
                                          {"created_at", kInteger},
                                          {"actor", kText},
                                          {"account", kBlob},
                                          {"filing_no", kText},
                                          {"filed_on", kText},
                                          {"registered_on", kText},
                                          {"box", kBlob}};
inline constexpr BulkColumn kRevision[] = {{"id", kBlob},        {"edition", kBlob},
                                           {"number", kInteger}, {"definition_version", kInteger},
                                           {"as_of", kInteger},  {"sealed_at", kInteger},
                                           {"actor", kText},     {"account", kBlob},
                                           {"listed", kInteger}, {"annexed", kInteger},
                                           {"sha256", kBlob},    {"head", kBlob}};
inline constexpr BulkColumn kRevisionPiece[] = {
    {"revision", kBlob}, {"place", kInteger}, {"id", kBlob}, {"box", kBlob}};
inline constexpr BulkColumn kEditionStep[] = {
    {"id", kBlob},         {"edition", kBlob},  {"number", kInteger},   {"act", kText},
    {"from_state", kText}, {"to_state", kText}, {"revision", kInteger}, {"department", kText},
    {"at", kInteger},      {"actor", kText},    {"account", kBlob},     {"instead_of", kText},
    {"sha256", kBlob},     {"box", kBlob}};
inline constexpr BulkColumn kReviewMark[] = {{"edition", kBlob}, {"actor", kText},
                                             {"kind", kText},    {"subject", kText},
                                             {"digest", kText},  {"at", kInteger}};
inline constexpr BulkColumn kReviewComment[] = {
    {"id", kBlob},          {"edition", kBlob}, {"number", kInteger}, {"answers", kInteger},
    {"revision", kInteger}, {"student", kBlob}, {"field", kText},     {"state", kText},
    {"at", kInteger},       {"actor", kText},   {"account", kBlob},   {"closed_at", kInteger},
    {"closed_by", kText},   {"box", kBlob}};
inline constexpr BulkColumn kFiledStudent[] = {{"student", kBlob}, {"edition", kBlob}};
inline constexpr BulkColumn kPublishedPage[] = {
    {"edition", kBlob},  {"revision", kInteger}, {"volume", kInteger},    {"page", kInteger},
    {"pages", kInteger}, {"unit", kText},        {"first_row", kInteger}, {"row_count", kInteger},
    {"men", kInteger},   {"women", kInteger},    {"code", kText}};
inline constexpr BulkColumn kReviewReminder[] = {
    {"edition", kBlob}, {"number", kInteger}, {"level", kText},  {"department", kText},
    {"at", kInteger},   {"actor", kText},     {"account", kBlob}};

inline constexpr BulkColumn kReviewRules[] = {
    {"institution", kBlob}, {"number", kInteger}, {"effective_from", kText}, {"document", kText},
    {"reason", kText},      {"at", kInteger},     {"actor", kText},          {"account", kBlob}};
inline constexpr BulkColumn kReviewDeputy[] = {
    {"institution", kBlob}, {"number", kInteger},  {"principal", kBlob},   {"deputy", kBlob},
    {"levels", kText},      {"valid_from", kText}, {"valid_until", kText}, {"reason", kText},
    {"at", kInteger},       {"actor", kText},      {"account", kBlob},     {"ended_at", kInteger},
    {"ended_by", kText}};
inline constexpr BulkColumn kRosterDefinition[] = {
    {"institution", kBlob}, {"key", kText},   {"version", kInteger}, {"document", kText},
    {"note", kText},        {"at", kInteger}, {"actor", kText},      {"account", kBlob}};

}  // namespace mingce::edition_tables
