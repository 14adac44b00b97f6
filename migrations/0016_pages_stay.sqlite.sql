-- A page that was published stays what it was. No rows are touched.
CREATE TRIGGER published_page_is_never_changed BEFORE UPDATE ON published_page
BEGIN
    SELECT RAISE(ABORT, 'published pages are never changed');
END;
CREATE TRIGGER published_page_is_never_deleted BEFORE DELETE ON published_page
BEGIN
    SELECT RAISE(ABORT, 'published pages are never deleted');
END;
