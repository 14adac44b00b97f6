// What a job is asked and by whom, as it lies sealed in its row; and the results, as JSON.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "usecases/jobs/jobs.h"

namespace mingce {

/// A job as it was submitted: its submitter as they were then.
struct AskedJob {
    Caller caller;
    JobRequest request;
};
std::string text_of(const AskedJob& asked);
/// Errors: BadInput (job.request): not one this program understands.
Result<AskedJob> parse_asked_job(std::string_view text);

/// A JSON array of items that are JSON already.
std::string json_list(const std::vector<std::string>& items);

/// JSON objects of plain parts, in order.
class JsonObject {
public:
    JsonObject& add(std::string_view name, std::string_view text);
    JsonObject& add(std::string_view name, std::uint64_t number);
    JsonObject& add_flag(std::string_view name, bool flag);
    /// `json` as it stands.
    JsonObject& add_json(std::string_view name, std::string_view json);
    std::string finish();

private:
    void begin(std::string_view name);
    std::string text_ = "{";
};

/// What belongs to a failure beside its code.
std::string failure_text(const Error& error);
void read_failure(std::string_view text, JobFailure& failure);

}  // namespace mingce
