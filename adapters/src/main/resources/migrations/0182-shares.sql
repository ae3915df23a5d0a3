--liquibase formatted sql

-- Snapshots of branches that their users share by a link, and copies that readers made.

--changeset conversational-bot:0182-shares
--locks: the table is new
set local lock_timeout = '2s';
create table shares (
    user_id         uuid        not null,
    id              uuid        not null,
    conversation_id uuid        not null,
    branch          uuid,
    token           text        not null,
    visibility      text        not null check (visibility in ('link', 'members')),
    expires_at      timestamptz,
    show_name       boolean     not null,
    reasoning       boolean     not null,
    tool_results    boolean     not null,
    files           boolean     not null,
    title           text,
    revision        integer     not null,
    pieces          integer     not null,
    views           bigint      not null default 0,
    created_at      timestamptz not null,
    primary key (user_id, id),
    foreign key (user_id, conversation_id) references conversations on delete cascade
) with (fillfactor = 70);
create unique index shares_by_token on shares (token);
create index shares_of_conversation on shares (user_id, conversation_id);
comment on column shares.branch is 'a message of the branch; null: the newest branch when the snapshot was made';
comment on column shares.token is 'of the link, which its owner may see again; whoever reads this table reads the texts, too';
comment on column shares.title is 'of the conversation when the snapshot was made';
comment on column shares.pieces is 'of the snapshot, in share_pieces';

--changeset conversational-bot:0182-share-pieces
--locks: the table is new
set local lock_timeout = '2s';
create table share_pieces (
    user_id  uuid    not null,
    share_id uuid    not null,
    n        integer not null,
    messages text    not null,
    primary key (user_id, share_id, n),
    foreign key (user_id, share_id) references shares (user_id, id) on delete cascade
);
comment on table share_pieces is 'the messages of snapshots, oldest first';
comment on column share_pieces.n is 'from 0';
comment on column share_pieces.messages is 'a JSON array, as StoredSnapshot writes it';

--changeset conversational-bot:0182-copy-requests
--locks: the table is new
set local lock_timeout = '2s';
create table copy_requests (
    user_id         uuid        not null references users on delete cascade,
    key             text        not null,
    hash            bytea       not null,
    conversation_id uuid        not null,
    done            boolean     not null,
    created_at      timestamptz not null,
    primary key (user_id, key)
) with (fillfactor = 80);
create index copy_requests_oldest_first on copy_requests (created_at);
comment on table copy_requests is 'copies of shares that were asked for with an idempotency key';
comment on column copy_requests.hash is 'SHA-256 of the path and body that came with the key';
