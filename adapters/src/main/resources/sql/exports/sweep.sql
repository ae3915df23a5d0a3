-- Deletes some chunks of exports that were removed or have expired, and those exports that have none.
-- Returns how many of both.
with gone as materialized (
    (select e.user_id, e.id from exports e where e.status = 'removed' order by e.user_id, e.id limit :exports)
    union
    (select e.user_id, e.id from exports e where e.expires_at <= :now order by e.expires_at limit :exports)
), chosen as (
    select c.user_id, c.export_id, c.n
      from gone g
      join export_chunks c on c.user_id = g.user_id and c.export_id = g.id
     limit :chunks
), chunk as (
    delete from export_chunks c
     using chosen h
     where c.user_id = h.user_id and c.export_id = h.export_id and c.n = h.n
    returning 1
), export as (
    delete from exports e
     using gone g
     where e.user_id = g.user_id and e.id = g.id
       and not exists (select from export_chunks c where c.user_id = e.user_id and c.export_id = e.id)
    returning 1
)
select (select count(*) from chunk) + (select count(*) from export)
