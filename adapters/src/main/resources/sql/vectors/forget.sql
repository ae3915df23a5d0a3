-- Takes the vectors of a user's messages away, and moves the marks of their conversations in front of them.
with forgotten as materialized (
    select m.conversation_id, m.id, m.seq
      from messages m
     where m.user_id = :user and m.id = any(:messages)
), moved as (
    update embedded_conversations e
       set up_to_seq = least(e.up_to_seq, f.seq - 1)
      from (select conversation_id, min(seq) as seq from forgotten group by conversation_id) f
     where e.user_id = :user and e.conversation_id = f.conversation_id and e.model = :model
)
delete from passages p
 using forgotten f
 where p.user_id = :user and p.message_id = f.id and p.model = :model
