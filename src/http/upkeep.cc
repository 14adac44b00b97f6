#include "http/upkeep.h"

#include "store/once_requests.h"
#include "store/publication_copies.h"
#include "usecases/jobs/uploads.h"
#include "usecases/people/accounts.h"
#include "usecases/standards/judge_by_standard.h"

namespace mingce::http {

namespace {

template <class T>
Status status_of_result(const Result<T>& result) {
    if (!result.ok()) return result.error();
    return Done{};
}

}  // namespace

Upkeep::Upkeep(App& app) : app_(app), thread_([this] { run(); }) {}

Upkeep::~Upkeep() {
    {
        const std::lock_guard held(lock_);
        is_ending_ = true;
    }
    ending_.notify_all();
    thread_.join();
}

void Upkeep::run() {
    std::unique_lock held(lock_);
    while (!is_ending_) {
        held.unlock();
        try {
            const Date today = day_of(app_.now());
            if (today != day_) {
                each_day();
                day_ = today;
            }
            each_second();
        } catch (const std::exception& fault) {
            app_.log().fault("", "upkeep", fault.what());
        }
        held.lock();
        ending_.wait_for(held, std::chrono::seconds(1), [this] { return is_ending_; });
    }
}

void Upkeep::each_second() { say("audit", app_.record().settle_audit(app_.now())); }

void Upkeep::each_day() {
    const Moment now = app_.now();
    SystemRandom random;
    const Context context{app_.record(), std::string(kServerActor), now, random};
    say("statuses", app_.record().settle_statuses(now));
    const auto judged = judge_by_standard(context);
    say("standard", status_of_result(judged));
    if (judged.ok() && judged.value().jobs != 0) app_.wake_jobs();
    say("stale_accounts",
        status_of_result(disable_stale_accounts(context, app_.settings().people)));
    say("expired_uploads", status_of_result(delete_expired_uploads(context)));
    say("ended_copies", context.database().write([&](Tx& tx) {
        return status_of_result(publication_copies::drop_ended(tx, now));
    }));
    say("answers_kept", context.database().write([&](Tx& tx) {
        return status_of_result(
            once_requests::forget_before(tx, {now.milliseconds - kMillisecondsPerDay}));
    }));
}

void Upkeep::say(std::string_view what, const Status& status) {
    if (!status.ok()) app_.log().event(what, status.error().problem().code);
}

}  // namespace mingce::http
