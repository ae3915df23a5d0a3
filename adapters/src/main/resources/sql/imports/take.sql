-- Begins another attempt of the oldest import that is whole and that nobody works on, under a lease.
with next as materialized (
    select i.user_id, i.id
      from imports i
     where i.ended_at is null and i.received and i.lease_until < clock_timestamp()
     order by i.created_at
     limit 1
       for update skip locked
)
update imports i
   set status = 'running',
       attempt = i.attempt + 1,
       lease_until = clock_timestamp() + :lease * interval '1 millisecond'
  from next n
 where i.user_id = n.user_id and i.id = n.id
returning i.*
