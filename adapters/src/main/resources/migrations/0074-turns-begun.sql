--liquibase formatted sql

-- How young a turn is goes by one clock, the server's. The default is for new rows only, so that none is rewritten.

--changeset conversational-bot:0074-turns-begun
alter table turns add column begun_at timestamptz;
alter table turns alter column begun_at set default now();
comment on column turns.begun_at is 'by this server''s clock, started_at by its node''s; null of a turn before this column';
