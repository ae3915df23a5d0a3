--liquibase formatted sql

-- Erasures have their turn: who was tried longest ago is next, in each of two queues.

--changeset conversational-bot:0072-erasures-in-turn
alter table erasures add column tried_at timestamptz not null default now();
create index erasures_undeleted on erasures (tried_at) where deleted_at is null;
create index erasures_unsettled on erasures (tried_at) where deleted_at is not null;
comment on column erasures.tried_at is 'when a job last took it up';
