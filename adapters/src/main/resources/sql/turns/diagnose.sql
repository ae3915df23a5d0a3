-- Why a turn did not begin: a row when the conversation exists, and with it the running turn, and the turn that the key
-- began before with its messages (one row each).
select running.id as running_id,
       used.id as turn_id, used.state, used.request_hash, used.conversation_id as turn_conversation_id, used.answer_seq,
       used.parent_id as turn_parent_id, used.model as turn_model, used.started_at, f.rating,
-- include messages/parts/columns.sql
  from conversations c
  left join turns running
    on running.user_id = :user and running.conversation_id = c.id and running.state = 'running'
  left join turns used
    on used.user_id = :user and used.idempotency_key = :key
  left join messages m
    on m.user_id = :user and m.id in (used.parent_id, used.id)
  left join message_feedback f
    on f.user_id = m.user_id and f.message_id = m.id
 where c.user_id = :user and c.id = :conversation
 order by m.seq
