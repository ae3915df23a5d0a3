-- Whether anybody can read the share "s" of the account "u" now.
   and (s.expires_at is null or s.expires_at > :now)
   and u.suspended_at is null
   and not exists (select from erasures e where e.user_id = s.user_id)
