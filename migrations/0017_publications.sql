-- What units are given of filed editions, the copies they took, and who did what with them; copies
-- on paper, and who may have a seal drawn on them. New and empty tables: no time.

-- A view of an edition for one recipient. `recipient`: a purpose, a department, a department and a
-- class as one unit, 'public'. `link` is what its receivers are sent, 32 hexadecimal digits; `round`
-- counts how often it was asked for. `box`: what for, which fields, which forms, under the record's
-- key.
CREATE TABLE publication (
    id ID NOT NULL PRIMARY KEY,
    institution ID NOT NULL REFERENCES institution (id),
    edition ID NOT NULL REFERENCES edition (id),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('unit', 'department', 'class', 'public')),
    recipient TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'asked', 'open', 'refused', 'revoked')),
    version INTEGER NOT NULL,
    round INTEGER NOT NULL,
    link TEXT,
    class INTEGER NOT NULL,
    student_rows INTEGER NOT NULL,
    approvals INTEGER NOT NULL,
    until TEXT,
    link_until INTEGER,
    made_at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    account ID,
    issued_at INTEGER,
    issued_by TEXT,
    issuer ID,
    box BYTES NOT NULL,
    UNIQUE (institution, number),
    UNIQUE (edition, kind, recipient)
);
CREATE INDEX publication_by_state ON publication (state);

-- Every link there was: who comes by one that was replaced is told so.
CREATE TABLE publication_link (
    link TEXT NOT NULL PRIMARY KEY,
    publication ID NOT NULL REFERENCES publication (id),
    made_at INTEGER NOT NULL
);

CREATE TABLE publication_decision (
    publication ID NOT NULL REFERENCES publication (id),
    round INTEGER NOT NULL,
    actor TEXT NOT NULL,
    account ID,
    role TEXT NOT NULL,
    at INTEGER NOT NULL,
    approves INTEGER NOT NULL,
    box BYTES,
    PRIMARY KEY (publication, round, actor)
);

-- Who accepted the terms of use, and which text that was.
CREATE TABLE publication_acceptance (
    publication ID NOT NULL REFERENCES publication (id),
    account ID NOT NULL,
    actor TEXT NOT NULL,
    at INTEGER NOT NULL,
    terms TEXT NOT NULL,
    PRIMARY KEY (publication, account)
);

-- A file that was made of a publication. `account` and `actor` are nobody's while it lies ready for
-- whoever asks first. `box`: its file's name, and its password until it was shown, under the
-- record's key. Its bytes go when its link ends; the row stays, as copies are traced by it.
CREATE TABLE publication_copy (
    id ID NOT NULL PRIMARY KEY,
    institution ID NOT NULL REFERENCES institution (id),
    publication ID NOT NULL REFERENCES publication (id),
    number INTEGER NOT NULL,
    form TEXT NOT NULL,
    link TEXT NOT NULL,
    revision INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    claimed_at INTEGER,
    actor TEXT,
    account ID,
    student_rows INTEGER NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    password_shown_at INTEGER,
    box BYTES NOT NULL,
    UNIQUE (institution, number)
);
CREATE INDEX publication_copy_by_publication ON publication_copy (publication);
CREATE INDEX publication_copy_by_sha256 ON publication_copy (sha256);

CREATE TABLE publication_copy_piece (
    copy ID NOT NULL REFERENCES publication_copy (id),
    number INTEGER NOT NULL,
    box BYTES NOT NULL,
    PRIMARY KEY (copy, number)
);

-- What a receiver did: looked on screen, copied rows out, took a file, was shown a password.
CREATE TABLE publication_access (
    id ID NOT NULL PRIMARY KEY,
    publication ID NOT NULL REFERENCES publication (id),
    copy ID,
    act TEXT NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    account ID,
    came_from TEXT NOT NULL,
    student_rows INTEGER NOT NULL
);
CREATE INDEX publication_access_by_publication ON publication_access (publication, at);

-- That a seal may be drawn on the paper of an edition: who said so, how often. `box`: why.
CREATE TABLE seal_permission (
    id ID NOT NULL PRIMARY KEY,
    edition ID NOT NULL REFERENCES edition (id),
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    account ID,
    times INTEGER NOT NULL,
    box BYTES NOT NULL,
    UNIQUE (edition, number)
);

-- A numbered copy of a volume on paper; what became of it stands in its events.
CREATE TABLE paper_copy (
    id ID NOT NULL PRIMARY KEY,
    institution ID NOT NULL REFERENCES institution (id),
    edition ID NOT NULL REFERENCES edition (id),
    number INTEGER NOT NULL,
    volume INTEGER NOT NULL,
    copy INTEGER NOT NULL,
    seal_permission ID,
    printed_at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    account ID,
    state TEXT NOT NULL CHECK (state IN ('printed', 'handed_out', 'returned', 'destroyed')),
    UNIQUE (institution, number),
    UNIQUE (edition, volume, copy)
);

-- `box`: who took it, brought it back, or watched it go, and words, under the record's key.
CREATE TABLE paper_copy_event (
    paper_copy ID NOT NULL REFERENCES paper_copy (id),
    number INTEGER NOT NULL,
    act TEXT NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    account ID,
    box BYTES NOT NULL,
    PRIMARY KEY (paper_copy, number)
);
