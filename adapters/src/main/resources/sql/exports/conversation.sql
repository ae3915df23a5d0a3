-- One conversation with the message that its newest branch ends with, and its folder.
select
-- include conversations/parts/columns.sql
     , c.last_seq, h.id as head_id, f.name as folder_name, p.name as parent_name, f.system_prompt as folder_prompt
  from conversations c
  left join messages h on h.user_id = c.user_id and h.conversation_id = c.id and h.seq = c.head_seq
  left join folders f on f.user_id = c.user_id and f.id = c.folder_id
  left join folders p on p.user_id = f.user_id and p.id = f.parent_id
 where c.user_id = :user and c.id = :conversation
