-- How many changes wait for a consumer, counted up to :most, and for how many milliseconds the oldest has waited. One
-- that another transaction holds back waits too. The outer limit ends the count over all shards, however much waits.
with shard as (
       select s.shard,
              coalesce(k.xid, '0') as xid,
              coalesce(k.position, 0) as position
         from generate_series(0, 15) as s (shard)
         left join change_cursors k on k.consumer = :consumer and k.shard = s.shard)
select (select count(*)
          from (select 1
                  from shard
                 cross join lateral (
                       select 1
                         from changes c
                        where c.shard = shard.shard
                          and (c.xid, c.position) > (shard.xid, shard.position)
                        limit :most) new
                 limit :most) waiting) as backlog,
       greatest(coalesce(extract(epoch from clock_timestamp() - min(first.created_at)) * 1000, 0), 0)::bigint as age_ms
  from shard
 cross join lateral (
       select c.created_at
         from changes c
        where c.shard = shard.shard
          and (c.xid, c.position) > (shard.xid, shard.position)
        order by c.xid, c.position
        limit 1) first
