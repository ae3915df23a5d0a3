-- Messages of the user that may match, among his newest :newest: ids begin with their time, so these are one stretch of
-- the index on them. The service looks closer, which costs a hundred times as much. Here a text is left out that cannot
-- match: it has no character that stands for another one (:folded), and in lower case it does not match :any, or not each
-- of :each. Those are expressions that let joints between letters. What is left comes in the order of the list, up to
-- :chars of text.
with own as (
    select m.user_id,
-- include messages/parts/columns.sql
      from messages m
     where m.user_id = :user
     order by m.id desc
     limit :newest
), passing as (
    select own.*, c.title, c.archived, c.folder_id, c.tags, c.version, f.rating, count(*) over () as passing
      from own
      join conversations c on c.user_id = own.user_id and c.id = own.conversation_id
      left join message_feedback f on f.user_id = own.user_id and f.message_id = own.id
     where (:role::text is null or own.role = :role)
       and (:conversation::uuid is null or own.conversation_id = :conversation)
       and (:model::text is null or own.model = :model)
       and (:rating::text is null or f.rating = :rating)
       and (:from::timestamptz is null or own.created_at >= :from)
       and (:to::timestamptz is null or own.created_at < :to)
       and
-- include conversations/parts/within.sql
), likely as (
    select p.*,
           sum(length(p.content)) over (order by case when :sort = 'oldest' then p.created_at end, p.created_at desc, p.id)
               - length(p.content) as chars_before,
           sum(length(p.content)) over () as chars
      from passing p
     cross join lateral (select lower(p.content collate "pg_c_utf8") as content offset 0) t
     where (:notAfter::timestamptz is null or p.created_at <= :notAfter)
       and (:notBefore::timestamptz is null or p.created_at >= :notBefore)
       and (p.content collate "pg_c_utf8" ~ :folded
            or (:any::text is null or t.content ~ :any::text)
               and not exists (select from unnest(:each::text[]) one where t.content !~ one))
)
select m.title, m.archived, m.folder_id, m.tags, m.version, m.rating, m.passing, m.chars,
-- include messages/parts/columns.sql
  from likely m
 where m.chars_before < :chars
