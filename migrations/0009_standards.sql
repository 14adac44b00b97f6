-- A place kept: what this number holds comes with the change that it belongs to.
SELECT 1;
