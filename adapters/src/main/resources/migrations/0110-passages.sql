--liquibase formatted sql

-- Vectors of messages' passages, and which messages have them.

--changeset conversational-bot:0110-embedding-models
create table embedding_models (
    id   smallint generated always as identity primary key,
    name text not null unique
);

--changeset conversational-bot:0110-passages
create table passages (
    user_id    uuid     not null,
    message_id uuid     not null,
    model      smallint not null references embedding_models,
    passage    smallint not null,
    embedding  halfvec  not null,
    primary key (user_id, message_id, model, passage) include (embedding)
) partition by hash (user_id);
alter table passages alter column embedding set storage plain;
comment on table passages is 'searched by its index alone, user by user; go with their messages, without a reference,
which would cost a statement for each message deleted';
comment on column passages.passage is 'number of the passage in its message, from 0';
comment on column passages.embedding is 'of length 1; its dimensions are the model''s';

-- A search reads the index alone where the visibility map says that it may: a vacuum after few new rows keeps that so.
--changeset conversational-bot:0110-passages-partitions splitStatements:false
do $$
begin
    for i in 0 .. 15 loop
        execute format(
            'create table passages_%s partition of passages for values with (modulus 16, remainder %s)
                with (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.02)', i, i);
    end loop;
end
$$;

--changeset conversational-bot:0110-embedded-conversations
create table embedded_conversations (
    user_id         uuid     not null,
    conversation_id uuid     not null,
    model           smallint not null references embedding_models,
    up_to_seq       bigint   not null,
    primary key (user_id, conversation_id, model),
    foreign key (user_id, conversation_id) references conversations on delete cascade
) with (fillfactor = 70);
comment on column embedded_conversations.up_to_seq is 'messages up to this one have their passages';

--changeset conversational-bot:0110-embedded-users
create table embedded_users (
    user_id       uuid     not null references users on delete cascade,
    model         smallint not null references embedding_models,
    asked_at      timestamptz,
    filled_at     timestamptz,
    claimed_until timestamptz,
    primary key (user_id, model)
);
create index embedded_users_unfilled on embedded_users (model, asked_at, user_id) where filled_at is null;
comment on column embedded_users.asked_at is 'when the user first searched by meaning';
comment on column embedded_users.filled_at is 'when all that was there had its passages';
comment on column embedded_users.claimed_until is 'a node fills until then';
