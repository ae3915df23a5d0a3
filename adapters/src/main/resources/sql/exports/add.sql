-- Queues an export in place of the user's former ones, unless one waits or runs. The user's row is locked.
-- Returns whether it was queued.
with former as (
    update exports e
       set status = 'removed'
     where e.user_id = :user and e.status in ('completed', 'failed')
       and not exists (select from exports o where o.user_id = :user and o.status in ('queued', 'running'))
), added as (
    insert into exports (user_id, id, status, created_at, expires_at)
    select :user, :id, 'queued', :createdAt, :expiresAt
     where not exists (select from exports o where o.user_id = :user and o.status in ('queued', 'running'))
    returning id
)
select exists (select from added)
