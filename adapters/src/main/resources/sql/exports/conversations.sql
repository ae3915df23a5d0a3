-- A page of a user's conversations in the order of their ids, each with the message that its newest branch ends with, and
-- its folder, but for the system prompt, which many would repeat.
select
-- include conversations/parts/columns.sql
     , c.last_seq, h.id as head_id, f.name as folder_name, p.name as parent_name, null::text as folder_prompt
  from conversations c
  left join messages h on h.user_id = c.user_id and h.conversation_id = c.id and h.seq = c.head_seq
  left join folders f on f.user_id = c.user_id and f.id = c.folder_id
  left join folders p on p.user_id = f.user_id and p.id = f.parent_id
 where c.user_id = :user and (:after::uuid is null or c.id > :after::uuid)
 order by c.id
 limit :rows
