--liquibase formatted sql

-- A revocation that Redis refuses waits, and keeps no other waiting.

--changeset conversational-bot:0075-revocations-aside
alter table revocations add column aside_until timestamptz;
comment on column revocations.aside_until is 'null unless Redis has refused it';
