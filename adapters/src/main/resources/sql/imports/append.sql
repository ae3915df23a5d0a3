-- Adds a chunk to an import that is being received. No row: it is over.
with open as (
    update imports
       set lease_until = clock_timestamp() + :within * interval '1 millisecond'
     where user_id = :user and id = :id and ended_at is null and not received
    returning user_id, id
)
insert into import_chunks (user_id, import_id, n, bytes)
select o.user_id, o.id, :n, :bytes from open o
