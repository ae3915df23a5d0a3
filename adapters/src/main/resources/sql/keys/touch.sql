-- Notes when keys were used, in one commit. A row that somebody else writes at this moment is passed over: its next call
-- that is due writes it.
with used as materialized (
    select * from json_to_recordset(:keys::json) as n (user_id uuid, id uuid, used_at timestamptz)
), free as materialized (
    select k.user_id, k.id, n.used_at
      from used n
      join api_keys k on k.user_id = n.user_id and k.id = n.id
     where k.last_used_at is null or k.last_used_at < n.used_at
       for no key update of k skip locked
), users_keys as (
    update api_keys k
       set last_used_at = f.used_at
      from free f
     where k.user_id = f.user_id and k.id = f.id
), free_services as materialized (
    select s.id, n.used_at
      from used n
      join service_keys s on s.id = n.id
     where s.last_used_at is null or s.last_used_at < n.used_at
       for no key update of s skip locked
)
update service_keys s
   set last_used_at = f.used_at
  from free_services f
 where s.id = f.id
