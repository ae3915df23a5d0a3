--liquibase formatted sql

-- Exports of whole accounts, in chunks, as files are kept.

--changeset conversational-bot:0183-exports
--locks: the table is new
set local lock_timeout = '2s';
create table exports (
    user_id     uuid             not null references users on delete cascade,
    id          uuid             not null,
    status      text             not null check (status in ('queued', 'running', 'completed', 'failed', 'removed')),
    attempt     integer          not null default 0,
    lease_until timestamptz      not null default clock_timestamp(),
    progress    double precision not null default 0,
    size        bigint           not null default 0,
    chunks      integer          not null default 0,
    problem     text,
    created_at  timestamptz      not null,
    expires_at  timestamptz      not null,
    primary key (user_id, id)
) with (fillfactor = 70);
create unique index exports_one_at_a_time on exports (user_id) where status in ('queued', 'running');
create index exports_waiting on exports (lease_until) where status in ('queued', 'running');
create index exports_expiring on exports (expires_at);
create index exports_removed on exports (user_id, id) where status = 'removed';
comment on column exports.status is 'removed: nobody sees it, and its chunks are being deleted';
comment on column exports.attempt is 'one more whenever a node takes it: a chunk of a former attempt is not written';
comment on column exports.lease_until is 'until when nobody else takes it; a queued one has none';

--changeset conversational-bot:0183-export-chunks
--locks: the table is new
set local lock_timeout = '2s';
create table export_chunks (
    user_id   uuid    not null,
    export_id uuid    not null,
    n         integer not null,
    bytes     bytea   not null,
    primary key (user_id, export_id, n),
    foreign key (user_id, export_id) references exports (user_id, id) on delete cascade
);
alter table export_chunks alter column bytes set storage external;
comment on column export_chunks.n is 'from 0; each has 1 MiB, the last one what is left';
comment on column export_chunks.bytes is 'of the zip, which is packed already';
