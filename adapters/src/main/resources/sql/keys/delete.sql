-- Deletes a key, with the revocation of its pass, and audits it.
with deleted as (
    delete from api_keys where user_id = :user and id = :id
    returning user_id, digest, pass
), noted as (
    insert into revocations (user_id, kind, key)
    select user_id, 'session', pass::text from deleted
    on conflict (user_id, kind, key) do nothing
), audited as (
    -- include audit/parts/add.sql
    select
    -- include audit/parts/entry.sql
      from deleted
)
select digest, pass from deleted
