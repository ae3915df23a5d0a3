-- For each of some messages of a conversation, named by their seqs, all that follow the same one, itself and a running
-- answer among them: at most the newest :most, in the order of writing. What was taken out of all branches is none.
-- A message is right behind its parent or at a fork, as in messages/parts/stretch.sql: each is looked up by an index.
-- OFFSET 0 has it looked up in the user's partition alone.
with asked as materialized (
    select m.id, m.seq, m.parent_seq
      from (select distinct unnest(:seqs::bigint[]) as seq) s
     cross join lateral (select own.id, own.seq, own.parent_seq
                           from messages own
                          where own.user_id = :user and own.conversation_id = :conversation and own.seq = s.seq
                         offset 0) m
    union all
    select t.id, t.answer_seq, t.parent_seq
      from turns t
     where t.user_id = :user and t.conversation_id = :conversation and t.state = 'running'
       and t.answer_seq = any (:seqs::bigint[])
), parent as materialized (
    select distinct coalesce(a.parent_seq, 0) as seq from asked a
), child as materialized (
    select p.seq as parent_seq, c.id, c.seq
      from parent p
     cross join lateral (
           select n.id, n.seq
             from (select n.id, n.seq
                     from messages n
                    where n.user_id = :user and n.conversation_id = :conversation and n.seq = p.seq + 1
                      and coalesce(n.parent_seq, 0) = p.seq and (p.seq > 0 or n.removed_at is null)
                   union all
                   (select n.id, n.seq
                      from messages n
                     where n.user_id = :user and n.conversation_id = :conversation and n.parent_seq = p.seq
                       and coalesce(n.parent_seq, 0) <> n.seq - 1
                     order by n.seq desc
                     limit :most)
                   union all
                   (select n.id, n.seq
                      from messages n
                     where n.user_id = :user and n.conversation_id = :conversation and p.seq = 0
                       and n.parent_seq is null and coalesce(n.parent_seq, 0) <> n.seq - 1 and n.removed_at is null
                     order by n.seq desc
                     limit :most)
                   union all
                   select t.id, t.answer_seq
                     from turns t
                    where t.user_id = :user and t.conversation_id = :conversation and t.state = 'running'
                      and t.parent_seq = p.seq
                   union all
                   select a.id, a.seq from asked a where p.seq = 0 and a.parent_seq is null) n
            group by n.id, n.seq
            order by n.seq desc
            limit :most
           offset 0) c
)
select a.id, array_agg(c.id order by c.seq) as siblings
  from asked a
  join child c on c.parent_seq = coalesce(a.parent_seq, 0)
 where exists (select from conversations v where v.user_id = :user and v.id = :conversation)
 group by a.id
