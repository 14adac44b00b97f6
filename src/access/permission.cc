#include "access/permission.h"

#include <algorithm>

namespace mingce {

namespace {

using enum Permission;

constexpr PermissionText kPermissions[] = {
    {IntakeRead, "intake.read", {"查看招生批次", "See intakes"}},
    {IntakeMake, "intake.make", {"建立招生批次", "Make intakes"}},
    {IntakeHandOver, "intake.hand_over", {"移交招生批次", "Hand an intake over"}},
    {IntakeTakeBack, "intake.take_back", {"收回移交", "Take a hand-over back"}},
    {ImportRead, "import.read", {"查看导入", "See imports"}},
    {ImportRun, "import.run", {"导入", "Import"}},
    {ImportUndo, "import.undo", {"撤销导入", "Undo imports"}},
    {StudentList, "student.list", {"查看名单", "List students"}},
    {StudentRead, "student.read", {"查看学生", "Read a student"}},
    {StudentAdd, "student.add", {"录入学生", "Enter students"}},
    {StudentEdit, "student.edit", {"修改学生", "Change students"}},
    {StudentReveal, "student.reveal", {"说明理由后显示原值", "See whole values, with a reason"}},
    {RevealRead, "reveal.read", {"查看谁看过原值", "See who looked at whole values"}},
    {StudentFreeze, "student.freeze", {"冻结学生", "Freeze students"}},
    {StudentErase, "student.erase", {"删除个人信息", "Erase students"}},
    {FindingRead, "finding.read", {"查看问题", "See findings"}},
    {FindingFix, "finding.fix", {"处理问题", "Fix findings"}},
    {FindingWaive, "finding.waive", {"豁免问题", "Waive findings"}},
    {FindingAssign, "finding.assign", {"交办问题", "Hand findings to departments"}},
    {MatchRead, "match.read", {"查看疑似同一人", "See who may be one person"}},
    {MatchDecide, "match.decide", {"判定同一人", "Decide who is one person"}},
    {StatusRead, "status.read", {"查看学籍状态", "See statuses"}},
    {StatusChange, "status.change", {"登记异动", "Record status changes"}},
    {RosterCompile, "roster.compile", {"编制花名册", "Compile rosters"}},
    {RosterDefine, "roster.define", {"修改编制规则", "Change definitions of rosters"}},
    {RosterRead, "roster.read", {"查看版次", "See editions"}},
    {RosterSubmit, "roster.submit", {"编成版次并送审", "Make and submit editions"}},
    {RosterEndorse, "roster.endorse", {"初审", "Endorse a department's part"}},
    {RosterRecheck, "roster.recheck", {"复审", "Review for the registry"}},
    {RosterApprove, "roster.approve", {"审批", "Approve"}},
    {RosterFile, "roster.file", {"备案", "File"}},
    {RosterPublish, "roster.publish", {"发布给各单位", "Publish to units"}},
    {RosterReceive, "roster.receive", {"接收花名册", "Receive rosters"}},
    {ReviewManage, "review.manage", {"设定审核流程和代理", "Say who reviews, and for whom"}},
    {OrganisationWrite, "organisation.write", {"修改组织", "Change the organisation"}},
    {ExportRun, "export.run", {"导出名单", "Export lists"}},
    {ExportApprove, "export.approve", {"批准导出", "Approve exports"}},
    {StandardRead, "standard.read", {"查看数据标准", "See the data standard"}},
    {StandardWrite, "standard.write", {"修改数据标准", "Change the data standard"}},
    {CheckValues, "check.run", {"检查数据", "Check values"}},
    {AuditRead, "audit.read", {"查看审计", "Read the audit"}},
    {AuditVerify, "audit.verify", {"验证审计", "Verify the audit"}},
    {AuditExport, "audit.export", {"导出审计", "Export the audit"}},
    {AccountRead, "account.read", {"查看账号", "See accounts"}},
    {AccountManage, "account.manage", {"管理账号", "Manage accounts"}},
    {GrantRead, "grant.read", {"查看授权", "See grants"}},
    {GrantDecide, "grant.decide", {"授权", "Grant roles"}},
    {SettingsRead, "settings.read", {"查看设置", "See settings"}},
    {SettingsChange, "settings.change", {"修改设置", "Change settings"}},
    {BackupRun, "backup.run", {"备份", "Back up"}},
    {AlertRead, "alert.read", {"查看提醒", "See alerts"}},
    {KeyManage, "key.manage", {"管理密钥（仅限本机）", "Manage keys, at the machine alone"}},
};

constexpr Permission kAdmissions[] = {
    IntakeRead,  IntakeMake,  IntakeHandOver, ImportRead,  ImportRun,     ImportUndo,
    StudentList, StudentRead, StudentAdd,     StudentEdit, StudentReveal, FindingRead,
    FindingFix,  MatchRead,   MatchDecide,    StatusRead,  StandardRead,  CheckValues,
};
constexpr Permission kRegistry[] = {
    IntakeRead,    IntakeMake,    IntakeHandOver,    IntakeTakeBack, ImportRead,    ImportRun,
    ImportUndo,    StudentList,   StudentRead,       StudentAdd,     StudentEdit,   StudentReveal,
    RevealRead,    StudentFreeze, StudentErase,      FindingRead,    FindingFix,    FindingWaive,
    FindingAssign, MatchRead,     MatchDecide,       StatusRead,     StatusChange,  RosterCompile,
    RosterDefine,  RosterRead,    RosterSubmit,      RosterRecheck,  RosterFile,    ReviewManage,
    RosterPublish, RosterReceive, OrganisationWrite, ExportRun,      ExportApprove, StandardRead,
    StandardWrite, CheckValues,
};
constexpr Permission kDepartmentSecretary[] = {
    IntakeRead,    StudentList,   StudentRead, StudentEdit,   StudentReveal,
    FindingRead,   FindingFix,    StatusRead,  RosterCompile, RosterRead,
    RosterEndorse, RosterReceive, ExportRun,   StandardRead,  CheckValues,
};
constexpr Permission kCounsellor[] = {
    IntakeRead,    StudentList, StudentRead,   StudentEdit, FindingRead,
    FindingFix,    StatusRead,  RosterCompile, RosterRead,  RosterEndorse,
    RosterReceive, ExportRun,   StandardRead,  CheckValues,
};
constexpr Permission kDepartmentLeader[] = {
    IntakeRead,    StudentList,   StudentRead, FindingRead,   StatusRead,    ExportRun,
    ExportApprove, RosterCompile, RosterRead,  RosterEndorse, RosterReceive, StandardRead,
};
constexpr Permission kUniversityLeader[] = {
    IntakeRead, StudentList,   StudentRead,   FindingRead,  StatusRead,
    RosterRead, RosterApprove, ExportApprove, StandardRead,
};
constexpr Permission kUnit[] = {IntakeRead, StudentList, ExportRun, RosterReceive, StandardRead};
constexpr Permission kChecker[] = {IntakeRead, StudentRead};
constexpr Permission kStudent[] = {StudentRead, StatusRead, RevealRead, StandardRead};
constexpr Permission kSystemAdmin[] = {AccountRead,    AccountManage, SettingsRead,
                                       SettingsChange, BackupRun,     StandardRead};
constexpr Permission kSecurityAdmin[] = {AccountRead, GrantRead, GrantDecide, SettingsRead,
                                         AlertRead};
constexpr Permission kAuditAdmin[] = {AuditRead,   AuditVerify, AuditExport,
                                      AccountRead, GrantRead,   AlertRead};
constexpr Permission kClient[] = {IntakeRead, StudentList, StudentRead, StandardRead, CheckValues};

}  // namespace

std::span<const PermissionText> all_permissions() { return kPermissions; }

std::string_view key_of(Permission permission) {
    return kPermissions[static_cast<std::size_t>(permission)].key;
}

std::span<const Permission> permissions_of(Role role) {
    switch (role) {
        case Role::Admissions: return kAdmissions;
        case Role::Registry: return kRegistry;
        case Role::DepartmentSecretary: return kDepartmentSecretary;
        case Role::Counsellor: return kCounsellor;
        case Role::DepartmentLeader: return kDepartmentLeader;
        case Role::UniversityLeader: return kUniversityLeader;
        case Role::Unit: return kUnit;
        case Role::Checker: return kChecker;
        case Role::Student: return kStudent;
        case Role::SystemAdmin: return kSystemAdmin;
        case Role::SecurityAdmin: return kSecurityAdmin;
        case Role::AuditAdmin: return kAuditAdmin;
        case Role::Client: return kClient;
    }
    return {};
}

bool may(Role role, Permission permission) {
    const auto list = permissions_of(role);
    return std::ranges::find(list, permission) != list.end();
}

}  // namespace mingce
