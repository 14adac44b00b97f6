// What may be done, one by one, and which role may do it. A use case asks for its permission; a
// route names it, so that docs/access.md can be held against both.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "access/role.h"

namespace mingce {

enum class Permission : std::uint8_t {
    IntakeRead,
    IntakeMake,
    IntakeHandOver,  // ends what admissions may do with it
    IntakeTakeBack,  // and begins it again
    ImportRead,
    ImportRun,
    ImportUndo,
    StudentList,
    StudentRead,
    StudentAdd,
    StudentEdit,
    StudentReveal,  // whole values, with a reason
    RevealRead,     // who looked at whom
    StudentFreeze,
    StudentErase,
    FindingRead,
    FindingFix,
    FindingWaive,
    FindingAssign,  // hand them to departments
    MatchRead,
    MatchDecide,
    StatusRead,
    StatusChange,
    RosterCompile,
    RosterDefine,       // change what rosters look like
    RosterRead,         // editions and their revisions
    RosterSubmit,       // make editions, seal revisions
    RosterEndorse,      // 初审
    RosterRecheck,      // 复审
    RosterApprove,      // 审批
    RosterFile,         // 备案
    RosterPublish,      // 发布: who is given what of a filed edition
    RosterReceive,      // take what one's unit is given
    ReviewManage,       // who acts at which level, and for whom
    OrganisationWrite,  // what majors there are
    ExportRun,
    ExportApprove,
    StandardRead,   // data standard, code tables, rules, definitions
    StandardWrite,  // change them for the school
    CheckValues,
    AuditRead,
    AuditVerify,
    AuditExport,
    AccountRead,
    AccountManage,  // make, disable, reset: never what somebody may do
    GrantRead,
    GrantDecide,  // propose, confirm, take away
    SettingsRead,
    SettingsChange,
    BackupRun,
    AlertRead,  // who looked at unusually much
    KeyManage,  // at the machine alone: no role holds keys
};

struct PermissionText {
    Permission permission;
    std::string_view key;
    Text name;
};
std::span<const PermissionText> all_permissions();
std::string_view key_of(Permission permission);

std::span<const Permission> permissions_of(Role role);
bool may(Role role, Permission permission);

}  // namespace mingce
