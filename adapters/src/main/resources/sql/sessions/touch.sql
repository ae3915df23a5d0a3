-- Starts the idle time of sessions anew, of all that were due at one moment in one commit. A session that somebody else
-- writes at this moment is passed over: he touches it too, or ends it.
-- Returns the places in the array, from 1, of all of them: what changed nothing need not be tried again.
with seen as materialized (
    select * from rows from (json_to_recordset(:sessions::json) as (
        user_id uuid, id uuid, seen_at timestamptz)) with ordinality
), free as materialized (
    select s.user_id, s.id, n.seen_at
      from seen n
      join sessions s on s.user_id = n.user_id and s.id = n.id and s.last_seen_at < n.seen_at
       for no key update of s skip locked
), touched as (
    update sessions s
       set last_seen_at = f.seen_at
      from free f
     where s.user_id = f.user_id and s.id = f.id and s.last_seen_at < f.seen_at
)
select ordinality from seen
