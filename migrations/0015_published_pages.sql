-- Pages of editions that were published, as their codes are asked about later. A new and empty
-- table: no time. Nothing of a person is in it; `unit` is a department, a major, a class.
CREATE TABLE published_page (
    edition ID NOT NULL REFERENCES edition (id),
    revision INTEGER NOT NULL,
    volume INTEGER NOT NULL,
    page INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    unit TEXT NOT NULL,
    first_row INTEGER NOT NULL,
    row_count INTEGER NOT NULL,
    men INTEGER NOT NULL,
    women INTEGER NOT NULL,
    code TEXT NOT NULL UNIQUE,
    PRIMARY KEY (edition, revision, volume, page)
);
