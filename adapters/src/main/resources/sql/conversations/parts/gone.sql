-- Deletes the running turns of conversations that are gone, and notes each for the followers of the changes and for the
-- caches. Of gone: user_id, id, and the version before.
running as (
    delete from turns t
     using gone g
     where t.user_id = :user and t.conversation_id = g.id and t.state = 'running'
), revoked as (
    insert into revocations (user_id, kind, key, version)
    select g.user_id, 'conversation', g.id::text, g.version + 1 from gone g
    on conflict (user_id, kind, key) do update -- an import had brought it back
       set version = excluded.version, created_at = excluded.created_at, told_at = null, aside_until = null
), change as (
    insert into changes (user_id, entity, id, version)
    select g.user_id, 'conversation', g.id, g.version + 1 from gone g
)
