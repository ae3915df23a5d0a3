-- Ends the turns in "free", and returns the places in the array, from 1, of those that ended.
-- Turns are compared with arrays of one, by which no two tables can be joined but by looking each turn up by its key, in
-- its user's partition alone.
conversation as (
    update conversations c
       set version = c.version + 1,
           write_id = a.write_id,
           head_seq = a.answer_seq,
           updated_at = greatest(c.updated_at, a.answer_created_at)
-- include turns/parts/guard.sql
), turn as (
    update turns t
       set state = a.answer_status, ended_at = now()
      from conversation c
      join asked a on a.ordinality = c.ordinality
     where t.user_id = any (array[a.user_id]) and t.id = any (array[a.id])
       and t.state = 'running' and t.attempt = a.attempt
    returning a.ordinality, t.id, t.parent_id, t.parent_seq, t.answer_seq, c.version
), ended as materialized (
    select a.ordinality, a.user_id, a.conversation_id, a.answer_role, a.answer_content, a.answer_parts, a.answer_status,
           a.finish_reason, a.answer_model, a.answer_cached, a.prompt_tokens, a.completion_tokens, a.cached_tokens,
           a.reasoning_tokens, a.latency_ms, a.answer_tokens, a.answer_chain, a.answer_created_at, t.id, t.parent_id, t.parent_seq, t.answer_seq, t.version
      from turn t join asked a on a.ordinality = t.ordinality
), answer as (
-- include turns/parts/insertMessages.sql
-- include turns/parts/answer.sql
      from ended
), kept as (
    delete from turn_deltas d using ended e where d.user_id = e.user_id and d.turn_id = e.id
), change as (
    insert into changes (user_id, entity, id, version)
    select user_id, 'message', id, version from ended
)
select ordinality from ended
