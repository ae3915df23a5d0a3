--liquibase formatted sql

-- Users whom a service names, and who have no password. The version before sees accounts that nobody can log in to.

--changeset conversational-bot:0161-external-users
set local lock_timeout = '2s';
alter table users
    add column service_id uuid,
    add column external_id text,
    add column external_pass uuid;
comment on column users.service_id is 'of which this is a user; null for who registered or was invited';
comment on column users.external_id is 'the service''s own name for the user';
comment on column users.external_pass is 'under which Redis knows the user: another one whenever the account changes';

--changeset conversational-bot:0161-users-of-services runInTransaction:false
drop index concurrently if exists users_of_services;
create unique index concurrently users_of_services on users (service_id, external_id) where external_id is not null;
