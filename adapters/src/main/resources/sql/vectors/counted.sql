-- How many passages those of a user's messages have that should have all of theirs.
select m.id,
       (select count(*)::integer
          from passages p
         where p.user_id = :user and p.message_id = m.id and p.model = :model) as passages
  from messages m
  left join embedded_conversations e
    on e.user_id = m.user_id and e.conversation_id = m.conversation_id and e.model = :model
 where m.user_id = :user and m.id = any(:messages)
   and (m.seq <= e.up_to_seq
        or exists (select from embedded_users u
                    where u.user_id = :user and u.model = :model and u.filled_at is not null))
   and not exists (select from embedding_dead_letters d
                    where d.user_id = m.user_id and d.message_id = m.id and d.model = :model)
