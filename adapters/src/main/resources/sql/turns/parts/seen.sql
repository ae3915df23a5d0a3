-- The turns that run, and the versions of their conversations.
seen as materialized (
    select a.ordinality, c.user_id, c.id, c.version
      from asked a
      join turns t on t.user_id = a.user_id and t.id = a.id and t.state = 'running' and t.attempt = a.attempt
      join conversations c on c.user_id = t.user_id and c.id = t.conversation_id and c.id = a.conversation_id
)
