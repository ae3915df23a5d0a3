-- Messages that wait for their passages in conversations that changed: each conversation's behind the last that has them,
-- in its order. None waits for a model that was given up. OFFSET 0 has each message looked up by its key, in its user's
-- partition alone.
with changed as (
    select distinct x.user_id, coalesce(m.conversation_id, x.id) as conversation_id
      from unnest(:users::uuid[], :entities::text[], :ids::uuid[]) as x (user_id, entity, id)
      left join lateral (
           select own.id, own.conversation_id
             from messages own
            where x.entity = 'message' and own.user_id = x.user_id and own.id = x.id
           offset 0) m on true
     where x.entity = 'conversation' or m.id is not null
)
select m.user_id, m.conversation_id, m.seq, m.id, m.role, m.content
  from changed g
  join conversations c on c.user_id = g.user_id and c.id = g.conversation_id
  left join embedded_conversations e
    on e.user_id = c.user_id and e.conversation_id = c.id and e.model = :model
 cross join lateral (
       select new.*
         from messages new
        where new.user_id = c.user_id and new.conversation_id = c.id and new.seq > coalesce(e.up_to_seq, 0)
        order by new.seq
        limit :limit) m
 where (:everybody or exists (select from embedded_users u where u.user_id = g.user_id and u.model = :model))
   and exists (select from embedding_models k where k.id = :model and k.name is not null)
 order by m.user_id, m.conversation_id, m.seq
 limit :limit
