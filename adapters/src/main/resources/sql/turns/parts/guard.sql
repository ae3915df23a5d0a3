-- The end of an update of conversations: only of the free ones, and only at the version that was seen.
      from free f
      join asked a on a.ordinality = f.ordinality
     where c.user_id = f.user_id and c.id = f.id and c.version = f.version
    returning a.ordinality, c.version
