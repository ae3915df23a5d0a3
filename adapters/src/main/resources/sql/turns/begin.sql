-- Begins a turn: the conversation moves on, the question (when there is one) becomes durable, the turn runs.
-- Only if the conversation is still at the version that was seen. Of two at once the second waits for the row and then
-- finds another version, so what this statement's snapshot says of running turns and used keys cannot be stale. Only a
-- key used at this moment in another conversation can still meet the unique index.
-- Returns how many conversations moved on: 0 or 1.
with conversation as (
    update conversations c
       set version = c.version + 1,
           last_seq = c.last_seq + :added,
           message_count = c.message_count + :added,
           head_seq = coalesce(:questionSeq::bigint, c.head_seq),
           title = coalesce(c.title, :title),
           updated_at = greatest(c.updated_at, :startedAt)
     where c.user_id = :user and c.id = :conversation and c.version = :version
       and not exists (select from turns t
                        where t.user_id = c.user_id and t.conversation_id = c.id and t.state = 'running')
       and not exists (select from turns t
                        where t.user_id = c.user_id and t.idempotency_key = :key)
    returning c.user_id, c.id, c.version
), question as (
    insert into messages (user_id, conversation_id, seq, id, parent_id, parent_seq, role, content, status, cached,
                          tokens, chain, created_at)
    select c.user_id, c.id, :questionSeq::bigint, :questionId::uuid, :questionParentId::uuid,
           :questionParentSeq::bigint, :questionRole, :questionContent, :questionStatus, false,
           :questionTokens::integer, :questionChain::bytea, :questionCreatedAt::timestamptz
      from conversation c
     where :questionId::uuid is not null
), turn as (
    insert into turns (user_id, id, conversation_id, state, attempt, node, epoch, idempotency_key, request_hash,
                       answer_seq, parent_id, parent_seq, model, started_at)
    select c.user_id, :turn, c.id, 'running', 1, :node, :epoch, :key, :requestHash::bytea, :answerSeq,
           :parentId::uuid, :parentSeq::bigint, :model, :startedAt::timestamptz
      from conversation c
), change as (
    insert into changes (user_id, entity, id, version)
    select c.user_id, 'conversation', c.id, c.version from conversation c where :titled
    union all
    select c.user_id, 'message', :questionId::uuid, c.version from conversation c where :questionId::uuid is not null
)
select count(*) from conversation
