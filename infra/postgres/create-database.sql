-- Makes the service's database and its extensions, run by the superuser at every start; a repeat changes nothing.
-- Variables: database, user; password, empty for none.
\set ON_ERROR_STOP on
set client_min_messages = warning;
set log_min_duration_statement = -1; -- the password must not reach the log

select format('alter role %I password %L', :'user', :'password') where :'password' <> '' \gexec
select format('create database %I', :'database')
 where not exists (select from pg_database where datname = :'database') \gexec

\connect :"database"
set client_min_messages = warning;
create extension if not exists vector;
create extension if not exists pg_trgm;
create extension if not exists pg_stat_statements;
