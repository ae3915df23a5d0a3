--liquibase formatted sql

-- Only extensions that every managed PostgreSQL has.

--changeset conversational-bot:0001-extensions
create extension if not exists vector;
create extension if not exists pg_trgm;
