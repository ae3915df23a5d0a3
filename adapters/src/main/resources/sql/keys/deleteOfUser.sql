-- Deletes all keys of a user, with a revocation of each pass.
-- Returns the passes.
with deleted as (
    delete from api_keys where user_id = :user
    returning user_id, pass
), noted as (
    insert into revocations (user_id, kind, key)
    select user_id, 'session', pass::text from deleted
    on conflict (user_id, kind, key) do nothing
)
select pass::text from deleted
