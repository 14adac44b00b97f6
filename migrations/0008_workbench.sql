-- What the pages read and keep: lists at any place, the audit by whom and by what, views, settings.
-- Why so: docs/access.md. The indexes of the audit take some 2 s for a million entries; that of
-- students holds few of them.

-- Those whom no list shows, so that the indexes of lists need not be left to see who is living.
CREATE INDEX student_not_living ON student (intake, id) WHERE state <> 'live';

CREATE INDEX audit_entry_by_actor ON audit_entry (actor, id);
CREATE INDEX audit_entry_by_action ON audit_entry (action, id);

-- A list, its columns and filters as somebody keeps them. `box`: name and content, under the
-- record's key, as filters may name people. Shared with whoever works under `role`.
CREATE TABLE saved_view (
    id ID NOT NULL PRIMARY KEY,
    account ID NOT NULL REFERENCES account (id),
    role TEXT NOT NULL,
    screen TEXT NOT NULL,
    is_shared INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    box BYTES NOT NULL
);
CREATE INDEX saved_view_by_account ON saved_view (account);
CREATE INDEX saved_view_shared ON saved_view (role) WHERE is_shared = 1;

-- Language, theme, density and the like of one account. `box` as above.
CREATE TABLE preference (
    account ID NOT NULL PRIMARY KEY REFERENCES account (id),
    updated_at INTEGER NOT NULL,
    box BYTES NOT NULL
);
