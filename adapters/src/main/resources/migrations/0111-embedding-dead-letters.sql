--liquibase formatted sql

-- What a model of embeddings will never take.

--changeset conversational-bot:0111-embedding-dead-letters
create table embedding_dead_letters (
    user_id    uuid        not null references users on delete cascade,
    message_id uuid        not null,
    model      smallint    not null,
    reason     text        not null,
    refused_at timestamptz not null default now(),
    primary key (user_id, message_id, model)
);
comment on table embedding_dead_letters is 'messages that a model refuses as they are: found by their words only';
comment on column embedding_dead_letters.reason is 'kinds of errors, no text of the message';
