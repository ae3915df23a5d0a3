-- Notes which copy a request with a key makes, unless the key was used before. Returns what the key stands for: a row that
-- was there has the lock of this update, which changes nothing.
insert into copy_requests (user_id, key, hash, conversation_id, done, created_at)
values (:user, :key, :hash, :conversation, false, :at)
on conflict (user_id, key) do update
   set key = excluded.key
returning conversation_id, hash = :hash as same, done
