--liquibase formatted sql

-- What a message has beside its text, and why its model ended. Rows that are there stay as they are: no column has a
-- default, and no check is made of them, so that the table is locked for a moment only, however large it is.

--changeset conversational-bot:0060-message-parts
alter table messages
    add column finish_reason    text,
    add column cached_tokens    integer,
    add column reasoning_tokens integer,
    add constraint messages_finish_reason_check
        check (finish_reason in ('stop', 'length', 'tool_calls', 'content_filter')) not valid,
    drop constraint messages_role_check,
    add constraint messages_role_check check (role in ('user', 'assistant', 'system', 'tool')) not valid;
comment on column messages.parts is 'in order, as StoredParts writes them; null when there is nothing but the text in content';
comment on column messages.finish_reason is 'of completed answers; null also for those of earlier versions';
comment on column messages.cached_tokens is 'of the prompt''s, those that the provider had read before';
comment on column messages.reasoning_tokens is 'of the completion''s, those that the model thought';
