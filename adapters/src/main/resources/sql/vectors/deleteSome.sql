-- Deletes some of what the next users behind :after have of a model that was given up; nothing while another node does.
-- "full" says that they may have more of it.
with model as materialized (
    select m.id
      from embedding_models m
     where m.id = :model and m.name is null
       for no key update of m skip locked
), next as materialized (
    select u.id from users u where u.id > :after order by u.id limit :users
), passage as materialized (
    select p.user_id, p.message_id, p.model, p.passage
      from model
     cross join next
     cross join lateral (
           select own.user_id, own.message_id, own.model, own.passage
             from passages own
            where own.user_id = next.id and own.model = model.id
            order by own.message_id
            limit :rows) p
     limit :rows
), conversation as materialized (
    select c.user_id, c.conversation_id, c.model
      from model
     cross join next
     cross join lateral (
           select own.user_id, own.conversation_id, own.model
             from embedded_conversations own
            where own.user_id = next.id and own.model = model.id
            order by own.conversation_id
            limit :rows) c
     limit :rows
), passages_gone as (
    delete from passages p
     using passage d
     where p.user_id = d.user_id and p.message_id = d.message_id and p.model = d.model and p.passage = d.passage
), conversations_gone as (
    delete from embedded_conversations c
     using conversation d
     where c.user_id = d.user_id and c.conversation_id = d.conversation_id and c.model = d.model
), users_gone as (
    delete from embedded_users u
     using model, next
     where u.user_id = next.id and u.model = model.id
), letters_gone as (
    delete from embedding_dead_letters d
     using model, next
     where d.user_id = next.id and d.model = model.id
)
select (select n.id from next n order by n.id desc limit 1) as last,
       (select count(*) from passage) = :rows or (select count(*) from conversation) = :rows as full
  from model
