-- Takes the names of models that no node has wanted for an hour, once all users are filled in the wanted one: those who
-- were left for it, and all who were filled in the former one or searched by it.
update embedding_models m
   set name = null, used_at = clock_timestamp()
 where m.id <> :wanted and m.name is not null and m.used_at < clock_timestamp() - interval '1 hour'
   and not exists (select from embedded_users w where w.model = :wanted and w.filled_at is null)
   and not exists (select from embedded_users f
                    where f.model = m.id and (f.filled_at is not null or f.asked_at is not null)
                      and not exists (select from embedded_users w
                                       where w.user_id = f.user_id and w.model = :wanted
                                         and w.filled_at is not null))
