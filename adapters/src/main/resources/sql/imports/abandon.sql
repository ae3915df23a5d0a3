-- Ends imports whose bytes come no more: the node that received them has died. A user's, or with null everybody's.
update imports
   set status = 'failed',
       reason = 'The node that received the file has ended.',
       ended_at = clock_timestamp()
 where ended_at is null and not received and lease_until < clock_timestamp()
   and (:user::uuid is null or user_id = :user::uuid)
