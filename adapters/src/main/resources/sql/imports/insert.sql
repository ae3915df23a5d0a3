-- Adds an import whose bytes follow, unless its user has one that is not over.
insert into imports (user_id, id, status, received, format, file_name, bytes, bytes_left, dry_run, attempt, lease_until,
                     done, imported, extended, unchanged, messages, progress, created_at)
values (:user, :id, 'queued', false, :format::text, :fileName, :bytes, true, :dryRun, 0,
        clock_timestamp() + :within * interval '1 millisecond', 0, 0, 0, 0, 0, 0, :at)
    on conflict (user_id) where ended_at is null do nothing
