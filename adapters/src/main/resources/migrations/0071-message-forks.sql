--liquibase formatted sql

-- Messages that do not follow the one before them in their conversation: the first one after a fork. They are few, so no
-- other insert pays for the indexes, and a branch is walked from fork to fork.

--changeset conversational-bot:0071-message-forks runInTransaction:false
drop index concurrently if exists messages_forks;
create index concurrently messages_forks on messages (user_id, conversation_id, seq)
    where coalesce(parent_seq, 0) <> seq - 1;
drop index concurrently if exists messages_forks_by_parent;
create index concurrently messages_forks_by_parent on messages (user_id, conversation_id, parent_seq, seq desc)
    where coalesce(parent_seq, 0) <> seq - 1;
