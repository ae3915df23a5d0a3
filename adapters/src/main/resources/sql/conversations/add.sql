-- Adds a conversation that is not there, and notes the change. Its folder is locked, so that nobody deletes it meanwhile.
-- Returns whether there is such a folder, or it is to be in none.
with folder as materialized (
    select f.id from folders f where f.user_id = :user and f.id = :folder::uuid for key share
), added as (
    insert into conversations (user_id, id, title, model, system_prompt, pinned, archived, message_count, last_seq,
                               head_seq, created_at, updated_at, version, folder_id, tags)
    select :user, :id, :title, :model, :systemPrompt, :pinned, :archived, :messageCount, 0, 0, :createdAt, :updatedAt,
           :version, :folder::uuid, :tags::text[]
     where :folder::uuid is null or exists (select from folder)
        on conflict (user_id, id) do nothing
    returning user_id, id, version
), change as (
    insert into changes (user_id, entity, id, version)
    select user_id, 'conversation', id, version from added
)
select :folder::uuid is null or exists (select from folder)
