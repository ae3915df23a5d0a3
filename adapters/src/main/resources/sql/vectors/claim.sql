-- The user who is to be filled next, for the node that asks: first those who asked, longest ago.
update embedded_users u
   set claimed_until = clock_timestamp() + interval '1 minute'
 where u.model = :model
   and u.user_id = (select next.user_id
                      from embedded_users next
                     where next.model = :model and next.filled_at is null
                       and (next.claimed_until is null or next.claimed_until < clock_timestamp())
                     order by next.asked_at, next.user_id
                     limit 1
                       for update skip locked)
returning u.user_id
