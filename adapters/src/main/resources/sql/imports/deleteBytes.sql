-- Deletes some chunks of an import that is over.
-- Returns whether there was one.
with over as materialized (
    select i.user_id, i.id
      from imports i
     where i.bytes_left and i.ended_at is not null
     order by i.ended_at
     limit 1
       for update skip locked
), piece as materialized (
    select c.user_id, c.import_id, c.n
      from over o
      join import_chunks c on c.user_id = o.user_id and c.import_id = o.id
     limit :limit
), gone as (
    delete from import_chunks c
     using piece p
     where c.user_id = p.user_id and c.import_id = p.import_id and c.n = p.n
), emptied as (
    update imports i
       set bytes_left = false
      from over o
     where i.user_id = o.user_id and i.id = o.id and (select count(*) from piece) < :limit
)
select exists (select from over)
