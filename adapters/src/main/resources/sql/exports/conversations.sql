-- A page of a user's conversations in the order of their ids, each with the message that its newest branch ends with.
select
-- include conversations/parts/columns.sql
     , c.last_seq, h.id as head_id
  from conversations c
  left join messages h on h.user_id = c.user_id and h.conversation_id = c.id and h.seq = c.head_seq
 where c.user_id = :user and (:after::uuid is null or c.id > :after::uuid)
 order by c.id
 limit :rows
