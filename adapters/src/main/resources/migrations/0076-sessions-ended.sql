--liquibase formatted sql

--changeset conversational-bot:0076-sessions-ended runInTransaction:false
drop index concurrently if exists sessions_first_to_end;
create index concurrently sessions_first_to_end on sessions (ends_at);
