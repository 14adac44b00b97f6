// For tests that go on with what a use case gave: results unwrapped, files imported by their path.
#pragma once

#include <string>
#include <vector>

#include "record_fixture.h"

namespace mingce::testing {

/// A refusal is told and gives a default value.
template <class T>
T must(Result<T> result) {
    if (result.ok()) return std::move(result).value();
    ADD_FAILURE() << result.error().sentence(Language::English);
    return T{};
}
inline void must(const Status& done) {
    EXPECT_TRUE(done.ok()) << (done.ok() ? "" : done.error().sentence(Language::English));
}
/// The code of the refusal; "" where there is none.
template <class T>
std::string problem_of(const Result<T>& result) {
    return result.ok() ? "" : std::string(result.error().problem().code);
}

class OnEachRecord : public RecordOnEachDatabase {
protected:
    std::filesystem::path write(const std::string& name, std::string_view text) const {
        return files_.write(name, text);
    }
    ImportReport import(const std::vector<std::filesystem::path>& paths, bool commit = true) {
        ImportFiles request;
        request.hand_over.paths = paths;
        request.intake = "2026-ug";
        request.commit = commit;
        request.today = {2026, 9, 1};
        return must(import_files(context(), request));
    }
    std::int64_t number(std::string_view sql) {
        return must(read_value(database(),
                               [&](Tx& tx) -> Result<std::int64_t> { return tx.integer(sql); }));
    }

private:
    const TemporaryFolder files_;
};

}  // namespace mingce::testing
