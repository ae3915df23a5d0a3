-- Takes an opinion of an answer back; where there is one, raises the conversation's version and notes the change.
-- The conversation is locked first, as everywhere.
-- Returns one row, see put.sql; the version is the conversation's own when there was no opinion.
with message as materialized (
    select m.role
      from messages m
      join conversations c on c.user_id = m.user_id and c.id = m.conversation_id
     where m.user_id = :user and m.conversation_id = :conversation and m.id = :message
), conversation as (
    update conversations c
       set version = c.version + 1, write_id = gen_random_uuid()
     where c.user_id = :user and c.id = :conversation
       and exists (select from message_feedback f
                    where f.user_id = :user and f.message_id = :message and f.conversation_id = :conversation)
    returning c.user_id, c.id, c.version
), feedback as (
    delete from message_feedback f
     using conversation c
     where f.user_id = c.user_id and f.message_id = :message
), change as (
    insert into changes (user_id, entity, id, version)
    select c.user_id, 'message', :message::uuid, c.version from conversation c
)
select (select m.role from message m) as role,
       coalesce((select c.version from conversation c),
                (select c.version from conversations c where c.user_id = :user and c.id = :conversation)) as version,
       exists (select from turns t
                where t.user_id = :user and t.conversation_id = :conversation and t.id = :message
                  and t.state = 'running') as generating
