-- Running turns that nobody generates: their node has no lease, or they are this node's and it does not know them. With
-- each the log that was kept, as its content, and the chain of the message that it answers.
-- A turn that is younger than a lease is left alone: its node may be one that has only begun to renew its lease.
-- A turn whose conversation is gone is no orphan: it goes with the other leftovers.
-- Those in :aside are left out.
-- A turn of a service that knew no leases yet (epoch 0) is left alone for an hour.
select t.user_id, t.attempt, t.id, t.conversation_id, t.answer_seq as seq, t.parent_id, 'assistant' as role,
       coalesce(kept.text, '') as content, null::jsonb as parts, 'generating' as status, null as finish_reason, t.model,
       false as cached, null::integer as prompt_tokens, null::integer as completion_tokens,
       null::integer as cached_tokens, null::integer as reasoning_tokens, null::bigint as latency_ms, null as rating,
       t.started_at as created_at, q.chain
  from turns t
  join conversations c on c.user_id = t.user_id and c.id = t.conversation_id
  join messages q on q.user_id = t.user_id and q.conversation_id = t.conversation_id and q.seq = t.parent_seq
  left join nodes n on n.id = t.node and n.epoch = t.epoch and n.lease_until > clock_timestamp()
  left join lateral (select string_agg(d.text, '' order by d.start) as text
                       from turn_deltas d
                      where d.user_id = t.user_id and d.turn_id = t.id) kept on true
 where t.state = 'running'
   and ((n.id is null and coalesce(t.begun_at, t.started_at) < clock_timestamp() - :lease * interval '1 millisecond')
        or (t.node = :node and t.epoch = :epoch and t.id <> all (:known::uuid[])))
   and t.id <> all (:aside::uuid[])
   and (t.epoch > 0 or coalesce(t.begun_at, t.started_at) < now() - interval '1 hour')
 order by t.started_at
 limit :limit
