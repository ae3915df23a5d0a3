--liquibase formatted sql

-- Conversations and their messages: a tree of rows that are inserted once and never change.

--changeset conversational-bot:0003-conversations
create table conversations (
    user_id       uuid        not null references users on delete cascade,
    id            uuid        not null,
    title         text,
    model         text,
    system_prompt text,
    pinned        boolean     not null,
    archived      boolean     not null,
    message_count integer     not null,
    last_seq      bigint      not null,
    head_seq      bigint      not null,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    version       bigint      not null,
    primary key (user_id, id)
) with (fillfactor = 70);
create index conversations_newest_first on conversations (user_id, archived, updated_at desc, id desc);
comment on column conversations.message_count is 'a running answer is counted from its turn''s beginning';
comment on column conversations.last_seq is 'the highest seq given out, on any branch';
comment on column conversations.head_seq is 'the newest message of the newest branch; 0 when there is none';
comment on column conversations.version is 'one higher with every write to the conversation or in it';

--changeset conversational-bot:0003-messages
create table messages (
    user_id           uuid        not null,
    conversation_id   uuid        not null,
    seq               bigint      not null,
    id                uuid        not null,
    parent_id         uuid,
    parent_seq        bigint,
    role              text        not null check (role in ('user', 'assistant', 'system')),
    content           text        not null,
    status            text        not null check (status in ('completed', 'stopped', 'failed', 'interrupted')),
    model             text,
    cached            boolean     not null,
    prompt_tokens     integer,
    completion_tokens integer,
    latency_ms        bigint,
    tokens            integer     not null,
    chain             bytea       not null,
    parts             jsonb,
    created_at        timestamptz not null,
    primary key (user_id, conversation_id, seq),
    constraint messages_id unique (user_id, id),
    foreign key (user_id, conversation_id) references conversations on delete cascade
);
comment on column messages.tokens is 'of the content, by the service''s tokenizer';
comment on column messages.chain is 'SHA-256 along the branch up to and with this message';
comment on column messages.parts is 'room for images, files and reasoning';

--changeset conversational-bot:0003-message-feedback
create table message_feedback (
    user_id         uuid        not null,
    message_id      uuid        not null,
    conversation_id uuid        not null,
    rating          text        not null check (rating in ('up', 'down')),
    comment         text,
    created_at      timestamptz not null,
    primary key (user_id, message_id),
    foreign key (user_id, message_id) references messages (user_id, id) on delete cascade
);
