--liquibase formatted sql

-- Where conversations are kept. The version before leaves both as they are, and gives new conversations neither.

--changeset conversational-bot:0186-filed-conversations
set local lock_timeout = '2s';
alter table conversations
    add column folder_id uuid,
    add column tags text[] not null default '{}';
comment on column conversations.folder_id is 'null for none';
comment on column conversations.tags is 'in the user''s order; no two differ in case only';

--changeset conversational-bot:0186-folders-exist
set local lock_timeout = '2s';
alter table conversations
    add constraint conversations_folder foreign key (user_id, folder_id) references folders (user_id, id) not valid;

--changeset conversational-bot:0186-folders-exist-validated
set local lock_timeout = '2s';
alter table conversations validate constraint conversations_folder;
