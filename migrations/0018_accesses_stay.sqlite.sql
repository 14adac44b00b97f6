-- What receivers did with a roster, and what became of a copy on paper, stays written. No rows are
-- touched.
CREATE TRIGGER publication_access_is_never_changed BEFORE UPDATE ON publication_access
BEGIN
    SELECT RAISE(ABORT, 'accesses are never changed');
END;
CREATE TRIGGER publication_access_is_never_deleted BEFORE DELETE ON publication_access
BEGIN
    SELECT RAISE(ABORT, 'accesses are never deleted');
END;
CREATE TRIGGER paper_copy_event_is_never_changed BEFORE UPDATE ON paper_copy_event
BEGIN
    SELECT RAISE(ABORT, 'events of paper copies are never changed');
END;
CREATE TRIGGER paper_copy_event_is_never_deleted BEFORE DELETE ON paper_copy_event
BEGIN
    SELECT RAISE(ABORT, 'events of paper copies are never deleted');
END;
