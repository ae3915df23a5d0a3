--liquibase formatted sql

-- What keeps the search index equal to the source of truth: how far long walks have come, and by what an index knows that
-- this database is the one that filled it.

--changeset conversational-bot:0050-walks
create table walks (
    walk               text        not null primary key,
    holder             text        not null,
    lease_until        timestamptz not null,
    subject            text        not null,
    after_user         uuid,
    after_conversation uuid,
    done               bigint      not null
) with (fillfactor = 50);
comment on column walks.lease_until is 'by this server''s clock';
comment on column walks.subject is 'what it is about, in the walker''s own words; empty before it begins';
comment on column walks.after_user is 'with after_conversation the last that is done; null at the beginning';

--changeset conversational-bot:0050-source-lineage
create table source_lineage (
    one     boolean not null primary key default true check (one),
    lineage uuid    not null,
    number  bigint  not null
) with (fillfactor = 50);
comment on table source_lineage is 'one row; a restore takes it back, and the index, which remembers it, sees that';
