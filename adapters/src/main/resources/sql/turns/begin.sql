-- Begins turns: the conversation moves on, the question (when there is one) becomes durable, the turn runs.
-- A turn whose answer is known ends in the same step: its answer becomes durable too and is the head of the newest branch,
-- and the turn itself is written only to remember a key.
-- Only if the conversation is still at the version that was seen. Of two at once the second waits for the row and then
-- finds another version, so what this statement's snapshot says of running turns and used keys cannot be stale. Only a
-- key used at this moment in another conversation can still meet the unique index.
-- This form is for a turn alone: it waits for the conversation's row. beginTogether.sql is the one for several.
-- Returns the places in the array, from 1, of the turns that began.
with
-- include turns/parts/asked.sql
, open as materialized (
-- include turns/parts/mayBegin.sql
       for no key update of c
),
-- include turns/parts/begun.sql
