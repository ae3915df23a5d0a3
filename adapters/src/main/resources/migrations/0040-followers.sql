--liquibase formatted sql

-- Who follows the changes, so that nodes share the shards, and what can never be indexed.

--changeset conversational-bot:0040-change-followers
create table change_followers (
    consumer   text        not null,
    node       text        not null,
    seen_until timestamptz not null,
    primary key (consumer, node)
);
comment on column change_followers.seen_until is 'by this server''s clock; a node counts up to then';

--changeset conversational-bot:0040-dead-letters
create table dead_letters (
    user_id         uuid        not null references users on delete cascade,
    message_id      uuid        not null,
    conversation_id uuid        not null,
    version         bigint      not null,
    reason          text        not null,
    refused_at      timestamptz not null default now(),
    primary key (user_id, message_id)
);
comment on table dead_letters is 'messages that the search index will never take as they are';
comment on column dead_letters.reason is 'kinds of errors, no text of the message';
