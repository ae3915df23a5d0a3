-- Leaves some of those for filling who have searched by another model, so that they are filled first.
insert into embedded_users (user_id, model, asked_at)
select f.user_id, :model, min(f.asked_at)
  from embedded_users f
  join embedding_models m on m.id = f.model and m.name is not null
 where f.model <> :model and f.asked_at is not null
   and not exists (select from embedded_users w
                    where w.user_id = f.user_id and w.model = :model and w.asked_at is not null)
 group by f.user_id
 order by f.user_id
 limit :limit
    on conflict (user_id, model) do update set asked_at = excluded.asked_at
