--liquibase formatted sql

-- What was deleted since nobody wrote in it for long.

--changeset conversational-bot:0141-retention-receipts
--locks: the table is new
create table retention_receipts (
    user_id       uuid        not null references users on delete cascade,
    id            uuid        not null,
    at            timestamptz not null default clock_timestamp(),
    days          integer     not null,
    conversations uuid[]      not null,
    messages      bigint      not null,
    primary key (user_id, id)
);
create index retention_receipts_oldest_first on retention_receipts (at);
comment on column retention_receipts.days is 'without a write, by the rule that held for the user';
comment on column retention_receipts.messages is 'of these conversations, on all branches';
