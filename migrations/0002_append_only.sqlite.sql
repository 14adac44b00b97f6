-- What was audited stays as it was: neither changed nor deleted, whoever asks. No rows are touched.
CREATE TRIGGER audit_entry_is_never_changed BEFORE UPDATE ON audit_entry
BEGIN
    SELECT RAISE(ABORT, 'audit entries are never changed');
END;
CREATE TRIGGER audit_entry_is_never_deleted BEFORE DELETE ON audit_entry
BEGIN
    SELECT RAISE(ABORT, 'audit entries are never deleted');
END;
CREATE TRIGGER audit_leaf_is_never_changed BEFORE UPDATE ON audit_leaf
BEGIN
    SELECT RAISE(ABORT, 'audit leaves are never changed');
END;
CREATE TRIGGER audit_leaf_is_never_deleted BEFORE DELETE ON audit_leaf
BEGIN
    SELECT RAISE(ABORT, 'audit leaves are never deleted');
END;
CREATE TRIGGER audit_checkpoint_is_never_changed BEFORE UPDATE ON audit_checkpoint
BEGIN
    SELECT RAISE(ABORT, 'checkpoints are never changed');
END;
CREATE TRIGGER audit_checkpoint_is_never_deleted BEFORE DELETE ON audit_checkpoint
BEGIN
    SELECT RAISE(ABORT, 'checkpoints are never deleted');
END;
CREATE TRIGGER erasure_is_never_changed BEFORE UPDATE ON erasure
BEGIN
    SELECT RAISE(ABORT, 'erasures are never changed');
END;
CREATE TRIGGER erasure_is_never_deleted BEFORE DELETE ON erasure
BEGIN
    SELECT RAISE(ABORT, 'erasures are never deleted');
END;
