-- Ends running turns as end.sql does, several together. They pass over rows that others hold, so that nobody waits for
-- somebody else's conversation: a turn that was passed over is ended alone.
with
-- include turns/parts/asked.sql
,
-- include turns/parts/seen.sql
, free as materialized (
-- include turns/parts/mayEnd.sql
       for no key update of c skip locked
),
-- include turns/parts/ended.sql
