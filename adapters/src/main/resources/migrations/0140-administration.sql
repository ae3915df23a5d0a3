--liquibase formatted sql

-- What administrators do with accounts, and the log of what was done.

--changeset conversational-bot:0140-managed-users
set local lock_timeout = '2s';
alter table users
    add column suspended_at timestamptz,
    add column requests_per_minute integer,
    add column tokens_per_day bigint,
    add column limits_changed_at timestamptz,
    add column retention_days integer;
comment on column users.suspended_at is 'since when nobody can log in; null for an active account';
comment on column users.requests_per_minute is 'generating calls; null for the service''s limit';
comment on column users.tokens_per_day is 'null for the service''s limit';
comment on column users.limits_changed_at is 'by this server''s clock, so that nodes read what is new; null when there never was a limit';
comment on column users.retention_days is 'after so many days without a write a conversation is deleted; null for the service''s own rule';

--changeset conversational-bot:0140-users-with-limits runInTransaction:false
drop index concurrently if exists users_limits_changed;
create index concurrently users_limits_changed on users (limits_changed_at, id) where limits_changed_at is not null;

--changeset conversational-bot:0140-administrators runInTransaction:false
drop index concurrently if exists users_administrators;
create index concurrently users_administrators on users (id) where role = 'admin';

-- For looking an account up by a part of its address or name.
--changeset conversational-bot:0140-users-by-text runInTransaction:false
drop index concurrently if exists users_by_text;
create index concurrently users_by_text on users using gin (lower(email || ' ' || coalesce(display_name, '')) gin_trgm_ops);

--changeset conversational-bot:0140-password-tokens
create table password_tokens (
    user_id    uuid        not null primary key references users on delete cascade,
    digest     text        not null,
    invitation boolean     not null,
    expires_at timestamptz not null
);
comment on table password_tokens is 'who has the token chooses a password, once';
comment on column password_tokens.digest is 'SHA-256 of the token, which is kept nowhere';
comment on column password_tokens.invitation is 'whether nobody has ever chosen a password for the account';

--changeset conversational-bot:0140-audit-log
--locks: the table is new
create table audit_log (
    id         uuid        not null primary key,
    at         timestamptz not null,
    actor_id   uuid,
    key_id     uuid,
    action     text        not null,
    target_id  uuid,
    address    text,
    request_id text,
    outcome    text        not null check (outcome in ('success', 'failure'))
);
create index audit_log_in_order on audit_log (at, id);
create index audit_log_of_actor on audit_log (actor_id, at, id);
comment on table audit_log is 'append-only, and no foreign key to users: it outlives the account, of which it has the id';
comment on column audit_log.actor_id is 'whose session did it; null for an operator or a log-in that failed';
comment on column audit_log.key_id is 'the API key by which it was done';
comment on column audit_log.address is 'of the client; of IPv6 the network';

-- Nobody changes what is written, also not the service: only what is older than 400 days goes.
--changeset conversational-bot:0140-append-only-audit-log splitStatements:false
create function protect_audit_log() returns trigger
    language plpgsql
as $$
begin
    if tg_op = 'DELETE' then
        if old.at < now() - interval '400 days' then
            return old;
        end if;
    end if;
    raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end $$;

--changeset conversational-bot:0140-audit-log-protected
--contract: the table is new
create trigger audit_log_append_only
    before update or delete on audit_log
    for each row execute function protect_audit_log();
create trigger audit_log_never_emptied
    before truncate on audit_log
    for each statement execute function protect_audit_log();
