-- A page that was published stays what it was. No rows are touched.
CREATE TRIGGER published_page_is_never_changed
    BEFORE UPDATE OR DELETE OR TRUNCATE ON published_page
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
