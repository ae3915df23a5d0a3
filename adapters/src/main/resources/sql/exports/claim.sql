-- Takes the export that waits longest, of those whose lease has run out, for a new attempt.
with next as (
    select e.user_id, e.id
      from exports e
     where e.status in ('queued', 'running') and e.lease_until <= clock_timestamp()
     order by e.lease_until
     limit 1
       for update skip locked
)
update exports e
   set status = 'running',
       attempt = e.attempt + 1,
       lease_until = clock_timestamp() + :lease * interval '1 millisecond',
       progress = 0
  from next
 where e.user_id = next.user_id and e.id = next.id
returning e.user_id, e.id, e.attempt
