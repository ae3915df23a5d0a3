-- Changes a key. Other limits are remembered under another pass; the one before is revoked.
with before as materialized (
    select user_id, id, pass from api_keys where user_id = :user and id = :id for no key update
), changed as (
    update api_keys k
       set name = coalesce(:name::text, k.name),
           requests_per_minute = case when :limited then :requestsPerMinute::integer else k.requests_per_minute end,
           tokens_per_day = case when :limited then :tokensPerDay::bigint else k.tokens_per_day end,
           pass = case when :limited then gen_random_uuid() else k.pass end
      from before b
     where k.user_id = b.user_id and k.id = b.id
    returning
    -- include keys/parts/columns.sql
), noted as (
    insert into revocations (user_id, kind, key)
    select user_id, 'session', pass::text from before where :limited
    on conflict (user_id, kind, key) do nothing
), audited as (
    -- include audit/parts/add.sql
    select
    -- include audit/parts/entry.sql
      from before
)
select c.*, b.pass as former from changed c, before b
