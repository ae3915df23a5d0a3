k.user_id, k.id, k.name, k.prefix, k.scopes, k.requests_per_minute, k.tokens_per_day, k.expires_at, k.last_used_at,
k.created_at
