// For tests that go on with what a use case gave: files imported by their path.
#pragma once

#include <string>
#include <vector>

#include "record_fixture.h"
#include "results.h"

namespace mingce::testing {

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
