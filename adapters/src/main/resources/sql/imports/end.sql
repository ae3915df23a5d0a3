-- Ends an import as its attempt says.
update imports
   set status = :status,
       reason = :reason::text,
       ended_at = :at
 where user_id = :user and id = :id and ended_at is null and attempt = :attempt
