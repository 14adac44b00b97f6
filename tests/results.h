// Results as tests go on with them.
#pragma once

#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "base/result.h"

namespace mingce::testing {

/// A refusal is told and gives a default value.
template <class T>
T must(Result<T> result) {
    if (result.ok()) return std::move(result).value();
    ADD_FAILURE() << result.error().sentence(Language::English);
    return T{};
}
inline void must(const Status& done) {
    EXPECT_TRUE(done.ok()) << done.error().sentence(Language::English);
}

/// The code of the refusal; "" where there is none.
template <class T>
std::string problem_of(const Result<T>& result) {
    return result.ok() ? "" : std::string(result.error().problem().code);
}

}  // namespace mingce::testing
