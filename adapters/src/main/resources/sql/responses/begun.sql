-- The turn that a key of the user's began, unless its conversation is gone.
select t.conversation_id, t.id, t.request_hash
  from turns t
 where t.user_id = :user and t.idempotency_key = :key
   and exists (select from conversations c where c.user_id = :user and c.id = t.conversation_id)
