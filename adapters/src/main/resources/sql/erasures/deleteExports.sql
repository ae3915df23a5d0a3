-- Deletes some chunks of a user's exports. Returns how many.
with chosen as (
    select c.export_id, c.n
      from export_chunks c
     where c.user_id = :user
     limit :limit
), gone as (
    delete from export_chunks c
     using chosen h
     where c.user_id = :user and c.export_id = h.export_id and c.n = h.n
    returning 1
)
select count(*) from gone
