--liquibase formatted sql

-- What responses and their conversations have beside turns. The version before sees messages without a text, which it
-- knows of answers that failed.

--changeset conversational-bot:0171-removed-messages
set local lock_timeout = '2s';
alter table messages add column removed_at timestamptz;
comment on column messages.removed_at is 'when its text was deleted; it has no parent then, unless others follow it';

--changeset conversational-bot:0171-conversation-metadata
set local lock_timeout = '2s';
alter table conversations add column metadata text;
comment on column conversations.metadata is 'of its user''s, a JSON object of texts; null for none';
