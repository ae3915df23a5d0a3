-- A page of entries, the newest first. What is null does not matter.
select id, at, actor_id, key_id, action, target_id, address, request_id, outcome
  from audit_log
 where (at, id) < (coalesce(:afterAt::timestamptz, 'infinity'), coalesce(:afterId::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
   and at >= coalesce(:from::timestamptz, '-infinity')
   and at < coalesce(:to::timestamptz, 'infinity')
   and (:actor::uuid is null or actor_id = :actor::uuid)
   and (:action::text is null or action = :action::text)
 order by at desc, id desc
 limit :rows
