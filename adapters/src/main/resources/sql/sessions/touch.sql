-- Starts the idle time of sessions anew, in one commit. A session that somebody else writes at this moment is passed over:
-- he touches it too, or ends it.
with seen as materialized (
    select * from json_to_recordset(:sessions::json) as n (user_id uuid, id uuid, seen_at timestamptz)
), free as materialized (
    select s.user_id, s.id, n.seen_at
      from seen n
      join sessions s on s.user_id = n.user_id and s.id = n.id and s.last_seen_at < n.seen_at
       for no key update of s skip locked
)
update sessions s
   set last_seen_at = f.seen_at
  from free f
 where s.user_id = f.user_id and s.id = f.id and s.last_seen_at < f.seen_at
