select
-- include the columns
