-- Writes the turns in "open", whose conversations are locked, and returns the places in the array, from 1, of those that
-- were written. Of several in one conversation the first is.
-- The unique indexes decide first: a turn whose key somebody else uses at this moment is left out and hurts no other. Keys
-- are written in one order everywhere, so that no two statements wait for each other.
first as materialized (
    select distinct on (o.user_id, o.id) o.ordinality, o.user_id, o.id, o.version
      from open o
     order by o.user_id, o.id, o.ordinality
), turn as (
    insert into turns (user_id, id, conversation_id, state, attempt, node, epoch, idempotency_key, request_hash,
                       answer_seq, parent_id, parent_seq, model, started_at, ended_at)
    select a.user_id, a.id, a.conversation_id, coalesce(a.answer_status, 'running'), 1, a.node, a.epoch,
           a.idempotency_key, a.request_hash, a.answer_seq, a.parent_id, a.parent_seq, a.model, a.started_at,
           case when a.answer_status is not null then now() end
      from first f
      join asked a on a.ordinality = f.ordinality
     where a.answer_status is null or a.idempotency_key is not null
     order by a.user_id, a.idempotency_key
        on conflict do nothing
    returning user_id, id
), free as materialized (
    select f.ordinality, f.user_id, f.id, f.version
      from first f
      join asked a on a.ordinality = f.ordinality
     where a.answer_status is not null and a.idempotency_key is null
        or exists (select from turn t where t.user_id = a.user_id and t.id = a.id)
), conversation as (
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
), change as (
    insert into changes (user_id, entity, id, version)
    select user_id, 'conversation', conversation_id, new_version from begun where titled
    union all
    select user_id, 'message', question_id, new_version from begun where question_id is not null
    union all
    select user_id, 'message', id, new_version from begun where answered
)
select ordinality from begun
