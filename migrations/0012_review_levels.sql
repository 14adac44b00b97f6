-- Who reviews at which level, each set of rules from a day on, and who stands in for whom. New and
-- empty tables: no time.

-- What a school said, never altered. `document`: TOML as data/review.toml; it holds logins.
CREATE TABLE review_rules (
    institution ID NOT NULL REFERENCES institution (id),
    number INTEGER NOT NULL,
    effective_from TEXT NOT NULL,
    document TEXT NOT NULL,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    account ID,
    PRIMARY KEY (institution, number)
);

-- Both days are included; ended at most once. `levels`: keys, separated by commas.
CREATE TABLE review_deputy (
    institution ID NOT NULL REFERENCES institution (id),
    number INTEGER NOT NULL,
    principal ID NOT NULL REFERENCES account (id),
    deputy ID NOT NULL REFERENCES account (id),
    levels TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    account ID,
    ended_at INTEGER,
    ended_by TEXT,
    PRIMARY KEY (institution, number),
    CHECK (principal <> deputy),
    CHECK (valid_from <= valid_until)
);
