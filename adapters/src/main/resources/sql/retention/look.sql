-- Looks through the next users for conversations that are kept no longer.
-- Returns a row for each user who has some, and one of the last user that was looked at, who may have none.
with chosen as materialized (
    select u.id, least(nullif(:days::integer, 0), u.retention_days) as days
      from users u
     where u.password_hash <> '' and u.id > coalesce(:after::uuid, '00000000-0000-0000-0000-000000000000')
     order by u.id
     limit :users
), stretch as (
    select max(id::text)::uuid as last, count(*) = :users as full_page from chosen
)
select s.id, idle.conversations, idle.messages, s.id = stretch.last and stretch.full_page as goes_on
  from chosen s
 cross join stretch
 cross join lateral (
    select count(*)::integer as conversations, coalesce(sum(c.message_count), 0)::bigint as messages
      from conversations c
     where c.user_id = s.id and not c.pinned
       and c.updated_at < clock_timestamp() - s.days * interval '1 day'
) idle
 where idle.conversations > 0 or s.id = stretch.last
 order by s.id
