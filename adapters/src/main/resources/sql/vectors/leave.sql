-- Leaves some more users for filling, in the order of their ids, behind the last one who is left.
with more as (
    insert into embedded_users (user_id, model)
    select u.id, :model
      from users u
     where u.id > :after
     order by u.id
     limit :limit
    on conflict do nothing
)
select next.id as last
  from (select u.id from users u where u.id > :after order by u.id limit :limit) next (id)
 order by next.id desc
 limit 1
