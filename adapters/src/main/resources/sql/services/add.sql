-- Adds a key of a service, and audits it, if there are few enough and its service is known where it has to be.
-- Returns what came of it. Called under a lock: of many at once no more pass than fit.
with room as (
    select 1 where (select count(*) from service_keys) < :most
), known as (
    select 1
     where not :known
        or exists (select from service_keys where service_id = :service)
        or exists (select from users where service_id = :service and external_id is not null)
), added as (
    insert into service_keys (id, service_id, digest, name, prefix, scopes, expires_at, created_at)
    select :id, :service, :digest, :name, :prefix, :scopes, :expiresAt::timestamptz, :createdAt
      from room, known
), audited as (
    -- include audit/parts/add.sql
    select
    -- include audit/parts/entry.sql
      from room, known
)
select case
           when not exists (select from known) then 'no_service'
           when not exists (select from room) then 'too_many'
           else 'added'
       end
