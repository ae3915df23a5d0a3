-- Deletes some conversations of a user with their running turns, and notes each for the followers of the changes and for
-- the caches. Their messages and other turns are leftovers.
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
), running as (
    delete from turns t
     using gone g
     where t.user_id = :user and t.conversation_id = g.id and t.state = 'running'
), revoked as (
    insert into revocations (user_id, kind, key, version)
    select g.user_id, 'conversation', g.id::text, g.version + 1 from gone g
    on conflict (user_id, kind, key) do nothing
), change as (
    insert into changes (user_id, entity, id, version)
    select g.user_id, 'conversation', g.id, g.version + 1 from gone g
)
select count(*) from gone
