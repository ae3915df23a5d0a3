-- Deletes a key of a service and audits it. Nodes believe it for a second longer.
with deleted as (
    delete from service_keys where id = :id
    returning digest
), audited as (
    -- include audit/parts/add.sql
    select
    -- include audit/parts/entry.sql
      from deleted
)
select digest from deleted
