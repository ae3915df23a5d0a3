-- Adds a stretch of messages to a conversation that is still at the version that was seen and in which no turn runs: the
-- last one becomes the head of the newest branch. The conversation is locked first, as everywhere; who waited for it
-- finds another version. OFFSET 0 has turns looked up in the user's partition alone.
-- Returns one row: whether it did, and whether a turn runs.
with open as materialized (
    select c.user_id, c.id
      from conversations c
     where c.user_id = :user and c.id = :conversation and c.version = :version
       and c.write_id is not distinct from :seenWrite::uuid
       and not exists (select from turns t
                        where t.user_id = :user and t.conversation_id = :conversation and t.state = 'running'
                       offset 0)
       for no key update of c
), conversation as (
    update conversations c
       set version = c.version + 1,
           write_id = :write,
           last_seq = c.last_seq + :added,
           message_count = c.message_count + :added,
           head_seq = c.last_seq + :added,
           updated_at = greatest(c.updated_at, :at)
      from open o
     where c.user_id = o.user_id and c.id = o.id
    returning c.user_id, c.id, c.version
), message as (
    insert into messages (user_id, conversation_id, seq, id, parent_id, parent_seq, role, content, parts, status,
                          cached, tokens, chain, created_at)
    select c.user_id, c.id, m.seq, m.id, m.parent_id, m.parent_seq, m.role, m.content, m.parts::jsonb, 'completed',
           false, m.tokens, decode(m.chain, 'hex'), :at
      from conversation c
     cross join unnest(:seqs::bigint[], :ids::uuid[], :parents::uuid[], :parentSeqs::bigint[], :roles::text[],
                       :contents::text[], :parts::text[], :tokens::integer[], :chains::text[])
           as m (seq, id, parent_id, parent_seq, role, content, parts, tokens, chain)
), change as (
    insert into changes (user_id, entity, id, version)
    select c.user_id, 'message', m.id, c.version from conversation c cross join unnest(:ids::uuid[]) as m (id)
)
select exists (select from conversation) as added,
       exists (select from turns t
                where t.user_id = :user and t.conversation_id = :conversation and t.state = 'running'
               offset 0) as busy
