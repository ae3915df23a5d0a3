-- Makes two roles in place of a superuser: one owns the schema and runs db migrate, the other serves and changes rows.
-- A superuser runs this once in the service's new database, after create-database.sql and before the first migration.
-- Variables: migration, migration_password, service, service_password.
\set ON_ERROR_STOP on
set log_statement = none; -- the passwords must not reach the log
set log_min_duration_statement = -1;
set log_min_error_statement = panic;

create role :"migration" login password :'migration_password';
create role :"service" login password :'service_password';
grant usage, create on schema public to :"migration";
grant usage on schema public to :"service";
alter default privileges for role :"migration" in schema public
    grant select, insert, update, delete on tables to :"service";
alter default privileges for role :"migration" in schema public grant usage, select on sequences to :"service";
alter default privileges for role :"migration" in schema public grant execute on functions to :"service";
-- With it, the health check "indexing" also names transactions of other roles that hold back the index. It shows all
-- statements of the server that are running, so it is left to you.
-- grant pg_read_all_stats to :"service";
