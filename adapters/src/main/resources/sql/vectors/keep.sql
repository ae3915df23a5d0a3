-- Keeps vectors, and notes of their conversations up to which message they are there. Two nodes may do the same at once.
with message as materialized (
    select x.user_id, x.conversation_id, x.seq, x.id
      from unnest(:users::uuid[], :conversations::uuid[], :seqs::bigint[], :ids::uuid[]) as x (user_id, conversation_id, seq, id)
      join messages m on m.user_id = x.user_id and m.id = x.id
), noted as (
    insert into embedded_conversations (user_id, conversation_id, model, up_to_seq)
    select m.user_id, m.conversation_id, :model, max(m.seq)
      from message m
      join conversations c on c.user_id = m.user_id and c.id = m.conversation_id
     group by m.user_id, m.conversation_id
     order by m.user_id, m.conversation_id
    on conflict (user_id, conversation_id, model)
       do update set up_to_seq = greatest(embedded_conversations.up_to_seq, excluded.up_to_seq)
)
insert into passages (user_id, message_id, model, passage, embedding)
select m.user_id, m.id, :model, x.passage, x.embedding::halfvec
  from unnest(:passageIds::uuid[], :numbers::smallint[], :embeddings::text[]) as x (id, passage, embedding)
  join message m on m.id = x.id
on conflict do nothing
