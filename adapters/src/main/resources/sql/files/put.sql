-- Notes a file, or anew its media type and name when it is there. Its chunks follow in the same transaction.
-- Returns whether it is new: a row that was there has the lock of this update.
insert into files (user_id, sha256, media_type, name, size, created_at, seen_at)
values (:user, :sha256, :mediaType, :name, :size, :at, :at)
on conflict (user_id, sha256) do update
   set media_type = excluded.media_type,
       name = excluded.name,
       seen_at = greatest(files.seen_at, excluded.seen_at)
returning xmax = 0 as added
