-- Ends a running turn: its answer is kept and becomes the head of the newest branch; the pieces kept meanwhile go.
-- The conversation is locked before the turn, as everywhere. Who had to wait for it sees its new row, but turns as they
-- were before: so the conversation must still be at the version that this statement saw the turn running at. If it is
-- not, nothing is written and the caller looks again.
-- Returns how many turns ended: 0 or 1.
with seen as materialized (
    select c.version
      from conversations c
      join turns t on t.user_id = c.user_id and t.conversation_id = c.id
     where c.user_id = :user and c.id = :conversation
       and t.id = :turn and t.state = 'running' and t.attempt = :attempt
), conversation as (
    update conversations c
       set version = c.version + 1,
           head_seq = :answerSeq,
           updated_at = greatest(c.updated_at, :answerCreatedAt)
      from seen
     where c.user_id = :user and c.id = :conversation and c.version = seen.version
    returning c.user_id, c.id, c.version
), turn as (
    update turns t
       set state = :answerStatus, ended_at = now()
      from conversation c
     where t.user_id = c.user_id and t.id = :turn and t.state = 'running' and t.attempt = :attempt
    returning t.user_id, t.conversation_id, t.id, t.answer_seq, t.parent_id, t.parent_seq
), answer as (
    insert into messages (user_id, conversation_id, seq, id, parent_id, parent_seq, role, content, status, model, cached,
                          prompt_tokens, completion_tokens, latency_ms, tokens, chain, created_at)
    select t.user_id, t.conversation_id, t.answer_seq, t.id, t.parent_id, t.parent_seq, :answerRole, :answerContent,
           :answerStatus, :answerModel, :answerCached, :promptTokens::integer, :completionTokens::integer,
           :latencyMs::bigint, :answerTokens, :answerChain::bytea, :answerCreatedAt::timestamptz
      from turn t
), kept as (
    delete from turn_deltas d using turn t where d.user_id = t.user_id and d.turn_id = t.id
), change as (
    insert into changes (user_id, entity, id, version)
    select c.user_id, 'message', t.id, c.version from conversation c cross join turn t
)
select count(*) from turn
