// How an operation says that it did not happen: Result, Error, Problem and TRY. Our own because
// g++ 12 in C++20 mode has no std::expected; docs/adr/0001 weighs the alternatives.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace mingce {

enum class Language : std::uint8_t { Chinese, English };

/// One text for people, in both languages.
struct Text {
    std::string_view zh, en;
    constexpr std::string_view in(Language language) const {
        return language == Language::Chinese ? zh : en;
    }
};

/// What sort of refusal it is; http/ maps it to a status, cli/ to an exit code.
enum class Kind : std::uint8_t { BadInput, Forbidden, NotFound, Conflict, Unavailable, Misuse };

/// A refusal a person can meet. Each is one constant in a room's problems.h and stands in its
/// table, from which docs/problems.md is generated. `fix` says what to do next.
struct Problem {
    std::string_view code;
    Kind kind;
    Text what, fix;
};

/// Where it happened, as a person would point at it. Parts that do not apply stay empty or 0.
struct Place {
    std::string file;       // name as given by the user
    std::string sheet;      // sheet or archive member
    std::uint64_t row = 0;  // the source's own row number, from 1
    std::string column;     // letter, field name or number
};

/// Why an operation did not happen. `detail` carries measures ("1.2 GiB", "0x8b"), never a person.
class [[nodiscard]] Error {
public:
    Error(const Problem& problem, std::string detail = {})
        : problem_(&problem), detail_(std::move(detail)) {}

    Error at(Place place) && {
        place_ = std::move(place);
        return std::move(*this);
    }
    /// Adds the file's name where the reader, that saw only bytes, could not.
    Error in_file(std::string_view file) && {
        if (place_.file.empty()) place_.file = file;
        return std::move(*this);
    }

    const Problem& problem() const { return *problem_; }
    const Place& place() const { return place_; }
    const std::string& detail() const { return detail_; }

    /// One sentence: where: what (detail); what to do.
    std::string sentence(Language language) const;

private:
    const Problem* problem_;
    std::string detail_;
    Place place_;
};

/// Either a T or the reason there is none. Reading the absent side is a bug and throws.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return state_.index() == 0; }
    const T& value() const& { return std::get<0>(state_); }
    T& value() & { return std::get<0>(state_); }
    T value() && { return std::get<0>(std::move(state_)); }
    const Error& error() const& { return std::get<1>(state_); }
    Error error() && { return std::get<1>(std::move(state_)); }

private:
    std::variant<T, Error> state_;
};

struct Done {};
using Status = Result<Done>;

/// Unwraps a Result, or returns its error from the enclosing function. (GNU statement expression:
/// gcc and clang.) The name is new each time, so that one may stand inside another's argument.
#define TRY(expression) MINGCE_TRY_NUMBERED(expression, __COUNTER__)
#define MINGCE_TRY_NUMBERED(expression, number) MINGCE_TRY_NAMED(expression, number)
#define MINGCE_TRY_NAMED(expression, number)                                          \
    __extension__({                                                                   \
        auto try_result_##number = (expression);                                      \
        if (!try_result_##number.ok()) return std::move(try_result_##number).error(); \
        std::move(try_result_##number).value();                                       \
    })

}  // namespace mingce
