-- The models beside the wanted one. One is needed while a user who is left for filling in the wanted one is filled in it.
select m.id, m.name, coalesce(m.dimensions, 0) as dimensions,
       m.used_at > clock_timestamp() - interval '90 seconds' as wanted_elsewhere,
       m.dimensions is not null
           and exists (select from embedded_users w
                         join embedded_users f on f.user_id = w.user_id and f.model = m.id
                        where w.model = :wanted and w.filled_at is null and f.filled_at is not null) as needed
  from embedding_models m
 where m.id <> :wanted and m.name is not null
 order by m.used_at desc, m.id desc
 limit :most
