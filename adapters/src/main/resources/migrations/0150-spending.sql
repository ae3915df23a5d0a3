--liquibase formatted sql

-- What models cost: by user and quarter of an hour, for reports, and of a user's day beside its tokens, for the limit.

--changeset conversational-bot:0150-spending
--locks: the table is new
set local lock_timeout = '2s';
create table spending (
    user_id  uuid        not null references users on delete cascade,
    quarter  timestamptz not null,
    currency text        not null,
    micros   bigint      not null,
    primary key (user_id, quarter, currency)
) with (fillfactor = 70);
create index spending_quarter on spending (quarter);
comment on table spending is 'what answers of models cost, at the prices of their time';
comment on column spending.quarter is 'of an hour, by its start';
comment on column spending.micros is 'millionths of the currency';

--changeset conversational-bot:0150-cost-of-the-day
set local lock_timeout = '2s';
alter table token_usage add column micros bigint not null default 0;
comment on column token_usage.micros is 'their cost in millionths of the currency; reserved before, settled after';
