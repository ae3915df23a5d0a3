-- Takes messages away that stand one behind the other on a branch. A message that others follow, which stay, or whose
-- answer is being generated, is emptied and keeps its place; so are those before it. A question that has other answers
-- stays as it is when its answer goes with it. What is left of the others has no place in any branch.
-- The conversation is locked first, as everywhere. Who had to wait for it saw its messages as they were before: so the
-- version must still be the one that this statement saw. If it is not, nothing is written and the caller looks again.
-- Children are looked for as in messages/parts/stretch.sql: right behind the message, or at a fork.
-- Returns the version afterwards, or no row.
with conversation as materialized (
    select c.user_id, c.id
      from conversations c
     where c.user_id = :user and c.id = :conversation
       and c.version = (select s.version from conversations s where s.user_id = :user and s.id = :conversation)
       for no key update of c
), target as materialized (
    select m.seq, m.id, m.role, m.parent_seq,
           exists (select from messages n
                    where n.user_id = :user and n.conversation_id = :conversation and n.seq = m.seq + 1
                      and n.parent_seq = m.seq and n.id <> all (:messages::uuid[])
                   offset 0)
           or exists (select from messages n
                       where n.user_id = :user and n.conversation_id = :conversation and n.parent_seq = m.seq
                         and coalesce(n.parent_seq, 0) <> n.seq - 1 and n.id <> all (:messages::uuid[])
                      offset 0)
           or exists (select from turns t
                       where t.user_id = :user and t.conversation_id = :conversation and t.state = 'running'
                         and t.parent_seq = m.seq
                      offset 0) as followed
      from conversation c
     cross join lateral (select own.seq, own.id, own.role, own.parent_seq, own.conversation_id
                           from messages own
                          where own.user_id = :user and own.id = any (:messages::uuid[]) and own.removed_at is null
                         offset 0) m
     where m.conversation_id = :conversation
), fate as materialized (
    select t.seq, t.seq <= coalesce((select max(f.seq) from target f where f.followed), 0) as stays
      from target t
     where not (t.followed and t.role in ('user', 'tool') and exists (select from target a where a.parent_seq = t.seq))
), gone as (
    update messages m
       set content = '', parts = null, wanted = null, tokens = 0, removed_at = now(),
           parent_id = case when f.stays then m.parent_id end,
           parent_seq = case when f.stays then m.parent_seq end
      from fate f
     where m.user_id = :user and m.conversation_id = :conversation and m.seq = f.seq
    returning m.id, m.seq, f.stays
), moved as (
    update conversations c
       set version = c.version + 1,
           write_id = gen_random_uuid(),
           message_count = c.message_count - (select count(*) from gone g where not g.stays),
           head_seq = case when exists (select from gone g where not g.stays and g.seq = c.head_seq)
                           then coalesce((select max(m.seq)
                                            from messages m
                                           where m.user_id = :user and m.conversation_id = :conversation
                                             and m.removed_at is null and m.id <> all (:messages::uuid[])), 0)
                           else c.head_seq end
     where c.user_id = :user and c.id = :conversation and exists (select from gone)
    returning c.version
), opinion as (
    delete from message_feedback f
     where f.user_id = :user and f.message_id = any (array(select g.id from gone g))
), passage as (
    delete from passages p
     where p.user_id = :user and p.message_id = any (array(select g.id from gone g))
), change as (
    insert into changes (user_id, entity, id, version)
    select :user::uuid, 'message', g.id, m.version from gone g cross join moved m
)
select version from moved
