--liquibase formatted sql

-- What programs show in place of a session: keys of users, and keys of services, which act for users of their own.

--changeset conversational-bot:0160-api-keys
--locks: the table is new
set local lock_timeout = '2s';
create table api_keys (
    user_id             uuid        not null references users on delete cascade,
    id                  uuid        not null,
    digest              text        not null,
    pass                uuid        not null default gen_random_uuid(),
    name                text        not null,
    prefix              text        not null,
    scopes              text[]      not null,
    requests_per_minute integer,
    tokens_per_day      bigint,
    expires_at          timestamptz,
    last_used_at        timestamptz,
    created_at          timestamptz not null,
    primary key (user_id, id)
) with (fillfactor = 80);
create index api_keys_by_digest on api_keys (digest);
comment on column api_keys.digest is 'SHA-256 of the secret, which is kept nowhere';
comment on column api_keys.pass is 'under which Redis knows it: another one whenever something changes that Redis remembers';
comment on column api_keys.prefix is 'the first characters of the secret, for people';
comment on column api_keys.requests_per_minute is 'generating calls; null for the user''s limit alone';
comment on column api_keys.tokens_per_day is 'null for the user''s limit alone';
comment on column api_keys.last_used_at is 'written at most once a minute';

--changeset conversational-bot:0160-key-token-usage
--locks: the table is new
set local lock_timeout = '2s';
create table key_token_usage (
    user_id uuid   not null,
    key_id  uuid   not null,
    day     date   not null,
    tokens  bigint not null,
    primary key (user_id, key_id, day),
    foreign key (user_id, key_id) references api_keys (user_id, id) on delete cascade
) with (fillfactor = 70);
comment on table key_token_usage is 'of keys with a limit of their own: reserved before a model is called, settled after';

--changeset conversational-bot:0160-service-keys
--locks: the table is new
create table service_keys (
    id           uuid        not null primary key,
    service_id   uuid        not null,
    digest       text        not null,
    name         text        not null,
    prefix       text        not null,
    scopes       text[]      not null,
    expires_at   timestamptz,
    last_used_at timestamptz,
    created_at   timestamptz not null
) with (fillfactor = 80);
create index service_keys_by_digest on service_keys (digest);
create index service_keys_of_service on service_keys (service_id);
comment on table service_keys is 'no user''s: they outlive the administrator who made them';
comment on column service_keys.service_id is 'whose users the key acts for: keys of one service share them';
