-- The user's newest messages since :since, an id: ids begin with their time, so these are one stretch of the index on
-- them, mostly of no length.
with newest as (
    select m.user_id,
-- include messages/parts/columns.sql
      from messages m
     where m.user_id = :user and m.id >= :since
     order by m.id desc
     limit :rows
)
select m.user_id, c.title, c.archived, c.folder_id, c.tags, c.version, f.rating,
-- include messages/parts/columns.sql
  from newest m
  join conversations c on c.user_id = m.user_id and c.id = m.conversation_id
  left join message_feedback f on f.user_id = m.user_id and f.message_id = m.id
