-- What a school says of its rosters beside the definitions the program ships (which are version 0):
-- each saving is a version of its own and never altered. New and empty table: no time.
-- `document`: TOML, which names nobody.
CREATE TABLE roster_definition (
    institution ID NOT NULL REFERENCES institution (id),
    key TEXT NOT NULL,
    version INTEGER NOT NULL,
    document TEXT NOT NULL,
    note TEXT NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    account ID,
    PRIMARY KEY (institution, key, version)
);
