--liquibase formatted sql

-- A model of embeddings that is wanted no more stays until its vectors are not needed, and goes with them.

--changeset conversational-bot:0120-models-in-use
alter table embedding_models
    add column used_at timestamptz not null default clock_timestamp(),
    add column dimensions smallint,
    alter column name drop not null;
update embedding_models m
   set dimensions = (select vector_dims(p.embedding) from passages p where p.model = m.id limit 1);
comment on column embedding_models.name is 'null while what is left of a model that was given up is deleted';
comment on column embedding_models.used_at is 'when a node last wanted it, or when it was given up';
comment on column embedding_models.dimensions is 'of its vectors; null before the first';

-- A reference would read all of them before a model's row is deleted.
--changeset conversational-bot:0120-no-references-to-models
alter table passages drop constraint passages_model_fkey;
alter table embedded_conversations drop constraint embedded_conversations_model_fkey;
comment on column passages.model is 'of embedding_models, without a reference: nothing is added for one without a name';
comment on column embedded_conversations.model is 'as in passages';
