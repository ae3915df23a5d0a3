--liquibase formatted sql

-- Turns: what is being answered, or was asked under a key. Who writes a turn locks its conversation first, so that a
-- delete, which goes from the conversation to its turns, never waits the other way round.

--changeset conversational-bot:0004-turns
create table turns (
    user_id         uuid        not null,
    id              uuid        not null,
    conversation_id uuid        not null,
    state           text        not null check (state in ('running', 'completed', 'stopped', 'failed', 'interrupted')),
    attempt         integer     not null,
    node            text        not null,
    idempotency_key text,
    request_hash    bytea,
    answer_seq      bigint      not null,
    parent_id       uuid,
    parent_seq      bigint,
    model           text        not null,
    started_at      timestamptz not null,
    ended_at        timestamptz,
    primary key (user_id, id),
    foreign key (user_id, conversation_id) references conversations on delete cascade
) with (fillfactor = 80);
create unique index turns_one_per_key on turns (user_id, idempotency_key) where idempotency_key is not null;
create unique index turns_one_running on turns (user_id, conversation_id) where state = 'running';
create index turns_running_by_node on turns (node) where state = 'running';
comment on column turns.id is 'the id of the answer that the turn makes';
comment on column turns.state is 'running, or the final status of the answer';
comment on column turns.attempt is 'ascends when somebody else takes the turn over; the final write is guarded by it';
comment on column turns.parent_id is 'the message that is answered';
