--liquibase formatted sql

-- What lives while a turn runs: who generates it, what was generated so far, whether it is to stop.

--changeset conversational-bot:0030-nodes
create table nodes (
    id          text        not null primary key,
    epoch       bigint      not null,
    lease_until timestamptz not null
) with (fillfactor = 50);
comment on column nodes.id is 'no two running processes share one';
comment on column nodes.epoch is 'later for a later process of the same id';
comment on column nodes.lease_until is 'by this server''s clock';

--changeset conversational-bot:0030-turn-epoch
alter table turns add column epoch bigint not null default 0;
alter table turns add column stop_requested boolean not null default false;
comment on column turns.epoch is 'of the node''s process; 0 of a service that knew no leases yet';
create index turns_to_stop on turns (node) where state = 'running' and stop_requested;
create index turns_ended on turns (ended_at) where state <> 'running';

--changeset conversational-bot:0030-turn-deltas
create table turn_deltas (
    user_id uuid   not null,
    turn_id uuid   not null,
    start   bigint not null,
    text    text   not null,
    primary key (user_id, turn_id, start),
    foreign key (user_id, turn_id) references turns on delete cascade
);
comment on table turn_deltas is 'pieces of running answers, deleted when the turn ends';
comment on column turn_deltas.start is 'the offset of the first byte in the answer''s UTF-8 text';

--changeset conversational-bot:0030-token-usage
create table token_usage (
    user_id uuid   not null references users on delete cascade,
    day     date   not null,
    tokens  bigint not null,
    primary key (user_id, day)
) with (fillfactor = 70);
comment on column token_usage.day is 'UTC';
comment on column token_usage.tokens is 'of prompts and answers; reserved before, settled after';
