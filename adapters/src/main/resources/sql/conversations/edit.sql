-- Changes what the caller names of a conversation, and notes the change. A running turn is not in the way: it looks at
-- the version again when it ends.
-- A folder that it moves into is locked, so that nobody deletes it meanwhile.
-- Returns the conversation afterwards, or no row: also when there is no such folder.
with folder as materialized (
    select f.id from folders f where f.user_id = :user and f.id = :folder::uuid for key share
), conversation as (
    update conversations c
       set version = c.version + 1,
           write_id = gen_random_uuid(),
           title = case when :titleKept then c.title else :title::text end,
           system_prompt = case when :systemPromptKept then c.system_prompt else :systemPrompt::text end,
           model = case when :modelKept then c.model else :model::text end,
           pinned = coalesce(:pinned::boolean, c.pinned),
           archived = coalesce(:archived::boolean, c.archived),
           folder_id = case when :folderKept then c.folder_id else :folder::uuid end,
           tags = case when :tagsKept then c.tags else :tags::text[] end,
           updated_at = greatest(c.updated_at, :at)
     where c.user_id = :user and c.id = :id and (:folder::uuid is null or exists (select from folder))
    returning
-- include conversations/parts/columns.sql
), change as (
    insert into changes (user_id, entity, id, version)
    select c_user_id, 'conversation', c_id, c_version from conversation
)
select * from conversation
