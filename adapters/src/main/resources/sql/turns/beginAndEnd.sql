-- Begins and ends a turn whose answer is known: question, answer and conversation in one step. A turn is written only to
-- remember a key. What guards it is told in begin.sql.
-- Returns how many conversations moved on: 0 or 1.
with conversation as (
    update conversations c
       set version = c.version + 1,
           last_seq = c.last_seq + :added,
           message_count = c.message_count + :added,
           head_seq = :answerSeq,
           title = coalesce(c.title, :title),
           updated_at = greatest(c.updated_at, :startedAt)
     where c.user_id = :user and c.id = :conversation and c.version = :version
       and not exists (select from turns t
                        where t.user_id = c.user_id and t.conversation_id = c.id and t.state = 'running')
       and not exists (select from turns t
                        where t.user_id = c.user_id and t.idempotency_key = :key)
    returning c.user_id, c.id, c.version
), message as (
    insert into messages (user_id, conversation_id, seq, id, parent_id, parent_seq, role, content, status, model, cached,
                          prompt_tokens, completion_tokens, latency_ms, tokens, chain, created_at)
    select c.user_id, c.id, :questionSeq::bigint, :questionId::uuid, :questionParentId::uuid,
           :questionParentSeq::bigint, :questionRole, :questionContent, :questionStatus, null, false,
           null::integer, null::integer, null::bigint, :questionTokens::integer, :questionChain::bytea,
           :questionCreatedAt::timestamptz
      from conversation c
     where :questionId::uuid is not null
    union all
    select c.user_id, c.id, :answerSeq, :turn, :parentId::uuid,
           :parentSeq::bigint, :answerRole, :answerContent, :answerStatus, :answerModel, :answerCached,
           :promptTokens::integer, :completionTokens::integer, :latencyMs::bigint, :answerTokens, :answerChain,
           :answerCreatedAt::timestamptz
      from conversation c
), turn as (
    insert into turns (user_id, id, conversation_id, state, attempt, node, epoch, idempotency_key, request_hash,
                       answer_seq, parent_id, parent_seq, model, started_at, ended_at)
    select c.user_id, :turn, c.id, :answerStatus, 1, :node, :epoch, :key, :requestHash::bytea, :answerSeq,
           :parentId::uuid, :parentSeq::bigint, :model, :startedAt::timestamptz, now()
      from conversation c
     where :key::text is not null
), change as (
    insert into changes (user_id, entity, id, version)
    select c.user_id, 'conversation', c.id, c.version from conversation c where :titled
    union all
    select c.user_id, 'message', :questionId::uuid, c.version from conversation c where :questionId::uuid is not null
    union all
    select c.user_id, 'message', :turn, c.version from conversation c
)
select count(*) from conversation
