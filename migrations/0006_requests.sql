-- Requests that must not be carried out twice. New, so it takes no time.

-- An Idempotency-Key of an account, written in the transaction of what the request did, so that
-- the same key never does it again. The answer is added afterwards, sealed, and kept a day.
CREATE TABLE once_request (
    account ID NOT NULL,
    key_sha256 BYTES NOT NULL,
    request ID NOT NULL UNIQUE,
    -- Of method, address and body.
    request_sha256 BYTES NOT NULL,
    at INTEGER NOT NULL,
    status INTEGER,
    box BYTES,
    PRIMARY KEY (account, key_sha256)
);
CREATE INDEX once_request_by_time ON once_request (at);
