-- Gives the keys of a user, and a user of a service, other passes, and revokes those before.
-- Returns them.
with before as materialized (
    select user_id, id, pass from api_keys where user_id = :user for no key update
), external as materialized (
    select id, external_pass from users where id = :user and external_pass is not null for no key update
), renewed as (
    update api_keys k
       set pass = gen_random_uuid()
      from before b
     where k.user_id = b.user_id and k.id = b.id
), renewed_external as (
    update users u
       set external_pass = gen_random_uuid()
      from external x
     where u.id = x.id
), former as (
    select user_id, pass::text from before
    union all
    select id, external_pass::text from external
), noted as (
    insert into revocations (user_id, kind, key)
    select user_id, 'session', pass from former
    on conflict (user_id, kind, key) do nothing
)
select pass from former
