-- The models beside the wanted one. Whether one is needed is counted out only while some user is not filled in the wanted
-- one, or before the first one was left for it.
select m.id, m.name, coalesce(m.dimensions, 0) as dimensions,
       m.used_at > clock_timestamp() - interval '90 seconds' as wanted_elsewhere,
       case when m.dimensions is null then false
            when exists (select from embedded_users w where w.model = :wanted and w.filled_at is null)
                 or not exists (select from embedded_users w where w.model = :wanted)
            then exists (select from embedded_users f
                          where f.model = m.id and f.filled_at is not null
                            and not exists (select from embedded_users w
                                             where w.user_id = f.user_id and w.model = :wanted
                                               and w.filled_at is not null))
            else false end as needed
  from embedding_models m
 where m.id <> :wanted and m.name is not null
 order by m.used_at desc, m.id desc
 limit :most
