--liquibase formatted sql

-- What Redis may no longer say: sessions that ended, conversations that were deleted. Whoever ends or deletes notes it in
-- the same transaction; a row is told to Redis until it has heard it, and goes a day later.

--changeset conversational-bot:0010-revocations
create table revocations (
    user_id    uuid        not null,
    kind       text        not null check (kind in ('session', 'conversation')),
    key        text        not null,
    version    bigint      not null default 0,
    created_at timestamptz not null default now(),
    told_at    timestamptz,
    primary key (user_id, kind, key)
);
create index revocations_untold on revocations (created_at) where told_at is null;
create index revocations_told on revocations (told_at) where told_at is not null;
comment on table revocations is 'no foreign key to users: it outlives what it speaks of';
comment on column revocations.key is 'digest of the session''s token, or the conversation''s id';
comment on column revocations.version is 'of a conversation''s deletion; 0 for a session';
