-- Whom an intake was handed over by; whole values looked at with a reason; exact look-ups, counted;
-- lists asked for as files, and who approved them.
-- Why so: docs/access.md.

-- From this moment admissions see none of its students.
ALTER TABLE intake ADD COLUMN handed_over_at INTEGER;
ALTER TABLE intake ADD COLUMN handed_over_by TEXT;

-- Who looked at whose whole values. `box`: the reason in words, under the record's key.
CREATE TABLE reveal (
    id ID NOT NULL PRIMARY KEY,
    student ID NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    role TEXT NOT NULL,
    fields TEXT NOT NULL,
    reason TEXT NOT NULL,
    box BYTES
);
CREATE INDEX reveal_by_student ON reveal (student, at);
CREATE INDEX reveal_by_actor ON reveal (actor, at);

-- Exact look-ups by a sealed number, to count those of a minute; nothing of what was asked for.
CREATE TABLE exact_look_up (
    id ID NOT NULL PRIMARY KEY,
    actor TEXT NOT NULL,
    at INTEGER NOT NULL
);
CREATE INDEX exact_look_up_by_actor ON exact_look_up (actor, at);

-- A list asked for as a file. `box`: what was asked for, with filters, under the record's key.
CREATE TABLE export_request (
    id ID NOT NULL PRIMARY KEY,
    institution ID NOT NULL REFERENCES institution (id),
    intake ID NOT NULL REFERENCES intake (id),
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    asked_by TEXT NOT NULL,
    account ID,
    role TEXT NOT NULL,
    purpose TEXT NOT NULL,
    students INTEGER NOT NULL,
    class INTEGER NOT NULL,
    approvals INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    made_at INTEGER,
    sha256 TEXT,
    box BYTES NOT NULL,
    UNIQUE (institution, number)
);
CREATE INDEX export_request_by_state ON export_request (state, asked_at);

CREATE TABLE export_decision (
    request ID NOT NULL REFERENCES export_request (id),
    actor TEXT NOT NULL,
    account ID,
    role TEXT NOT NULL,
    at INTEGER NOT NULL,
    approves INTEGER NOT NULL,
    box BYTES,
    PRIMARY KEY (request, actor)
);
