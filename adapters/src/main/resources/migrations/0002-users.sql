--liquibase formatted sql

-- Accounts and their sessions. Every key of a user's table begins with user_id.

--changeset conversational-bot:0002-users
create table users (
    id            uuid        not null primary key,
    email         text        not null,
    email_key     text        not null constraint users_email_key unique,
    display_name  text,
    password_hash text        not null,
    role          text        not null check (role in ('user', 'admin')),
    created_at    timestamptz not null
);
comment on column users.email_key is 'the address in lower case, as the service folds it: two that differ only in case are one account';
comment on column users.password_hash is 'PHC string, which names its algorithm and parameters';

--changeset conversational-bot:0002-sessions
create table sessions (
    user_id      uuid        not null references users on delete cascade,
    id           uuid        not null,
    digest       text        not null,
    created_at   timestamptz not null,
    last_seen_at timestamptz not null,
    ends_at      timestamptz not null,
    user_agent   text,
    primary key (user_id, id),
    constraint sessions_digest unique (user_id, digest)
) with (fillfactor = 80);
comment on column sessions.digest is 'SHA-256 of the token, which is kept nowhere';
comment on column sessions.last_seen_at is 'written at most once a minute for a session';
