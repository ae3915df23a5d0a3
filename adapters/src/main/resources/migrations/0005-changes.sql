--liquibase formatted sql

-- The changes of committed transactions, for followers (index, caches, embeddings), and how far each has read.
-- Order of numbers is not order of commits: a follower reads by (xid, position), and only below the oldest transaction
-- that still runs. Partitioned by day, so that what everyone has read is dropped and never deleted row by row.

--changeset conversational-bot:0005-changes
create table changes (
    day        date        not null default (now() at time zone 'UTC')::date,
    position   bigint      not null generated always as identity (cache 1),
    xid        xid8        not null default pg_current_xact_id(),
    user_id    uuid        not null,
    shard      smallint    not null generated always as ((get_byte(uuid_send(user_id), 15) & 15)::smallint) stored,
    entity     text        not null check (entity in ('conversation', 'message')),
    id         uuid        not null,
    version    bigint      not null,
    created_at timestamptz not null default now()
) partition by range (day);
create index changes_in_order on changes (shard, xid, position);
create table changes_default partition of changes default;
comment on column changes.shard is 'of 16, by the last bits of the user''s id, which are random';
comment on column changes.version is 'of the conversation, after the change';
comment on table changes_default is 'only for days whose partition was not made in time';

--changeset conversational-bot:0005-change-cursors
create table change_cursors (
    consumer          text        not null,
    shard             smallint    not null,
    xid               xid8        not null,
    position          bigint      not null,
    node              text        not null,
    lease_until       timestamptz not null,
    system_identifier bigint      not null,
    primary key (consumer, shard)
) with (fillfactor = 50);
comment on column change_cursors.lease_until is 'by this server''s clock';
comment on column change_cursors.system_identifier is 'of the server that xid belongs to';

-- A partition is made as a table of its own and attached: CREATE TABLE ... PARTITION OF would shut out every writer.
-- A day that has rows in the default partition already stays there.
--changeset conversational-bot:0005-add-change-partitions splitStatements:false
create function add_change_partitions(days_ahead integer) returns integer
    language plpgsql
    set lock_timeout = '1s'
as $$
declare
    wanted    date;
    partition text;
    added     integer := 0;
begin
    perform pg_advisory_xact_lock(hashtext('change_partitions'));
    for i in 0..days_ahead loop
        wanted := (now() at time zone 'UTC')::date + i;
        partition := 'changes_' || to_char(wanted, 'YYYYMMDD');
        continue when to_regclass(partition) is not null
            or exists (select from changes_default d where d.day = wanted);
        execute format('create table %I (like changes including defaults including generated including constraints)', partition);
        execute format('alter table changes attach partition %I for values from (%L) to (%L)', partition, wanted, wanted + 1);
        added := added + 1;
    end loop;
    return added;
end $$;

-- Nothing is dropped before the first follower has come: it reads from the beginning.
--changeset conversational-bot:0005-drop-read-change-partitions splitStatements:false
create function drop_read_change_partitions(days_kept integer) returns integer
    language plpgsql
    set lock_timeout = '1s'
as $$
declare
    oldest_kept date := (now() at time zone 'UTC')::date - days_kept;
    partition   regclass;
    unread      boolean;
    dropped     integer := 0;
begin
    perform pg_advisory_xact_lock(hashtext('change_partitions'));
    if not exists (select from change_cursors) then
        return 0;
    end if;
    for partition in
        select c.oid::regclass
          from pg_inherits i join pg_class c on c.oid = i.inhrelid
         where i.inhparent = 'changes'::regclass
           and c.relname ~ '^changes_\d{8}$' and c.relname < 'changes_' || to_char(oldest_kept, 'YYYYMMDD')
    loop
        execute format(
            'select exists (select from change_cursors k cross join lateral (
                 select p.xid, p.position from %s p where p.shard = k.shard order by p.xid desc, p.position desc limit 1) last
              where (k.xid, k.position) < (last.xid, last.position))', partition) into unread;
        continue when unread;
        execute format('drop table %s', partition);
        dropped := dropped + 1;
    end loop;
    delete from changes_default d
     where d.day < oldest_kept
       and not exists (select from change_cursors k
                        where k.shard = d.shard and (k.xid, k.position) < (d.xid, d.position));
    return dropped;
end $$;
