-- Keeps vectors, and notes of their conversations up to which message they are there. Two nodes may do the same at once.
-- A conversation cannot be deleted meanwhile: what is added behind its messages' deletion would stay for ever. Nothing is
-- kept for a model that was given up.
with asked as materialized (
    select x.user_id, x.conversation_id, x.seq, x.id
      from unnest(:users::uuid[], :conversations::uuid[], :seqs::bigint[], :ids::uuid[])
           as x (user_id, conversation_id, seq, id)
), held as materialized (
    select c.user_id, c.id
      from conversations c
     where (c.user_id, c.id) in (select a.user_id, a.conversation_id from asked a)
     order by c.user_id, c.id
       for key share of c
), message as materialized (
    select a.user_id, a.conversation_id, a.seq, a.id
      from asked a
      join held h on h.user_id = a.user_id and h.id = a.conversation_id
     where exists (select from embedding_models k where k.id = :model and k.name is not null)
), noted as (
    insert into embedded_conversations (user_id, conversation_id, model, up_to_seq)
    select m.user_id, m.conversation_id, :model, max(m.seq)
      from message m
     group by m.user_id, m.conversation_id
     order by m.user_id, m.conversation_id
    on conflict (user_id, conversation_id, model)
       do update set up_to_seq = greatest(embedded_conversations.up_to_seq, excluded.up_to_seq)
), refused as (
    insert into embedding_dead_letters (user_id, message_id, model, reason)
    select m.user_id, m.id, :model, x.reason
      from unnest(:refusedIds::uuid[], :reasons::text[]) as x (id, reason)
      join message m on m.id = x.id
    on conflict (user_id, message_id, model) do update set reason = excluded.reason, refused_at = now()
), measured as (
    update embedding_models k
       set dimensions = (select vector_dims(x.embedding::halfvec) from unnest(:embeddings::text[]) as x (embedding) limit 1)
     where k.id = :model and k.dimensions is null and cardinality(:embeddings::text[]) > 0
)
insert into passages (user_id, message_id, model, passage, embedding)
select m.user_id, m.id, :model, x.passage, x.embedding::halfvec
  from unnest(:passageIds::uuid[], :numbers::smallint[], :embeddings::text[]) as x (id, passage, embedding)
  join message m on m.id = x.id
on conflict do nothing
