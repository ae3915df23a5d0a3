-- Deletes some conversations of a user that are kept no longer, and notes each for the followers of the changes and for
-- the caches. Their messages and turns are leftovers. What went is written down in a receipt.
-- Whoever writes in a conversation at this moment has it; one that was written in meanwhile is looked at anew and stays.
-- Returns how many went, and how many messages they had.
with rule as materialized (
    select least(nullif(:days::integer, 0), u.retention_days) as days
      from users u
     where u.id = :user and u.password_hash <> ''
), idle as materialized (
    select c.id
      from conversations c
     cross join rule r
     where c.user_id = :user and not c.pinned
       and c.updated_at < clock_timestamp() - r.days * interval '1 day'
     order by c.updated_at
     limit :limit
       for update of c skip locked
), gone as (
    delete from conversations c
     using idle
     where c.user_id = :user and c.id = idle.id
    returning c.user_id, c.id, c.version, c.message_count
),
-- include conversations/parts/gone.sql
, receipt as (
    insert into retention_receipts (user_id, id, days, conversations, messages)
    select :user, :receipt, max(r.days), array_agg(g.id), sum(g.message_count)
      from gone g
     cross join rule r
    having count(*) > 0
)
select count(*)::integer as conversations, coalesce(sum(message_count), 0)::bigint as messages from gone
