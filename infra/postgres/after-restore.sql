-- Makes a restored database one that the service begins with, run before it does. Without the service's tables, and in a
-- repeat, nothing happens that matters.
-- The index is rebuilt whatever an old one says, for the database is another one. So its follower needs no change of the
-- backup. Other followers need those that they had not read. These become changes of now: this server may reach their
-- transaction numbers only years later, and their age would raise an alarm.
\set ON_ERROR_STOP on
set statement_timeout = 0;
set transaction_timeout = 0;

select to_regclass('public.source_lineage') is not null and to_regclass('public.change_cursors') is not null as serves \gset
\if :serves
begin;
update source_lineage set lineage = gen_random_uuid();
delete from changes c
 where not exists (select from change_cursors k
                    where k.consumer <> 'search-index' and k.shard = c.shard and (k.xid, k.position) < (c.xid, c.position));
update changes set xid = pg_current_xact_id(), created_at = now();
update change_cursors k
   set xid = case when k.consumer = 'search-index' then pg_current_xact_id() else '0' end,
       position = case when k.consumer = 'search-index' then (select coalesce(max(c.position), 0) from changes c) else 0 end,
       system_identifier = server.system_identifier,
       lease_until = now()
  from pg_control_system() server;
commit;
\endif
