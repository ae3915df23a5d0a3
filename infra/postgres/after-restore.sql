-- Makes a restored database one that the service begins with, run before it does. Without the service's tables, and in a
-- repeat, nothing happens that matters.
-- The index is rebuilt whatever an old one says, for the database is another one. Changes of the backup are followed
-- again. They become changes of now: this server may reach their transaction numbers only years later, and their age
-- would raise an alarm.
\set ON_ERROR_STOP on
set statement_timeout = 0;
set transaction_timeout = 0;

select to_regclass('public.source_lineage') is not null and to_regclass('public.changes') is not null as serves \gset
\if :serves
begin;
update source_lineage set lineage = gen_random_uuid();
update changes set xid = pg_current_xact_id(), created_at = now();
commit;
\endif
