-- Functions that move messages and turns into partitions by user, or back into one table each. They are made, called and
-- dropped in one transaction, so that nobody else ever sees them.

-- Makes the new tables beside the old ones, without indexes, and with what the old ones have else. In the name of their
-- owner from here to the end of the transaction.
create function moving_prepare(parts integer) returns void
    language plpgsql
as $$
declare
    moved   text;
    target  text;
    stored  text;
    granted record;
begin
    execute format('set local role %I', (select pg_get_userbyid(c.relowner) from pg_class c where c.oid = 'messages'::regclass));
    foreach moved in array array['messages', 'turns'] loop
        if exists (select from pg_trigger t where t.tgrelid = moved::regclass and not t.tgisinternal) then
            raise exception 'the table % has triggers, which would be lost', moved;
        end if;
        target := moved || '_moved';
        stored := (select coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', '')
                     from pg_class c
                    where c.oid = moved::regclass and c.relkind = 'r'
                       or c.oid in (select i.inhrelid from pg_inherits i where i.inhparent = moved::regclass)
                    limit 1);
        if parts = 1 then
            execute format('create table %I (like %I including all excluding indexes)%s', target, moved, stored);
        else
            execute format('create table %I (like %I including all excluding indexes) partition by hash (user_id)', target, moved);
            for i in 0 .. parts - 1 loop
                execute format('create table %I partition of %I for values with (modulus %s, remainder %s)%s',
                               format('%s_%s_%s', moved, parts, i), target, parts, i, stored);
            end loop;
        end if;
        execute format('comment on table %I is %L', target, obj_description(moved::regclass, 'pg_class'));
        for granted in
            select a.grantee, a.privilege_type, a.is_grantable
              from pg_class c, aclexplode(c.relacl) a
             where c.oid = moved::regclass and a.grantee <> c.relowner
        loop
            execute format('grant %s on %I to %s%s', granted.privilege_type, target,
                           case when granted.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(granted.grantee)) end,
                           case when granted.is_grantable then ' with grant option' else '' end);
        end loop;
    end loop;
end
$$;

-- The rows in some blocks of an old table, or of one of its partitions, to the new one. Returns how many.
create function moving_copy(source regclass, target text, first_block bigint, blocks bigint) returns bigint
    language plpgsql
as $$
declare
    copied bigint;
begin
    execute format('insert into %I select * from only %s where ctid >= %L::tid and ctid < %L::tid',
                   target, source, format('(%s,0)', first_block), format('(%s,0)', first_block + blocks));
    get diagnostics copied = row_count;
    return copied;
end
$$;

-- Puts the new tables in the place of the old ones, and returns what is left to be done, in this order: their keys, their
-- indexes, and the references to them. These have the names that they had.
create function moving_swap() returns setof text
    language plpgsql
as $$
declare
    moved      text;
    referring  record;
    whole      boolean;
    rebuilt    text[] := '{}';
    referenced text[] := '{}';
begin
    foreach moved in array array['messages', 'turns'] loop
        rebuilt := rebuilt || array(
            select format('alter table %I add constraint %I %s', moved, c.conname, pg_get_constraintdef(c.oid))
              from pg_constraint c
             where c.conrelid = moved::regclass and c.contype in ('p', 'u')
             order by c.contype, c.conname);
        rebuilt := rebuilt || array(
            select replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ')
              from pg_index i
             where i.indrelid = moved::regclass
               and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u'))
             order by i.indexrelid);
        for referring in
            select c.conrelid::regclass as child, c.conname, pg_get_constraintdef(c.oid) as definition
              from pg_constraint c
             where c.confrelid = moved::regclass and c.contype = 'f' and c.conparentid = 0
        loop
            execute format('alter table %s drop constraint %I', referring.child, referring.conname);
            referenced := referenced || format('alter table %s add constraint %I %s', referring.child, referring.conname, referring.definition);
        end loop;
        execute format('select (select count(*) from %I) = (select count(*) from %I)', moved, moved || '_moved') into strict whole;
        if not whole then
            raise exception 'not all rows of % were moved', moved;
        end if;
        execute format('drop table %I', moved);
        execute format('alter table %I rename to %I', moved || '_moved', moved);
    end loop;
    return query select unnest(rebuilt || referenced);
end
$$;

-- Does one of the things that moving_swap has left.
create function moving_finish(definition text) returns void
    language plpgsql
as $$
begin
    execute definition;
end
$$
