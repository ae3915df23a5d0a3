-- Deletes those of the files longest unseen that no message of their user names, and marks the others as seen.
-- The condition on the messages is that of their index messages_naming_files. OFFSET 0 has them looked up for each file, in
-- its user's partition alone.
-- Returns how many it looked at.
with unseen as materialized (
    select f.user_id, f.sha256
      from files f
     where f.seen_at < :before
     order by f.seen_at
     limit :limit
       for update skip locked
), named as materialized (
    select u.user_id, u.sha256
      from unseen u
     where exists (select from messages m
                     join conversations c on c.user_id = m.user_id and c.id = m.conversation_id
                    where m.user_id = u.user_id
                      and jsonb_path_exists(m.parts, '$[*].blob')
                      and m.parts @> jsonb_build_array(jsonb_build_object('blob', u.sha256))
                   offset 0)
), seen as (
    update files f
       set seen_at = :at
      from named n
     where f.user_id = n.user_id and f.sha256 = n.sha256
), gone as (
    delete from files f
     using unseen u
     where f.user_id = u.user_id and f.sha256 = u.sha256
       and not exists (select from named n where n.user_id = u.user_id and n.sha256 = u.sha256)
)
select count(*) from unseen
