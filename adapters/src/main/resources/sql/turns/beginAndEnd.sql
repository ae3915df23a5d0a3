-- Begins and ends turns whose answers are known: question, answer and conversation in one step. A turn is written only to
-- remember a key. What guards it, and what "skip locked" is for, is told in begin.sql.
-- Returns the places in the array, from 1, of those that were.
with asked as materialized (
    select * from rows from (json_to_recordset(:turns::json) as (
        user_id uuid, conversation_id uuid, version bigint, added integer, title text, titled boolean, id uuid,
        answer_seq bigint, parent_id uuid, parent_seq bigint, model text, node text, epoch bigint, idempotency_key text,
        request_hash bytea, started_at timestamptz, question_id uuid, question_seq bigint, question_parent_id uuid,
        question_parent_seq bigint, question_role text, question_content text, question_status text,
        question_tokens integer, question_chain bytea, question_created_at timestamptz, answer_role text,
        answer_content text, answer_status text, answer_model text, answer_cached boolean, prompt_tokens integer,
        completion_tokens integer, latency_ms bigint, answer_tokens integer, answer_chain bytea,
        answer_created_at timestamptz)) with ordinality
), free as materialized (
    select a.ordinality, c.user_id, c.id, a.version
      from asked a
      join conversations c on c.user_id = a.user_id and c.id = a.conversation_id and c.version = a.version
     where not exists (select from turns t
                        where t.user_id = c.user_id and t.conversation_id = c.id and t.state = 'running')
       and not exists (select from turns t
                        where t.user_id = c.user_id and t.idempotency_key = a.idempotency_key)
       for no key update of c skip locked
), conversation as (
    update conversations c
       set version = c.version + 1,
           last_seq = c.last_seq + a.added,
           message_count = c.message_count + a.added,
           head_seq = a.answer_seq,
           title = coalesce(c.title, a.title),
           updated_at = greatest(c.updated_at, a.started_at)
      from free f
      join asked a on a.ordinality = f.ordinality
     where c.user_id = f.user_id and c.id = f.id and c.version = f.version
    returning a.ordinality, c.version
), begun as materialized (
    select a.*, c.version as new_version from conversation c join asked a on a.ordinality = c.ordinality
), message as (
    insert into messages (user_id, conversation_id, seq, id, parent_id, parent_seq, role, content, status, model, cached,
                          prompt_tokens, completion_tokens, latency_ms, tokens, chain, created_at)
    select user_id, conversation_id, question_seq, question_id, question_parent_id, question_parent_seq, question_role,
           question_content, question_status, null, false, null, null, null, question_tokens, question_chain,
           question_created_at
      from begun
     where question_id is not null
    union all
    select user_id, conversation_id, answer_seq, id, parent_id, parent_seq, answer_role, answer_content, answer_status,
           answer_model, answer_cached, prompt_tokens, completion_tokens, latency_ms, answer_tokens, answer_chain,
           answer_created_at
      from begun
), turn as (
    insert into turns (user_id, id, conversation_id, state, attempt, node, epoch, idempotency_key, request_hash,
                       answer_seq, parent_id, parent_seq, model, started_at, ended_at)
    select user_id, id, conversation_id, answer_status, 1, node, epoch, idempotency_key, request_hash, answer_seq,
           parent_id, parent_seq, model, started_at, now()
      from begun
     where idempotency_key is not null
), change as (
    insert into changes (user_id, entity, id, version)
    select user_id, 'conversation', conversation_id, new_version from begun where titled
    union all
    select user_id, 'message', question_id, new_version from begun where question_id is not null
    union all
    select user_id, 'message', id, new_version from begun
)
select ordinality from begun
