--liquibase formatted sql

-- Files that users upload, in chunks, so that neither the service nor a statement ever holds a whole one.

--changeset conversational-bot:0061-files
create table files (
    user_id    uuid        not null references users on delete cascade,
    sha256     text        not null,
    media_type text        not null,
    name       text,
    size       bigint      not null,
    created_at timestamptz not null,
    seen_at    timestamptz not null,
    primary key (user_id, sha256)
) with (fillfactor = 80);
create index files_longest_unseen on files (seen_at);
comment on column files.sha256 is 'of the bytes, in hexadecimal digits: the blob that parts of messages name';
comment on column files.seen_at is 'when it was last uploaded, named by a new message, or found named by the sweep';

--changeset conversational-bot:0061-file-chunks
create table file_chunks (
    user_id uuid    not null,
    sha256  text    not null,
    n       integer not null,
    bytes   bytea   not null,
    primary key (user_id, sha256, n),
    foreign key (user_id, sha256) references files on delete cascade
);
alter table file_chunks alter column bytes set storage external;
comment on column file_chunks.n is 'from 0; each has 1 MiB, the last one what is left';
comment on column file_chunks.bytes is 'not compressed: images and PDF already are';

--changeset conversational-bot:0061-messages-naming-files runInTransaction:false
drop index concurrently if exists messages_naming_files;
create index concurrently messages_naming_files on messages using gin (parts jsonb_path_ops)
    where jsonb_path_exists(parts, '$[*].blob');
