-- Long work as a queue, and files on their way in.

-- A job of the queue has a request; a row without one marks how far a reseal is. request and answer
-- are sealed under the record's key: names of files, reasons, what a person asked for.
ALTER TABLE job ADD COLUMN account ID;
ALTER TABLE job ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job ADD COLUMN worker ID;
ALTER TABLE job ADD COLUMN lease_until INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job ADD COLUMN cancel_requested INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job ADD COLUMN phase TEXT;
ALTER TABLE job ADD COLUMN rate INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job ADD COLUMN started_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job ADD COLUMN failure TEXT;
ALTER TABLE job ADD COLUMN request BYTES;
ALTER TABLE job ADD COLUMN answer BYTES;
CREATE INDEX job_by_state ON job (state, created_at, id);
CREATE INDEX job_by_account ON job (account, created_at, id);

-- name is sealed under the record's key.
CREATE TABLE upload (
    id ID NOT NULL PRIMARY KEY,
    institution ID NOT NULL REFERENCES institution (id),
    account ID,
    actor TEXT NOT NULL,
    state TEXT NOT NULL,
    name BYTES NOT NULL,
    size INTEGER NOT NULL,
    received INTEGER NOT NULL,
    pieces INTEGER NOT NULL,
    sha256 TEXT,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
);
CREATE INDEX upload_by_state ON upload (state, expires_at);
CREATE INDEX upload_by_actor ON upload (actor, created_at, id);

CREATE TABLE upload_piece (
    upload ID NOT NULL REFERENCES upload (id),
    number INTEGER NOT NULL,
    box BYTES NOT NULL,
    PRIMARY KEY (upload, number)
) WITHOUT ROWID;
