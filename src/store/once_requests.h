// Requests that carry a key of their sender's, so that sending one again does nothing again.
#pragma once

#include <optional>
#include <string>

#include "base/id.h"
#include "store/boxes.h"
#include "store/database.h"

namespace mingce {

/// Whose request it is, its key and what it asks, hashed; `request` is this sending's own id.
struct OnceRequest {
    Id account, request;
    std::string key_sha256, request_sha256;  // 32 bytes each

    bool is_none() const { return key_sha256.empty(); }
};

/// What was answered. Nothing where the act is done and its answer was lost.
struct OnceAnswer {
    bool is_of_this_request = false;  // the same method, address and body
    std::optional<std::int64_t> status;
    std::string body;
};

namespace once_requests {

/// In the transaction of the act: false where another sending of the key did it before.
Result<bool> claim(Tx& tx, const OnceRequest& request, Moment now);
/// Adds the answer to what was claimed; a request that did nothing has no row and keeps none.
Status keep_answer(Tx& tx, Boxes& boxes, const OnceRequest& request, const OnceAnswer& answer);
/// Nothing where the key is new.
Result<std::optional<OnceAnswer>> find(Tx& tx, Boxes& boxes, const OnceRequest& request);
Result<std::uint64_t> forget_before(Tx& tx, Moment moment);

}  // namespace once_requests

}  // namespace mingce
