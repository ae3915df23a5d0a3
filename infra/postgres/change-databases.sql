-- Puts one database in the place of another, which stays under a name of its own. All or nothing: whoever cuts it off finds
-- the old one where it was. Variables: old, new, replaced.
\set ON_ERROR_STOP on
begin;
-- Nobody may be in a database that gets another name, and a service that was not ended comes back at once
select pg_terminate_backend(pid, 1000) from pg_stat_activity where datname = :'old' and pid <> pg_backend_pid();
alter database :"old" rename to :"replaced";
alter database :"new" rename to :"old";
commit;
