-- What was sealed and signed stays as it was, whoever asks. No rows are touched.
CREATE TRIGGER revision_is_never_changed BEFORE UPDATE ON revision
BEGIN
    SELECT RAISE(ABORT, 'revisions are never changed');
END;
CREATE TRIGGER revision_is_never_deleted BEFORE DELETE ON revision
BEGIN
    SELECT RAISE(ABORT, 'revisions are never deleted');
END;
CREATE TRIGGER revision_piece_is_never_changed BEFORE UPDATE ON revision_piece
BEGIN
    SELECT RAISE(ABORT, 'pieces of revisions are never changed');
END;
CREATE TRIGGER revision_piece_is_never_deleted BEFORE DELETE ON revision_piece
BEGIN
    SELECT RAISE(ABORT, 'pieces of revisions are never deleted');
END;
CREATE TRIGGER edition_step_is_never_changed BEFORE UPDATE ON edition_step
BEGIN
    SELECT RAISE(ABORT, 'steps of a review are never changed');
END;
CREATE TRIGGER edition_step_is_never_deleted BEFORE DELETE ON edition_step
BEGIN
    SELECT RAISE(ABORT, 'steps of a review are never deleted');
END;
