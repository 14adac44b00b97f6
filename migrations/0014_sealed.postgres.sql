-- What was sealed and signed stays as it was, whoever asks. No rows are touched.
CREATE TRIGGER revision_is_never_changed
    BEFORE UPDATE OR DELETE OR TRUNCATE ON revision
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER revision_piece_is_never_changed
    BEFORE UPDATE OR DELETE OR TRUNCATE ON revision_piece
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER edition_step_is_never_changed
    BEFORE UPDATE OR DELETE OR TRUNCATE ON edition_step
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
