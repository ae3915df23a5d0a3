-- Adds a session of an account that is active and has the hash and the role, audits it, and ends those of its others that
-- are too many, with a revocation each: those that made no call for longest go first.
-- The lock waits for a concurrent change of password, role or state, and that change waits for this session, which it then ends.
-- Returns whether there is such an account.
with account as materialized (
    select id from users where id = :user and password_hash = :checked and role = :role and suspended_at is null for share
), surplus as (
    select s.user_id, s.id
      from account a
      join sessions s on s.user_id = a.id and s.id <> :id
     order by s.last_seen_at desc, s.id desc
    offset :others
     limit 1000
), ended as (
    delete from sessions s
     using surplus x
     where s.user_id = x.user_id and s.id = x.id
    returning s.user_id, s.digest
), noted as (
    insert into revocations (user_id, kind, key)
    select e.user_id, 'session', e.digest from ended e
        on conflict (user_id, kind, key) do nothing
), opened as (
    insert into sessions (user_id, id, digest, created_at, last_seen_at, ends_at, user_agent)
    select a.id, :id, :digest, :createdAt, :lastSeenAt, :endsAt, :userAgent from account a
        on conflict (user_id, id) do nothing
), audited as (
    -- include audit/parts/add.sql
    select
    -- include audit/parts/entry.sql
      from account
        on conflict (id) do nothing
)
select count(*) = 1 from account
