#include "http/answers.h"

#include <chrono>
#include <cstdio>

#include "domain/list_order.h"
#include "store/record_problems.h"

namespace mingce::http {

std::string time_text(Moment moment) {
    if (moment.milliseconds == 0) return "";
    using namespace std::chrono;
    const sys_time<milliseconds> time{milliseconds(moment.milliseconds)};
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    char text[40];
    std::snprintf(
        text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
        static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
        static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
    return text;
}

Result<Date> day_of_text(std::string_view key, std::string_view text) {
    std::string compact;
    for (const char c : text)
        if (c != '-') compact += c;
    const bool is_dashed = text.size() == 10 && text[4] == '-' && text[7] == '-';
    const auto day = is_dashed ? parse_compact_date(compact) : std::nullopt;
    if (!day) return Error(problem::kRequestMemberValue, std::string(key) + ": YYYY-MM-DD");
    return *day;
}

Result<Id> id_of_text(std::string_view key, std::string_view text) {
    const auto id = Id::parse(text);
    if (!id) return Error(problem::kRequestMemberValue, std::string(key));
    return *id;
}

Result<Field> field_of_text(std::string_view key) {
    const auto field = field_of(key);
    if (!field) return Error(problem::kStudentFieldUnknown, one_line(key, 40));
    return *field;
}

Result<std::vector<Field>> fields_of_texts(const std::vector<std::string>& keys) {
    std::vector<Field> fields;
    fields.reserve(keys.size());
    for (const std::string& key : keys) fields.push_back(TRY(field_of_text(key)));
    return fields;
}

Result<TypedValues> typed_values(const Texts& values) {
    TypedValues typed;
    for (const auto& [key, value] : values) typed[TRY(field_of_text(key))] = value;
    return typed;
}

KeptAnswer kept_because(const Problem& problem) {
    const Error error(problem);
    KeptAnswer kept;
    kept.code = problem.code;
    kept.zh = error.sentence(Language::Chinese);
    kept.en = error.sentence(Language::English);
    return kept;
}

FindingNumbers numbers_of(const FindingCounts& counts) {
    return {static_cast<std::int64_t>(counts.opened), static_cast<std::int64_t>(counts.gone)};
}

}  // namespace mingce::http
