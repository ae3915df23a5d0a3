-- Writes the turns in "free", and returns the places in the array, from 1, of those that were written.
conversation as (
    update conversations c
       set version = c.version + 1,
           write_id = a.write_id,
           last_seq = c.last_seq + a.added,
           message_count = c.message_count + a.added,
           head_seq = case when a.answer_status is null then coalesce(a.question_seq, c.head_seq) else a.answer_seq end,
           title = coalesce(c.title, a.title),
           updated_at = greatest(c.updated_at, a.started_at)
-- include turns/parts/guard.sql
), begun as materialized (
    select a.*, c.version as new_version, a.answer_status is not null as answered
      from conversation c
      join asked a on a.ordinality = c.ordinality
), message as (
-- include turns/parts/insertMessages.sql
    select user_id, conversation_id, question_seq, question_id, question_parent_id, question_parent_seq, question_role,
           question_content, question_parts, question_wanted, question_status, null, null, false, null, null, null, null, null,
           question_tokens, question_chain, question_created_at
      from begun
     where question_id is not null
    union all
-- include turns/parts/answer.sql
      from begun
     where answered
), turn as (
    insert into turns (user_id, id, conversation_id, state, attempt, node, epoch, idempotency_key, request_hash,
                       answer_seq, parent_id, parent_seq, model, started_at, ended_at)
    select user_id, id, conversation_id, coalesce(answer_status, 'running'), 1, node, epoch, idempotency_key,
           request_hash, answer_seq, parent_id, parent_seq, model, started_at, case when answered then now() end
      from begun
     where not answered or idempotency_key is not null
), change as (
    insert into changes (user_id, entity, id, version)
    select user_id, 'conversation', conversation_id, new_version from begun where titled
    union all
    select user_id, 'message', question_id, new_version from begun where question_id is not null
    union all
    select user_id, 'message', id, new_version from begun where answered
)
select ordinality from begun
