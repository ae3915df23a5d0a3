-- Keeps an opinion of an answer in place of the one before, raises the conversation's version, and notes the change.
-- The conversation is locked first, as everywhere.
-- Returns one row: the message's role, whether it is still being generated, and the version, each null or false when not.
with message as materialized (
    select m.role
      from messages m
      join conversations c on c.user_id = m.user_id and c.id = m.conversation_id
     where m.user_id = :user and m.conversation_id = :conversation and m.id = :message
), conversation as (
    update conversations c
       set version = c.version + 1, write_id = gen_random_uuid()
      from message m
     where c.user_id = :user and c.id = :conversation and m.role = 'assistant'
    returning c.user_id, c.id, c.version
), feedback as (
    insert into message_feedback (user_id, message_id, conversation_id, rating, comment, created_at)
    select c.user_id, :message, c.id, :rating, :comment, :at::timestamptz
      from conversation c
    on conflict (user_id, message_id) do update
       set rating = excluded.rating, comment = excluded.comment, created_at = excluded.created_at
), change as (
    insert into changes (user_id, entity, id, version)
    select c.user_id, 'message', :message::uuid, c.version from conversation c
)
select (select m.role from message m) as role,
       (select c.version from conversation c) as version,
       exists (select from turns t
                where t.user_id = :user and t.conversation_id = :conversation and t.id = :message
                  and t.state = 'running') as generating
