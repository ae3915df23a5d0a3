-- Changes what the caller names of a conversation, and notes the change. A running turn is not in the way: it looks at
-- the version again when it ends.
-- Returns the conversation afterwards, or no row.
with conversation as (
    update conversations c
       set version = c.version + 1,
           title = case when :titleKept then c.title else :title::text end,
           system_prompt = case when :systemPromptKept then c.system_prompt else :systemPrompt::text end,
           model = case when :modelKept then c.model else :model::text end,
           pinned = coalesce(:pinned::boolean, c.pinned),
           archived = coalesce(:archived::boolean, c.archived),
           updated_at = greatest(c.updated_at, :at)
     where c.user_id = :user and c.id = :id
    returning c.user_id, c.id, c.title, c.model, c.system_prompt, c.pinned, c.archived, c.message_count, c.created_at,
              c.updated_at, c.version
), change as (
    insert into changes (user_id, entity, id, version)
    select c.user_id, 'conversation', c.id, c.version from conversation c
)
select c.user_id, c.id, c.title, c.model, c.system_prompt, c.pinned, c.archived, c.message_count, c.created_at,
       c.updated_at, c.version
  from conversation c
