-- Takes or keeps the consumer's shards that are free, up to the node's share, gives back what it holds beyond that, and
-- reads what is new in the others, oldest transaction first. The share is the same for all nodes that polled lately, so
-- that a node that comes gets its part when the others have polled once more.
-- Nothing is written while more than half of the lease is left. A cursor that belongs to another server, or is ahead of
-- this one (either way: a restore), starts from the beginning.
-- The cursor moves below the horizon only: all transactions there have ended, so none can still appear in front of what
-- was read. Where one that goes on holds the horizon back, what has committed beyond is read early: behind a mark that the
-- reader remembers, and of the transactions that were still running when the mark passed them. The cursor reads it once
-- more later, so a mark that is lost or wrong loses nothing.
with server as materialized (
    select s.system_identifier as id, clock_timestamp() as now, :leaseMillis * interval '1 millisecond' as lease,
           pg_snapshot_xmin(pg_current_snapshot()) as horizon, pg_snapshot_xmax(pg_current_snapshot()) as next
      from pg_control_system() s
), made as (
    insert into change_cursors (consumer, shard, xid, position, node, lease_until, system_identifier)
    select :consumer, shard, '0', 0, :node, server.now + server.lease, server.id
      from server cross join generate_series(0, 15) shard
     where not exists (select from change_cursors c where c.consumer = :consumer)
    on conflict do nothing
    returning shard, xid, position
), registered as (
    insert into change_followers (consumer, node, seen_until)
    select :consumer, :node, server.now + server.lease
      from server
     where not exists (select from change_followers f
                        where f.consumer = :consumer and f.node = :node and f.seen_until > server.now + server.lease / 2)
        on conflict (consumer, node) do update set seen_until = excluded.seen_until
    returning 1
), departed as (
    delete from change_followers f
     using server
     where f.consumer = :consumer and f.node <> :node and f.seen_until < server.now - 10 * server.lease
       and exists (select from registered)
), share as materialized (
    select ceil(16.0 / (1 + count(*))) as shards
      from change_followers f cross join server
     where f.consumer = :consumer and f.node <> :node and f.seen_until > server.now
), ranked as materialized (
    select c.shard, c.node = :node and c.lease_until > server.now as own,
           row_number() over (order by c.node = :node and c.lease_until > server.now desc, c.shard) as place
      from change_cursors c cross join server
     where c.consumer = :consumer and (c.lease_until <= server.now or c.node = :node)
), due as materialized (
    select c.shard, c.xid >= server.next or c.system_identifier <> server.id as foreign_cursor
      from change_cursors c cross join server
     where c.consumer = :consumer
       and c.shard in (select r.shard from ranked r where r.place <= (select shards from share))
       and (c.lease_until <= server.now
            or c.node = :node and (c.lease_until <= server.now + server.lease / 2
                                   or c.xid >= server.next or c.system_identifier <> server.id))
     order by c.shard
       for update of c skip locked
), given_back as (
    update change_cursors c
       set lease_until = server.now
      from server
     where c.consumer = :consumer and c.node = :node
       and c.shard in (select r.shard from ranked r where r.own and r.place > (select shards from share))
    returning c.shard
), taken as (
    update change_cursors c
       set node = :node,
           lease_until = server.now + server.lease,
           xid = case when due.foreign_cursor then '0' else c.xid end,
           position = case when due.foreign_cursor then 0 else c.position end,
           system_identifier = server.id
      from due cross join server
     where c.consumer = :consumer and c.shard = due.shard
    returning c.shard, c.xid, c.position
), held as (
    select shard, xid, position from made
    union all
    select shard, xid, position from taken
    union all
    select c.shard, c.xid, c.position
      from change_cursors c cross join server
     where c.consumer = :consumer and c.node = :node and c.lease_until > server.now
       and not exists (select from taken where taken.shard = c.shard)
       and not exists (select from given_back where given_back.shard = c.shard)
), marks as materialized (
    select m.shard, m.xid::xid8 as xid, m.position
      from unnest(:markShards::int[], :markXids::text[], :markPositions::bigint[]) as m (shard, xid, position)
), settled as (
    select new.*
      from held
     cross join lateral (
           select c.shard, c.xid, c.position, c.user_id, c.entity, c.id, c.version
             from changes c
            where c.shard = held.shard and (c.xid, c.position) > (held.xid, held.position)
              and c.xid < (select server.horizon from server)
            order by c.xid, c.position
            limit :limit) new
     order by new.xid, new.position
     limit :limit
), ahead as (
    select held.shard, coalesce(m.xid, held.xid) as xid, coalesce(m.position, held.position) as position,
           case when m.shard is null then server.horizon else m.xid end as begin
      from held cross join server
      left join marks m on m.shard = held.shard and (m.xid, m.position) > (held.xid, held.position)
      -- In its order, so that it is looked up in the index: what was read before is much, and would be read again.
      left join lateral (
           select c.created_at
             from changes c
            where c.shard = held.shard and (c.xid, c.position) > (held.xid, held.position)
              and c.xid >= server.horizon
            order by c.xid, c.position
            limit 1) beyond on m.shard is null
     where m.shard is not null
        or beyond.created_at < server.now - :patienceMillis * interval '1 millisecond'
), early as (
    select new.*
      from ahead
     cross join lateral (
           select c.shard, c.xid, c.position, c.user_id, c.entity, c.id, c.version
             from changes c
            where c.shard = ahead.shard and (c.xid, c.position) > (ahead.xid, ahead.position)
              and c.xid >= ahead.begin
            order by c.xid, c.position
            limit :limit) new
     order by new.xid, new.position
     limit :limit
), passed as (
    select c.shard, c.xid, c.position, c.user_id, c.entity, c.id, c.version
      from held
      join marks m on m.shard = held.shard
      join changes c on c.shard = m.shard and c.xid = any (:running::text[]::xid8[])
                    and (c.xid, c.position) <= (m.xid, m.position)
                    and (c.xid, c.position) > (held.xid, held.position)
     limit :limit
), running as materialized (
    select array(select pg_snapshot_xip(pg_current_snapshot())::text) as xids
)
select true as settled, null as running, s.shard, s.xid::text as xid, s.position, s.user_id, s.entity, s.id, s.version
  from settled s
 union all
select false, running.xids, e.shard, e.xid::text, e.position, e.user_id, e.entity, e.id, e.version
  from early e cross join running
 union all
select false, running.xids, p.shard, p.xid::text, p.position, p.user_id, p.entity, p.id, p.version
  from passed p cross join running
