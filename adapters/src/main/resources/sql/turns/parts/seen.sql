-- The turns that run, and the versions of their conversations. OFFSET 0 has each turn looked up by its key, in its user's
-- partition alone.
seen as materialized (
    select a.ordinality, c.user_id, c.id, c.version
      from asked a
     cross join lateral (select t.conversation_id
                           from turns t
                          where t.user_id = a.user_id and t.id = a.id and t.state = 'running' and t.attempt = a.attempt
                         offset 0) t
      join conversations c on c.user_id = a.user_id and c.id = t.conversation_id and c.id = a.conversation_id
)
