#include "usecases/editions/review_needs.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "base/canonical_line.h"
#include "crypto/bytes_as_text.h"
#include "crypto/digest.h"

namespace mingce {

namespace {

bool is_signature_of(ReviewLevel level, EditionAct act) {
    return (level == ReviewLevel::Department && act == EditionAct::Endorse) ||
           (level == ReviewLevel::Registry && act == EditionAct::Recheck) ||
           (level == ReviewLevel::Leader && act == EditionAct::Approve);
}

bool is_of(const AskedNeeds& asked, std::string_view department) {
    return asked.department.empty() || asked.department == department;
}

class NeedsReader {
public:
    NeedsReader(Tx& tx, const Context& context, const AskedNeeds& asked)
        : tx_(tx), context_(context), asked_(asked), boxes_(context.boxes()) {}

    Result<ReviewNeeds> run() {
        for (ReviewMark& mark :
             TRY(review_notes::marks(tx_, asked_.found.edition.id, context_.actor)))
            marks_.emplace(std::pair(mark.kind, std::move(mark.subject)), std::move(mark.digest));
        if (asked_.level != ReviewLevel::Leader) TRY(look_at_classes());
        TRY(gather_flags());
        TRY(look_at_rows());
        return std::move(needs_);
    }

private:
    Status look_at_classes() {
        const auto seen =
            TRY(revision_seen_by(tx_, boxes_, asked_.found, asked_.level, context_.actor));
        for (ClassChange& change :
             changed_classes(seen ? &seen->head : nullptr, asked_.revision.head)) {
            if (change.is_gone || !is_of(asked_, change.department)) continue;
            ClassToView view{std::move(change), false, false};
            const auto mark = marks_.find(
                {MarkKind::Class, class_subject(view.change.department, view.change.now)});
            if (mark != marks_.end()) {
                view.is_viewed = mark->second == view.change.now.sha256;
                view.was_viewed = !view.is_viewed;
            }
            needs_.classes.push_back(std::move(view));
        }
        return Done{};
    }

    Status gather_flags() {
        if (asked_.level == ReviewLevel::Leader) return Done{};  // the sample, with the rows
        for (const RevisionFinding& finding :
             TRY(revisions::findings(tx_, boxes_, asked_.revision.sealed, asked_.revision.head)))
            if (finding.is_waived)
                flags_[finding.student].insert(RowFlag::Waiver);
            else if (finding.severity != "note")
                flags_[finding.student].insert(RowFlag::Finding);
        for (const ReviewComment& comment :
             TRY(review_notes::comments(tx_, boxes_, asked_.found.edition.id)))
            if (comment.state == CommentState::Open)
                flags_[comment.student].insert(RowFlag::Comment);
        return Done{};
    }

    Status look_at_rows() {
        const RevisionHead& head = asked_.revision.head;
        const bool samples = asked_.level == ReviewLevel::Leader;
        if (flags_.empty() && !samples) return Done{};
        const std::vector<std::size_t> sample =
            samples ? sample_of(asked_.revision.sealed.sha256, head.rows_listed)
                    : std::vector<std::size_t>();
        std::size_t place = 0;
        for (std::size_t i = 0; i < head.parts.size(); ++i) {
            const std::size_t end = place + head.parts[i].listed;
            const auto drawn = std::ranges::lower_bound(sample, place);
            const bool wanted = samples ? drawn != sample.end() && *drawn < end
                                        : is_of(asked_, head.parts[i].department);
            if (wanted) TRY(look_at_part(i, place, sample));
            place = end;
        }
        return Done{};
    }

    Status look_at_part(std::size_t part, std::size_t place,
                        const std::vector<std::size_t>& sample) {
        const RevisionRows rows =
            TRY(revisions::part(tx_, boxes_, asked_.revision.sealed, asked_.revision.head, part));
        for (const RevisionRows::Row& row : rows.rows()) {
            const bool listed = !asked_.revision.head.parts[part].classes[row.class_no].annex;
            std::set<RowFlag> flags;
            if (const auto found = flags_.find(row.student); found != flags_.end())
                flags = found->second;
            if (listed && std::ranges::binary_search(sample, place)) flags.insert(RowFlag::Sample);
            if (listed) ++place;
            if (flags.empty()) continue;
            RowToOpen open{row.student, {flags.begin(), flags.end()}, row_digest(row), false};
            const auto mark = marks_.find({MarkKind::Row, row.student.hex()});
            open.is_opened = mark != marks_.end() && mark->second == open.digest;
            needs_.rows.push_back(std::move(open));
        }
        return Done{};
    }

    Tx& tx_;
    const Context& context_;
    const AskedNeeds& asked_;
    Boxes boxes_;
    std::map<std::pair<MarkKind, std::string>, std::string> marks_;
    std::unordered_map<Id, std::set<RowFlag>> flags_;
    ReviewNeeds needs_;
};

}  // namespace

Result<std::optional<OpenRevision>> revision_seen_by(Tx& tx, Boxes& boxes,
                                                     const FoundEdition& found, ReviewLevel level,
                                                     std::string_view login) {
    std::int64_t seen = 0;
    for (const EditionStepRecord& step : found.steps)
        if (is_signature_of(level, step.act) && step.actor == login) seen = step.revision;
    if (seen != 0) return std::optional(TRY(open_revision(tx, boxes, found.edition, seen)));
    auto filed = TRY(revision_filed_before(tx, boxes, found.edition));
    if (filed || level == ReviewLevel::Department) return filed;
    return std::optional(TRY(open_revision(tx, boxes, found.edition, 1)));
}

std::string_view key_of(RowFlag flag) {
    switch (flag) {
        case RowFlag::Finding: return "finding";
        case RowFlag::Waiver: return "waiver";
        case RowFlag::Comment: return "comment";
        case RowFlag::Sample: return "sample";
    }
    return "";
}

std::size_t ReviewNeeds::classes_left() const {
    return static_cast<std::size_t>(std::ranges::count(classes, false, &ClassToView::is_viewed));
}

std::size_t ReviewNeeds::rows_left() const {
    return static_cast<std::size_t>(std::ranges::count(rows, false, &RowToOpen::is_opened));
}

Result<ReviewNeeds> review_needs(Tx& tx, const Context& context, const AskedNeeds& asked) {
    return NeedsReader(tx, context, asked).run();
}

std::vector<std::size_t> sample_of(std::string_view fingerprint, std::size_t rows) {
    std::set<std::size_t> drawn;
    if (rows <= kSampleRows) {
        for (std::size_t i = 0; i < rows; ++i) drawn.insert(i);
        return {drawn.begin(), drawn.end()};
    }
    for (std::uint32_t round = 0; drawn.size() < kSampleRows; ++round) {
        const Hash hash = sha256(std::string(fingerprint) + std::to_string(round));
        std::uint64_t number = 0;
        for (std::size_t i = 0; i < sizeof number; ++i) number = (number << 8) | hash[i];
        drawn.insert(static_cast<std::size_t>(number % rows));
    }
    return {drawn.begin(), drawn.end()};
}

std::string class_subject(std::string_view department, const RevisionClass& group) {
    std::string subject;
    append_canonical_line(subject, {department, group.major, group.name(),
                                    group.annex ? text_of(*group.annex).key : ""});
    subject.pop_back();
    return subject;
}

std::string row_digest(const RevisionRows::Row& row) {
    constexpr std::size_t kDigits = 32;
    return hex_of(sha256(row.values)).substr(0, kDigits);
}

}  // namespace mingce
