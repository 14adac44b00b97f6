-- What people say of majors: it holds over every import's word until it is undone. `before_word` and
-- `after_word`: the major in canonical text, '' for none, so that a row tells what was added,
-- corrected or taken away. `box`: the reason, under the record's key.
CREATE TABLE major_change (
    id ID NOT NULL PRIMARY KEY,
    institution ID NOT NULL REFERENCES institution (id),
    number INTEGER NOT NULL,
    before_word TEXT NOT NULL,
    after_word TEXT NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    account ID,
    box BYTES NOT NULL,
    undone_at INTEGER,
    undone_by TEXT,
    UNIQUE (institution, number)
);
