-- A comment that isn't sent.
select
-- include includes/part.sql
  from somewhere

-- include includes/part_of_part.sql
