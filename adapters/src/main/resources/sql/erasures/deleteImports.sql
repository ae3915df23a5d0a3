-- Deletes some chunks of a user's imports, or the imports when there is no chunk. From the first piece on no node goes on
-- with one: its attempt is another.
-- Returns how many rows.
with ended as (
    update imports i
       set attempt = i.attempt + 1, ended_at = clock_timestamp(), status = 'cancelled'
     where i.user_id = :user and i.ended_at is null
    returning 1
), piece as materialized (
    select c.import_id, c.n
      from import_chunks c
     where c.user_id = :user
     limit :limit
), gone as (
    delete from import_chunks c
     using piece p
     where c.user_id = :user and c.import_id = p.import_id and c.n = p.n
), imports_gone as (
    delete from imports i
     where i.user_id = :user and i.ended_at is not null
       and not exists (select from piece)
    returning 1
)
select (select count(*) from ended) + (select count(*) from piece) + (select count(*) from imports_gone)
