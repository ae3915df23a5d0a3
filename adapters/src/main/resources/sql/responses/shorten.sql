-- Takes a part of a message away, and what was made of the whole. The conversation is locked first, as everywhere.
-- Returns the version afterwards, or no row.
with conversation as (
    update conversations c
       set version = c.version + 1, write_id = gen_random_uuid()
     where c.user_id = :user and c.id = :conversation
       and exists (select from messages m
                    where m.user_id = :user and m.id = :message and m.conversation_id = :conversation
                      and m.removed_at is null)
    returning c.user_id, c.version
), message as (
    update messages m
       set content = :content, parts = :parts::jsonb, tokens = :tokens
      from conversation c
     where m.user_id = :user and m.conversation_id = :conversation and m.id = :message
), passage as (
    delete from passages p
     where p.user_id = :user and p.message_id = :message and exists (select from conversation)
), change as (
    insert into changes (user_id, entity, id, version)
    select c.user_id, 'message', :message::uuid, c.version from conversation c
)
select version from conversation
