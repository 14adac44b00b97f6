#include "http/publication_answers.h"

#include <algorithm>

namespace mingce::http {

namespace {

constexpr std::size_t kDifferingRowsMost = 200;

std::vector<std::vector<std::string>> first_rows(const std::vector<std::vector<std::string>>& all) {
    return {all.begin(),
            all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), kDifferingRowsMost))};
}

std::int64_t counted(std::size_t count) { return static_cast<std::int64_t>(count); }

void add_people(PublicationAnswer& answer, const ShownPublication& shown) {
    for (const PublicationDecision& decision : shown.decisions)
        answer.decisions.push_back({decision.actor, std::string(key_of(decision.role)),
                                    time_text(decision.at), decision.words, decision.approves});
    for (const ReceiverFacts& facts : shown.receivers)
        answer.receivers.push_back({facts.receiver.login, facts.receiver.name,
                                    time_or_null(facts.accepted_at),
                                    time_or_null(facts.downloaded_at), counted(facts.downloads)});
}

}  // namespace

std::optional<std::string> time_or_null(Moment moment) {
    if (moment.milliseconds == 0) return std::nullopt;
    return time_text(moment);
}

std::vector<ViewColumnMessage> messages_of(const std::vector<ViewColumn>& view) {
    std::vector<ViewColumnMessage> messages;
    messages.reserve(view.size());
    for (const ViewColumn& column : view)
        messages.push_back({{std::string(key_of(column.field)), column.is_whole}});
    return messages;
}

Result<std::vector<ViewColumn>> view_of(const std::vector<ViewColumnInput>& messages) {
    std::vector<ViewColumn> view;
    view.reserve(messages.size());
    for (const ViewColumnInput& message : messages)
        view.push_back({TRY(field_of_text(message.field)), message.is_whole});
    return view;
}

std::vector<ShownColumn> columns_of(const std::vector<ViewColumn>& view) {
    std::vector<ShownColumn> columns;
    columns.reserve(view.size());
    for (const ViewColumn& column : view) {
        const FieldStandard& standard = DataStandard::shipped().of(column.field);
        columns.push_back({std::string(key_of(column.field)), standard.zh, standard.en});
    }
    return columns;
}

PublicationAnswer answer_of(const ShownPublication& shown) {
    const Publication& publication = shown.publication;
    PublicationAnswer answer;
    answer.number = publication.number;
    answer.version = publication.version;
    answer.rows = static_cast<std::int64_t>(publication.rows);
    answer.approvals_needed = publication.approvals;
    answer.downloads = counted(shown.downloads);
    answer.edition = shown.edition;
    answer.kind = key_of(publication.recipient.kind);
    answer.recipient = publication.recipient.key;
    answer.recipient_zh = shown.zh;
    answer.recipient_en = shown.en;
    answer.purpose = publication.contents.purpose;
    answer.link = publication.link;
    answer.state = key_of(publication.state);
    answer.highest = "C" + std::to_string(static_cast<int>(publication.highest));
    answer.issued_by = publication.issued_by;
    answer.revoked_words = publication.contents.revoked_words;
    answer.intake = shown.intake.key;
    answer.intake_zh = intake_title(shown.intake, Language::Chinese);
    answer.intake_en = intake_title(shown.intake, Language::English);
    if (publication.until) answer.until = iso_text(*publication.until);
    answer.link_until = time_or_null(publication.link_until);
    answer.issued_at = time_or_null(publication.issued_at);
    answer.view = messages_of(publication.contents.view);
    for (const CopyForm form : publication.contents.forms)
        answer.formats.emplace_back(key_of(form));
    for (const PublicationLack lack : shown.lacks) answer.missing.emplace_back(key_of(lack));
    answer.is_expired = shown.is_expired;
    answer.may_decide = shown.may_decide;
    add_people(answer, shown);
    return answer;
}

PublicationItems items_of(const std::vector<ShownPublication>& list) {
    PublicationItems answer;
    answer.items.reserve(list.size());
    for (const ShownPublication& shown : list) answer.items.push_back(answer_of(shown));
    return answer;
}

RowsAnswer answer_of(const RowsShown& shown) {
    return {columns_of(shown.view), shown.rows, static_cast<std::int64_t>(shown.total), shown.mark};
}

PublicationDifferenceAnswer answer_of(const DifferenceSince& since) {
    PublicationDifferenceAnswer answer;
    answer.columns = columns_of(since.view);
    if (since.last)
        answer.since = SinceAnswer{since.edition, since.last->revision, since.last->number,
                                   time_text(since.last->claimed_at)};
    const ViewDifference& difference = since.difference;
    answer.added = first_rows(difference.added);
    answer.removed = first_rows(difference.removed);
    answer.total_added = counted(difference.added.size());
    answer.total_removed = counted(difference.removed.size());
    answer.total_changed = counted(difference.changed.size());
    for (const ChangedRow& row : difference.changed) {
        if (answer.changed.size() == kDifferingRowsMost) break;
        DifferingRowAnswer changed{row.now, row.before, {}};
        for (std::size_t i = 0; i < row.now.size(); ++i)
            if (row.now[i] != row.before[i])
                changed.fields.emplace_back(key_of(since.view[i].field));
        answer.changed.push_back(std::move(changed));
    }
    return answer;
}

}  // namespace mingce::http
