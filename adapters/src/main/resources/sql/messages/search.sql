-- A page of the user's messages that match, among his newest :newest: ids begin with their time, so these are one
-- stretch of the index on them. What a text must contain letter by letter is looked at first, since taking a text apart
-- costs a hundred times that.
with terms as materialized (
    select array(select phraseto_tsquery('simple', w) from unnest(:words::text[]) w) as words,
           array(select phraseto_tsquery('simple', p) from unnest(:phrases::text[]) p) as phrases,
           array(select to_tsquery('simple', quote_literal(p) || ':*') from unnest(:prefixes::text[]) p) as prefixes,
           array(select phraseto_tsquery('simple', u) from unnest(:unwanted::text[]) u) as unwanted
), own as (
    select m.user_id,
-- include messages/parts/columns.sql
      from messages m
     where m.user_id = :user
     order by m.id desc
     limit :newest
), likely as (
    select own.*, c.title, f.rating
      from own
      join conversations c on c.user_id = own.user_id and c.id = own.conversation_id
      left join message_feedback f on f.user_id = own.user_id and f.message_id = own.id
     where (:role::text is null or own.role = :role)
       and (:conversation::uuid is null or own.conversation_id = :conversation)
       and (:model::text is null or own.model = :model)
       and (:rating::text is null or f.rating = :rating)
       and (:from::timestamptz is null or own.created_at >= :from)
       and (:to::timestamptz is null or own.created_at < :to)
       and (:archived::boolean is null or c.archived = :archived)
       and (select count(*) from unnest(:words::text[]) w
             where w !~ '^[[:alnum:]]+$' or strpos(lower(own.content), lower(w)) > 0) >= :required
), matching as (
    select likely.*,
           case when :sort = 'relevance'
                then (select coalesce(sum(ts_rank(t.vector, q)), 0)
                        from unnest(terms.words || terms.phrases || terms.prefixes) q)
                else 0
           end::real as rank,
           (extract(epoch from likely.created_at) * 1000000)::bigint as micros
      from likely
     cross join terms
     cross join lateral (select to_tsvector('simple', likely.content) as vector offset 0) t
     where (select count(*) from unnest(terms.words) q where numnode(q) = 0 or t.vector @@ q) >= :required
       and not exists (select from unnest(terms.phrases || terms.prefixes) q where numnode(q) > 0 and not t.vector @@ q)
       and not exists (select from unnest(terms.unwanted) q where t.vector @@ q)
)
select m.rating, m.title, m.rank, m.micros,
-- include messages/parts/columns.sql
  from matching m
 where :afterId::uuid is null
    or :sort = 'oldest' and (m.micros, m.id) > (:afterMicros::bigint, :afterId::uuid)
    or :sort <> 'oldest' and (m.rank, m.micros, m.id) < (:afterRank::real, :afterMicros::bigint, :afterId::uuid)
 order by case when :sort = 'oldest' then m.micros end, case when :sort = 'oldest' then m.id end,
          m.rank desc, m.micros desc, m.id desc
 limit :rows
