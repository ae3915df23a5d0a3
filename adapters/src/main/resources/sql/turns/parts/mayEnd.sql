-- Turns that were seen running, whose conversation is still at the version it had then.
    select s.*
      from seen s
      join conversations c on c.user_id = s.user_id and c.id = s.id and c.version = s.version
