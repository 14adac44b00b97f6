// A school whose filed editions are published: the people of editions_fixture.h, and logistics of
// the units.
#pragma once

#include <cctype>
#include <cstdio>
#include <string>

#include "documents/typeface.h"
#include "editions_fixture.h"
#include "usecases/jobs/job_worker.h"

namespace mingce::testing {

/// In a query: everything but letters and digits by its bytes.
inline std::string escaped(std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0) {
            out += c;
            continue;
        }
        out += '%';
        out += kHex[byte >> 4U];
        out += kHex[byte & 15U];
    }
    return out;
}

/// What a shell command printed.
inline std::string printed_by(const std::string& command) {
    std::string text;
    FILE* const pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) return text;
    char room[4'096];
    for (std::size_t got; (got = fread(room, 1, sizeof room, pipe)) > 0;) text.append(room, got);
    pclose(pipe);
    return text;
}

class PublicationsOnEachDatabase : public EditionsOnEachDatabase {
protected:
    void SetUp() override {
        EditionsOnEachDatabase::SetUp();
        if (!IsSkipped() && !Typefaces::open().ok())
            GTEST_SKIP() << "the type faces for printing are missing";
    }
    void bring_to_filed(const std::string& filing_no, bool makes = true) {
        bring_to_approval(makes);
        ASSERT_EQ(approve("university_leader").status, 200);
        const Answer filed = file("registry2", filing_no);
        ASSERT_EQ(filed.status, 200) << filed.body;
    }
    void do_jobs() {
        JobWorker::Options options;
        options.clock = [this] { return app().now(); };
        JobWorker worker(record(), options);
        for (;;) {
            const auto worked = worker.run_one();
            ASSERT_TRUE(worked.ok());
            if (!worked.value()) return;
        }
    }
    Answer publish(const std::string& who = "registry") {
        return post(who, path() + "/publication", "{}");
    }
};

}  // namespace mingce::testing
