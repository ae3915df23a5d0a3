-- Begins turns: the conversation moves on, the question (when there is one) becomes durable, the turn runs.
-- Only if the conversation is still at the version that was seen. Of two at once the second waits for the row and then
-- finds another version, so what this statement's snapshot says of running turns and used keys cannot be stale. Only a
-- key used at this moment in another conversation can still meet the unique index.
-- Several turns together pass over rows that others hold, so that nobody waits for somebody else's conversation; a turn
-- alone waits: its form leaves the line with "skip locked" out.
-- Returns the places in the array, from 1, of the turns that began.
with asked as materialized (
    select * from rows from (json_to_recordset(:turns::json) as (
        user_id uuid, conversation_id uuid, version bigint, added integer, title text, titled boolean, id uuid,
        answer_seq bigint, parent_id uuid, parent_seq bigint, model text, node text, epoch bigint, idempotency_key text,
        request_hash bytea, started_at timestamptz, question_id uuid, question_seq bigint, question_parent_id uuid,
        question_parent_seq bigint, question_role text, question_content text, question_status text,
        question_tokens integer, question_chain bytea, question_created_at timestamptz)) with ordinality
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
           head_seq = coalesce(a.question_seq, c.head_seq),
           title = coalesce(c.title, a.title),
           updated_at = greatest(c.updated_at, a.started_at)
      from free f
      join asked a on a.ordinality = f.ordinality
     where c.user_id = f.user_id and c.id = f.id and c.version = f.version
    returning a.ordinality, c.version
), begun as materialized (
    select a.*, c.version as new_version from conversation c join asked a on a.ordinality = c.ordinality
), question as (
    insert into messages (user_id, conversation_id, seq, id, parent_id, parent_seq, role, content, status, cached,
                          tokens, chain, created_at)
    select user_id, conversation_id, question_seq, question_id, question_parent_id, question_parent_seq, question_role,
           question_content, question_status, false, question_tokens, question_chain, question_created_at
      from begun
     where question_id is not null
), turn as (
    insert into turns (user_id, id, conversation_id, state, attempt, node, epoch, idempotency_key, request_hash,
                       answer_seq, parent_id, parent_seq, model, started_at)
    select user_id, id, conversation_id, 'running', 1, node, epoch, idempotency_key, request_hash, answer_seq, parent_id,
           parent_seq, model, started_at
      from begun
), change as (
    insert into changes (user_id, entity, id, version)
    select user_id, 'conversation', conversation_id, new_version from begun where titled
    union all
    select user_id, 'message', question_id, new_version from begun where question_id is not null
)
select ordinality from begun
