--liquibase formatted sql

-- Secrets that every node must share and nobody need ever type, made where all nodes look: at the first migration.

--changeset conversational-bot:0006-secrets
create table secrets (
    name   text        not null primary key,
    value  bytea       not null,
    made_at timestamptz not null default now()
);
comment on table secrets is 'random keys of the service''s own, 244 random bits each';
insert into secrets (name, value)
values ('cursor-seal', uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
