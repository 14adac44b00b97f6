#include "http/edition_answers.h"

#include <map>
#include <set>

#include "crypto/bytes_as_text.h"

namespace mingce::http {

namespace {

std::int64_t whole(std::uint64_t number) { return static_cast<std::int64_t>(number); }

SignatureAnswer as_signature(const Signature& signature) {
    return {signature.login, signature.instead_of, time_text(signature.at), signature.opinion,
            signature.revision};
}

LevelStateAnswer as_level(const LevelView& view) {
    LevelStateAnswer answer;
    answer.level = key_of(view.progress.level);
    answer.department = view.progress.department;
    answer.students = view.students;
    answer.wanted = view.progress.wanted;
    for (const Signature& signature : view.progress.signatures)
        answer.signatures.push_back(as_signature(signature));
    answer.unseconded = whole(view.progress.unseconded.size());
    answer.is_complete = view.progress.is_complete;
    if (view.deadline) answer.deadline = iso_text(*view.deadline);
    answer.is_late = view.is_late;
    answer.waits_for = view.waits_for;
    if (view.reminded_at) answer.reminded_at = time_text(*view.reminded_at);
    answer.reminded_by = view.reminded_by;
    return answer;
}

EditionActAnswer as_act(const ActView& view) {
    EditionActAnswer answer;
    answer.act = key_of(view.act);
    answer.department = view.department;
    for (const EditionState state : view.to) answer.to.emplace_back(key_of(state));
    answer.may = !view.refusal;
    if (!view.refusal) return answer;
    const Problem& why = view.refusal->problem();
    answer.code = why.code;
    answer.why_zh = view.refusal->sentence(Language::Chinese);
    answer.why_en = view.refusal->sentence(Language::English);
    return answer;
}

RevisionAnswer as_revision(const SealedRevision& sealed, const RevisionHead& head) {
    RevisionAnswer answer;
    answer.number = sealed.number;
    answer.definition_version = sealed.definition_version;
    answer.sha256 = hex_of(bytes_of(sealed.sha256));
    answer.as_of = time_text(sealed.as_of);
    answer.sealed_at = time_text(sealed.sealed_at);
    answer.actor = sealed.actor;
    answer.rows_in = whole(head.rows_in);
    answer.listed = whole(head.rows_listed);
    answer.annexed = whole(head.rows_annexed);
    answer.left_out = whole(head.rows_filtered);
    const Tally tally = head.tally();
    answer.men = tally.men;
    answer.women = tally.women;
    answer.departments = whole(head.parts.size());
    std::set<std::pair<std::string_view, std::string_view>> majors;
    std::map<EnrolmentState, std::int64_t> annex;
    for (const RevisionPart& part : head.parts)
        for (const RevisionClass& group : part.classes) {
            if (group.annex) {
                annex[*group.annex] += group.students;
                continue;
            }
            ++answer.classes;
            majors.emplace(part.department, group.major);
        }
    answer.majors = whole(majors.size());
    for (const auto& [state, students] : annex) {
        const EnrolmentStateText& text = text_of(state);
        answer.annex.push_back({std::string(text.key), std::string(text.name.zh),
                                std::string(text.name.en), students});
    }
    answer.warnings = whole(head.findings.warning);
    answer.notes = whole(head.findings.note);
    answer.waived = whole(head.findings.waived);
    return answer;
}

}  // namespace

EditionAnswer answer_of(const EditionView& view) {
    const Edition& edition = view.edition;
    EditionAnswer answer;
    answer.intake = view.intake.key;
    answer.intake_zh = intake_title(view.intake, Language::Chinese);
    answer.intake_en = intake_title(view.intake, Language::English);
    answer.number = edition.number;
    answer.version = edition.version;
    answer.state = key_of(edition.state);
    answer.state_since = time_text(edition.state_since);
    answer.definition = edition.definition;
    answer.definition_version = view.definition_version;
    answer.made_by = edition.actor;
    answer.made_at = time_text(edition.created_at);
    answer.why = edition.why;
    answer.filing_no = edition.filing_no;
    if (edition.filed_on) answer.filed_on = iso_text(*edition.filed_on);
    if (edition.registered_on) answer.registered_on = iso_text(*edition.registered_on);
    if (view.revision) {
        answer.revision = as_revision(*view.revision, *view.head);
        for (const LevelView& level : view.departments)
            answer.departments.push_back(as_level(level));
        answer.registry = as_level(view.registry);
        answer.leader = as_level(view.leader);
    }
    answer.departments_done = view.departments_done;
    answer.departments_all = view.departments_all;
    answer.changed_since = view.changed_since;
    for (const ActView& act : view.acts) answer.acts.push_back(as_act(act));
    return answer;
}

}  // namespace mingce::http
