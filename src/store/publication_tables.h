// The columns of the tables that publications, their copies and those on paper are kept in: a part
// of record_tables.cc.
#pragma once

#include "store/database.h"

namespace mingce::publication_tables {

inline constexpr ColumnType kInteger = ColumnType::Integer, kText = ColumnType::Text,
                            kBlob = ColumnType::Blob;

inline constexpr BulkColumn kPublication[] = {
    {"id", kBlob},           {"institution", kBlob}, {"edition", kBlob},
    {"number", kInteger},    {"kind", kText},        {"recipient", kText},
    {"state", kText},        {"version", kInteger},  {"round", kInteger},
    {"link", kText},         {"class", kInteger},    {"student_rows", kInteger},
    {"approvals", kInteger}, {"until", kText},       {"link_until", kInteger},
    {"made_at", kInteger},   {"actor", kText},       {"account", kBlob},
    {"issued_at", kInteger}, {"issued_by", kText},   {"issuer", kBlob},
    {"box", kBlob}};
inline constexpr BulkColumn kPublicationLink[] = {
    {"link", kText}, {"publication", kBlob}, {"made_at", kInteger}};
inline constexpr BulkColumn kPublicationDecision[] = {
    {"publication", kBlob}, {"round", kInteger}, {"actor", kText},       {"account", kBlob},
    {"role", kText},        {"at", kInteger},    {"approves", kInteger}, {"box", kBlob}};
inline constexpr BulkColumn kPublicationAcceptance[] = {{"publication", kBlob},
                                                        {"account", kBlob},
                                                        {"actor", kText},
                                                        {"at", kInteger},
                                                        {"terms", kText}};
inline constexpr BulkColumn kPublicationCopy[] = {
    {"id", kBlob},          {"institution", kBlob}, {"publication", kBlob},
    {"number", kInteger},   {"form", kText},        {"link", kText},
    {"revision", kInteger}, {"made_at", kInteger},  {"claimed_at", kInteger},
    {"actor", kText},       {"account", kBlob},     {"student_rows", kInteger},
    {"size", kInteger},     {"sha256", kText},      {"password_shown_at", kInteger},
    {"box", kBlob}};
inline constexpr BulkColumn kPublicationCopyPiece[] = {
    {"copy", kBlob}, {"number", kInteger}, {"box", kBlob}};
inline constexpr BulkColumn kPublicationAccess[] = {
    {"id", kBlob},      {"publication", kBlob}, {"copy", kBlob},
    {"act", kText},     {"at", kInteger},       {"actor", kText},
    {"account", kBlob}, {"came_from", kText},   {"student_rows", kInteger}};
inline constexpr BulkColumn kSealPermission[] = {
    {"id", kBlob},    {"edition", kBlob}, {"number", kInteger}, {"at", kInteger},
    {"actor", kText}, {"account", kBlob}, {"times", kInteger},  {"box", kBlob}};
inline constexpr BulkColumn kPaperCopy[] = {{"id", kBlob},
                                            {"institution", kBlob},
                                            {"edition", kBlob},
                                            {"number", kInteger},
                                            {"volume", kInteger},
                                            {"copy", kInteger},
                                            {"seal_permission", kBlob},
                                            {"printed_at", kInteger},
                                            {"actor", kText},
                                            {"account", kBlob},
                                            {"state", kText}};
inline constexpr BulkColumn kPaperCopyEvent[] = {
    {"paper_copy", kBlob}, {"number", kInteger}, {"act", kText}, {"at", kInteger},
    {"actor", kText},      {"account", kBlob},   {"box", kBlob}};

}  // namespace mingce::publication_tables
