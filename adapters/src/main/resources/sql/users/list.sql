-- A page of accounts, the newest first. What is null does not matter. The text is a pattern without wildcards of its own.
select id, email, display_name, role, suspended_at, retention_days, created_at, requests_per_minute, tokens_per_day
  from users
 where password_hash <> ''
   and id < coalesce(:after::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
   and (:role::text is null or role = :role::text)
   and (:suspended::boolean is null or (suspended_at is not null) = :suspended::boolean)
   and (:text::text is null
        or lower(email || ' ' || coalesce(display_name, '')) like '%' || lower(:text::text) || '%')
 order by id desc
 limit :rows
