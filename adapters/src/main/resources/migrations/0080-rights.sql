--liquibase formatted sql

-- The service may run as a role that changes rows and no schema. The partitions of changes are made and dropped while it
-- runs: that happens with the rights of their owner, and names are looked for in this schema only.

--changeset conversational-bot:0080-partitions-by-their-owner splitStatements:false
do $$
declare
    f text;
begin
    foreach f in array array['add_change_partitions(integer)', 'drop_read_change_partitions(integer)'] loop
        execute format('alter function %s security definer set search_path = %I, pg_temp', f, current_schema());
    end loop;
end $$;
