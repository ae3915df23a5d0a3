--liquibase formatted sql

-- Pieces of running answers are for the case that a node dies, not the server: they need no log.

--changeset conversational-bot:0031-unlogged-deltas
alter table turn_deltas set unlogged;
comment on table turn_deltas is 'pieces of running answers, deleted when the turn ends; emptied by a crash of the server, after which the nodes keep their texts anew';
