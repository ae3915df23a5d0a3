--liquibase formatted sql

-- Imports that callers begin over HTTP, and the files that they sent, in chunks. Nodes take them up under a lease.

--changeset conversational-bot:0180-imports
--locks: the table is new
set local lock_timeout = '2s';
create table imports (
    user_id     uuid             not null references users on delete cascade,
    id          uuid             not null,
    status      text             not null,
    received    boolean          not null,
    format      text,
    file_name   text             not null,
    bytes       bigint           not null,
    bytes_left  boolean          not null,
    dry_run     boolean          not null,
    attempt     integer          not null,
    lease_until timestamptz      not null,
    done        integer          not null,
    imported    integer          not null,
    extended    integer          not null,
    unchanged   integer          not null,
    messages    integer          not null,
    progress    double precision not null,
    findings    text,
    reason      text,
    created_at  timestamptz      not null,
    ended_at    timestamptz,
    primary key (user_id, id)
) with (fillfactor = 50);
create unique index imports_one_of_user on imports (user_id) where ended_at is null;
create index imports_not_over on imports (created_at) where ended_at is null;
create index imports_with_bytes on imports (ended_at) where bytes_left;
create index imports_over on imports (ended_at) where not bytes_left;
comment on column imports.received is 'whether all chunks are there; before, the lease is that of the node that receives them';
comment on column imports.bytes_left is 'whether chunks may be there still';
comment on column imports.attempt is 'raised by each node that takes it up: earlier ones are refused from then on';
comment on column imports.done is 'conversations of the file that are counted, in its order';
comment on column imports.findings is 'JSON: what was skipped and why; null before anything was read';
comment on column imports.ended_at is 'null while it is not over: a user has one of these at most';

--changeset conversational-bot:0180-import-chunks
--locks: the table is new
set local lock_timeout = '2s';
create table import_chunks (
    user_id   uuid    not null,
    import_id uuid    not null,
    n         integer not null,
    bytes     bytea   not null,
    primary key (user_id, import_id, n),
    foreign key (user_id, import_id) references imports on delete cascade
);
alter table import_chunks alter column bytes set storage external;
comment on column import_chunks.n is 'from 0; each has 1 MiB, the last one what is left';
comment on column import_chunks.bytes is 'not compressed: archives already are';
