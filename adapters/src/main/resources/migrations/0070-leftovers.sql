--liquibase formatted sql

-- A conversation goes with its own row, however much is in it. Its messages and turns stay behind for a moment, seen by
-- nobody, and are deleted in pieces.

--changeset conversational-bot:0070-deleted-conversations
create table deleted_conversations (
    user_id         uuid        not null,
    conversation_id uuid        not null,
    deleted_at      timestamptz not null default now(),
    tried_at        timestamptz not null default now(),
    after_seq       bigint      not null default 0,
    primary key (user_id, conversation_id)
);
create index deleted_conversations_in_turn on deleted_conversations (tried_at);
comment on table deleted_conversations is 'those with messages or turns that are left; no foreign key to users: it outlives the account';
comment on column deleted_conversations.tried_at is 'when somebody last took it up; who was tried longest ago is next';
comment on column deleted_conversations.after_seq is 'messages up to this one are deleted';

-- A trigger, so that also a service that knows nothing of leftovers notes them.
--changeset conversational-bot:0070-note-deleted-conversations splitStatements:false
create function note_deleted_conversations() returns trigger
    language plpgsql
as $$
begin
    insert into deleted_conversations (user_id, conversation_id)
    select user_id, id from gone
        on conflict (user_id, conversation_id) do update set after_seq = 0;
    return null;
end $$;

--changeset conversational-bot:0070-leave-messages-and-turns-behind
create trigger conversations_note_deleted
    after delete on conversations referencing old table as gone
    for each statement execute function note_deleted_conversations();
alter table messages drop constraint messages_user_id_conversation_id_fkey;
alter table turns drop constraint turns_user_id_conversation_id_fkey;
