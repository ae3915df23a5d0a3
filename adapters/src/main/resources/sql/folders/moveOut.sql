-- Moves some conversations out of a folder: each is one version on, and noted for the followers of the changes. A running
-- turn is not in the way: it looks at the version again when it ends.
-- Returns how many.
with chosen as materialized (
    select c.id
      from conversations c
     where c.user_id = :user and c.folder_id = :folder
     order by c.id
     limit :limit
       for no key update
), moved as (
    update conversations c
       set folder_id = null, version = c.version + 1, write_id = gen_random_uuid()
      from chosen
     where c.user_id = :user and c.id = chosen.id and c.folder_id = :folder
    returning c.id, c.version
), change as (
    insert into changes (user_id, entity, id, version)
    select :user, 'conversation', m.id, m.version from moved m
)
select count(*) from moved
