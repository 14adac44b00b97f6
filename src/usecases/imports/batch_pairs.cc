#include "usecases/imports/batch_pairs.h"

namespace mingce {

namespace {

/// `value` gives the text of a field.
template <class ValueOf>
PersonFacts facts_by(const ValueOf& value) {
    PersonFacts facts;
    facts.name = value(Field::Name);
    facts.name_pinyin = value(Field::NamePinyin);
    facts.sex = value(Field::Sex);
    facts.birth_date = value(Field::BirthDate);
    facts.id_type = value(Field::IdType);
    facts.id_number = value(Field::IdNumber);
    facts.exam_number = value(Field::ExamNumber);
    facts.student_no = value(Field::StudentNo);
    facts.province = value(Field::Province);
    facts.phone = value(Field::Phone);
    facts.school_of_origin = value(Field::SchoolOfOrigin);
    facts.major = value(Field::Major);
    return facts;
}

std::string reasons_text(const MatchScore& score) {
    std::string text;
    for (const MatchReason& reason : reasons_of(score)) {
        if (!text.empty()) text += ' ';
        text.append(reason.comparison->key).append(":").append(reason.level->key);
    }
    return text;
}

}  // namespace

PairSearch::PairSearch(const ImportReport& report) : report_(report) {
    for (const ComparedRow& row : report.rows) {
        if (row.existing < 0) fresh_rows_.push_back(row.row);
    }
    candidates_ = std::async(std::launch::async, [this] {
        const Students& students = report_.check.hand_over.students;
        const People fresh(fresh_rows_.size(), [&](std::uint32_t at) {
            return facts_by([&](Field field) { return students.value(fresh_rows_[at], field); });
        });
        const People known(report_.existing.size(), [this](std::uint32_t at) {
            return facts_by([&](Field field) { return report_.existing.value(at, field); });
        });
        PersonMatcher matcher;
        return matcher.find_candidates(fresh, known);
    });
}

std::vector<MatchPair> PairSearch::pairs(const Context& context,
                                         const std::vector<Id>& student_of_row) {
    const Candidates candidates = candidates_.get();
    std::vector<MatchPair> pairs;
    for (const CandidatePair& candidate : candidates.pairs) {
        MatchPair pair;
        pair.id =
            Id::make_nth(context.now, static_cast<std::uint32_t>(pairs.size()), context.random);
        pair.intake = report_.batch.intake;
        pair.batch = report_.batch.id;
        pair.one = student_of_row[fresh_rows_[candidate.incoming]];
        pair.other = candidate.within_incoming ? student_of_row[fresh_rows_[candidate.other]]
                                               : report_.existing[candidate.other].id;
        pair.weight = static_cast<std::int64_t>(candidate.score.bits * 1000);
        pair.reasons = reasons_text(candidate.score);
        pair.created_at = context.now;
        pairs.push_back(std::move(pair));
    }
    return pairs;
}

}  // namespace mingce
