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
),
-- include conversations/parts/gone.sql
select count(*) from gone
