-- Where an answer of the user's is, running or not, and what its question wanted. No row for one that was removed, that
-- answers nothing, or whose conversation is gone. OFFSET 0 has each looked up by its key, in its user's partition alone.
select a.conversation_id, q.wanted, a.running
  from (select m.conversation_id, m.parent_id, false as running
          from messages m
         where m.user_id = :user and m.id = :answer and m.role = 'assistant' and m.removed_at is null
        union all
        select t.conversation_id, t.parent_id, true
          from turns t
         where t.user_id = :user and t.id = :answer and t.state = 'running'
        offset 0) a
 cross join lateral (select m.wanted
                       from messages m
                      where m.user_id = :user and m.id = a.parent_id
                     offset 0) q
 where exists (select from conversations c where c.user_id = :user and c.id = a.conversation_id)
 limit 1
