-- Deletes some files of a user with their chunks: as many as begin within so many bytes.
-- Returns how many.
with chosen as (
    select f.sha256, sum(f.size) over (order by f.sha256) - f.size as bytes_before
      from files f
     where f.user_id = :user
     order by f.sha256
     limit :limit
), gone as (
    delete from files f
     using chosen c
     where f.user_id = :user and f.sha256 = c.sha256 and c.bytes_before < :bytes
    returning f.sha256
)
select count(*) from gone
