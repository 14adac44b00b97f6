-- The record: institution, intakes, batches, students with their history, findings, the audit.
-- Why so: docs/adr/0009 (what is a column, what is sealed), docs/adr/0008 (keys and boxes). New tables only,
-- so it takes no time on a database of any size.
--
-- ID and BYTES are bytes, INTEGER has 64 bits, moments are milliseconds UTC, days are YYYY-MM-DD.
-- Rows that come by the hundred thousand (student, student_key, source_row) have no REFERENCES to
-- what the same import read or wrote before them: nothing of that is ever deleted, and a look-up
-- for each row took a fifth of an import on PostgreSQL. WITHOUT ROWID is SQLite's, for small rows
-- that are found by their key alone: one tree, not two.
-- A column called box is sealed: for a student under the student's key, else under the key of the
-- record. Every box is bound to its table and its row.

-- One row: which record this is, so that a folder, a key and a backup of another are told apart.
CREATE TABLE record (
    id ID NOT NULL PRIMARY KEY,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL
);

CREATE TABLE institution (
    id ID NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    code TEXT,
    created_at INTEGER NOT NULL
);

-- Keys that are random and wrapped by the root key: one for each year's students, one for what
-- belongs to no student, one for blind indexes, one that signs checkpoints. A retired key still
-- opens what was sealed under it.
CREATE TABLE sealing_key (
    id ID NOT NULL PRIMARY KEY,
    institution ID NOT NULL REFERENCES institution (id),
    purpose TEXT NOT NULL,
    year INTEGER NOT NULL,
    root ID NOT NULL,
    wrapped BYTES NOT NULL,
    created_at INTEGER NOT NULL,
    retired_at INTEGER
);

CREATE TABLE intake (
    id ID NOT NULL PRIMARY KEY,
    institution ID NOT NULL REFERENCES institution (id),
    key TEXT NOT NULL,
    year INTEGER NOT NULL,
    kind TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (institution, key)
);

-- An import. The key that seals its files is dropped when it is closed.
CREATE TABLE batch (
    id ID NOT NULL PRIMARY KEY,
    institution ID NOT NULL REFERENCES institution (id),
    intake ID NOT NULL REFERENCES intake (id),
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    committed_at INTEGER,
    committed_by TEXT,
    ended_at INTEGER,
    ended_by TEXT,
    -- Why it was undone.
    box BYTES,
    -- SHA-256 over the files, and over the values that were kept of them.
    files_sha256 TEXT NOT NULL,
    values_sha256 TEXT NOT NULL,
    rows_in INTEGER NOT NULL,
    rows_accepted INTEGER NOT NULL,
    rows_held INTEGER NOT NULL,
    rows_refused INTEGER NOT NULL,
    students_new INTEGER NOT NULL,
    students_changed INTEGER NOT NULL,
    students_same INTEGER NOT NULL,
    students_conflict INTEGER NOT NULL,
    -- Pictures: in = new + replaced + same + unused + unmatched + refused.
    photos_in INTEGER NOT NULL,
    photos_new INTEGER NOT NULL,
    photos_replaced INTEGER NOT NULL,
    photos_same INTEGER NOT NULL,
    photos_unused INTEGER NOT NULL,
    photos_unmatched INTEGER NOT NULL,
    photos_refused INTEGER NOT NULL,
    -- How it was read: kind, encoding, forced columns.
    options TEXT NOT NULL,
    key BYTES,
    UNIQUE (institution, number)
);
CREATE INDEX batch_by_files ON batch (intake, files_sha256);

CREATE TABLE batch_file (
    batch ID NOT NULL REFERENCES batch (id),
    position INTEGER NOT NULL,
    role TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (batch, position)
);

-- The uploaded files themselves, in pieces, until the batch is closed.
CREATE TABLE batch_piece (
    batch ID NOT NULL REFERENCES batch (id),
    position INTEGER NOT NULL,
    piece INTEGER NOT NULL,
    box BYTES NOT NULL,
    PRIMARY KEY (batch, position, piece)
);

-- Sheets that rows came from: names of columns, headers, and which of them is which field.
CREATE TABLE batch_sheet (
    batch ID NOT NULL REFERENCES batch (id),
    position INTEGER NOT NULL,
    file TEXT NOT NULL,
    sheet TEXT NOT NULL,
    kind TEXT NOT NULL,
    columns TEXT NOT NULL,
    PRIMARY KEY (batch, position)
);

-- One person in one intake. Columns of their own are what lists are ordered by, searched or grouped
-- by; absent is '' there, never NULL, so that a page goes on where the last one ended. The other
-- fields that are not sealed stand in `fields`, a JSON object of texts by field key.
CREATE TABLE student (
    id ID NOT NULL PRIMARY KEY,
    institution ID NOT NULL,
    intake ID NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    merged_into ID,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    batch ID,
    source_row INTEGER NOT NULL DEFAULT 0,
    status TEXT NOT NULL,
    -- The first day on which an event dated ahead makes it another one.
    status_due TEXT,
    name TEXT NOT NULL DEFAULT '',
    name_key BYTES NOT NULL,
    initials TEXT NOT NULL DEFAULT '',
    sex TEXT NOT NULL DEFAULT '',
    birth_date TEXT NOT NULL DEFAULT '',
    exam_number TEXT NOT NULL DEFAULT '',
    student_no TEXT NOT NULL DEFAULT '',
    province TEXT NOT NULL DEFAULT '',
    department TEXT NOT NULL DEFAULT '',
    major TEXT NOT NULL DEFAULT '',
    class TEXT NOT NULL DEFAULT '',
    fields TEXT NOT NULL,
    document_index BYTES,
    phone_index INTEGER,
    box BYTES NOT NULL,
    -- Keyed by the student's key, over every value: what the audit holds against this row.
    commitment BYTES NOT NULL,
    frozen_at INTEGER,
    frozen_basis TEXT
);
-- The orders lists are offered in, each to its id. `department` at the end: a page of one department
-- is picked out of the index alone.
CREATE INDEX student_by_number ON student (intake, student_no, id, department);
CREATE INDEX student_by_name ON student (intake, name_key, id, department);
CREATE INDEX student_by_class ON student (intake, department, major, class, name_key, id);
CREATE INDEX student_by_change ON student (intake, updated_at, id, department);
CREATE INDEX student_by_source ON student (intake, batch, source_row, id, department);
-- What is looked for in all intakes.
CREATE INDEX student_by_exam_number ON student (exam_number, intake);
CREATE INDEX student_by_initials ON student (initials, intake);
CREATE INDEX student_by_document ON student (document_index);
CREATE INDEX student_by_phone ON student (phone_index);
CREATE INDEX student_by_status_due ON student (status_due) WHERE status_due IS NOT NULL;

-- Names by their ends (张文静, 文静, 静), so that any part of a name is the beginning of one.
CREATE TABLE name_part (
    part TEXT NOT NULL,
    student ID NOT NULL,
    PRIMARY KEY (part, student)
) WITHOUT ROWID;

-- Each student's own random key, wrapped by the year's. Backups carry this table apart.
CREATE TABLE student_key (
    student ID NOT NULL PRIMARY KEY,
    sealing_key ID NOT NULL,
    wrapped BYTES NOT NULL
) WITHOUT ROWID;

-- The row as it arrived: every cell, compressed. `joined_row` is its row in the sheet's second file.
CREATE TABLE source_row (
    batch ID NOT NULL,
    number INTEGER NOT NULL,
    student ID,
    sheet INTEGER NOT NULL,
    sheet_row INTEGER NOT NULL,
    joined_row INTEGER NOT NULL,
    box BYTES NOT NULL,
    PRIMARY KEY (batch, number)
);
CREATE INDEX source_row_by_student ON source_row (student);

-- What changed on a student and why. The values, old and new, stand in the box.
CREATE TABLE student_event (
    id ID NOT NULL PRIMARY KEY,
    student ID NOT NULL REFERENCES student (id),
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    batch ID,
    source_row INTEGER,
    box BYTES NOT NULL,
    UNIQUE (student, version)
);
CREATE INDEX student_event_by_batch ON student_event (batch);

-- Dated events; the status is what those that were not taken back add up to.
CREATE TABLE status_event (
    id ID NOT NULL PRIMARY KEY,
    student ID NOT NULL REFERENCES student (id),
    sequence INTEGER NOT NULL,
    event TEXT NOT NULL,
    effective TEXT NOT NULL,
    until TEXT,
    document_no TEXT,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    taken_back_at INTEGER,
    taken_back_by TEXT,
    box BYTES NOT NULL,
    UNIQUE (student, sequence)
);

-- A student's pictures. One of a kind is in force; one that a batch replaced stays until that batch
-- is closed, so that undoing it puts the former one back.
CREATE TABLE student_file (
    id ID NOT NULL PRIMARY KEY,
    student ID NOT NULL REFERENCES student (id),
    kind TEXT NOT NULL,
    batch ID REFERENCES batch (id),
    at INTEGER NOT NULL,
    format TEXT NOT NULL,
    size INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    -- Keyed, so that doubles are found and a known picture is not.
    fingerprint BYTES NOT NULL,
    box BYTES NOT NULL,
    replaced_by ID REFERENCES batch (id)
);
CREATE UNIQUE INDEX student_file_in_force ON student_file (student, kind) WHERE replaced_by IS NULL;
CREATE INDEX student_file_by_student ON student_file (student, kind);
CREATE INDEX student_file_by_replacement ON student_file (replaced_by);
CREATE INDEX student_file_by_batch ON student_file (batch);
CREATE INDEX student_file_by_fingerprint ON student_file (fingerprint);

-- A fact about somebody's data and what was decided about it. Values stand in the box.
CREATE TABLE finding (
    id ID NOT NULL PRIMARY KEY,
    institution ID NOT NULL REFERENCES institution (id),
    intake ID NOT NULL REFERENCES intake (id),
    batch ID REFERENCES batch (id),
    student ID REFERENCES student (id),
    rule TEXT NOT NULL,
    severity TEXT NOT NULL,
    field TEXT,
    state TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    decided_at INTEGER,
    decided_by TEXT,
    box BYTES NOT NULL
);
CREATE INDEX finding_by_state ON finding (intake, state, rule, id);
CREATE INDEX finding_by_student ON finding (student);
CREATE INDEX finding_by_batch ON finding (batch);

-- Two students who may be one person; `reasons` names the comparisons, never the values.
CREATE TABLE match_pair (
    id ID NOT NULL PRIMARY KEY,
    institution ID NOT NULL REFERENCES institution (id),
    intake ID NOT NULL REFERENCES intake (id),
    batch ID REFERENCES batch (id),
    one ID NOT NULL REFERENCES student (id),
    other ID NOT NULL REFERENCES student (id),
    weight INTEGER NOT NULL,
    reasons TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    decided_at INTEGER,
    decided_by TEXT,
    -- Why, sealed under the key of `one`.
    box BYTES,
    UNIQUE (one, other)
);
CREATE INDEX match_pair_by_state ON match_pair (intake, state, weight);
CREATE INDEX match_pair_by_other ON match_pair (other);
CREATE INDEX match_pair_by_batch ON match_pair (batch);

-- Two students made one. Both keep their row, so that it can be taken back.
CREATE TABLE student_merge (
    id ID NOT NULL PRIMARY KEY,
    kept ID NOT NULL REFERENCES student (id),
    gone ID NOT NULL REFERENCES student (id),
    kept_version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    split_at INTEGER,
    split_by TEXT
);
CREATE INDEX student_merge_by_kept ON student_merge (kept);
CREATE INDEX student_merge_by_gone ON student_merge (gone);

-- Headers that a person matched to a field by hand, remembered for the next import.
CREATE TABLE column_mapping (
    institution ID NOT NULL REFERENCES institution (id),
    header TEXT NOT NULL,
    field TEXT NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    PRIMARY KEY (institution, header)
);

-- Each import adds what it says of a major; the last batch's word holds, and is gone with the batch.
CREATE TABLE major (
    institution ID NOT NULL REFERENCES institution (id),
    department TEXT NOT NULL,
    name TEXT NOT NULL,
    level TEXT NOT NULL,
    batch ID NOT NULL REFERENCES batch (id),
    school_code TEXT,
    national_code TEXT,
    duration TEXT,
    plan_count INTEGER,
    position INTEGER NOT NULL,
    PRIMARY KEY (institution, department, name, level, batch)
);

-- Erased for good: the key is gone, this row says when and on what ground.
CREATE TABLE erasure (
    student ID NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    basis TEXT NOT NULL
);

-- One act of one person; `detail` holds no personal data, `commitment` is keyed by the student.
-- The leaf of the tree is the SHA-256 of the entry's canonical text (src/domain/audit_entry.h).
CREATE TABLE audit_entry (
    id ID NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    subject ID,
    detail TEXT NOT NULL,
    commitment BYTES
);
CREATE INDEX audit_entry_by_subject ON audit_entry (subject, at);

-- Entries that have no number yet: written with them, taken away by the sequencer.
CREATE TABLE audit_waiting (
    entry ID NOT NULL PRIMARY KEY REFERENCES audit_entry (id)
);

CREATE TABLE audit_leaf (
    number INTEGER NOT NULL PRIMARY KEY,
    entry ID NOT NULL UNIQUE REFERENCES audit_entry (id),
    hash BYTES NOT NULL
);

CREATE TABLE audit_checkpoint (
    size INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    frontier BYTES NOT NULL,
    note TEXT NOT NULL
);

CREATE TABLE job (
    id ID NOT NULL PRIMARY KEY,
    institution ID NOT NULL REFERENCES institution (id),
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    actor TEXT NOT NULL,
    done INTEGER NOT NULL,
    total INTEGER NOT NULL,
    position BYTES,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    ended_at INTEGER,
    detail TEXT NOT NULL
);

CREATE TABLE backup_run (
    id ID NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    file TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    students INTEGER NOT NULL,
    checkpoint_size INTEGER NOT NULL,
    rehearsed_at INTEGER,
    rehearsal TEXT
);
