--liquibase formatted sql

-- For the list of a folder, and for emptying one. A conversation in no folder does not pay for it.

--changeset conversational-bot:0187-conversations-of-folders runInTransaction:false
drop index concurrently if exists conversations_of_folders;
create index concurrently conversations_of_folders
    on conversations (user_id, folder_id, archived, updated_at desc, id desc) where folder_id is not null;
