-- Writes of many cells as named acts that can be taken back, and findings handed to departments.
-- New tables and columns that are empty, and two indexes over them: some seconds where a record
-- holds millions of changes and findings.

-- One act of one person on many students of an intake. `number` is what people call it by.
-- `undoes`: what it takes back; then it is of that one's kind. `box`: the reason and a note in
-- words, under the record's key.
CREATE TABLE operation (
    id ID NOT NULL PRIMARY KEY,
    institution ID NOT NULL REFERENCES institution (id),
    intake ID NOT NULL REFERENCES intake (id),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    account ID,
    students INTEGER NOT NULL,
    cells INTEGER NOT NULL,
    findings INTEGER NOT NULL,
    -- Keys of the fields it wrote, separated by commas.
    fields TEXT NOT NULL,
    rule TEXT,
    department TEXT,
    undoes ID,
    undone_at INTEGER,
    undone_by TEXT,
    undone_in ID,
    box BYTES,
    UNIQUE (institution, number)
);
CREATE INDEX operation_by_intake ON operation (intake, number);

-- What an operation did to findings: their state, or of an assignment the department, before and
-- after it. Findings go with their students; then their rows here say nothing of anybody.
CREATE TABLE operation_finding (
    operation ID NOT NULL REFERENCES operation (id),
    finding ID NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    PRIMARY KEY (operation, finding)
) WITHOUT ROWID;

ALTER TABLE student_event ADD COLUMN operation ID;
CREATE INDEX student_event_by_operation ON student_event (operation) WHERE operation IS NOT NULL;

-- Which department a finding waits for, and the operation that handed it over.
ALTER TABLE finding ADD COLUMN assigned_to TEXT;
ALTER TABLE finding ADD COLUMN assigned_in ID;
CREATE INDEX finding_by_assignment ON finding (intake, assigned_to, id)
    WHERE assigned_to IS NOT NULL;

-- What was seen of the columns of a batch that is only staged, with samples: sealed by the record's
-- key, gone when the batch is written or closed.
CREATE TABLE batch_preview (
    batch ID NOT NULL PRIMARY KEY REFERENCES batch (id),
    box BYTES NOT NULL
);

-- What a person decided for sheets of certain headers, remembered for the next import of such a one:
-- the field of a column ('' in cell), or the value that a cell of a coded column becomes.
CREATE TABLE sheet_mapping (
    institution ID NOT NULL REFERENCES institution (id),
    fingerprint TEXT NOT NULL,
    name TEXT NOT NULL,
    cell TEXT NOT NULL,
    value TEXT NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    PRIMARY KEY (institution, fingerprint, name, cell)
);
