// Jobs over HTTP as they go: told by a stream, and not kept waiting.
#include <thread>

#include "api_fixture.h"
#include "usecases/jobs/job_worker.h"

namespace mingce::testing {
namespace {

using http::EventStream;

class JobEvents : public ApiWithRegistry {
protected:
    std::shared_ptr<EventStream> open_stream() {
        const Answer answer = get("registry", "/api/v1/events");
        EXPECT_EQ(answer.status, 200) << answer.body;
        return answer.events;
    }
    std::string begin_check() {
        const Answer answer = post("registry", "/api/v1/intakes/2026-ug/checks", "");
        EXPECT_EQ(answer.status, 201) << answer.body;
        return answer.text("id");
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
    /// What a stream says once the database is looked at again.
    static std::string said_by(EventStream& stream) {
        std::this_thread::sleep_for(std::chrono::milliseconds(600));
        return stream.next().value_or("ended");
    }
};

TEST_P(JobEvents, TellEachJobWhenItChangedHoweverOftenAnotherDid) {
    const auto stream = open_stream();
    EXPECT_EQ(stream->next(), "");
    const std::string first = begin_check();
    EXPECT_NE(said_by(*stream).find(first), std::string::npos);
    do_jobs();  // its version grows beyond any that the next one will have at first
    EXPECT_NE(said_by(*stream).find("\"state\":\"done\""), std::string::npos);
    EXPECT_EQ(said_by(*stream), "");
    const std::string second = begin_check();
    const std::string told = said_by(*stream);
    EXPECT_NE(told.find(second), std::string::npos);
    EXPECT_EQ(told.find(first), std::string::npos) << "told again without a change";
}

TEST_P(JobEvents, EndWithTheSessionThatNobodyUses) {
    settings().people.session_idle_minutes = 30;
    const auto stream = open_stream();
    for (int minute = 0; minute < 29; ++minute) {
        pass_seconds(60);
        for (int look = 0; look < 15; ++look) ASSERT_TRUE(stream->next());
    }
    pass_seconds(120);  // a stream is not somebody at work
    bool is_open = true;
    for (int look = 0; look < 15 && is_open; ++look) is_open = stream->next().has_value();
    EXPECT_FALSE(is_open);
    EXPECT_EQ(get("registry", "/api/v1/session").status, 401);
}

TEST_P(JobEvents, WakeWhoDoesJobs) {
    int woken = 0;
    app().wake_jobs_by([&woken] { ++woken; });
    (void)begin_check();
    EXPECT_EQ(woken, 1);
    EXPECT_EQ(post("registry", "/api/v1/intakes/1999-ug/checks", "").status, 404);
    EXPECT_EQ(woken, 1);
    app().wake_jobs_by(nullptr);
}

TEST_ON_EACH_DATABASE(JobEvents);

}  // namespace
}  // namespace mingce::testing
