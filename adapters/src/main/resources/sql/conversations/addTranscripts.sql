-- Adds whole conversations with their messages, and one change for each: a follower then reads all of it. What is there
-- already is left as it is. A folder is locked, so that nobody deletes it meanwhile; one that is gone is none. Tags are
-- lines of one text.
-- One that was deleted comes back under its id. Its versions begin with the time, and so above those that it had: an index
-- and a cache that remember the deletion pass over what is older.
-- Returns the ids of those added, and their versions.
with folder as materialized (
    select f.user_id, f.id
      from folders f
     where (f.user_id, f.id) in (select c.user_id, c.id from unnest(:users::uuid[], :folders::uuid[]) as c (user_id, id))
     order by f.user_id, f.id
       for key share of f
), added as (
    insert into conversations (user_id, id, title, model, system_prompt, pinned, archived, message_count, last_seq, head_seq, created_at,
                               updated_at, version, folder_id, tags)
    select c.user_id, c.id, c.title, c.model, c.system_prompt, c.pinned, c.archived, c.messages, c.messages, c.head,
           c.created_at, c.updated_at, (extract(epoch from clock_timestamp()) * 1000)::bigint,
           (select f.id from folder f where f.user_id = c.user_id and f.id = c.folder_id),
           coalesce(string_to_array(c.tags, chr(10)), '{}')
      from unnest(:users::uuid[], :conversations::uuid[], :titles::text[], :counts::integer[], :created::timestamptz[],
                  :updated::timestamptz[], :heads::bigint[], :pinned::boolean[], :archived::boolean[], :answerers::text[],
                  :prompts::text[], :folders::uuid[], :tags::text[])
           as c (user_id, id, title, messages, created_at, updated_at, head, pinned, archived, model, system_prompt,
                 folder_id, tags)
        on conflict (user_id, id) do nothing
    returning user_id, id, version
), message as (
    insert into messages (user_id, conversation_id, seq, id, parent_id, parent_seq, role, content, parts, status,
                          model, cached, tokens, chain, created_at)
    select a.user_id, a.id, m.seq, m.id, m.parent_id, m.parent_seq, m.role, m.content, m.parts::jsonb, 'completed',
           m.model, false, m.tokens, decode(m.chain, 'hex'), m.created_at
      from unnest(:messageUsers::uuid[], :messageConversations::uuid[], :seqs::bigint[], :ids::uuid[], :parents::uuid[],
                  :parentSeqs::bigint[], :roles::text[], :contents::text[], :parts::text[], :tokens::integer[],
                  :chains::text[], :times::timestamptz[], :models::text[])
           as m (user_id, conversation_id, seq, id, parent_id, parent_seq, role, content, parts, tokens, chain,
                 created_at, model)
      join added a on a.user_id = m.user_id and a.id = m.conversation_id
), rated as (
    insert into message_feedback (user_id, message_id, conversation_id, rating, comment, created_at)
    select a.user_id, m.id, a.id, m.rating, m.comment, m.created_at
      from unnest(:messageUsers::uuid[], :messageConversations::uuid[], :ids::uuid[], :ratings::text[], :comments::text[],
                  :times::timestamptz[])
           as m (user_id, conversation_id, id, rating, comment, created_at)
      join added a on a.user_id = m.user_id and a.id = m.conversation_id
     where m.rating is not null
), change as (
    insert into changes (user_id, entity, id, version)
    select a.user_id, 'conversation', a.id, a.version from added a
)
select id, version from added
