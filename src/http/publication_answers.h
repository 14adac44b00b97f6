// Publications and what is received of them, as the API tells of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "http/edition_answers.h"
#include "usecases/publications/publications.h"
#include "usecases/publications/received.h"

namespace mingce::http {

inline constexpr Text kPublicationNumberText = {"发布的编号", "number of the publication"};

struct OfPublication {
    std::int64_t number = 0;
    static constexpr auto path_members() {
        return std::tuple{
            Member{"number", &OfPublication::number, kPublicationNumberText, Bounds{.least = 1}}};
    }
};
struct PublicationPath : OfPublication {
    static constexpr std::string_view kName = "PublicationPath";
    static constexpr auto members() { return path_members(); }
};

struct ViewColumnMembers {
    std::string field;
    bool is_whole = true;
    static constexpr auto column_members() {
        using V = ViewColumnMembers;
        return std::tuple{Member{"field", &V::field, {"字段", "field"}},
                          Member{"is_whole", &V::is_whole, {"原值；否则遮盖", "whole, or masked"}}};
    }
};
struct ViewColumnMessage : ViewColumnMembers {
    static constexpr std::string_view kName = "ViewColumn";
    static constexpr auto members() { return column_members(); }
};
/// The same as it is asked for.
struct ViewColumnInput : ViewColumnMembers {
    static constexpr std::string_view kName = "GiveColumn";
    static constexpr auto members() { return column_members(); }
};
std::vector<ViewColumnMessage> messages_of(const std::vector<ViewColumn>& view);
Result<std::vector<ViewColumn>> view_of(const std::vector<ViewColumnInput>& messages);

/// A column of rows as they are shown.
struct ShownColumn {
    std::string field, zh, en;
    static constexpr std::string_view kName = "ShownColumn";
    static constexpr auto members() {
        using S = ShownColumn;
        return std::tuple{Member{"field", &S::field, {"字段", "field"}},
                          Member{"zh", &S::zh, {"中文名", "Chinese name"}},
                          Member{"en", &S::en, {"英文名", "English name"}}};
    }
};
std::vector<ShownColumn> columns_of(const std::vector<ViewColumn>& view);

struct PublicationDecisionAnswer {
    std::string actor, role, at, words;
    bool approves = false;
    static constexpr std::string_view kName = "PublicationDecision";
    static constexpr auto members() {
        using D = PublicationDecisionAnswer;
        return std::tuple{Member{"actor", &D::actor, {"谁", "who"}},
                          Member{"role", &D::role, {"角色", "role"}},
                          Member{"at", &D::at, {"何时", "when"}},
                          Member{"words", &D::words, {"说明", "in words"}},
                          Member{"approves", &D::approves, {"同意", "approves"}}};
    }
};
struct ReceiverAnswer {
    std::string login, name;
    std::optional<std::string> accepted_at, downloaded_at;
    std::int64_t downloads = 0;
    static constexpr std::string_view kName = "PublicationReceiver";
    static constexpr auto members() {
        using R = ReceiverAnswer;
        return std::tuple{
            Member{"login", &R::login, {"账号", "login"}},
            Member{"name", &R::name, {"姓名", "name"}},
            Member{"accepted_at", &R::accepted_at, {"何时接受使用规范", "terms accepted at"}},
            Member{"downloaded_at", &R::downloaded_at, {"最近下载", "last downloaded at"}},
            Member{"downloads", &R::downloads, {"下载次数", "downloads"}}};
    }
};

struct PublicationAnswer {
    std::int64_t number = 0, version = 0, rows = 0, approvals_needed = 0, downloads = 0,
                 edition = 0;
    std::string kind, recipient, recipient_zh, recipient_en, purpose, link, state, highest,
        issued_by, revoked_words, intake, intake_zh, intake_en;
    std::optional<std::string> until, link_until, issued_at;
    std::vector<ViewColumnMessage> view;
    std::vector<std::string> formats, missing;
    std::vector<PublicationDecisionAnswer> decisions;
    std::vector<ReceiverAnswer> receivers;
    bool is_expired = false, may_decide = false;
    static constexpr std::string_view kName = "Publication";
    static constexpr auto members() {
        using P = PublicationAnswer;
        return std::tuple{
            Member{"number", &P::number, kPublicationNumberText},
            Member{"intake", &P::intake, kIntakeText},
            Member{"intake_zh", &P::intake_zh, {"招生批次", "intake in Chinese"}},
            Member{"intake_en", &P::intake_en, {"招生批次（英文）", "intake"}},
            Member{"edition", &P::edition, kEditionNumberText},
            Member{"kind",
                   &P::kind,
                   {"给谁：单位、院系、班级、公示", "unit, department, class or the public"},
                   Bounds{.choices = words<RecipientKind::Public>}},
            Member{"recipient", &P::recipient, {"接收单位", "key of the recipient"}},
            Member{"recipient_zh", &P::recipient_zh, {"名称", "its name in Chinese"}},
            Member{"recipient_en", &P::recipient_en, {"名称（英文）", "its name"}},
            Member{"purpose", &P::purpose, {"用途", "what for"}, kReasonBounds},
            Member{"view", &P::view, {"给哪些字段", "which fields"}},
            Member{
                "formats", &P::formats, {"形式", "forms"}, Bounds{.choices = words<CopyForm::Dbf>}},
            Member{"until", &P::until, {"到期日", "last day"}},
            Member{"link", &P::link, {"链接；未发出为空", "link; \"\" before it is open"}},
            Member{"link_until", &P::link_until, {"链接何时失效", "link ends at"}},
            Member{"state",
                   &P::state,
                   {"状态", "state"},
                   Bounds{.choices = words<PublicationState::Revoked>}},
            Member{"is_expired", &P::is_expired, {"链接已到期", "its link has ended"}},
            Member{"version", &P::version, {"版本，修改时带回", "version, sent with a change"}},
            Member{"highest", &P::highest, {"最高级别", "highest class"}},
            Member{"rows", &P::rows, {"人数", "students"}},
            Member{"approvals_needed", &P::approvals_needed, {"须几人批准", "approvals needed"}},
            Member{"decisions", &P::decisions, {"批准", "decisions"}},
            Member{"may_decide", &P::may_decide, {"我可以批准", "this caller may decide"}},
            Member{"missing",
                   &P::missing,
                   {"还缺什么", "what it lacks"},
                   Bounds{.choices = words<PublicationLack::Receiver>}},
            Member{"receivers", &P::receivers, {"接收人", "who receives it"}},
            Member{"downloads", &P::downloads, {"下载次数", "downloads"}},
            Member{"issued_at", &P::issued_at, {"何时发出", "issued at"}},
            Member{"issued_by", &P::issued_by, {"谁发出", "issued by"}},
            Member{"revoked_words", &P::revoked_words, {"收回的理由", "why it was revoked"}}};
    }
};
PublicationAnswer answer_of(const ShownPublication& shown);

struct PublicationItems {
    std::vector<PublicationAnswer> items;
    std::optional<std::string> job;
    static constexpr std::string_view kName = "PublicationItems";
    static constexpr auto members() {
        using P = PublicationItems;
        return std::tuple{
            Member{"items", &P::items, {"发布", "publications"}},
            Member{"job", &P::job, {"预备文件的任务", "job that makes the files ready"}}};
    }
};
PublicationItems items_of(const std::vector<ShownPublication>& list);

struct RowsAnswer {
    std::vector<ShownColumn> columns;
    std::vector<std::vector<std::string>> rows;
    std::int64_t total = 0;
    std::string mark;
    static constexpr std::string_view kName = "ReceivedRows";
    static constexpr auto members() {
        using R = RowsAnswer;
        return std::tuple{Member{"columns", &R::columns, {"列", "columns"}},
                          Member{"rows", &R::rows, {"行", "rows"}},
                          Member{"total", &R::total, {"共几行", "rows in all"}},
                          Member{"mark", &R::mark, {"水印", "the mark to show over them"}}};
    }
};
RowsAnswer answer_of(const RowsShown& shown);

struct DifferingRowAnswer {
    std::vector<std::string> row, before, fields;
    static constexpr std::string_view kName = "DifferingRow";
    static constexpr auto members() {
        using C = DifferingRowAnswer;
        return std::tuple{Member{"row", &C::row, {"现在", "as it is"}},
                          Member{"before", &C::before, {"原来", "as it was"}},
                          Member{"fields", &C::fields, {"改了哪些字段", "fields that differ"}}};
    }
};
struct SinceAnswer {
    std::int64_t edition = 0, revision = 0, copy = 0;
    std::string at;
    static constexpr std::string_view kName = "SinceCopy";
    static constexpr auto members() {
        using S = SinceAnswer;
        return std::tuple{Member{"edition", &S::edition, kEditionNumberText},
                          Member{"revision", &S::revision, kRevisionText},
                          Member{"copy", &S::copy, {"份号", "number of the copy"}},
                          Member{"at", &S::at, {"何时取走", "taken at"}}};
    }
};
struct PublicationDifferenceAnswer {
    std::optional<SinceAnswer> since;
    std::vector<ShownColumn> columns;
    std::vector<std::vector<std::string>> added, removed;
    std::vector<DifferingRowAnswer> changed;
    std::int64_t total_added = 0, total_removed = 0, total_changed = 0;
    static constexpr std::string_view kName = "PublicationDifference";
    static constexpr auto members() {
        using D = PublicationDifferenceAnswer;
        return std::tuple{
            Member{
                "since", &D::since, {"自哪一份起；没有取过为 null", "since which copy, or null"}},
            Member{"columns", &D::columns, {"列", "columns"}},
            Member{"added", &D::added, {"新增的行，至多 200", "rows added, 200 at most"}},
            Member{"removed", &D::removed, {"去掉的行，至多 200", "rows removed, 200 at most"}},
            Member{"changed", &D::changed, {"改动的行，至多 200", "rows changed, 200 at most"}},
            Member{"total_added", &D::total_added, {"新增", "added"}},
            Member{"total_removed", &D::total_removed, {"去掉", "removed"}},
            Member{"total_changed", &D::total_changed, {"改动", "changed"}}};
    }
};
PublicationDifferenceAnswer answer_of(const DifferenceSince& since);

std::optional<std::string> time_or_null(Moment moment);

}  // namespace mingce::http
