-- The form that a question wanted its answer in.
select wanted
  from messages
 where user_id = :user and conversation_id = :conversation and id = :question
