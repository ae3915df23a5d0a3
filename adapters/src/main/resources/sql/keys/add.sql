-- Adds a key of an account, and audits it, if the account has few enough. Called under the account's lock: calls of one
-- account follow each other, and each sees the keys before.
-- Returns whether it has.
with room as (
    select 1 where (select count(*) from api_keys where user_id = :user) < :most
), added as (
    insert into api_keys (user_id, id, digest, name, prefix, scopes, requests_per_minute, tokens_per_day,
                          expires_at, created_at)
    select :user, :id, :digest, :name, :prefix, :scopes, :requestsPerMinute::integer, :tokensPerDay::bigint,
           :expiresAt::timestamptz, :createdAt
      from room
), audited as (
    -- include audit/parts/add.sql
    select
    -- include audit/parts/entry.sql
      from room
)
select exists (select from room)
