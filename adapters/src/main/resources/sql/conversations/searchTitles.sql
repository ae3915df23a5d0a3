-- The user's own titles, whole list: those that hold the text first, newest update first, then the similar ones.
-- No trigram index: read through the user's part of the B-tree it measured ten times faster than a GIN index.
select t.user_id, t.id, t.title, t.model, t.system_prompt, t.pinned, t.archived, t.message_count, t.created_at,
       t.updated_at, t.version
  from (select c.user_id, c.id, c.title, c.model, c.system_prompt, c.pinned, c.archived, c.message_count, c.created_at,
               c.updated_at, c.version,
               case when strpos(lower(c.title), lower(:text)) > 0 then 2
                    else word_similarity(:text, c.title)
               end as likeness
          from conversations c
         where c.user_id = :user and c.title is not null) t
 where t.likeness >= 0.45
 order by t.likeness desc, t.updated_at desc, t.id desc
 limit :limit
