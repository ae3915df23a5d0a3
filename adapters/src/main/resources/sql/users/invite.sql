-- Adds an account with a token by which its password is chosen, and audits it; all or nothing.
-- Returns whether the address was free.
with account as (
    insert into users (id, email, email_key, display_name, password_hash, role, created_at)
    select :id, :email, :emailKey, :displayName, :passwordHash, :role, :createdAt
     where not exists (select from users where email_key = :formerKey)
        on conflict (email_key) do nothing
    returning id
), token as (
    insert into password_tokens (user_id, digest, invitation, expires_at)
    select id, :digest, true, :expiresAt from account
), audited as (
    -- include audit/parts/add.sql
    select
    -- include audit/parts/entry.sql
      from account
)
select count(*) = 1 from account
