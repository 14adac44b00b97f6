#include "usecases/audit/audit_told.h"

#include <algorithm>
#include <cstdlib>

#include "crypto/bytes_as_text.h"
#include "store/audit_log.h"

namespace mingce {

namespace {

/// "… name=value …" of an entry's detail; "" where it is not there.
std::string_view item_of(std::string_view detail, std::string_view name) {
    const std::string mark = std::string(name) + "=";
    for (std::size_t at = detail.find(mark); at != std::string_view::npos;
         at = detail.find(mark, at + 1)) {
        if (at != 0 && detail[at - 1] != ' ') continue;
        detail.remove_prefix(at + mark.size());
        return detail.substr(0, detail.find(' '));
    }
    return {};
}

std::uint64_t number_of(std::string_view detail, std::string_view name) {
    return std::strtoull(std::string(item_of(detail, name)).c_str(), nullptr, 10);
}

Id id_of(std::string_view detail, std::string_view name) {
    return Id::parse(item_of(detail, name)).value_or(Id{});
}

class Gathering {
public:
    void take(const AuditEntry& entry) {
        act_ = {++order_, entry.at, entry.actor, entry.commitment};
        const std::string_view action = entry.action;
        for (const Reading& reading : kReadings)
            if (reading.action == action) (this->*reading.read)(entry);
    }
    AuditTold told() && { return std::move(told_); }

private:
    void values(const AuditEntry& entry) {
        ToldValues& own = told_.values[entry.subject];
        if (own.at != entry.at) own.commitments.clear();
        own.order = order_;
        own.at = entry.at;
        own.commitments.push_back(entry.commitment);
    }

    void stage(const AuditEntry& entry) { told_.batches[entry.subject].is_staged = true; }
    void commit(const AuditEntry& entry) {
        ToldBatch& batch = told_.batches[entry.subject];
        batch.commit = act_;
        batch.number = static_cast<std::int64_t>(number_of(entry.detail, "number"));
        batch.has_written = read_hex(item_of(entry.detail, "written"), batch.written);
        batch.source_rows = number_of(entry.detail, "rows");
        batch.findings = number_of(entry.detail, "findings");
        batch.pairs = number_of(entry.detail, "pairs");
        batch.photos =
            number_of(entry.detail, "photos_new") + number_of(entry.detail, "photos_replaced");
    }
    void undo(const AuditEntry& entry) {
        ToldBatch& batch = told_.batches[entry.subject];
        batch.undo = act_;
        if (!read_hex(item_of(entry.detail, "written"), batch.undone)) batch.undone = {};
        told_.last_undo = told_.last_removal = order_;
    }
    void close(const AuditEntry& entry) {
        told_.batches[entry.subject].is_closed = true;
        told_.last_close = order_;
    }

    void status(const AuditEntry& entry) {
        told_.statuses[entry.subject][sequence_of(entry)].recorded = act_;
    }
    void status_back(const AuditEntry& entry) {
        told_.statuses[entry.subject][sequence_of(entry)].taken_back = act_;
    }
    static std::int64_t sequence_of(const AuditEntry& entry) {
        return static_cast<std::int64_t>(number_of(entry.detail, "sequence"));
    }

    // Both students have an entry; the kept one's names the other.
    void merge(const AuditEntry& entry) {
        values(entry);
        const Id gone = id_of(entry.detail, "other");
        if (gone.is_none()) return;
        const auto version = static_cast<std::int64_t>(number_of(entry.detail, "version"));
        told_.merges.push_back({entry.subject, gone, version, act_, {}});
    }
    void split(const AuditEntry& entry) {
        values(entry);
        const Id gone = id_of(entry.detail, "other");
        for (auto merge = told_.merges.rbegin(); merge != told_.merges.rend(); ++merge) {
            if (merge->gone != gone || merge->kept != entry.subject) continue;
            merge->split = act_;
            return;
        }
    }

    void same(const AuditEntry& entry) { decide_pair(entry, "same"); }
    void different(const AuditEntry& entry) { decide_pair(entry, "different"); }
    void decide_pair(const AuditEntry& entry, std::string_view what) {
        told_.pairs[entry.subject] = {
            act_, std::string(what), {id_of(entry.detail, "one"), id_of(entry.detail, "other")}};
    }

    void fix(const AuditEntry& entry) {
        values(entry);
        const Id finding = id_of(entry.detail, "finding");
        if (!finding.is_none()) told_.findings[finding] = {act_, "fixed", {entry.subject}};
    }
    void waive(const AuditEntry& entry) { decide_finding(entry, "waived"); }
    void reopen(const AuditEntry& entry) { decide_finding(entry, "open"); }
    void decide_finding(const AuditEntry& entry, std::string_view what) {
        told_.findings[entry.subject] = {act_, std::string(what), {id_of(entry.detail, "student")}};
    }

    void freeze(const AuditEntry& entry) {
        constexpr std::string_view kMark = "basis=";
        const std::size_t at = entry.detail.starts_with(kMark) ? kMark.size() : 0;
        told_.frozen[entry.subject] = {entry.at, entry.detail.substr(at)};
    }
    void erase(const AuditEntry& entry) {
        told_.erased[entry.subject] = order_;
        told_.last_removal = order_;
    }

    struct Reading {
        std::string_view action;
        void (Gathering::*read)(const AuditEntry&);
    };
    static constexpr Reading kReadings[] = {
        {"student.add", &Gathering::values},    {"student.set", &Gathering::values},
        {"batch.stage", &Gathering::stage},     {"batch.commit", &Gathering::commit},
        {"batch.undo", &Gathering::undo},       {"batch.close", &Gathering::close},
        {"student.status", &Gathering::status}, {"student.status_back", &Gathering::status_back},
        {"match.merge", &Gathering::merge},     {"match.split", &Gathering::split},
        {"match.same", &Gathering::same},       {"match.different", &Gathering::different},
        {"finding.fix", &Gathering::fix},       {"finding.waive", &Gathering::waive},
        {"finding.reopen", &Gathering::reopen}, {"student.freeze", &Gathering::freeze},
        {"student.erase", &Gathering::erase},   {"student.take_back", &Gathering::values},
    };

    AuditTold told_;
    ToldAct act_;
    std::uint64_t order_ = 0;
};

}  // namespace

Result<AuditTold> read_told(Tx& tx) {
    Gathering gathering;
    TRY(audit_log::each_numbered(tx, 0, [&](const audit_log::NumberedEntry& entry) {
        gathering.take(entry.entry);
        return Status(Done{});
    }));
    for (const AuditEntry& entry : TRY(audit_log::waiting(tx))) gathering.take(entry);
    return std::move(gathering).told();
}

}  // namespace mingce
