--liquibase formatted sql

-- Folders of conversations, one level of them below another.

--changeset conversational-bot:0185-folders
--locks: the table is new
set local lock_timeout = '2s';
create table folders (
    user_id       uuid        not null references users on delete cascade,
    id            uuid        not null,
    parent_id     uuid,
    name          text        not null,
    position      integer     not null,
    system_prompt text,
    prompt_tokens integer     not null,
    revision      uuid        not null default gen_random_uuid(),
    created_at    timestamptz not null,
    primary key (user_id, id),
    foreign key (user_id, parent_id) references folders (user_id, id) on delete set null (parent_id)
);
comment on column folders.parent_id is 'null for a folder at the top; no folder is deeper than one below another';
comment on column folders.system_prompt is 'comes before those of its conversations';
comment on column folders.prompt_tokens is 'of the system prompt, by the service''s tokenizer';
comment on column folders.revision is 'another one with each system prompt: turns begin at the one that they have read';
