-- A page of the tags that a user has given, by their keys (Tag.key), each with one of its spellings and the number of
-- conversations that have it.
select t.key, min(t.tag collate "C") as tag, count(*) as conversations
  from (select u.tag, lower(u.tag collate "pg_c_utf8") collate "C" as key
          from conversations c
         cross join unnest(c.tags) u (tag)
         where c.user_id = :user) t
 where :after::text is null or t.key > :after
 group by t.key
 order by t.key
 limit :rows
