-- Deletes some conversations of a user with all that is in them, and notes each for the followers of the changes and for
-- the caches.
-- Returns how many.
with chosen as (
    select c.id
      from conversations c
     where c.user_id = :user
     order by c.id
     limit :limit
), gone as (
    delete from conversations c
     using chosen
     where c.user_id = :user and c.id = chosen.id
    returning c.user_id, c.id, c.version
), revoked as (
    insert into revocations (user_id, kind, key, version)
    select g.user_id, 'conversation', g.id::text, g.version + 1 from gone g
    on conflict (user_id, kind, key) do nothing
), change as (
    insert into changes (user_id, entity, id, version)
    select g.user_id, 'conversation', g.id, g.version + 1 from gone g
)
select count(*) from gone
