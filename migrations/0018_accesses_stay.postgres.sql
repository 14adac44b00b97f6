-- What receivers did with a roster, and what became of a copy on paper, stays written. No rows are
-- touched.
CREATE TRIGGER publication_access_is_never_changed
    BEFORE UPDATE OR DELETE OR TRUNCATE ON publication_access
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER paper_copy_event_is_never_changed
    BEFORE UPDATE OR DELETE OR TRUNCATE ON paper_copy_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
