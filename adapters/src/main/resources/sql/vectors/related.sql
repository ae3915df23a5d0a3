-- A user's other conversations, nearest in meaning first: each as near as its nearest message to the middle of what was
-- said in this one.
with middle as materialized (
    select l2_normalize(avg(p.embedding)) as embedding
      from messages m
      join passages p on p.user_id = m.user_id and p.message_id = m.id and p.model = :model
     where m.user_id = :user and m.conversation_id = :conversation
), compared as materialized (
    select own.message_id, min(own.embedding <#> middle.embedding) as distance
      from middle
     cross join lateral (
           select p.message_id, p.embedding
             from passages p
            where p.user_id = :user and p.model = :model and middle.embedding is not null
            order by p.message_id desc
            limit :newest) own
     group by own.message_id
)
select m.conversation_id, -min(c.distance) as cosine
  from compared c
  join messages m on m.user_id = :user and m.id = c.message_id
  join conversations k on k.user_id = m.user_id and k.id = m.conversation_id
 where m.conversation_id <> :conversation
 group by m.conversation_id
 order by min(c.distance), m.conversation_id
 limit :limit
