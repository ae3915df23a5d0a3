-- A final message of the user's, unless it was removed or its conversation is gone.
select f.rating,
-- include messages/parts/columns.sql
  from messages m
  left join message_feedback f on f.user_id = m.user_id and f.message_id = m.id
 where m.user_id = :user and m.id = :message and m.removed_at is null
   and exists (select from conversations c where c.user_id = :user and c.id = m.conversation_id)
