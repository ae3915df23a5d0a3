-- Has some refused messages embedded again: their conversations' marks are moved in front of them, and a change is written,
-- which the follower reads. Those of conversations that are gone are dropped.
with chosen as materialized (
    select d.user_id, d.message_id
      from embedding_dead_letters d
     where d.model = :model
     order by d.user_id, d.message_id
     limit :limit
       for update skip locked
), again as materialized (
    select m.user_id, m.conversation_id, min(m.seq) as seq
      from chosen s
     cross join lateral (
           select own.user_id, own.conversation_id, own.seq
             from messages own
            where own.user_id = s.user_id and own.id = s.message_id
           offset 0) m
     group by m.user_id, m.conversation_id
), moved as (
    update embedded_conversations e
       set up_to_seq = least(e.up_to_seq, a.seq - 1)
      from again a
     where e.user_id = a.user_id and e.conversation_id = a.conversation_id and e.model = :model
), change as (
    insert into changes (user_id, entity, id, version)
    select a.user_id, 'conversation', a.conversation_id, c.version
      from again a
      join conversations c on c.user_id = a.user_id and c.id = a.conversation_id
), gone as (
    delete from embedding_dead_letters d
     using chosen s
     where d.user_id = s.user_id and d.message_id = s.message_id and d.model = :model
)
select count(*) from chosen
