-- Ends running turns: the answer is kept and becomes the head of the newest branch; the pieces kept meanwhile go.
-- The conversation is locked before the turn, as everywhere. Who had to wait for it sees its new row, but turns as they
-- were before: so the conversation must still be at the version that this statement saw the turn running at. If it is
-- not, nothing is written and the caller looks again.
-- This form is for a turn alone: its update waits for the conversation's row. endTogether.sql is the one for several.
-- Returns the places in the array, from 1, of the turns that ended.
with
-- include turns/parts/asked.sql
,
-- include turns/parts/seen.sql
, free as materialized (
-- include turns/parts/mayEnd.sql
),
-- include turns/parts/ended.sql
