--liquibase formatted sql

-- Accounts that are being erased. The row outlives the account and goes when nothing of the user is left anywhere.

--changeset conversational-bot:0011-erasures
create table erasures (
    user_id    uuid        not null primary key,
    begun_at   timestamptz not null default now(),
    deleted_at timestamptz
);
create index erasures_oldest_first on erasures (begun_at);
comment on table erasures is 'no foreign key to users: it outlives the account';
comment on column erasures.deleted_at is 'when the row in users went, after which nothing new of the user can come';
