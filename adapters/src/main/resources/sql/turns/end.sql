-- Ends running turns: the answer is kept and becomes the head of the newest branch; the pieces kept meanwhile go.
-- The conversation is locked before the turn, as everywhere. Who had to wait for it sees its new row, but turns as they
-- were before: so the conversation must still be at the version that this statement saw the turn running at. If it is
-- not, nothing is written and the caller looks again. What "skip locked" is for is told in begin.sql.
-- Returns the places in the array, from 1, of the turns that ended.
with asked as materialized (
    select * from rows from (json_to_recordset(:turns::json) as (
        user_id uuid, conversation_id uuid, id uuid, attempt integer, answer_seq bigint, answer_role text,
        answer_content text, answer_status text, answer_model text, answer_cached boolean, prompt_tokens integer,
        completion_tokens integer, latency_ms bigint, answer_tokens integer, answer_chain bytea,
        answer_created_at timestamptz)) with ordinality
), seen as materialized (
    select a.ordinality, c.user_id, c.id, c.version
      from asked a
      join turns t on t.user_id = a.user_id and t.id = a.id and t.state = 'running' and t.attempt = a.attempt
      join conversations c on c.user_id = t.user_id and c.id = t.conversation_id and c.id = a.conversation_id
), free as materialized (
    select s.*
      from seen s
      join conversations c on c.user_id = s.user_id and c.id = s.id and c.version = s.version
       for no key update of c skip locked
), conversation as (
    update conversations c
       set version = c.version + 1,
           head_seq = a.answer_seq,
           updated_at = greatest(c.updated_at, a.answer_created_at)
      from free f
      join asked a on a.ordinality = f.ordinality
     where c.user_id = f.user_id and c.id = f.id and c.version = f.version
    returning a.ordinality, c.version
), turn as (
    update turns t
       set state = a.answer_status, ended_at = now()
      from conversation c
      join asked a on a.ordinality = c.ordinality
     where t.user_id = a.user_id and t.id = a.id and t.state = 'running' and t.attempt = a.attempt
    returning a.ordinality, t.id, t.parent_id, t.parent_seq, t.answer_seq, c.version
), ended as materialized (
    select a.ordinality, a.user_id, a.conversation_id, a.answer_role, a.answer_content, a.answer_status, a.answer_model,
           a.answer_cached, a.prompt_tokens, a.completion_tokens, a.latency_ms, a.answer_tokens, a.answer_chain,
           a.answer_created_at, t.id, t.parent_id, t.parent_seq, t.answer_seq, t.version
      from turn t join asked a on a.ordinality = t.ordinality
), answer as (
    insert into messages (user_id, conversation_id, seq, id, parent_id, parent_seq, role, content, status, model, cached,
                          prompt_tokens, completion_tokens, latency_ms, tokens, chain, created_at)
    select user_id, conversation_id, answer_seq, id, parent_id, parent_seq, answer_role, answer_content, answer_status,
           answer_model, answer_cached, prompt_tokens, completion_tokens, latency_ms, answer_tokens, answer_chain,
           answer_created_at
      from ended
), kept as (
    delete from turn_deltas d using ended e where d.user_id = e.user_id and d.turn_id = e.id
), change as (
    insert into changes (user_id, entity, id, version)
    select user_id, 'message', id, version from ended
)
select ordinality from ended
