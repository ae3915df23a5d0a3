select
-- include includes/absent.sql
