-- A page of a branch as "page", where it starts as "start", and a running turn's answer as "running": see history.sql.
with recursive conversation as (
    select c.user_id, c.id, c.head_seq
      from conversations c
     where c.user_id = :user and c.id = :conversation
), running as (
    select t.id, t.answer_seq as seq, t.parent_id, t.parent_seq, t.model, t.started_at
      from turns t
     where t.user_id = :user and t.conversation_id = :conversation and t.state = 'running'
), named as (
    select m.id, m.seq, m.parent_seq
      from (select b.id, b.conversation_id, b.seq, b.parent_seq
              from messages b
             where b.user_id = :user and b.id in (:branch::uuid, :position::uuid)
            offset 0) m
     where m.conversation_id = :conversation
    union all
    select r.id, r.seq, r.parent_seq from running r where r.id in (:branch::uuid, :position::uuid)
), down as (
    -- From fork to fork, to the newest child of each: a step is a stretch without forks, however long it is. A branch with
    -- more than 1,000 forks ends at the last of these.
    select d.seq, coalesce(fork.parent_seq, stretch.last) as until, fork.seq as next, 1 as step
      from named d
-- include messages/parts/stretch.sql
     where d.id = :branch::uuid and :position::uuid is null
    union all
    select d.seq, coalesce(fork.parent_seq, stretch.last), fork.seq, d.step + 1
      from (select next as seq, step from down where next is not null and step < 1000) d
-- include messages/parts/stretch.sql
), start as (
    select c.user_id, c.id,
           case when :position::uuid is not null then (select n.parent_seq from named n where n.id = :position::uuid)
                when :branch::uuid is not null
                then coalesce((select r.seq from running r join down d on r.parent_seq between d.seq and d.until limit 1),
                              (select coalesce(d.until, d.seq) from down d order by d.step desc limit 1))
                else coalesce((select r.seq from running r), c.head_seq)
           end as seq
      from conversation c
     where (:position::uuid is null or exists (select from named n where n.id = :position::uuid))
       and (:branch::uuid is null or exists (select from named n where n.id = :branch::uuid))
), page as (
    select s.seq as at, coalesce(r.parent_seq, m.parent_seq) as next, 1 as place,
           octet_length(m.content)::bigint + coalesce(octet_length(m.parts::text), 0) as bytes, m.user_id,
           m.id, m.parent_id, m.role, m.content, m.parts, m.status, m.finish_reason, m.model, m.cached, m.prompt_tokens,
           m.completion_tokens, m.cached_tokens, m.reasoning_tokens, m.latency_ms, m.created_at
      from start s
      left join running r on r.seq = s.seq
      left join lateral (select m.*
                           from messages m
                          where m.user_id = :user and m.conversation_id = :conversation and m.seq = s.seq
                         offset 0) m on true
     where s.seq > 0
    union all
    select m.seq, m.parent_seq, p.place + 1,
           coalesce(p.bytes, 0) + octet_length(m.content) + coalesce(octet_length(m.parts::text), 0), m.user_id,
           m.id, m.parent_id, m.role, m.content, m.parts, m.status, m.finish_reason, m.model, m.cached, m.prompt_tokens,
           m.completion_tokens, m.cached_tokens, m.reasoning_tokens, m.latency_ms, m.created_at
      from page p
     cross join lateral (select m.*
                           from messages m
                          where m.user_id = :user and m.conversation_id = :conversation and m.seq = p.next
                         offset 0) m
     where p.place < :rows and coalesce(p.bytes, 0) < :bytes
)
