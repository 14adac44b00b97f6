-- What a school says of its data standard beside what the program ships: fields, rules, editions of
-- code tables, each from a day on. Why so: docs/adr/0016. New and empty tables: no time.

-- Never altered: confirmed by a second person where it needs one, and taken back by withdrawing it.
-- `document`: TOML, which names nobody.
CREATE TABLE standard_change (
    institution ID NOT NULL REFERENCES institution (id),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    effective_from TEXT NOT NULL,
    document TEXT NOT NULL,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    account ID,
    needs_second INTEGER NOT NULL,
    confirmed_at INTEGER,
    confirmed_by TEXT,
    withdrawn_at INTEGER,
    withdrawn_by TEXT,
    withdrawn_reason TEXT,
    PRIMARY KEY (institution, number)
);

-- The numbers of the changes by which the findings of a record were judged last.
CREATE TABLE standard_judged (
    institution ID NOT NULL PRIMARY KEY REFERENCES institution (id),
    changes TEXT NOT NULL,
    at INTEGER NOT NULL
);
