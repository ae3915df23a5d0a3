-- The columns.
       a,
  -- include includes/part_of_part.sql
