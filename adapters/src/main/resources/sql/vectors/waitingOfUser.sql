-- A user's messages that wait for their passages, newest conversation first and each conversation's in its order. A turn
-- that runs has given out a seq without a message yet: of such conversations there are few.
with behind as materialized (
    select c.id, c.updated_at, coalesce(e.up_to_seq, 0) as up_to_seq
      from conversations c
      left join embedded_conversations e
        on e.user_id = c.user_id and e.conversation_id = c.id and e.model = :model
     where c.user_id = :user and c.last_seq > coalesce(e.up_to_seq, 0)
       and exists (select from messages m
                    where m.user_id = :user and m.conversation_id = c.id and m.seq > coalesce(e.up_to_seq, 0))
     order by c.updated_at desc, c.id desc
     limit :limit
)
select m.user_id, m.conversation_id, m.seq, m.id, m.role, m.content
  from behind b
 cross join lateral (
       select new.*
         from messages new
        where new.user_id = :user and new.conversation_id = b.id and new.seq > b.up_to_seq
        order by new.seq
        limit :limit) m
 order by b.updated_at desc, b.id desc, m.seq
 limit :limit
