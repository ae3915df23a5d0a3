-- A page of a user's messages, nearest in meaning first: a message is as near as its nearest passage. Of users with very
-- many passages the newest :newest are compared; ids begin with their time. The comparison reads the index alone. What the
-- filters leave is looked up in the order of nearness, as far as the page goes. The query is read from its text once: in a
-- plan for any parameter that would be done for each row, and take far longer than to compare it.
with asked as materialized (
    select :query::halfvec as vector
), compared as materialized (
    select p.message_id, min(p.embedding <#> (select a.vector from asked a)) as distance
      from (select own.message_id, own.embedding
              from passages own
             where own.user_id = :user and own.model = :model
             order by own.message_id desc
             limit :newest) p
     group by p.message_id
), nearest as materialized (
    select c.message_id, c.distance
      from compared c
     where :afterId::uuid is null or (c.distance, c.message_id) > (:afterDistance::float8, :afterId::uuid)
     order by c.distance, c.message_id
), hit as (
    select n.distance, c.title, f.rating,
-- include messages/parts/columns.sql
      from nearest n
     cross join lateral (select own.* from messages own where own.user_id = :user and own.id = n.message_id offset 0) m
      join conversations c on c.user_id = m.user_id and c.id = m.conversation_id
      left join message_feedback f on f.user_id = m.user_id and f.message_id = m.id
     where (:role::text is null or m.role = :role)
       and (:conversation::uuid is null or m.conversation_id = :conversation)
       and (:generatedBy::text is null or m.model = :generatedBy)
       and (:rating::text is null or f.rating = :rating)
       and (:from::timestamptz is null or m.created_at >= :from)
       and (:to::timestamptz is null or m.created_at < :to)
       and
-- include conversations/parts/within.sql
     order by n.distance, n.message_id
     limit :rows
)
select hit.*,
       (select p.passage
          from passages p
         where p.user_id = :user and p.message_id = hit.id and p.model = :model
         order by p.embedding <#> (select a.vector from asked a)
         limit 1) as passage
  from hit
 order by hit.distance, hit.id
