// A record for the tests of its audit: acts at a clock that the test moves, on each database.
#pragma once

#include <string>
#include <utility>

#include "record_fixture.h"
#include "results.h"
#include "usecases/record/record.h"

namespace mingce::testing {

class AuditedRecord : public RecordOnEachDatabase {
protected:
    void SetUp() override {
        RecordOnEachDatabase::SetUp();
        if (IsSkipped()) return;
        clock_ = now();
        settle();
    }

    /// Unlike the base's, the clock stands still unless it is moved.
    Context context() { return {record(), "os:test", clock_, random()}; }
    void open_at_clock() {
        close();
        opened_again_.reset();
        auto opened = Record::open({folder(), std::nullopt, clock_});
        ASSERT_TRUE(opened.ok()) << opened.error().sentence(Language::English);
        opened_again_ = std::make_unique<Record>(std::move(opened).value());
    }
    Record& record() { return opened_again_ ? *opened_again_ : RecordOnEachDatabase::record(); }

    Status act(std::string_view action = "batch.stage") {
        clock_.milliseconds += 1000;
        const Context own = context();
        return own.database().write([&](Tx& tx) {
            return audit(tx, own, {action, "batch", own.make_id(), "number=1 in=2", ""});
        });
    }
    void settle() { must(record().settle_audit(clock_)); }
    /// Each numbered and signed alone, so that the tree has as many checkpoints.
    void act_and_settle(int count) {
        for (int i = 0; i < count; ++i) {
            must(act());
            settle();
        }
    }
    CheckpointSigner signer() { return record().ring().signer(record().origin()).value(); }
    std::string public_key() { return signer().verifier().text(); }

    Moment clock_;

private:
    std::unique_ptr<Record> opened_again_;
};

}  // namespace mingce::testing
