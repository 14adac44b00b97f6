-- Editions of rosters, the revisions they were sealed in, and every step of their review. New and
-- empty tables: no time.

-- A lineage of one intake: 第 1 版. `revision`: the number of the last one sealed, 0 for none;
-- `version` counts what was done to it. `box`: why it differs from the edition before, under the
-- record's key.
CREATE TABLE edition (
    id ID NOT NULL PRIMARY KEY,
    institution ID NOT NULL REFERENCES institution (id),
    intake ID NOT NULL REFERENCES intake (id),
    number INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'department_review', 'registry_review',
        'leader_approval', 'filed', 'published', 'superseded', 'archived')),
    state_since INTEGER NOT NULL,
    definition TEXT NOT NULL,
    revision INTEGER NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    account ID,
    filing_no TEXT,
    filed_on TEXT,
    registered_on TEXT,
    box BYTES NOT NULL,
    UNIQUE (intake, number),
    UNIQUE (institution, filing_no)
);
-- One edition of an intake is worked on at a time.
CREATE UNIQUE INDEX edition_under_work ON edition (intake)
    WHERE state IN ('draft', 'department_review', 'registry_review', 'leader_approval');

-- Never altered. `head`: the head text of domain/revision.h, packed, under the record's key;
-- `sha256` is of that text.
CREATE TABLE revision (
    id ID NOT NULL PRIMARY KEY,
    edition ID NOT NULL REFERENCES edition (id),
    number INTEGER NOT NULL,
    definition_version INTEGER NOT NULL,
    as_of INTEGER NOT NULL,
    sealed_at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    account ID,
    listed INTEGER NOT NULL,
    annexed INTEGER NOT NULL,
    sha256 BYTES NOT NULL,
    head BYTES NOT NULL,
    UNIQUE (edition, number)
);
-- Pieces of a revision in the order of its head, from 0; its findings are the last. Packed, each
-- under the record's key as the row `id`.
CREATE TABLE revision_piece (
    revision ID NOT NULL REFERENCES revision (id),
    place INTEGER NOT NULL,
    id ID NOT NULL UNIQUE,
    box BYTES NOT NULL,
    PRIMARY KEY (revision, place)
);

-- Every step, in order, never altered. `sha256`: what was signed: a department's piece, or the
-- revision. `box`: opinion and cells, under the record's key.
CREATE TABLE edition_step (
    id ID NOT NULL PRIMARY KEY,
    edition ID NOT NULL REFERENCES edition (id),
    number INTEGER NOT NULL,
    act TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    revision INTEGER NOT NULL,
    department TEXT NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    account ID,
    instead_of TEXT NOT NULL,
    sha256 BYTES,
    box BYTES NOT NULL,
    UNIQUE (edition, number)
);

-- What somebody looked at: a class ('class', its department, major and name as a canonical line)
-- or a row ('row', the student's id), as it stood then.
CREATE TABLE review_mark (
    edition ID NOT NULL REFERENCES edition (id),
    actor TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('class', 'row')),
    subject TEXT NOT NULL,
    digest TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (edition, actor, kind, subject)
);

-- What somebody says of a cell, or of a row where `field` is ''. `box`: text, suggestion and what
-- became of it, under the record's key.
CREATE TABLE review_comment (
    id ID NOT NULL PRIMARY KEY,
    edition ID NOT NULL REFERENCES edition (id),
    number INTEGER NOT NULL,
    answers INTEGER,
    revision INTEGER NOT NULL,
    student ID NOT NULL,
    field TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'taken', 'closed')),
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    account ID,
    closed_at INTEGER,
    closed_by TEXT,
    box BYTES NOT NULL,
    UNIQUE (edition, number)
);

-- Whom somebody reminded; `department` is '' for a whole level.
CREATE TABLE review_reminder (
    edition ID NOT NULL REFERENCES edition (id),
    number INTEGER NOT NULL,
    level TEXT NOT NULL,
    department TEXT NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    account ID,
    PRIMARY KEY (edition, number)
);

-- Who stands in the body of a filed edition, the first that they do: their import is not undone.
CREATE TABLE filed_student (
    student ID NOT NULL PRIMARY KEY,
    edition ID NOT NULL REFERENCES edition (id)
) WITHOUT ROWID;
