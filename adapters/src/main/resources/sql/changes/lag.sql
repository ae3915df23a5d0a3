-- How many changes wait for a consumer, counted up to :most, and for how many milliseconds the oldest has waited. One
-- that another transaction holds back waits too.
select least(coalesce(sum(waiting.backlog), 0), :most)::bigint as backlog,
       greatest(coalesce(extract(epoch from clock_timestamp() - min(waiting.oldest)) * 1000, 0), 0)::bigint as age_ms
  from generate_series(0, 15) as s (shard)
  left join change_cursors k on k.consumer = :consumer and k.shard = s.shard
 cross join lateral (
       select count(*) as backlog, min(new.created_at) as oldest
         from (select c.created_at
                 from changes c
                where c.shard = s.shard
                  and (c.xid, c.position) > (coalesce(k.xid, '0'), coalesce(k.position, 0))
                order by c.xid, c.position
                limit :most) new) waiting
