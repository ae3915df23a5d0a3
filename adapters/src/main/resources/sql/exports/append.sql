-- Adds a chunk of an attempt that is the newest, in place of one that a former attempt wrote, and renews its lease.
-- Returns whether it did.
with mine as (
    update exports e
       set lease_until = clock_timestamp() + :lease * interval '1 millisecond',
           progress = :progress,
           size = case when :n = 0 then 0 else e.size end + :length,
           chunks = :n + 1
     where e.user_id = :user and e.id = :id and e.attempt = :attempt and e.status = 'running'
    returning e.user_id, e.id
), written as (
    insert into export_chunks (user_id, export_id, n, bytes)
    select m.user_id, m.id, :n, :bytes from mine m
    on conflict (user_id, export_id, n) do update set bytes = excluded.bytes
)
select exists (select from mine)
