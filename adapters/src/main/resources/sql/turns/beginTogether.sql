-- Begins turns as begin.sql does, several together. They pass over rows that others hold, so that nobody waits for
-- somebody else's conversation: a turn that was passed over is begun alone.
with
-- include turns/parts/asked.sql
, open as materialized (
-- include turns/parts/mayBegin.sql
       for no key update of c skip locked
),
-- include turns/parts/begun.sql
