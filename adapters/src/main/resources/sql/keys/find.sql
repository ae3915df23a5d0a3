-- The key of a user or of a service with the digest of a secret, if it lives. Only here the user is what is looked for.
select k.user_id, k.id, k.pass, u.role, k.scopes, k.requests_per_minute, k.tokens_per_day, k.expires_at, k.last_used_at,
       null::uuid as service_id
  from api_keys k
  join users u on u.id = k.user_id and u.password_hash <> '' and u.suspended_at is null
 where k.digest = :digest and (k.expires_at is null or k.expires_at > :now)
union all
select null, s.id, null, null, s.scopes, null, null, s.expires_at, s.last_used_at, s.service_id
  from service_keys s
 where s.digest = :digest and (s.expires_at is null or s.expires_at > :now)
