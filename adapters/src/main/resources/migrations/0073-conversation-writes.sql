--liquibase formatted sql

-- Which write made a conversation's version: a server that lost its newest second counts the same versions again.

--changeset conversational-bot:0073-conversation-writes
alter table conversations add column write_id uuid;
comment on column conversations.write_id is 'of the write that made the version, see WriteId; null before the first one';
