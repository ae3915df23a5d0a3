-- Notes how far an attempt has come, and renews its lease. Counts are null where steps count.
update imports
   set lease_until = clock_timestamp() + :lease * interval '1 millisecond',
       progress = :progress,
       format = coalesce(format, :format::text),
       imported = coalesce(:imported::integer, imported),
       extended = coalesce(:extended::integer, extended),
       unchanged = coalesce(:unchanged::integer, unchanged),
       messages = coalesce(:messages::integer, messages),
       findings = :findings
 where user_id = :user and id = :id and ended_at is null and attempt = :attempt
