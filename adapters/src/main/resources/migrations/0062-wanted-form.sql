--liquibase formatted sql

--changeset conversational-bot:0062-wanted-form
alter table messages add column wanted text;
comment on column messages.wanted is 'of a question: the tools and the format that it wants its answers in, as StoredForm writes them; null for any';
