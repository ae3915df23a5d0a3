--liquibase formatted sql

-- What models answered to callers whose conversations are not stored.

--changeset conversational-bot:0170-api-usage
--locks: the table is new
set local lock_timeout = '2s';
create table api_usage (
    user_id           uuid        not null references users on delete cascade,
    quarter           timestamptz not null,
    model             text        not null,
    answers           bigint      not null,
    prompt_tokens     bigint      not null,
    completion_tokens bigint      not null,
    cached_answers    bigint      not null,
    primary key (user_id, quarter, model)
) with (fillfactor = 70);
create index api_usage_quarter on api_usage (quarter);
comment on table api_usage is 'answers of models that are in no conversation';
comment on column api_usage.quarter is 'of an hour, by its start';
comment on column api_usage.cached_answers is 'of these those that were known, and cost nothing';
