-- Changes what the caller names of a conversation, and notes the change. A running turn is not in the way: it looks at
-- the version again when it ends.
-- Returns the conversation afterwards, or no row.
with conversation as (
    update conversations c
       set version = c.version + 1,
           write_id = gen_random_uuid(),
           title = case when :titleKept then c.title else :title::text end,
           system_prompt = case when :systemPromptKept then c.system_prompt else :systemPrompt::text end,
           model = case when :modelKept then c.model else :model::text end,
           pinned = coalesce(:pinned::boolean, c.pinned),
           archived = coalesce(:archived::boolean, c.archived),
           updated_at = greatest(c.updated_at, :at)
     where c.user_id = :user and c.id = :id
    returning
-- include conversations/parts/columns.sql
), change as (
    insert into changes (user_id, entity, id, version)
    select c_user_id, 'conversation', c_id, c_version from conversation
)
select * from conversation
